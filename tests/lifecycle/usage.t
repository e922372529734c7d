#!/usr/bin/env bash
# The command line itself: options, help, exit statuses, where output goes.
. "$(dirname "$0")/tap.sh"
project

run
exits "no command is wrong usage" 2
says "and says so" "no command is said"
same "with nothing on standard output" "$out" ""

run --help
exits "--help" 0
prints "lists the commands" "upgrade"
same "with nothing on standard error" "$err" ""
run --version
exits "--version" 0
prints "prints the version" "schemagen 0."
for command in init diff revision upgrade downgrade current history heads branches show merge edit stamp pull export fmt help; do
    run help "$command"
    exits "help $command" 0
    prints "help $command shows its usage" "usage: schemagen $command"
    run "$command" --help
    exits "$command --help" 0
done

for command in lint; do
    run "$command"
    exits "$command is not supported yet" 2
    says "$command says so" "not supported yet"
done

run upgrad head
exits "an unknown command" 2
says "suggests the one meant" 'Did you mean "upgrade"?'
run diff --no-prov
exits "an unknown option" 2
says "suggests the one meant" 'Did you mean "--no-prove"?'
run diff -Z
exits "an unknown letter" 2
run upgrade
exits "upgrade without a target" 2
run upgrade head head
exits "upgrade with two" 2
run --color sometimes history
exits "a value that an option does not take" 2
says "and what it takes" "auto|always|never"
run --models
exits "an option without its value" 2
run fmt --check=yes
exits "a flag with a value" 2
run upgrade --wait x head
exits "a number that is none" 2
run -x novalue history
exits "-x without NAME=VALUE" 2

mkdir generated
run history -q
exits "options after the command" 0
run -q history
exits "options before it" 0
run history -- extra
exits "arguments after --" 2
run -C generated history
exits "-C" 0
run -C nowhere history
exits "-C to a folder that is not there" 1
run downgrade -1
exits "-1 is a target, not an option" 1
says "that leads too far here" "leads past the beginning"
run upgrade -1
exits "-1 leads down" 2
run downgrade +1
exits "+1 leads up" 2
for word in label@ @head +x head+ '' 'a:b' a@b@c; do
    run upgrade "$word"
    exits "upgrade '$word'" 2
done

run upgrade head
exits "upgrade head with no migrations" 0
run downgrade base
exits "downgrade base with no migrations" 0
run current
exits "current without a database" 2
says "says how to say one" "no database is configured"
run diff
exits "diff without a database and without models" 1

for source in migrations:nowhere sql:x.sql y.sql json:x.json; do
    run pull "$source"
    exits "source $source that is not there" 1
done
run pull nonsense
exits "a source that is none" 2

run --color always upgrad
says "--color always" $'\033['
run --color never upgrad
says_not "--color never" $'\033['
run upgrad
says_not "no colour into a file" $'\033['

if [ -e /dev/full ]; then
    "$SCHEMAGEN" --help >/dev/full 2>"$work/err"
    status=$? out= err=$(cat "$work/err")
    exits "standard output on a full disk" 1
    says "says so" "could not write to standard output"
fi
done_testing

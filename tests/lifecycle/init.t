#!/usr/bin/env bash
# init: a project out of nothing, and out of a database that is there.
. "$(dirname "$0")/tap.sh"
project
git init -q . 2>/dev/null
run init
exits "init" 0
prints "makes the config" "schemagen.json"
prints "and the folders" "schemas/"
says "says what is next" "next:"
[ -d schemas ] && [ -d generated ]
ok "the folders are there" $?
if [ -d .git/hooks ]; then
    [ -x .git/hooks/pre-commit ]
    ok "the hook can be run" $?
else
    skip "the hook can be run" "no git here"
fi
run init
exits "init again" 0
same "makes nothing" "$out" ""
run history
exits "the config is sound" 0
mkdir inner
run -C inner init
exits "init inside a project" 1

project
database init
query init "create table songs (id serial primary key, title text not null); comment on table songs is 'All of them.';
    insert into songs (title) values ('one'); create view v as select 1 as x"
run init --from-db
exits "init --from-db" 0
prints "writes the models" "schemas/public.sg"
prints "and the baseline" "_baseline.up.sql"
says "what is not modelled is said" "view"
run current
prints "the baseline is stamped" "baseline (head)"
run diff --exit-code
exits "and is what the database is" 0
database fresh
run upgrade head
exits "the baseline builds a database" 0
run diff --exit-code
exits "that is the same" 0
run init --from-db
exits "a second baseline" 1
says "is refused" "holds migrations already"
unset DATABASE_URL
project
run init --from-db
exits "init --from-db without a database" 2
done_testing

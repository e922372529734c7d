#!/usr/bin/env bash
# Drift: diff and a database that is not what its migrations build; and diff without a database.
. "$(dirname "$0")/tap.sh"
project
folder_before=$folder
database drift
mkdir schemas
printf 'table a {\n    id integer primary key\n}\n' >schemas/a.sg
run diff --no-prove -m first
run upgrade head
query drift "alter table a add column hand text; create table other (id int)"
run diff --no-prove
exits "drift" 1
says "is an error" "the database is not what the migrations of \"generated\" build"
says "that lists a column" "column a.hand is not in the migrations"
says "and a table" "table other is not in the migrations"
says "with the ways out" "--accept-drift"
same "and nothing is written" "$(ls generated | wc -l)" 2
run diff --no-prove --dry-run
exits "what is only printed" 0
says "is printed with a warning" "warning: the database is not what"
run diff --no-prove --accept-drift -m undo
exits "--accept-drift begins with the database as it is" 0
holds "$(cat generated/*_undo.up.sql)" "DROP COLUMN hand"
ok "and leads to the models" $?
rm generated/*_undo.*
query drift "alter table a drop column hand; drop table other"
run diff --no-prove
exits "no drift, no difference" 0
same "no output" "$out" ""
run downgrade base
echo "do \$\$ begin execute 'create table later (id int)'; end \$\$;" >>"$(ls generated/*.up.sql)"
printf '\ntable later {\n    id integer\n}\n' >>schemas/a.sg
rm generated/*.down.sql
printf -- '-- schemagen: revision  %s\ndrop table later; drop table a;\n' "$(basename generated/*.up.sql _first.up.sql)" \
    >"$(echo generated/*.up.sql | sed 's/up.sql/down.sql/')"
run upgrade head
exits "a migration that cannot be followed" 0
run diff --no-prove
exits "is replayed, and there is no drift" 0
query drift "alter table later add column hand text"
run diff --no-prove
exits "and drift is seen" 1
says "in what only the replay knows" "column later.hand is not in the migrations"

# a history that began with a database that was not empty
project
database begun
query begun "create table there (id integer primary key, title text)"
mkdir schemas
printf 'table there {\n    id integer primary key\n}\n' >schemas/a.sg
run diff --no-prove -m drop
exits "the first migration of a database that is not empty" 0
run upgrade head
printf '\ntable b {\n    id integer\n}\n' >>schemas/a.sg
run diff --no-prove -m second
exits "the second" 0
says "is written with a warning" "is not known, for they cannot be built"
cd "$folder_before" || exit 1
unset DATABASE_URL
run diff --no-prove
exits "without a database, the migrations are what there is" 0
printf 'table b {\n    id integer\n}\n' >schemas/b.sg
run diff --no-prove -m second
exits "and a difference to them is written" 0
holds "$(cat generated/*_second.up.sql)" "CREATE TABLE public.b"
ok "as their next revision" $?
run diff --from migrations:generated@base --sql --no-prove
prints "any revision is a source" "CREATE TABLE public.a"
done_testing

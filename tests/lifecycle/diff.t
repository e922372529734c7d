#!/usr/bin/env bash
# diff, stamp, pull and fmt from the outside: what is written where, and what is refused. What the
# statements are is the cases' business.
. "$(dirname "$0")/tap.sh"
project
database diff
mkdir schemas
cat >schemas/public.sg <<'S'
table songs {
  id integer primary key
  title varchar(255) not null
}
S

run fmt --check
exits "fmt --check of what is not canonical" 3
same "names the file" "$out" "schemas/public.sg"
run fmt
exits "fmt" 0
same "names what it changed" "$out" "schemas/public.sg"
run fmt --check
exits "fmt --check afterwards" 0
same "formats standard input" "$("$SCHEMAGEN" fmt - <<<'table t{id int}')" "$(printf 'table t {\n  id  int\n}')"
printf 'table {\n' >bad.sg
run fmt bad.sg
exits "fmt of what does not parse" 1
same "leaves it" "$(cat bad.sg)" "table {"
run fmt missing.sg
exits "fmt of a file that is not there" 1

run diff --dry-run
exits "diff --dry-run" 0
prints "prints the file" "CREATE TABLE public.songs"
prints "with its header" "-- schemagen: revises   base"
[ ! -e generated ]
ok "and writes nothing" $?
run diff --sql
prints_not "diff --sql prints no header" "schemagen:"
prints_not "and no down" "DROP TABLE"
run diff --sql --down
prints "--down adds it" "-- down

-- drop table songs"
run diff --format json --dry-run
prints "as JSON" '{"version": 1, "differences": true, "changes": ['
SOURCE_DATE_EPOCH=1767225600 run diff
exits "diff" 0
same "prints the paths" "$out" "generated/20260101000000_add_table_songs.up.sql
generated/20260101000000_add_table_songs.down.sql"
holds "$(cat generated/*.up.sql)" "-- schemagen: proved    PostgreSQL"
ok "which say how it was proved" $?
holds "$(cat generated/*.up.sql)" "up = models, down = previous, sha256 "
ok "and carry a checksum of what was proved" $?
holds "$(cat generated/*.up.sql)" "-- schemagen: created   2026-01-01T00:00:00Z"
ok "at SOURCE_DATE_EPOCH" $?
run diff
exits "diff of a database that is behind" 1
says "names upgrade" 'schemagen upgrade head'
run upgrade head
run diff
exits "diff without a difference" 0
same "prints nothing" "$out$err" ""
run diff --exit-code
exits "with --exit-code too" 0
run diff --format json
prints "as JSON" '{"version": 1, "differences": false, "changes": []}'
rm generated/*
run diff --exit-code
exits "a history without its files" 1

project
database diff_extension
mkdir schemas
echo "extension hstore version '1.7'" >schemas/hstore.sg
run diff -m install
run upgrade head
sed -i 's/1.7/1.8/' schemas/hstore.sg
run diff -m update
exits "an extension's update, which has no way back" 0
says "is not proved, and says so" 'the migration is not proved: extension "hstore" has no update path'

project
database diff2
mkdir schemas
echo 'table a { id integer primary key }' >schemas/a.sg
SOURCE_DATE_EPOCH=1767225600 run diff --no-prove -q -m "First: the Ä table/with a very long message, longer than forty"
exits "diff --no-prove -q -m" 0
same "no more than forty characters of the message are in the name" "$(ls generated | head -1)" \
    "20260101000000_first_the_table_with_a_very_long_message.down.sql"
same "-q says nothing" "$err" ""
holds "$(cat generated/*.up.sql)" "-- schemagen: proved    no, not asked"
ok "it is not proved, and says so" $?
run upgrade head -q
echo 'table b { id integer primary key }' >schemas/b.sg
SOURCE_DATE_EPOCH=1767225600 run diff --no-prove --exit-code
exits "diff --exit-code with a difference" 3
prints "an id is later than the newest" "generated/20260101000001_"
run diff --from empty: --no-prove
exits "--from what is not the head" 1
says "is not written" "empty: is not what the migrations of \"generated\" build"
run diff --from empty: --sql --no-prove
exits "but printed" 0
run diff --from models:schemas --to empty: --sql --no-prove
prints "any source to any other" "DROP TABLE public.a"

run stamp head
exits "stamp head" 0
run current
prints "the history says so" "(head)"
run stamp 20260101000000
run current
prints "stamp goes back" "1 pending"
run stamp base
run diff
exits "an empty history and a folder that is not" 1
query diff2 'drop schema schemagen cascade'
run diff
exits "no history and a folder that is not empty" 1
says "names upgrade" "schemagen upgrade head"
says "and stamp" "schemagen stamp"
run stamp nosuch
exits "stamp of no revision" 1
run stamp +1
exits "stamp +1" 2

# models that are not right
echo 'table c { id nonsense }' >schemas/c.sg
run diff
exits "models with an error" 1
says "have its place" 'schemas/c.sg:1:14: error: type "nonsense" does not exist'
rm schemas/c.sg
run --models nowhere diff
exits "models that are not there" 1
says "say so" 'there are no models at "nowhere"'

# pull
run pull
exits "pull" 0
prints "prints models" "table a {"
query diff2 'create schema "other/one"; create table "other/one".t (id integer); create view v as select 1 as x'
run pull -o out
exits "pull -o" 0
same "a file a schema" "$out" "out/public.sg
out/other_one.sg"
says "what is not modelled is said" "objects of kind view are not modelled yet"
run pull -o out
exits "pull over models" 1
says "is refused" '"out" holds models already'
run pull --force -o out
exits "unless forced" 0
run pull "$url" -o direct
exits "pull of an address" 0
run diff --from db: --to models:out --sql --no-prove
same "what was pulled is no difference" "$out" ""
run pull models:schemas
prints "pull of models" "table b {"

# models that no server would take
printf 'table t {\n  a integer default (%s)\n}\n' "'x'" >refused.sg
run diff --from empty: --to models:refused.sg --migrations refused
exits "a default that is no value of its type" 1
says "is refused with the server's reason" 'invalid input syntax for type integer: "x"'
same "leaves no files" "$(find refused -name '*.sql' 2>/dev/null | wc -l)" 0

# disks
if [ "$(id -u)" = 0 ] && mkdir small && mount -t tmpfs -o size=16k none small 2>/dev/null; then
    head -c 12288 /dev/zero >small/filler
    run diff --from empty: --no-prove --migrations small/m
    exits "a full disk" 1
    says "is said" "could not write"
    same "leaves no files" "$(find small -name '*.sql*' | wc -l)" 0
    printf 'table t { \n id integer\n}\n' >small/t.sg
    before=$(cat small/t.sg)
    head -c 16384 /dev/zero >>small/filler 2>/dev/null
    for words in "pull models: -o small/pulled" "fmt small/t.sg" "-C small init" \
        "revision -m filled --migrations small/m"; do
        run $words
        exits "a full disk: $words" 1
        says "is said, too" "No space left on device"
    done
    same "no file is half-written" "$(find small -type f | sort | tr '\n' ' ')" "small/filler small/t.sg "
    same "and a model is what it was" "$(cat small/t.sg)" "$before"
    umount small
else
    skip "a full disk" "needs root to make one"
fi
printf 'x' >file
run diff --from empty: --no-prove --migrations file/m
exits "a folder that cannot be made" 1

# a role that sees too little
query diff2 "create role f_blind login; create schema hidden; create table hidden.t (id integer)"
run -d "postgresql://f_blind@/diff2?host=$pghost&port=$pgport" pull
exits "a role without rights is not shown half of it" 1
says "but told what it may not see" 'role "f_blind" may not see schema hidden, '
says "down to the tables" ', table hidden.t [invisible]'
prints_not "and no model is made of the rest" "table"
query diff2 "drop role f_blind"
done_testing

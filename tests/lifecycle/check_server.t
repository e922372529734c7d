#!/usr/bin/env bash
# check --replay and --database: what a server decides, and what the database is besides.
. "$(dirname "$0")/tap.sh"
project
mkdir schemas
cat >schemas/public.sg <<'SG'
table songs {
    id serial primary key
    title text not null
    rating int check (rating between 0 and 5)
}
SG
database watch
run diff -m songs
exits "a migration" 0
run check --replay
exits "a replay that fits" 0
same "prints nothing" "$out" ""
up=$(ls generated/*.up.sql)

# a server decides what reading cannot
cp "$up" "$work/kept"
sed 's/rating BETWEEN 0 AND 5/rating::bigint between 0::bigint and 5::bigint/I' "$work/kept" >"$up"
run check
exits "an expression that only a server can tell" 0
prints "perhaps" "perhaps constraint"
run check --replay
exits "differs on the server" 3
prints "for certain" "constraint songs.songs_rating_check differs in"
cp "$work/kept" "$up"
echo "do \$\$ begin execute 'alter table songs add column made text'; end \$\$;" >>"$up"
run check
exits "what cannot be followed" 0
run check --replay
exits "is seen by a replay" 3
prints "with the column it made" "column songs.made is not in the models"
cp "$work/kept" "$up"
echo "insert into songs (title) values (1/0);" >>"$up"
run check
exits "a migration that fails only when it is run" 0
run check --replay
exits "fails" 1
says "at its statement" "division by zero"
says "with its place" "_songs.up.sql:"
cp "$work/kept" "$up"

# the database
run check --database
exits "a database that has nothing yet" 0
prints "what is pending" "is pending: songs"
run upgrade head
run check --database
exits "the upgraded database" 0
prints_not "nothing is pending" "pending"
query watch "alter table songs add column hand text; create table other (id int)"
run check --database
exits "drift" 3
prints "a column" "column songs.hand is not in the migrations"
prints "with what would mend it" "DROP COLUMN hand;"
prints "a table" "table other is not in the migrations"
says "and the way back" "bring the database back to what its migrations build"
query watch "alter table songs drop column hand; drop table other"
run check --database
exits "no drift" 0
echo "-- a remark" >>"$up"
query watch "alter table songs add column hand text"
run check --database
exits "a file edited after it was applied" 3
says "is named" "_songs.up.sql"
prints "and drift beside it" "column songs.hand is not in the migrations"
query watch "alter table songs drop column hand"
run check
exits "offline, that is no matter" 0
cp "$work/kept" "$up"
unset DATABASE_URL
for system in "$root"/schemas/*/; do
    name="a replay of schemas/$(basename "$system")"
    run -q -C "$system" check --replay
    if holds "$err" "is not installed here"; then
        skip "$name" "$(echo "$err" | sed -n 's/^error: \(.*\) \[.*/\1/p')"
        continue
    fi
    exits "$name" 0
    same "is what is read, and what the models say" "$out" ""
done
run check --database
exits "--database without one" 2
done_testing

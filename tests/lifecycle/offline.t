#!/usr/bin/env bash
# --sql: scripts that psql runs to the very catalog and history that a run of our own leads to, and
# that refuse a database they do not fit. No connection is made for them.
. "$(dirname "$0")/tap.sh"
: "${BUILD:=$root/build}"

# What a database is, rows and history included; times, ids of the log and psql's nonces left out.
state() { # DATABASE
    pg_dump -h "$pghost" -p "$pgport" -U "$pguser" --inserts --exclude-table-data='schemagen.*' "$1" |
        grep -v '^\\\(un\)\?restrict'
    psql "$1" -c "select to_jsonb(m) - 'applied_at' - 'duration_ms' from schemagen.migrations m order by revision" \
        -c "select to_jsonb(l) - 'done_at' - 'duration_ms' - 'entry' from schemagen.log l order by entry"
}
# Prints what the script did that it should not have: anything at all.
script() { # DATABASE FILE
    command psql -X -q -v ON_ERROR_STOP=1 -h "$pghost" -p "$pgport" -U "$pguser" -d "$1" -f "$2" \
        >"$work/out" 2>"$work/err"
    status=$? out=$(cat "$work/out") err=$(cat "$work/err")
}
write() { # FILE WORDS…
    local file=$1
    shift
    run "$@" --sql
    cp "$work/out" "$file"
}

project
migration 1 "it's a" <<'S'
-- create table a · nothing is locked
CREATE TABLE a (id integer PRIMARY KEY, t text DEFAULT 'x;y', found boolean);
INSERT INTO a VALUES (1, $$a;b$$, true), (2, E'\';', true);
CREATE FUNCTION f() RETURNS integer LANGUAGE sql
  BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;
--down
-- drop table a · ACCESS EXCLUSIVE
-- DATA LOSS: a in every row
DROP FUNCTION f();
DROP TABLE a;
S
migration 2 'index a' <<'S'
ALTER TABLE a ADD COLUMN b integer;
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY a_t ON a (t);
VACUUM a;
-- schemagen: transaction on
UPDATE a SET b = :n;
-- nobody may be left out
-- schemagen: assert NOT EXISTS (SELECT FROM a WHERE b IS DISTINCT FROM :'n' OR NOT found) -- or so
-- schemagen: assert SELECT count(*) = 2, count(*) FROM a
ALTER TABLE a ALTER COLUMN b SET NOT NULL;
--down
ALTER TABLE a DROP COLUMN b;
-- schemagen: transaction off
DROP INDEX CONCURRENTLY a_t;
S
migration 3 'rows' <<'S'
-- schemagen: file rows rows.json
CREATE TABLE :"name" (doc jsonb, who text);
INSERT INTO :"name" SELECT r, :'who' FROM jsonb_array_elements(:'rows') r;
UPDATE :"name" SET who = who || array_length((ARRAY[1,2,3])[1:2], 1) || '$guard$';
-- schemagen: assert (SELECT min(who) FROM :"name") LIKE '%$guard$'
--down
DROP TABLE :"name";
S
printf '[{"a": "it'"'"'s \\\\ :n :'"'"'n'"'"'"}, {}]' >generated/rows.json
migration 4 'nothing' </dev/null
migration 5 'settings' <<'S'
SET search_path = pg_catalog;
SET ROLE pg_read_all_data;
--down
SET ROLE pg_read_all_data;
S
migration 6 'after settings' <<'S'
CREATE TABLE here (id integer);
--down
DROP TABLE here;
S
given=(-x n=7 -x 'name=Odd Name' -x "who=o'hara \\ :n")
last=20260101000006

write up.sql upgrade head
exits "variables that are not set" 1
same "no script then" "$out" ""
says "each is named" 'variable "who" is not set'
says "all at once" 'variable "n" is not set'

export DATABASE_URL="postgresql://anna:s3cret@nosuch.invalid/x" PGPASSWORD=s3cret
write up.sql upgrade head "${given[@]}"
exits "upgrade head --sql" 0
same "needs no server" "$err" ""
prints "says what it holds" "upgrade from base to $last"
prints "and how it is run" "psql -X -v ON_ERROR_STOP=1"
prints "and what each migration does" "create table a · nothing is locked"
prints_not "no password" s3cret
prints_not "nor the address" nosuch.invalid
first=$out
write again.sql upgrade base:head "${given[@]}"
same "FROM:TO from base is the same, byte for byte" "$out" "$first"
run upgrade head --sql "${given[@]}" -d "postgresql://anna:s3cret@nosuch.invalid/x"
exits "not even the address is looked at" 0
if command -v strace >/dev/null && strace -o "$work/trace" true 2>/dev/null; then
    ASAN_OPTIONS=detect_leaks=0 strace -f -e trace=socket,connect -o "$work/trace" "$SCHEMAGEN" upgrade head --sql "${given[@]}" >/dev/null
    ! grep -q 'socket(\|connect(' "$work/trace"
    ok "no socket is opened" $? "$(cat "$work/trace")"
else
    skip "no socket is opened" "no strace here"
fi
write down.sql downgrade head:base "${given[@]}"
exits "downgrade FROM:TO --sql" 0
prints "says what is lost" "DATA LOSS: a in every row"
run downgrade base --sql
exits "downgrade --sql without FROM" 2
says "says what is missing" "FROM:TO"
run upgrade head:base --sql
exits "the other way" 2
run upgrade +1:head --sql
exits "FROM cannot be relative" 2
run upgrade current:head --sql
exits "nor what only a database knows" 2
run upgrade nosuch:head --sql
exits "FROM has to exist" 1
run upgrade head --sql --dry-run
exits "what asks a database" 2
run upgrade base:+1 --sql --format json
exits "a script as JSON" 0
same "says what it holds" "$(python3 -c 'import json, sys
d = json.load(sys.stdin); print(d["version"], d["direction"], d["from"], d["migrations"][0]["revision"], d["sql"][:12] == "-- schemagen")' <"$work/out")" \
    "1 up [] 20260101000001 True"
unset PGPASSWORD

database online
run upgrade head "${given[@]}"
exits "the run online" 0
state online >"$work/online"
database offline
script offline up.sql
exits "the script" 0
same "is silent" "$out$err" ""
state offline >"$work/offline"
same "the same catalog, rows and history" "$(diff "$work/online" "$work/offline")" ""
run upgrade head
exits "a run finds nothing to do" 0
same "and says nothing" "$out$err" ""
script offline up.sql
exits "the script once more" 3
holds "$err" "the database does not stand at base"
ok "is refused by name" $?
database steps
for _ in 1 2 3 4 5 6; do run upgrade +1 "${given[@]}"; done
state steps >"$work/steps"
same "step by step it is the same too" "$(diff "$work/online" "$work/steps")" ""
database parts
for n in 1 2 3 4 5 6; do
    from=base
    [ "$n" = 1 ] || from=2026010100000$((n - 1))
    write part.sql upgrade "$from:+1" "${given[@]}"
    script parts part.sql
done
state parts >"$work/parts"
same "and a script a step" "$(diff "$work/online" "$work/parts")" ""
export DATABASE_URL=${DATABASE_URL%/parts*}/online${DATABASE_URL#*/parts}
run downgrade base "${given[@]}"
state online >"$work/online"
script offline down.sql
exits "the script back" 0
state offline >"$work/offline"
same "leads where the run back leads" "$(diff "$work/online" "$work/offline")" ""

# where a script does not fit
database empty
write rest.sql upgrade 20260101000002:head "${given[@]}"
script empty rest.sql
exits "a database without a history" 3
holds "$err" "the database has no history, and this script begins at 20260101000002"
ok "is told so" $?
run upgrade +1
script empty rest.sql
exits "one that stands elsewhere" 3
holds "$err" "does not stand at 20260101000002"
ok "is told so too" $?
same "and left alone" "$(query empty 'select count(*) from schemagen.migrations')" 1
psql empty -c 'select pg_advisory_lock(1396919909, 1)' -c 'select pg_sleep(2)' >/dev/null &
holder=$!
sleep 0.5
write second.sql upgrade 20260101000001:+1 "${given[@]}"
script empty second.sql
exits "while another run is at work" 3
holds "$err" "another run is at work"
ok "it is refused" $?
kill "$holder" 2>/dev/null
wait "$holder" 2>/dev/null

# a script that fails
database fails
rm generated/*
migration 1 a <<<'CREATE TABLE a (id integer);'
migration 2 b <<'S'
CREATE TABLE b (id integer);
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY a_id ON a (id);
CREATE INDEX CONCURRENTLY a_nope ON a (nope);
S
migration 3 c <<<'CREATE TABLE c (id integer);'
write fails.sql upgrade head
command psql -X -q -h "$pghost" -p "$pgport" -U "$pguser" -d fails -f fails.sql >/dev/null 2>&1
same "stops, even where psql is not told to" "$(query fails "select to_regclass('c') is null")" t
same "what is done is recorded" "$(query fails "select string_agg(revision || ' ' || segment, ', ' order by revision) from schemagen.migrations")" \
    "20260101000001 1, 20260101000002 1"
query fails 'alter table a add nope integer'
run upgrade head
exits "a run takes up what the script has left" 0
same "and ends it" "$(query fails "select string_agg(relname, ' ' order by relname) from pg_class join pg_index on indexrelid = oid
    where indrelid = 'a'::regclass and indisvalid")" "a_id a_nope"
migration 2 b <<'S'
CREATE TABLE b (id integer);
CREATE TABLE a (id integer);
S
write careless.sql upgrade head
sed -i '/^\\set/d' careless.sql
database careless
command psql -X -q -h "$pghost" -p "$pgport" -U "$pguser" -d careless -f careless.sql >/dev/null 2>"$work/err"
same "a program that goes on after errors makes no hole" \
    "$(query careless "select string_agg(revision, ' ') from schemagen.migrations")" 20260101000001

migration 2 b <<'S'
-- everyone has an id
-- schemagen: assert EXISTS (SELECT FROM a)
CREATE TABLE b (id integer);
S
database asserts
write asserts.sql upgrade head
script asserts asserts.sql
exits "an assertion that does not hold" 3
holds "$err" "the assertion does not hold"
ok "says so" $?
holds "$err" "everyone has an id"
ok "with its comment" $?
same "and leaves nothing of the migration" "$(query asserts "select to_regclass('b') is null and count(*) = 1 from schemagen.migrations")" t
migration 3 'no way back' <<<'CREATE TABLE d (id integer);'
printf -- '-- schemagen: revision 20260101000003\n-- schemagen: irreversible the rows are gone\n' >generated/20260101000003_m3.down.sql
run downgrade head:base --sql
exits "what cannot be taken back" 1
says "is refused with the reason" "the rows are gone"
same "with no script" "$out" ""

# stamps
database stamped
write stamp.sql stamp 20260101000002
exits "stamp --sql" 0
script stamped stamp.sql
exits "its script" 0
query stamped "select revision, message, checksum, segment, segments, direction from schemagen.migrations order by 1" >"$work/offline"
query stamped "select action, revision from schemagen.log order by entry" >>"$work/offline"
database stamped
run stamp 20260101000002
query stamped "select revision, message, checksum, segment, segments, direction from schemagen.migrations order by 1" >"$work/online"
query stamped "select action, revision from schemagen.log order by entry" >>"$work/online"
same "enters what stamp enters" "$(diff "$work/online" "$work/offline")" ""
write stamp.sql stamp base
script stamped stamp.sql
same "stamp base takes all out" "$(query stamped 'select count(*) from schemagen.migrations')" 0

# branches
branch() { # REVISION REVISES HEADER…
    local revision=$1 revises=$2
    shift 2
    { printf -- '-- schemagen: revision  %s\n-- schemagen: revises   %s\n' "$revision" "$revises"
      [ $# = 0 ] || printf -- '-- schemagen: %s\n' "$@"
      printf 'CREATE TABLE t_%s (id integer);\n' "$revision"; } >"generated/$revision.up.sql"
    printf -- '-- schemagen: revision  %s\nDROP TABLE t_%s;\n' "$revision" "$revision" >"generated/$revision.down.sql"
}
rm -r generated
mkdir generated
branch a1 base
branch b1 a1 'branch left'
branch b2 b1
branch c1 a1 'branch right'
branch c2 c1 'depends b1'
branch d1 'b2, c2'
branch x1 base 'branch apart' 'depends c1'
database online
run upgrade heads
exits "branches online" 0
state online >"$work/online"
database offline
write up.sql upgrade heads
exits "branches in a script" 0
script offline up.sql
state offline >"$work/offline"
same "lead to the same" "$err$(diff "$work/online" "$work/offline")" ""
write down.sql downgrade heads:base
script offline down.sql
export DATABASE_URL=${DATABASE_URL/offline/online}
run downgrade base
state offline >"$work/offline"
state online >"$work/online"
same "and back" "$err$(diff "$work/online" "$work/offline")" ""
database offline
write left.sql upgrade b2
script offline left.sql
write right.sql upgrade b2:c2
script offline right.sql
exits "a branch after the other" 0
write apart.sql upgrade b2,c2:x1
exits "from several heads" 0
script offline apart.sql
exits "fits" 0
script offline apart.sql
exits "once" 3
same "they stand" "$(query offline "select string_agg(revision, ' ' order by revision) from schemagen.migrations")" "a1 b1 b2 c1 c2 x1"
run upgrade d1
exits "a run goes on from there" 0

# a schema and a history of one's own
rm -r generated
migration 1 a <<<'CREATE TABLE here (id integer);'
printf '{"schema": "App X", "history": {"schema": "Our own", "table": "done"}}' >schemagen.json
database own
query own 'create schema "App X"'
write own.sql upgrade head
script own own.sql
exits "names that need quotes" 0
same "in the schema" "$(query own "select to_regclass('\"App X\".here') is not null")" t
same "and the history" "$(query own 'select count(*) from "Our own".done')" 1
rm schemagen.json
rm -r generated
run upgrade head --sql
exits "no migrations" 0

# a thousand of them
cd "$work" || exit 1
project
mkdir generated
python3 - <<'P'
previous = "base"
for n in range(1, 1001):
    revision = "2026%010d" % n
    with open("generated/%s_step.up.sql" % revision, "w") as file:
        file.write("-- schemagen: revision %s\n-- schemagen: revises %s\n\n-- create table t%d\n"
                   "CREATE TABLE t%d (id integer PRIMARY KEY, t text);\n\nCREATE INDEX ON t%d (t);\n"
                   % (revision, previous, n, n, n))
    with open("generated/%s_step.down.sql" % revision, "w") as file:
        file.write("-- schemagen: revision %s\nDROP TABLE t%d;\n" % (revision, n))
    previous = revision
P
TIMEFORMAT='%U %S'
spent=$({ time "$SCHEMAGEN" upgrade head --sql >many.sql; } 2>&1)
same "1,000 migrations are in the script" "$(grep -c '^-- upgrade 2026' many.sql)" 1000
case $BUILD in
*asan*) skip "written in 0.2 s" "sanitizers are slow" ;;
*) awk "BEGIN { split(\"$spent\", t, \" \"); exit !(t[1] + t[2] < 0.2) }"
   ok "written in 0.2 s" $? "$spent" ;;
esac

# every project
for name in "$root"/generated/*/; do
    name=$(basename "$name")
    cd "$root/schemas/$name" || exit 1
    database online
    run upgrade head
    if [ "$status" != 0 ] && { holds "$err" 'is not available' || holds "$err" 'extension control file'; }; then
        skip "$name" "an extension is not available here"
        continue
    fi
    [ "$status" = 0 ] || exits "$name: upgrade head" 0
    state online >"$work/online"
    write "$work/up.sql" upgrade head
    database offline
    script offline "$work/up.sql"
    state offline >"$work/offline"
    same "$name: the script leads where the run leads" "$err$(diff "$work/online" "$work/offline")" ""
    write "$work/down.sql" downgrade head:base
    script offline "$work/down.sql"
    state offline >"$work/offline"
    export DATABASE_URL=${DATABASE_URL/offline/online}
    run downgrade base
    state online >"$work/online"
    same "$name: and back" "$err$(diff "$work/online" "$work/offline")" ""
done
done_testing

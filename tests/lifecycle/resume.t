#!/usr/bin/env bash
# Runs that were cut off in the middle of a file, and the runs after them: what is there is found,
# what is broken is mended, what nobody can know is asked.
. "$(dirname "$0")/tap.sh"
project
database resume

until_true() { # DATABASE QUERY: waits for it, ten seconds at most
    for _ in $(seq 200); do
        [ "$(query "$1" "$2")" = t ] && return 0
        sleep 0.05
    done
    echo "# never true: $2"
}
begin() { "$SCHEMAGEN" "$@" >"$work/out" 2>"$work/err" </dev/null & pid=$!; }
busy="select exists (select from pg_stat_activity where application_name = 'schemagen' and state = 'active'"
cut() { # QUERY-PART: kills the runner and its backend once a statement like that runs
    until_true "$name" "$busy and query ilike '$1%')"
    kill -KILL $pid
    wait $pid 2>/dev/null
    query "$name" "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'schemagen'" >/dev/null
    until_true "$name" "select not exists (select from pg_stat_activity where application_name = 'schemagen')"
}
fresh() { # a database with a table of three rows
    name=$1
    database "$1"
    query "$1" "create table a (id integer, b integer); insert into a values (1), (2), (3)"
    rm -rf generated
}
hold() { # a transaction with a snapshot, for whose end what is CONCURRENTLY has to wait
    psql "$name" >/dev/null 2>&1 <<<"begin; lock table $1 in access share mode; select pg_sleep(60);" &
    holder=$!
    until_true "$name" "select exists (select from pg_stat_activity where query like '%pg_sleep(60)%' and state = 'active' and pid <> pg_backend_pid())"
}
let_go() {
    query "$name" "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()" >/dev/null
    wait "$holder" 2>/dev/null
}
valid() { query "$name" "select string_agg(indexrelid::regclass || ' ' || indisvalid, ',' order by indexrelid::regclass::text) from pg_index where indrelid = '$1'::regclass"; }
row() { query "$name" "select direction, segment, segments, statement, started is not null, cardinality(segment_checksums) from schemagen.migrations"; }

# CREATE INDEX CONCURRENTLY
fresh built
migration 1 'index' <<'S'
INSERT INTO a VALUES (4);
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY a_id2 ON a (id);
INSERT INTO a VALUES (5);
--down
DELETE FROM a WHERE id > 3;
-- schemagen: transaction off
DROP INDEX CONCURRENTLY a_id2;
S
hold a
begin upgrade head
cut 'create index concurrently'
let_go
same "a build that was cut off leaves an invalid index" "$(valid a)" "a_id2 false"
same "and the history says that it was started" "$(row)" "up|1|2|0|t|1"
run current
prints "as does current" "stopped on its way up after 1 of 2 segments"
prints "with the statement" "in the middle of: CREATE INDEX CONCURRENTLY a_id2"
run current --format json
prints "as JSON too" '"segment": 1, "segments": 2, "statement": 0, "started": "CREATE INDEX CONCURRENTLY a_id2 ON a (id)", "run_by": null'
run upgrade --dry-run head
prints "a dry run shows what is left" "CREATE INDEX CONCURRENTLY a_id2"
prints_not "and not what is done" "INSERT INTO a VALUES (4)"
run upgrade head
exits "the next run" 0
says "says what it mends" "index public.a_id2 is invalid: DROP INDEX CONCURRENTLY public.a_id2"
same "builds it anew" "$(valid a)" "a_id2 true"
same "and runs nothing twice" "$(query built 'select count(*), count(distinct id) from a')" "5|5"
same "the row is whole" "$(row)" "up|2|2|0|f|2"
same "the log tells" "$(query built "select string_agg(action || ': ' || detail, '; ' order by entry) from schemagen.log")" \
    "repair: DROP INDEX CONCURRENTLY public.a_id2; upgrade: "

fresh goes_on
migration 1 'index' <<'S'
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_id2 ON public . "a" (id);
S
hold a
begin upgrade head
until_true goes_on "$busy and query ilike 'create index concurrently%')"
kill -KILL $pid
wait $pid 2>/dev/null
run upgrade --wait 0 head
exits "a backend that goes on keeps others out" 1
run current
prints "current tells a run at work" "is on its way up, 0 of 1 segments are done"
prints "and whose it is" "  run by process "
run current --format json
prints "as JSON too" '"run_by": "process '
let_go
run upgrade head
exits "who waits for it" 0
same "finds the index that it built" "$(valid a)" "a_id2 true"
says "and says so" "index public.a_id2 is valid: the run that was cut off had come so far"
same "without mending anything" "$(query goes_on "select count(*) from schemagen.log where action = 'repair'")" 0

fresh interrupted
migration 1 'index' <<'S'
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY a_id2 ON a (id);
S
hold a
begin upgrade head
until_true interrupted "$busy and query ilike 'create index concurrently%')"
kill -INT $pid
wait $pid
status=$? out=$(cat "$work/out") err=$(cat "$work/err")
let_go
exits "an interrupt in a build" 1
says "is said" "m1.up.sql:6:1: error: interrupted"
says "with what it leaves" "index public.a_id2 is invalid now; the next run mends that"
run upgrade head
exits "as it does" 0
same "and the index is sound" "$(valid a)" "a_id2 true"

fresh strange
query strange "create unique index concurrently a_b on a ((1))" 2>/dev/null
migration 1 'index' <<'S'
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY IF NOT EXISTS a_b ON a (b);
S
run upgrade head
exits "an invalid index that somebody else has left" 0
same "is not taken for the one that is wanted" "$(valid a)" "a_b true"

fresh refused
migration 1 'index' <<'S'
-- schemagen: transaction off
CREATE UNIQUE INDEX CONCURRENTLY a_b ON a ((b IS NULL));
S
run upgrade head
exits "a unique index over rows that are not" 1
says "has the server's words" "could not create unique index"
says "and says what is left" "index public.a_b is invalid now; the next run mends that"
migration 1 'index' <<'S'
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY a_is ON a ((b IS NULL));
S
run upgrade head
exits "mended under another name" 0
same "what is left of the first goes" "$(valid a)" "a_is true"

# DROP INDEX CONCURRENTLY, DETACH PARTITION CONCURRENTLY, REINDEX CONCURRENTLY
fresh dropped
query dropped "create index a_b on a (b)"
migration 1 'drop' <<<"-- schemagen: transaction off
DROP INDEX CONCURRENTLY public.a_b;"
hold a
begin upgrade head
cut 'drop index concurrently'
let_go
same "a drop that was cut off leaves an invalid index" "$(valid a)" "a_b false"
run upgrade head
exits "the next run" 0
same "ends it" "$(valid a)" ""

fresh detached
query detached "create table p (id integer) partition by range (id); create table p1 partition of p for values from (0) to (9); insert into p values (1)"
migration 1 'detach' <<<"-- schemagen: transaction off
ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;"
hold p
begin upgrade head --lock-timeout 0
cut 'alter table p detach'
let_go
same "a detaching that was cut off is pending" "$(query detached 'select inhdetachpending from pg_inherits')" t
run upgrade head
exits "the next run" 0
says "finishes it" "ALTER TABLE p DETACH PARTITION p1 FINALIZE"
same "with its rows" "$(query detached 'select count(*) from p1')" 1
same "outside" "$(query detached 'select count(*) from p')" 0

fresh rebuilt
query rebuilt "create index a_id2 on a (id)"
migration 1 'reindex' <<<"-- schemagen: transaction off
REINDEX (VERBOSE, CONCURRENTLY) TABLE a;"
hold a
begin upgrade head
cut 'reindex'
let_go
same "a rebuilding that was cut off leaves a second index" "$(valid a)" "a_id2 true,a_id2_ccnew false"
run upgrade head
exits "the next run" 0
same "clears that away" "$(valid a)" "a_id2 true"

# what nobody can know
fresh doubt
doing="DO \$\$ BEGIN INSERT INTO a VALUES (10); COMMIT; PERFORM pg_sleep(30); END \$\$;"
migration 1 'do' <<<"-- schemagen: transaction off
$doing
INSERT INTO a VALUES (11);"
begin upgrade head
until_true "$name" 'select exists (select from a where id = 10)'
cut 'do '
run upgrade head
exits "a statement of which nobody knows" 1
says "is not run again" "it is not known whether this statement was carried out"
says "at its place" "m1.up.sql:6:1"
says "the ways out are said" "--in-doubt done"
run upgrade head --in-doubt done
exits "--in-doubt done" 0
same "goes on behind it" "$(query doubt "select string_agg(id::text, ' ' order by id) from a where id > 9")" "10 11"
same "the log tells" "$(query doubt "select string_agg(action || ': ' || detail, '; ' order by entry) from schemagen.log")" \
    "in-doubt: taken as done; upgrade: "
fresh again
migration 1 'do' <<<"-- schemagen: transaction off
$doing"
begin upgrade head
until_true "$name" 'select exists (select from a where id = 10)'
cut 'do '
sed -i 's/; PERFORM pg_sleep(30)//' generated/*.up.sql
run upgrade head --in-doubt again
exits "--in-doubt again" 0
same "runs it once more" "$(query again 'select count(*) from a where id = 10')" 2

# files that are mended, or changed
fresh mended
migration 1 'three' <<'S'
CREATE TABLE one (id integer);
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY one_id ON one (id);
INSERT INTO one VALUES (1);
INSERT INTO nope VALUES (1);
-- schemagen: transaction on
CREATE TABLE two (id integer);
--down
DROP TABLE two, one;
S
cp -r generated before
run upgrade head
exits "a file that fails in its middle" 1
says "says where" "m1.up.sql:9:13: error: relation \"nope\" does not exist"
same "what is done is recorded" "$(row)" "up|1|3|2|f|2"
same "and the failure logged" "$(query mended "select action, detail from schemagen.log")" \
    "upgrade failed|segment 2, statement 3: SQLSTATE 42P01"
sed -i 's/VALUES (1);/VALUES (2);/' generated/*.up.sql
run upgrade head
exits "an edit of a statement that has run" 1
says "is refused by its segment" 'segment 2 of "generated/20260101000001_m1.up.sql" was edited after it had run'
says "with the way out" "--accept-edited"
rm -r generated; cp -r before generated
sed -i 's/one (id integer)/one (id bigint)/' generated/*.up.sql
run upgrade head
exits "an edit of a segment that has run" 1
says "names the segment" "segment 1 of"
rm -r generated; cp -r before generated
sed -i -e 's/INTO nope/INTO one/' -e 's/two (id integer)/two (id bigint)/' -e 's/message .*/message   other words/' -e 's/$/\r/' generated/*.up.sql
run upgrade head
exits "an edit of what has not run" 0
same "goes on from there" "$(query mended "select count(*), (select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'two'::regclass and attname = 'id') from one")" "2|bigint"
sed -i 's/two (id bigint)/two (id integer)/' generated/*.up.sql
run upgrade head
exits "an edit of a file that stands" 1
says "is refused" "was edited after it was applied"
run upgrade head --accept-edited --dry-run
exits "--accept-edited in a dry run" 0
says "shows what it would take" '"generated/20260101000001_m1.up.sql" would be taken as it is now'
run upgrade head
exits "and records nothing" 1
run upgrade head --accept-edited
exits "--accept-edited" 0
says "names the file" '"generated/20260101000001_m1.up.sql" is taken as it is now'
same "the log tells" "$(query mended "select action, detail from schemagen.log order by entry desc limit 1")" \
    "accept-edited|generated/20260101000001_m1.up.sql"
run upgrade head
exits "and it is at peace" 0

# nothing done, nothing recorded; the way down is as the way up
fresh nothing
migration 1 'fails at once' <<'S'
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY a_id ON nope (id);
--down
-- schemagen: transaction off
DROP INDEX CONCURRENTLY nope;
S
run upgrade head
exits "a first statement that fails" 1
says "leaves nothing" "is rolled back, nothing of it is done"
same "and no row" "$(row)" ""
sed -i 's/ON nope/ON a/' generated/*.up.sql
run upgrade head
exits "mended" 0
query nothing "create table before as select * from schemagen.migrations"
run downgrade base
exits "a way down that fails at once" 1
same "leaves the row as it was" "$(query nothing "select count(*) from schemagen.migrations m natural join before b where m.started is null")$(query nothing "select (select to_jsonb(m) from schemagen.migrations m) = (select to_jsonb(b) from before b)")" "0t"
run upgrade head
exits "and the revision stands" 0
sed -i 's/CONCURRENTLY nope/CONCURRENTLY a_id/' generated/*.down.sql
run downgrade base
exits "mended, it goes back" 0

# settings of what has run hold for the rest
fresh settings
query settings "create schema app; create role f_other; grant all on schema app to f_other"
migration 1 'settings' <<'S'
SET search_path = app;
SET ROLE f_other;
-- schemagen: transaction off
CREATE TABLE here (id integer);
INSERT INTO nope VALUES (1);
CREATE INDEX CONCURRENTLY here_id ON here (id);
S
run upgrade head
exits "a run that stops" 1
sed -i '/nope/d' generated/*.up.sql
run upgrade head
exits "the run after it has the settings again" 0
same "the role too" "$(query settings "select pg_get_userbyid(relowner) from pg_class where relname = 'here'")" f_other
query settings "drop owned by f_other; drop role f_other" 2>/dev/null

# where the lock between runs does not hold
fresh twice
migration 1 'another' <<<"INSERT INTO a VALUES (4);
INSERT INTO schemagen.migrations (revision, message, checksum, duration_ms, tool, segment, segments)
VALUES ('20260101000001', '', '', 0, '', 1, 1);"
run upgrade head
exits "a revision that another run has applied meanwhile" 1
says "is not applied twice" 'revision "20260101000001" was applied by another run meanwhile'
same "nothing of it stays" "$(query twice 'select count(*) from a')" 3
done_testing

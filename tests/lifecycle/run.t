#!/usr/bin/env bash
# upgrade, downgrade, current, and what a failing migration leaves: nothing.
. "$(dirname "$0")/tap.sh"
project
database run

migration 1 'create a' <<'S'
-- create table a · nothing is locked
CREATE TABLE a (id integer PRIMARY KEY, t text DEFAULT 'x;y');
INSERT INTO a VALUES (1, $$a;b$$), (2, E'\';');
CREATE FUNCTION f() RETURNS integer LANGUAGE sql
  BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;
--down
DROP FUNCTION f();
DROP TABLE a;
S
migration 2 'index a' <<'S'
ALTER TABLE a ADD COLUMN b integer;
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY a_t ON a (t);
-- schemagen: transaction on
UPDATE a SET b = 3;
-- schemagen: assert NOT EXISTS (SELECT FROM a WHERE b IS NULL)
ALTER TABLE a ALTER COLUMN b SET NOT NULL;
--down
ALTER TABLE a DROP COLUMN b;
-- schemagen: transaction off
DROP INDEX CONCURRENTLY a_t;
S
migration 3 'create c' <<'S'
CREATE TABLE c (id integer);
--down
DROP TABLE c;
S

run current
exits "current of a database without a history" 0
prints "says base" "base"
prints "and counts what is pending" "3 pending:"
prints "by name" "20260101000002 index a"
same "and makes no history" "$(query run "select to_regnamespace('schemagen') is null")" t
run upgrade --dry-run head
exits "upgrade --dry-run" 0
prints "shows the comments" "create table a · nothing is locked"
prints "and what runs outside a transaction" "outside a transaction:"
same "runs nothing" "$(query run "select to_regclass('a') is null")" t
run upgrade +1
exits "upgrade +1" 0
prints "prints what it ran" "upgraded 20260101000001 create a"
run upgrade 20260101000002
exits "upgrade REV" 0
same "non-transactional segments run" "$(query run "select indisvalid from pg_index where indexrelid = 'a_t'::regclass")" t
run upgrade 20260101000001
exits "upgrade to what stands already" 0
same "does nothing" "$out" ""
run current --format json
prints "current as JSON" '"current": [{"revision": "20260101000002", "message": "index a", "head": false'
run upgrade head
exits "upgrade head" 0
run current
prints "stands at the head" "20260101000003 create c (head)"
run current -v
prints "and says who" "by postgres"
run upgrade head
exits "upgrade head again" 0
same "prints nothing" "$out$err" ""
run upgrade +1
exits "upgrade past the head" 1
run upgrade 9
exits "a revision that is none" 1
run upgrade 2026
exits "a prefix of several" 1
says "says so" "more than one revision begins"
run downgrade -1
exits "downgrade -1" 0
prints "prints what it took back" "downgraded 20260101000003 create c"
run downgrade 20260101000003
exits "downgrade to what does not stand" 1
run downgrade 20260101000003-2
exits "downgrade REV-N" 0
same "goes there" "$(query run 'select count(*) from schemagen.migrations')" 1
same "rows stay" "$(query run 'select count(*) from a')" 2
run downgrade base
exits "downgrade base" 0
same "takes all back" "$(query run "select to_regclass('a') is null")" t
same "the log keeps all" "$(query run "select string_agg(action, ' ' order by entry) from schemagen.log")" \
    "upgrade upgrade upgrade downgrade downgrade downgrade"
run downgrade base
exits "downgrade base again" 0

migration 3 'create c' <<'S'
CREATE TABLE c (id integer);
INSERT INTO c VALUES (1);
ALTER TABLE nope
  ADD COLUMN x integer;
S
run upgrade head
exits "a migration that fails" 1
says "has its place" "generated/20260101000003_m3.up.sql:7:1: error: relation \"nope\" does not exist"
says "and what stands" 'revision "20260101000003" is rolled back'
prints "what ran before it is said" "upgraded 20260101000002"
same "leaves nothing" "$(query run "select to_regclass('c') is null")" t
same "records nothing" "$(query run 'select count(*) from schemagen.migrations')" 2
migration 3 'create c' <<'S'
CREATE TABLE c (id integer UNIQUE DEFERRABLE INITIALLY DEFERRED);
INSERT INTO c VALUES (1), (1);
S
run upgrade head
exits "a deferred constraint" 1
says "speaks up at the end" "could not commit: duplicate key value"
migration 3 'create c' <<'S'
-- ids have to be there
-- schemagen: assert (SELECT count(*) FROM a) = 7
CREATE TABLE c (id integer);
S
run upgrade head
exits "an assertion that does not hold" 1
says "says so at its place" "m3.up.sql:6:22: error: the assertion does not hold"
says "with its comment" "ids have to be there"
migration 3 'create c' <<'S'
CREATE TABLE c (id integer);
CREATE INDEX CONCURRENTLY c_id ON c (id);
S
run upgrade head
exits "a statement that needs to be outside a transaction" 1
says "hints at the directive" 'transaction off'
migration 3 'create c' <<<'DO $$ BEGIN COMMIT; END $$;'
run upgrade head
says "as does one that ends transactions itself" 'transaction off'

migration 3 'create c' <<'S'
-- schemagen: file rows ../rows.json
CREATE TABLE :"name" (doc jsonb, who text);
INSERT INTO :"name" SELECT r, :'who' FROM jsonb_array_elements(:'rows') r;
UPDATE :"name" SET who = who || array_length((ARRAY[1,2,3])[1:2], 1);
--down
DROP TABLE :"name";
S
printf '[{"a": "it'"'"'s"}, {}]' >rows.json
run upgrade head
exits "variables that are not set" 1
says "are named" 'variable "name" is not set'
run upgrade head -x 'name=Odd Name' -x "who=o'hara"
exits "variables" 0
same "are put in" "$(query run "select count(*), min(who) from \"Odd Name\"")" "2|o'hara2"
migration 4 'no way back' <<<'CREATE TABLE d (id integer);'
printf -- '-- schemagen: revision 20260101000004\n-- schemagen: irreversible the rows are gone\n' >generated/20260101000004_m4.down.sql
run upgrade head -x name=x
run downgrade base -x 'name=Odd Name'
exits "an irreversible migration" 1
says "refuses with the reason" "cannot be taken back: the rows are gone"
same "before anything runs" "$(query run 'select count(*) from schemagen.migrations')" 4

cp generated/20260101000004_m4.up.sql saved.sql
printf -- '-- schemagen: irreversible no\n' >>generated/20260101000004_m4.up.sql
run show --verbose head
exits "irreversible in an up file" 1
says "is told where it belongs" 'belongs in the down file'
mv saved.sql generated/20260101000004_m4.up.sql
printf '\n' >>generated/20260101000002_m2.up.sql
run upgrade head
exits "an edited file" 1
says "is named" '"generated/20260101000002_m2.up.sql" was edited after it was applied'
run current
exits "is an error to current" 1
prints "which says all the same where the database stands" "20260101000004 no way back (head)"
sed -i '$d' generated/20260101000002_m2.up.sql
sed -i 's/$/\r/' generated/20260101000002_m2.up.sql
run upgrade head
exits "line endings are not an edit" 0
rm generated/*_m4.*
run current
exits "a revision without its file" 1
says "is named" 'revision "20260101000004" stands in the database and has no file'
prints "beside those that have one" $'20260101000003 create c (head)\n20260101000004 no way back (no file)'
run current --format json
prints "as JSON, too" '"revision": "20260101000004", "message": "no way back", "head": false'
prints "which is not the head" '], "head": false'

# what a run lacks is found before its first migration, and a history that is torn is not guessed at
project
database torn
run upgrade head
exits "a folder that is not there" 0
says "is said" 'there are no migrations in "generated"'
migration 1 a <<<"CREATE TABLE a (id integer);"
migration 2 b <<<$'-- schemagen: file rows rows.json\nSELECT :\'who\', :\'rows\';'
run upgrade head
exits "what the last migration needs" 1
says "is a variable" 'variable "who" is not set'
says "and a data file" 'could not read "generated/rows.json"'
same "before the first one runs" "$(query torn "select to_regclass('a') is null")" t
printf '[]' >generated/rows.json
run upgrade head -x who=anna
query torn 'drop table schemagen.log'
run downgrade -1
exits "a log that was dropped is made anew" 0
query torn 'drop table schemagen.migrations'
run upgrade head -x who=anna
exits "a history that was dropped beside its log" 1
says "is not taken for base" 'the table "schemagen.migrations" is gone'
run stamp 20260101000001
run upgrade head -x who=anna
prints "until it is said where the database stands" 'upgraded 20260101000002 b'

# settings of one migration do not reach the next
project
database settings
migration 1 a <<<"SET search_path = pg_catalog; SET ROLE pg_monitor;"
migration 2 b <<<"CREATE TABLE here (id integer);"
run upgrade head
exits "settings of a session end with the migration" 0
same "and the search_path is the project's" "$(query settings "select to_regclass('public.here') is not null")" t
printf '{"schema": "app", "history": {"schema": "public", "table": "done"}}' >schemagen.json
database settings
migration 1 a <<<"CREATE SCHEMA app;"
run upgrade head
exits "a project's own schema" 0
same "comes first" "$(query settings "select to_regclass('app.here') is not null")" t
same "a history of another name" "$(query settings "select count(*) from public.done")" 2
same "has its log beside it" "$(query settings "select count(*) from public.done_log")" 2
query settings "create table public.done_items (id integer)"
run pull
prints "tables of like names are not taken for it" "table done_items"
prints_not "and it is left out itself" "done_log"

printf '{"history": {"schema": "public"}}' >schemagen.json
database beside
query beside "create table log (id integer)"
rm -r generated
migration 1 a <<<"CREATE TABLE here (id integer);"
run upgrade head
exits "a history in public" 0
same "leaves a table named log alone" "$(query beside "select count(*) from public.log")" 0
run pull
prints "which is the project's own" "table log"
done_testing

#!/usr/bin/env bash
# Histories with branches, on a real server: every way to name a revision, merges, dependencies,
# what stands and what does not fit. The words alone are tests/unit/migrations_graph's.
. "$(dirname "$0")/tap.sh"

# node ID REVISES [HEADER…]: its up makes table t_ID, its down drops it.
node() {
    local id=$1 revises=$2
    shift 2
    mkdir -p generated
    {
        printf -- '-- schemagen: revision  %s\n-- schemagen: revises   %s\n' "$id" "$revises"
        [ $# = 0 ] || printf -- '-- schemagen: %s\n' "$@"
        printf -- '-- schemagen: message   make %s\n\n' "$id"
        printf -- '-- create table t_%s · nothing is locked\nCREATE TABLE t_%s (id integer);\n' "$id" "$id"
    } >"generated/$id.up.sql"
    printf -- '-- schemagen: revision  %s\n\n-- drop table t_%s\n-- DATA LOSS: its rows\nDROP TABLE t_%s;\n' \
        "$id" "$id" "$id" >"generated/$id.down.sql"
}

# stands NAME REVISIONS: the history and the tables are just these.
stands() {
    local rows tables
    rows=$(query graph "select coalesce(string_agg(revision, ' ' order by revision), '') from schemagen.migrations")
    tables=$(query graph "select coalesce(string_agg(substr(relname, 3), ' ' order by relname), '') from pg_class where relname like 't\_%'")
    same "$1" "$rows | $tables" "$2 | $2"
}

json() { # NAME CONDITION-ON-d
    python3 -c "import json, sys
d = json.load(open('$work/out'))
assert d['version'] == 1
sys.exit(not ($2))"
    ok "$1" $? "wanted: $2"
}

go() { # STATUS WORDS…
    local wanted=$1
    shift
    run "$@"
    exits "$*" "$wanted"
}

project
database graph

#   a0 ── a1 ── a2 ─┐      left (a1), right (b1), apart (x0)
#    └─── b1 ── b2 ─┴─ m   b2 depends on x1
#   x0 ── x1 ── x2
node a0 base
node a1 a0 'branch left'
node a2 a1
node b1 a0 'branch right'
node b2 b1 'depends x1'
node m 'a2, b2'
node x0 base 'branch apart'
node x1 x0
node x2 x1

# ------------------------------------------------------------------ without a database
run heads
same "heads prints a line a head" "$out" $'m (mergepoint) (head), make m\nx2 (head), make x2'
go 0 heads --format json
json "heads as JSON" "[h['revision'] for h in d['heads']] == ['m', 'x2'] and d['heads'][0]['revises'] == ['a2', 'b2']"
run heads --resolve-dependencies
same "what is depended on is a head still, if none revises it" "$out" $'m (mergepoint) (head), make m\nx2 (head), make x2'
run branches
same "branches" "$out" $'a0 (branchpoint), make a0\n  -> a1 (left), make a1\n  -> b1 (right), make b1'
go 0 branches --format json
json "branches as JSON" "[b['revision'] for b in d['branches']] == ['a0']"
run history -r b1:m
same "history -r FROM:TO" "$out" "$(printf '%s\n' 'a2, b2 -> m (mergepoint) (head), make m' 'b1 -> b2, make b2' 'a0 -> b1 (right), make b1')"
run history -r :x0
same "history -r :TO" "$out" '<base> -> x0 (apart), make x0'
run history -r apart@head-1:
prints "history -r FROM:" 'x1 -> x2 (head), make x2'
prints_not "leaves out what does not come after" 'a1'
go 0 history --format json
json "history as JSON" "len(d['migrations']) == 9 and [m['labels'] for m in d['migrations'] if m['revision'] == 'b1'] == [['right']] and [m['depends'] for m in d['migrations'] if m['revision'] == 'b2'] == [['x1']]"
run -v history -r b2:b2
prints "history --verbose" '  depends   x1'
for range in a1 a:b:c; do go 2 history -r "$range"; done
go 1 history -r nope:
go 0 show right
prints "show takes a label" 'b1 (right), make b1'
prints "and shows what comes before" 'revises   a0 make a0'
prints "and after" 'next      b2 make b2'
prints "and what it does" 'create table t_b1 · nothing is locked'
go 0 -v show b1
prints "show --verbose has the statements" 'CREATE TABLE t_b1 (id integer);'
go 0 show m --format json
json "show as JSON" "d['migration']['revises'] == ['a2', 'b2'] and d['up'][0]['steps'][0]['text'].startswith('CREATE') and d['down'][0]['steps'][0]['loses']"
go 1 show lefft
says "a word that is near is offered" 'Did you mean "left"?'
go 1 upgrade heds
says "also one that is none of the folder's" 'Did you mean "heads"?'
go 1 show head
says "show head with several names them" '"head" is ambiguous: there are several heads'
go 0 show heads
same "show heads shows them all" "$(grep -c '^  revises' <<<"$out")" "$("$SCHEMAGEN" heads | wc -l)"
go 0 show heads --format json
json "as JSON too" "[m['migration']['head'] for m in d['migrations']] == [True] * $("$SCHEMAGEN" heads | wc -l)"
go 1 show base
says "base is none to show" '"base" names no revision'

# ------------------------------------------------------------------ up
go 1 upgrade head
says "upgrade head names the heads" '"m" make m'
says "and the ways out" '"heads" means all of them'
says "one of which is merge" 'schemagen merge m x2'
go 1 upgrade +1
says "+1 from base" '"+1" is ambiguous: more than one migration can come next'
says "shows the way out" 'schemagen upgrade a0@+1'
go 0 upgrade a0@+1
stands "REVISION@+N" "a0"
go 0 upgrade left@+1
stands "LABEL@+N" "a0 a1"
run history -r -1:current
same "history -r -N:current" "$out" $'a0 -> a1 (left), make a1\n<base> -> a0 (branchpoint), make a0'
go 0 upgrade +1
stands "+1 goes on from where the database stands" "a0 a1 a2"
go 0 upgrade b1
stands "a revision takes its ancestors alone" "a0 a1 a2 b1"
run current
same "current at two heads, and what is pending" "$out" "$(printf '%s\n' 'a2 make a2' 'b1 make b1' '5 pending:' '  x0 make x0' '  x1 make x1' '  b2 make b2' '  m make m' '  x2 make x2')"
go 3 current --check-heads
go 0 current --format json
json "current as JSON" "[c['revision'] for c in d['current']] == ['a2', 'b1'] and not d['head'] and len(d['pending']) == 5 and d['stopped'] is None and d['current'][0]['applied_by'] == 'postgres'"
run history -i -r a2:a2
prints "history --indicate-current" 'a1 -> a2 (current), make a2'
go 0 history -i --format json
json "and as JSON" "[m['revision'] for m in d['migrations'] if m['current']] == ['b1', 'a2'] and sum(m['stands'] for m in d['migrations']) == 4"
run history -r left@current:heads
prints "history from current" 'a1 -> a2, make a2'
prints_not "leaves out what came before" '(left)'
go 0 upgrade --dry-run m
same "--dry-run over branches" "$(printf '%s' "$out" | grep would)" "$(printf 'would upgrade %s make %s\n' x0 x0 x1 x1 b2 b2 m m)"
prints "with the comments" '  create table t_m · nothing is locked'
stands "runs nothing" "a0 a1 a2 b1"
go 0 upgrade --dry-run --format json m
json "and as JSON" "[m['revision'] for m in d['migrations']] == ['x0', 'x1', 'b2', 'm'] and d['dry_run'] and d['direction'] == 'up' and d['migrations'][0]['segments'][0]['transaction'] and 'nothing is locked' in d['migrations'][3]['segments'][0]['steps'][0]['note']"
go 0 upgrade right@+1
stands "a step takes what it depends on" "a0 a1 a2 b1 b2 x0 x1"
go 0 upgrade a1+2 --format json
json "REV+N, as JSON" "[m['revision'] for m in d['migrations']] == ['m'] and d['migrations'][0]['milliseconds'] >= 0 and d['failed'] is None and not d['dry_run']"
stands "REV+N" "a0 a1 a2 b1 b2 m x0 x1"
go 0 upgrade a1
says "what stands already is said" 'stands beyond "a1" already'
go 0 upgrade heads
go 0 current --check-heads
same "current at all heads" "$out" $'m make m (head)\nx2 make x2 (head)'
go 0 upgrade heads
same "upgrade heads again does nothing" "$out$err" ""
go 0 upgrade apart@head
go 0 upgrade a0@head
go 1 upgrade apart@+1
says "past the end" 'leads past the end'

# ------------------------------------------------------------------ down
go 1 downgrade -1
says "-1 at two heads" '"-1" is ambiguous: more than one migration is the newest of its branch'
says "shows the way out" 'schemagen downgrade m@-1'
go 0 downgrade apart@-1
stands "LABEL@-N" "a0 a1 a2 b1 b2 m x0 x1"
go 0 downgrade --dry-run --format json apart@base
json "what depends on a branch goes with it" "[m['revision'] for m in d['migrations']] == ['m', 'b2', 'x1', 'x0'] and d['migrations'][0]['segments'][0]['steps'][0]['loses']"
go 0 downgrade m@-1
stands "a merge is taken back alone" "a0 a1 a2 b1 b2 x0 x1"
go 0 upgrade m
go 0 downgrade -1
stands "-1 at the only head" "a0 a1 a2 b1 b2 x0 x1"
go 0 downgrade b1
stands "a revision keeps itself and other branches" "a0 a1 a2 b1 x0 x1"
go 1 downgrade b2
says "what does not stand" 'revision "b2" does not stand in the database'
go 2 downgrade +1
go 2 upgrade -1
go 0 downgrade left@a0
stands "LABEL@REV leaves the other branch" "a0 b1 x0 x1"
go 0 upgrade a2
go 0 downgrade a2-1
stands "REV-N" "a0 a1 b1 x0 x1"
go 0 downgrade left@base
stands "LABEL@base takes what shares its beginning" "x0 x1"
go 0 upgrade heads
go 0 downgrade base
stands "base" ""

# ------------------------------------------------------------------ stamps
go 0 stamp heads --format json
json "stamp as JSON" "[c['revision'] for c in d['current']] == ['m', 'x2'] and len(d['entered']) == 9 and d['removed'] == []"
same "stamp heads" "$(query graph 'select count(*) from schemagen.migrations')" 9
go 0 stamp left@a1
same "stamp may go back on one branch" "$(query graph "select string_agg(revision, ' ' order by revision) from schemagen.migrations")" "a0 a1 b1 b2 x0 x1 x2"
go 0 stamp apart@base
same "and take one out, with what depends on it" "$(query graph "select string_agg(revision, ' ' order by revision) from schemagen.migrations")" "a0 a1 b1"
go 0 stamp --purge x1 b1
same "stamp --purge begins anew" "$(query graph "select string_agg(revision, ' ' order by revision) from schemagen.migrations")" "a0 b1 x0 x1"
same "and the log says where" "$(query graph "select string_agg(revision, ' ') from (select revision from schemagen.log where action = 'stamp' order by entry desc limit 2) l")" "x1 b1"
for word in +1 current -1 x@y@z; do go 2 stamp "$word"; done
query graph "insert into schemagen.migrations select 'gone', message, checksum, applied_at, applied_by, duration_ms, tool, direction, segment, segments from schemagen.migrations where revision = 'a0'"
go 1 current
says "a row whose file is gone" 'revision "gone" stands in the database and has no file in "generated"'
says "with the ways out" 'Bring its files back'
go 1 stamp a0
says "stamp does not pass over it" 'schemagen stamp --purge'
go 0 stamp --purge base
same "and --purge forgets it" "$(query graph 'select count(*) from schemagen.migrations')" 0

# ------------------------------------------------------------------ what does not fit
go 0 upgrade heads
query graph "delete from schemagen.migrations where revision in ('a1', 'x1')"
go 1 upgrade heads
says "a hole is named" 'revision "a2" stands in the database, but "a1" before it does not'
says "and so is every other" 'revision "b2" stands in the database, but "x1" before it does not'
go 0 stamp heads
go 0 downgrade base
printf -- '-- schemagen: revision  a2\n-- schemagen: revises   a1\nCREATE TABLE t_a2 ();\n-- schemagen: transaction off\nCREATE INDEX CONCURRENTLY i ON nope (id);\n' >generated/a2.up.sql
go 1 upgrade a2 --format json
json "what failed, as JSON" "d['failed'] == 'a2' and [m['revision'] for m in d['migrations']] == ['a0', 'a1']"
go 1 upgrade x2
says "one that was stopped comes first" 'Finish it first: "schemagen upgrade a2".'
go 0 current --format json
json "and current says so" "d['stopped']['revision'] == 'a2' and d['stopped']['direction'] == 'up' and d['stopped']['segment'] == 1"
sed -i 's/ON nope (id)/ON t_a0 (id)/' generated/a2.up.sql
go 0 upgrade --dry-run heads
prints "a dry run shows where it goes on" 'would upgrade a2  (going on after 1 of 2 segments)'
go 0 upgrade --dry-run --format json heads
json "and so in JSON" "d['migrations'][0]['revision'] == 'a2' and [m['done'] for m in d['migrations'][:2]] == [1, 0]"
go 0 upgrade heads
same "and is ended first, then the rest" "$(printf '%s' "$out" | head -1 | cut -d' ' -f1,2)" "upgraded a2"
printf '\n' >>generated/b1.up.sql
go 1 upgrade heads
says "an edited file on a branch is named" '"generated/b1.up.sql" was edited'

# ------------------------------------------------------------------ new migrations
project
database graph
export SOURCE_DATE_EPOCH=1767225600
go 2 revision
go 0 revision -m 'first of all' --rev-id one
same "prints the files" "$out" $'generated/20260101000000_one_first_of_all.up.sql\ngenerated/20260101000000_one_first_of_all.down.sql'
go 0 revision -m two --branch-label twos --format json
json "as JSON" "d['revision'] == '20260101000001' and d['revises'] == ['one'] and len(d['files']) == 2"
go 1 revision -m three --head one
says "what is no head" 'revision "one" is no head'
says "can be spliced" '"--splice" begins a branch there'
go 0 revision -m three --head one --splice --rev-id three --depends-on twos
same "the header says all of it" "$(sed -n 2,3p generated/*_three_three.up.sql)" $'-- schemagen: revises   one\n-- schemagen: depends   20260101000001'
go 1 revision -m four
says "several heads" 'the history has 2 heads'
says "and the ways out" '"--head REVISION" goes on from one of them'
go 1 revision -m four --head base --rev-id one
says "an id that is taken" 'revision "one" exists already'
go 1 revision -m four --head base --rev-id base
go 1 revision -m four --head base --branch-label twos
says "a label that is taken" 'is a branch label or a revision already'
go 1 revision -m four --head base --depends-on nope
go 2 revision -m four --head a@b@c
go 2 diff --head +x
go 0 revision -m alone --head base --rev-id alone
same "a new base" "$(grep -h revises generated/*_alone_alone.up.sql)" "-- schemagen: revises   base"
same "the others are as they were" "$(cat generated/*.sql | grep -c 'schemagen: revision')" 8
go 0 upgrade heads
go 0 downgrade base
go 1 merge one
says "merge of what is no head" 'revision "one" is no head'
go 1 merge three
says "merge of one head" 'there is nothing to merge'

two=generated/20260101000001_two.up.sql three=generated/20260101000002_three_three.up.sql
cat >>"$two" <<'S'
-- add column users.x · ACCESS EXCLUSIVE
ALTER TABLE users ADD COLUMN x integer;
CREATE TABLE own (id integer REFERENCES "Odd"."Name", m mood);
CREATE INDEX ON users (x);
DO $$ BEGIN NULL; END $$;
S
cat >>"$three" <<'S'
ALTER TABLE public.users DROP COLUMN y;
CREATE SCHEMA "Odd";
ALTER TYPE mood ADD VALUE 'new';
COMMENT ON COLUMN users.y IS 'why';
DROP FUNCTION f(integer);
DROP TABLE "Odd"."Name";
S
sed -i '/schemagen: depends/d' "$three"
go 0 merge 20260101000001 three -m 'both of them'
says "merge names what both touch" "more than one branch touches public.users; see whether these fit together:
  $two:10: add column users.x · ACCESS EXCLUSIVE
  $two:12: CREATE INDEX ON users (x)
  $three:8: ALTER TABLE public.users DROP COLUMN y
  $three:11: COMMENT ON COLUMN users.y IS 'why'"
says "also what one only refers to" "  $two:11: CREATE TABLE own (id integer REFERENCES \"Odd\".\"Name\", m mood) (only refers to it)"
says "of types too" 'touches public.mood;'
says "of what is quoted" 'touches Odd.Name;'
says_not "but not what one side touches alone" 'public.own'
says "and what cannot be told" "what these touch cannot be told from their text:
  $two:13: DO \$\$ BEGIN NULL; END \$\$"
prints "and prints the files" 'generated/20260101000004_both_of_them.up.sql'
run heads
same "one head is left of both" "$out" $'alone (head), alone\n20260101000004 (mergepoint) (head), both of them'
rm generated/*_both_of_them.*
go 0 merge heads alone --format json --rev-id all
json "merge as JSON" "d['revises'] == ['20260101000001', 'three', 'alone'] and [o['name'] for o in d['overlaps']] == ['Odd.Name', 'public.mood', 'public.users'] and d['overlaps'][2]['statements'][0]['line'] == 10 and d['unread'][0]['revision'] == '20260101000001' and d['fits'] is None"
go 0 heads
prints "all are joined" 'all (mergepoint) (head)'
go 1 merge
says "and nothing is left to merge" 'there is nothing to merge: that is one head'

# ------------------------------------------------------------------ whether branches fit
rm -r generated
node a base
node b a
node c a
go 0 merge --format json
json "branches that can be run one after the other" "d['fits'] is True and d['overlaps'] == []"
rm generated/*merge*
echo 'ALTER TABLE t_a ADD COLUMN x integer;' >>generated/b.up.sql
echo 'ALTER TABLE t_a ADD COLUMN x text;' >>generated/c.up.sql
go 0 merge
says "those that cannot" 'the branches cannot be run one after the other: column "x" of relation "t_a" already exists'
rm generated/*merge*
go 0 merge --format json
json "as JSON" "d['fits'] is False"

# ------------------------------------------------------------------ diff
rm -r generated
database graph
mkdir schemas
printf 'table a {\n  id integer primary key\n}\n' >schemas/a.sg
go 0 diff --no-prove -m 'make a'
go 0 upgrade head
printf 'table b {\n  id integer primary key\n}\n' >schemas/b.sg
go 0 revision -m left --head head
go 0 revision -m right --head base --rev-id right
go 1 diff --no-prove --head right
says "diff of a database that stands at one of two heads" '"schemagen upgrade heads" runs them'
go 0 upgrade heads
go 1 diff --no-prove
says "diff with several heads" 'the history has 2 heads'
go 0 diff --no-prove --head right -m 'make b'
same "diff --head" "$(grep -h 'schemagen: revises' generated/*_make_b.up.sql)" "-- schemagen: revises   right"
go 0 upgrade heads
same "is run like any other" "$(query graph "select to_regclass('b') is not null")" t
printf 'table c {\n  id integer primary key\n}\n' >schemas/c.sg
go 0 revision --autogenerate -m 'make c' --head right@head --branch-label cs --rev-id c
same "revision --autogenerate is diff" "$(grep -h 'CREATE TABLE' generated/*_make_c.up.sql)" "CREATE TABLE public.c ("
same "with all that revision takes" "$(sed -n 1,3p generated/*_make_c.up.sql | tr -s ' ' | cut -d' ' -f3- | tr '\n' ';')" "revision c;revises $(sed -n '1s/.* //p' generated/*_make_b.up.sql);branch cs;"
unset SOURCE_DATE_EPOCH

# ------------------------------------------------------------------ edit
go 1 edit c
says "edit without a terminal opens nothing" 'no editor is started where standard input is no terminal'
says "and names the files" 'make_c.up.sql'
terminal() { # EDITOR WORDS…
    VISUAL=$1 python3 - "$SCHEMAGEN" "${@:2}" <<'P' >"$work/out" 2>&1
import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], lambda fd: os.read(fd, 1024))))
P
    status=$?
    out=$(cat "$work/out") err=
}
terminal "printf '%s\n' edited" edit c
exits "edit on a terminal" 0
prints "opens the up file" 'make_c.up.sql'
prints "and the down file" 'make_c.down.sql'
printf '#!/bin/sh\necho "select '"'"'x" >>"$1"\n' >"$work/break"
chmod +x "$work/break"
terminal "$work/break" edit c
exits "what is broken afterwards" 1
prints "is said" 'a string is not closed'
terminal false edit c
exits "an editor that fails" 1
done_testing

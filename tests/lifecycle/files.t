#!/usr/bin/env bash
# Migration files that are not sound: each is an error with its place, and nothing is connected to.
. "$(dirname "$0")/tap.sh"
project

unsound() { # NAME TEXT
    run show 20260101000001
    exits "$1" 1
    says "$1: says so" "$2"
    rm -rf generated
}

migration 1 a <<<'select 1;'
migration 2 b <<<'select 2;'
run history
exits "two sound migrations" 0
prints "newest first" '20260101000001 -> 20260101000002 (head), b'
prints "down to the base" '<base> -> 20260101000001, a'
run history --format json
prints "as JSON" '{"version": 1, "migrations": [{"revision": "20260101000002", "revises": ["20260101000001"], "depends": [], "labels": []'
rm generated/*_m1.*
unsound "a parent that is missing" 'revises "20260101000001", which does not exist'

migration 1 a <<<'select 1;'
rm generated/*.down.sql
unsound "an up without its down" 'has no down file'
migration 1 a <<<'select 1;'
rm generated/*.up.sql
unsound "a down without its up" 'has no up file'
migration 1 a <<<'select 1;'
sed -i '1a -- schemagen: revises  20260101000007' generated/*.down.sql
unsound "a down that revises something else" 'the down file of revision "20260101000001" revises "20260101000007", its up file "base"'
migration 1 a <<<'select 1;'
mkfifo generated/20260101000002_m2.up.sql
unsound "a named pipe among them" 'it is a pipe or a device'
migration 1 a <<<'select 1;'
cp generated/*_m1.up.sql generated/copy.up.sql
unsound "two files of one revision" 'has two up files'
migration 1 a <<<'select 1;'
migration 2 b <<<'select 1;'
migration 1 a <<<'select 1;'
migration 2 b <<<'select 1;'
sed -i 's/revises .*/revises   20260101000002/' generated/*_m1.up.sql
unsound "a circle" 'm1.up.sql:2:25: error: the revisions go in a circle: "20260101000001" revises "20260101000002", which revises "20260101000001"'
migration 1 a <<<'select 1;'
migration 2 b <<<'select 1;'
sed -i 's/revises .*/depends   20260101000002/' generated/*_m1.up.sql
unsound "a circle of dependencies" 'm1.up.sql:2:25: error: the revisions go in a circle: "20260101000001" depends on'
migration 1 a <<<'select 1;'
migration 2 b <<<'select 1;'
migration 3 c <<<'select 1;'
rm generated/*_m3.down.sql
sed -i 's/revises .*/revises   nope\n-- schemagen: branch    l, base/' generated/*_m2.up.sql
run heads
exits "errors of several kinds" 1
says "come" 'has no down file'
says "all" 'revises "nope", which does not exist'
says "at once" '"base" cannot be a branch label'
rm -r generated
migration 1 a <<<'select 1;'
sed -i 's/revises .*/revises   20260101000001/' generated/*_m1.up.sql
unsound "one that revises itself" 'go in a circle'
migration 1 a <<<'select 1;'
sed -i '1d' generated/*.up.sql
unsound "no revision" 'says no revision'
migration 1 a <<<'select 1;'
sed -i '1s/2026.*/head/' generated/*.up.sql
unsound "a revision that cannot be" '"head" cannot be a revision'
migration 1 a <<<'-- schemagen: transation off'
unsound "an unknown directive" 'Did you mean "transaction"?'
migration 1 a <<<'-- schemagen: transaction maybe'
unsound "a transaction line" '"on" or "off"'
migration 1 a <<<$'select 1;\n-- schemagen: message late'
unsound "a header line below a statement" 'belongs above the first statement'
migration 1 a <<<$'-- schemagen: depends x\n-- schemagen: depends y'
unsound "a header line that is there twice" 'm1.up.sql:6:15: error: there is a "depends" line above already'
migration 1 a <<<$'select 1;\n\\i other.sql'
unsound "psql's commands" "psql's own commands cannot be run"
migration 1 a <<<$'COPY a (b) FROM stdin;'
unsound "COPY FROM stdin" 'COPY FROM stdin cannot be run'
migration 1 a <<<$'COMMIT;'
unsound "transaction control" 'cannot begin or end transactions itself'
migration 1 a <<<"select 'x;"
unsound "a string that is not closed" 'm1.up.sql:5:8: error: a string is not closed'
migration 1 a <<<'select $a$ x $b$;'
unsound "a dollar body that is not closed" 'a dollar-quoted string is not closed'
migration 1 a <<<'select 1 /* /* */;'
unsound "a comment that is not closed" 'a comment is not closed'
migration 1 a <<<$'\\restrict abc\nselect 1;\n\\unrestrict abc'
run history
exits "pg_dump's \\restrict is skipped" 0
rm -rf generated
migration 1 a <<<$'create rule r as on insert to a do also (insert into b values (1); select $$-- schemagen: no$$);'
run history
exits "a directive in a body is none" 0
rm -rf generated
migration 1 a <<<$'select \'caf\xe9\';'
unsound "what is no UTF-8" 'm1.up.sql:5:12: error: invalid byte sequence for encoding "UTF8": 0xe9'

# as editors of Windows save them
printf '\xef\xbb\xbf{"a": 1}' >data.json
printf '\xef\xbb\xbfcreate table a ();\r\n' >a.sql
migration 1 a <<<$'-- schemagen: file data ../data.json\ncreate table a ();\nselect :\'data\';'
sed -i -e $'1s/^/\xef\xbb\xbf/' -e 's/$/\r/' generated/*.sql
run upgrade head --sql
exits "a byte order mark" 0
prints "is passed over in a data file" "select '{\"a\": 1}'"
prints_not "and in a migration" $'\xef\xbb\xbf'
run diff --from sql:a.sql --to migrations:generated --exit-code
exits "and in a script" 0

rm -rf generated
printf x >generated
unsound "a folder that is a file" 'is not a folder'
rm -f generated
migration 1 a <<<'select 1;'
chmod 700 generated
if [ "$(id -u)" != 0 ]; then
    chmod 000 generated
    run history
elif setpriv --reuid=nobody --clear-groups "$SCHEMAGEN" --version >/dev/null 2>&1; then
    setpriv --reuid=nobody --clear-groups "$SCHEMAGEN" history >"$work/out" 2>"$work/err" </dev/null
    status=$? out=$(cat "$work/out") err=$(cat "$work/err")
else
    status=skip
fi
if [ "$status" = skip ]; then
    skip "a folder that cannot be read" "root may read everything"
else
    exits "a folder that cannot be read" 1
    says "is said" "could not read"
fi
chmod 755 generated
done_testing

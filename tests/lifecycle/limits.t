#!/usr/bin/env bash
# More of everything than anybody writes: an answer in the time that its size takes, or the limit
# by its name. Nothing here needs a server.
. "$(dirname "$0")/tap.sh"
project
mkdir schemas

# Seconds of processor time: far from what they take, and far from what they would with a look at
# all for each.
within() { # NAME SECONDS WORD…
    local name=$1 seconds=$2
    shift 2
    (ulimit -t "$seconds" && exec "$SCHEMAGEN" "$@") >"$work/out" 2>"$work/err" </dev/null
    status=$?
    out=$(head -c 2000 "$work/out") err=$(head -c 2000 "$work/err")
    [ "$status" -lt 128 ]
    ok "$name ends in time" $?
}

awk 'BEGIN { print "table t {"; for (i = 0; i < 120000; i++) printf "  c%d integer check (c%d > 0)\n", i, i; print "}" }' \
    >schemas/wide.sg
within "a table of very many columns" 30 pull models:schemas
exits "is refused" 1
says "by what PostgreSQL takes" "wide.sg:1:7: error: tables can have at most 1600 columns [limit]"
rm schemas/wide.sg

awk 'BEGIN { print "table u {\n  id integer primary key\n}"
    for (i = 0; i < 40000; i++) printf "table t%d {\n  a integer references u (id)\n}\n", i }' >schemas/many.sg
within "a first migration of very many tables" 30 diff --from empty: --no-prove --sql
exits "is written" 0
rm schemas/many.sg

awk 'BEGIN { printf "table t {\n  a integer\n  index ("
    for (i = 0; i < 10000; i++) printf "%s(a + %d)", (i ? ", " : ""), i; print ")\n}" }' >schemas/keys.sg
within "an index over very many expressions" 30 pull models:schemas
exits "is refused, too" 1
says "by what an index takes" "keys.sg:3:3: error: a key or an index can have at most 32 columns [limit]"
rm schemas/keys.sg

nested() { # TIMES OPENING INNER CLOSING
    awk -v n="$1" -v o="$2" -v i="$3" -v c="$4" \
        'BEGIN { for (k = 0; k < n; k++) printf "%s", o; printf "%s", i; for (k = 0; k < n; k++) printf "%s", c }'
}
deep() { # NAME TEXT WORD…
    local name=$1 text=$2
    shift 2
    within "$name" 30 "$@"
    exits "$name are refused" 1
    says "$name: by the limit" "$text"
}
printf 'table t {\n  a integer default %s\n}\n' "$(nested 50000 '(' 1 ')')" >deep.sg
deep "brackets of a model" 'deep.sg:2:1020: error: brackets are nested more than 1000 deep [nesting]' fmt deep.sg
printf 'create table t (a integer default %s);\n' "$(nested 50000 '(' 1 ')')" >deep.sql
deep "brackets of a script" 'error: statement is nested too deeply' pull deep.sql
printf 'create table t (a integer default %s);\n' "$(nested 50000 '- ' 1 '')" >deep.sql
deep "signs of a script" 'error: statement is nested too deeply' pull deep.sql
printf 'create view v as %s;\n' "$(nested 20000 'select * from (' 'select 1' ') x')" >deep.sql
deep "queries of a script" 'error: statement is nested too deeply' pull deep.sql
nested 50000 '[' '' ']' >deep.json
deep "brackets of a document" 'deep.json:1:1001: error: brackets are nested more than 1000 deep [nesting]' pull deep.json
nested 50000 '{"a":' 1 '}' >schemagen.json
deep "brackets of the configuration" 'error: brackets are nested more than 1000 deep [nesting]' history
rm schemagen.json
migration 1 deep <<<"select $(nested 50000 '(' 1 ')');"
deep "brackets of a migration" 'm1.up.sql:5:1008: error: statement is nested too deeply' pull migrations:generated
rm -r generated

# a condition that would be tidied up term by term
printf 'create table t (a integer check (%s a > 2));\n' "$(nested 20000 '(a > 1) or ' '' '')" >long.sql
within "a condition of very many terms" 30 pull long.sql
exits "is pulled" 0
prints "as it is" 'check ('
done_testing

#!/usr/bin/env bash
# export, json: and pull's layouts from the outside: what is printed, what comes back, what is refused.
. "$(dirname "$0")/tap.sh"
project
mkdir schemas
cat >schemas/songs.sg <<'SG'
/// All of them.
table songs {
  id     serial        primary key
  title  varchar(255)  not null  unique index
  mood   mood          default 'glad'
  rated  integer       not null  backfill (0)  renamed from score
}
enum mood ('glad', 'sad' renamed from 'blue')
schema billing {
  enum state ('open', 'paid')
  table invoices { id int primary key  song int references public.songs (id) on delete set null }
}
dropped table albums
SG
sed -i 's/primary key  song/primary key; song/' schemas/songs.sg
run pull models:
exits "the models load" 0
models=$out

# JSON
run export
exits "export" 0
printf '%s\n' "$out" >one.json
prints "is JSON of a version" '"version": 1'
same "the same bytes again" "$("$SCHEMAGEN" export models:)" "$out"
run export --format json json:one.json
same "and after it was read" "$out" "$(cat one.json)"
run pull one.json
same "the models that it came from" "$out" "$models"
"$SCHEMAGEN" export models: | "$SCHEMAGEN" pull json:- >piped.sg
same "from standard input too" "$(cat piped.sg)" "$models"
run diff --from json:one.json --to models: --exit-code --sql --no-prove
exits "no difference to them" 0
sed 's/"not_null": true//; s/, ,/,/; s/, }/}/' one.json >other.json
run diff --from json:other.json --to models: --exit-code --sql --no-prove
exits "a difference" 3
prints "and the way" "SET NOT NULL"

# what is wrong in it
run export json:nowhere.json
exits "a document that is not there" 1
run export json:
exits "no document" 2
printf '{"version": 1, "schema": "public"' >broken.json
run export broken.json
exits "a broken document" 1
says "with its place" "broken.json:1:34: error: this is not valid JSON [json]"
cat >wrong.json <<'JSON'
{
  "version": 1,
  "schema": "public",
  "tabels": [],
  "tables": [
    {"name": "t", "columns": [{"name": "a", "type": "integer", "nott_null": true}, {"name": "b"}]},
    {"name": "u", "columns": [{"name": "a", "type": "integer) ; drop table x; --"},
                              {"name": "c", "type": "integer", "default": "1); DROP TABLE x; --"}]},
    {"name": "v", "constraints": [{"name": "k", "type": "unik", "columns": "a"}]}
  ]
}
JSON
run export wrong.json
exits "a document of another shape" 1
says "a member that is not known" 'wrong.json:4:13: error: there is no member "tabels" here'
says "what was meant" 'Did you mean "tables"?'
says "a member of a column" 'there is no member "nott_null" here'
says "what was meant there" 'Did you mean "not_null"?'
says "one that is missing" 'there is no "type" in it'
says "what is no type" '"type" must be a type'
says "what is no expression" '"default" must be an SQL expression'
says "a word that is none" '"type" must be one of "primary key"'
says "a list that is none" '"columns" must be a list of names'
cat >lacking.json <<'JSON'
{"version": 1, "schema": "public", "tables": [
  {"name": "t", "columns": [{"name": "a", "type": "integer"}],
   "constraints": [{"name": "k", "type": "primary key"}, {"name": "c", "type": "check"}],
   "indexes": [{"name": "i", "elements": [{}]}, {"name": "j"}]}]}
JSON
run export lacking.json
exits "a document that lacks something" 1
for lack in 'constraint "k" needs "columns"' 'constraint "c" needs "check"' 'an element is either' 'index "j" needs'; do
    says "all of it is said" "$lack"
done
cat >expressions.json <<'JSON'
{"version": 1, "schema": "public", "tables": [
  {"name": "t", "columns": [{"name": "a", "type": "integer", "default": "1 +"}],
   "constraints": [{"name": "c", "type": "check", "check": "a > b"}]}]}
JSON
run export expressions.json
exits "expressions that are none" 1
says "are found as in models" 'expressions.json:2:77: error: syntax error at end of input'
says "and what they mention" 'expressions.json:3:65: error: column "b" of table "t" does not exist'
cat >dangling.json <<'JSON'
{"version": 1, "schema": "public", "tables": [
  {"name": "t", "columns": [{"name": "a", "type": "public.nothing"}],
   "constraints": [{"name": "k", "type": "foreign key", "columns": ["b"], "references": "u"}]},
  {"name": "t"}]}
JSON
run export dangling.json
exits "a document that is no schema" 1
says "a type that is not there" 'type "public.nothing" does not exist'
says "a table that is there twice" 'table "t" is declared twice'
printf '{"version": 2, "schema": "public"}' >later.json
run export later.json
exits "a later version" 1
says "is refused" "this version of the shape is not known"

# SQL
run export --format sql
exits "export --format sql" 0
printf '%s\n' "$out" >script.sql
run export --format yaml
exits "a form that is none" 2
database export
psql export -v ON_ERROR_STOP=1 -f script.sql >psql.log 2>&1
ok "psql runs the script" $? "$(cat psql.log)"
run -d "$url" diff --from db: --to models: --sql --no-prove --no-renames --exit-code
exits "it makes what the models say" 0

# the paths as JSON
run pull -o listed --format json models:
exits "pull -o as JSON" 0
same "lists what it wrote" "$out" '{"version": 1, "files": ["listed/public.sg", "listed/billing.sg"]}'
run pull --format json models:
exits "without -o" 2

# layouts
for layout in schema table one; do
    run pull models: -o "out_$layout" --layout "$layout"
    exits "pull --layout $layout" 0
    run pull "out_$layout"
    same "is the same models" "$out" "$models"
done
[ -f out_schema/public.sg ] && [ -f out_schema/billing.sg ]
ok "a file a schema" $?
[ -f out_table/public/songs.sg ] && [ -f out_table/billing/invoices.sg ] && [ -f out_table/public.sg ]
ok "a file a table" $?
[ -f out_one/models.sg ]
ok "one file" $?
run pull models: -o out_one --layout table
exits "over models that are there" 1
says "is refused" "holds models already"
run pull models: -o out_one --layout table --force
exits "but with --force" 0
says "what is left is named" '"out_one/models.sg" was there before'
run pull --layout table
exits "a layout without a folder" 2
echo '{"version": 1, "schema": "public", "extensions": [{"name": "plpgsql", "schema": "pg_catalog"}],
  "tables": [{"name": "t", "schema": "pg_mine"}]}' >reserved.json
run export json:reserved.json
says "a schema that is PostgreSQL's own" 'reserved.json:2:14: error: unacceptable schema name "pg_mine"'
says_not "where an extension may be" 'pg_catalog'

done_testing

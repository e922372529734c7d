#!/usr/bin/env bash
# The project: schemagen.json, .env, and where the database is taken from. Nothing is connected to:
# the addresses point nowhere, and the messages say where they came from.
. "$(dirname "$0")/tap.sh"
project
mkdir nowhere
at() { printf 'postgresql://anna:s3cret@/%s?host=%s/nowhere' "$1" "$folder"; }

json() { printf '%s\n' "$1" >schemagen.json; }
json '{"databas": "x", "owners": 1, "exclude": "a",
 "history": {"tabel": "x"}, "environments": {"prod": {"url": "x"}, "dev": 3}}'
run history
exits "a file with faults" 1
says "an unknown setting has its place" 'schemagen.json:1:13: error: "databas" is not a setting'
says "and the one meant" 'Did you mean "database"?'
says "a flag that is none" '"owners" must be true or false'
says "a list that is none" '"exclude" must be a list of texts'
says "inside an object" 'schemagen.json:2:23: error: "tabel" is not a setting'
says "inside an environment" '"url" is not a setting'
says "an environment that is a number" 'environment "dev" must be a text or an object'
json '{"history": {"schema": "x", "table": "{\""},
 "environments": {"schema": {"dev": 1}},
 "schema": 3}'
run history
says "a setting of a name that others have" 'schemagen.json:3:12: error: "schema" must be a text'
says "in its own object" 'schemagen.json:2:37: error: "dev" must be a text'
json '{'
run history
exits "not JSON" 1
json '[]'
run history
exits "not an object" 1
run -c missing.json history
exits "-c to a file that is not there" 1

json '{"models": "m", "migrations": "g"}'
mkdir -p deep/er g
cat >g/1.up.sql <<'S'
-- schemagen: revision  1
-- schemagen: message   from above
S
printf -- '-- schemagen: revision  1\n' >g/1.down.sql
run -C deep/er history
exits "the project is found upwards" 0
prints "and its migrations" "from above"
run -C deep/er history -v
prints "with paths seen from here" "../../g/1.up.sql"
run --migrations deep history
same "--migrations is taken from here" "$out" ""

json '{}'
export DATABASE_URL=$(at url)
run current
exits "a server that is not there" 1
says "from DATABASE_URL" "database url"
says "which is said" "from DATABASE_URL"
says_not "and no password" "s3cret"
json "{\"database\": \"$(at file)\", \"environments\": {\"prod\": \"$(at prod)\",
 \"stage\": {\"database\": \"\${STAGE_URL}\"}, \"none\": {}}}"
run current
says "schemagen.json stands above DATABASE_URL" "from schemagen.json"
run --env prod current
says "--env above both" 'from environment "prod" of schemagen.json'
run --env prod -d "$(at option)" current
says "-d above all" "from -d"
run --env stage current
exits "an unset variable" 1
says "is named" 'environment variable "STAGE_URL" is not set'
STAGE_URL= run --env stage current
exits "an environment that comes out empty" 1
says "says no database" 'environment "stage" says no database'
STAGE_URL=$(at staged) run --env stage current
says "a variable put in" "database staged"
run --env none current
exits "an environment without a database" 1
run --env prud current
exits "an unknown environment" 1
says "suggests the one meant" 'Did you mean "prod"?'
run --env prud history
exits "is none to commands without a database either" 1
run -d "" current
exits "an empty -d" 1
run -d "postgresql://anna:s3cret@h/x?nonsense=1" current
exits "an address with a fault" 1
says_not "shows no password" "s3cret"

json '{}'
unset DATABASE_URL
printf 'DATABASE_URL="%s"\n# a comment\nexport OTHER=x\n' "$(at dotenv)" >.env
run current
says ".env" "database dotenv"
says "is said" "DATABASE_URL in .env"
export DATABASE_URL=$(at real)
run current
says "the environment stands above .env" "database real"
unset DATABASE_URL
printf '\xef\xbb\xbfDATABASE_URL=%s\r\n' "$(at windows)" >.env
run current
says "a .env file with a byte order mark and CRLF" 'database windows on'
printf 'what is this\n' >.env
run current
exits "a faulty .env" 1
says "has its place" ".env:1:1: error"
rm .env
PGHOST=$folder/nowhere PGDATABASE=libpq run current
says "PG variables" "from PGHOST"
PGUSER=anna run current
exits "PGUSER alone says no database" 2
DB_HOST=$folder/nowhere DB_NAME=parts DB_USER=anna DB_PASSWORD=s3cret run current
says "DB variables" "database parts"
says "with their names" "from DB_HOST"
says_not "and no password" "s3cret"
done_testing

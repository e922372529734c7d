#!/usr/bin/env bash
# Where the database comes from: every place that the contract lists, on a server that asks for
# passwords. Wrong ones say where the address came from; no output ever shows one.
. "$(dirname "$0")/tap.sh"
project
database address
unset DATABASE_URL
secret='s3cr:t/@ %+' encoded='s3cr%3At%2F%40%20%25%2B' wrong=wr0ngp4ss
psql address -c "create role anna login superuser password '$secret'"
hba=$server_folder/data/pg_hba.conf
cp "$hba" "$work/hba"
{ echo 'local all anna scram-sha-256'; cat "$work/hba"; } >"$hba"
psql address -c 'select pg_reload_conf()' >/dev/null
migration 1 'the one that stands' <<<'CREATE TABLE sessions AS SELECT * FROM pg_stat_activity WHERE pid = pg_backend_pid();'
where="host=$pghost&port=$pgport"
url() { echo "$1://anna:$2@/address?$where${3:-}"; }
: >"$work/all"

# What it finds is told by the history: no other database has one.
reaches() { # NAME ENVIRONMENT… -- ARGUMENTS…
    local name=$1 environment=()
    shift
    while [ "$1" != -- ]; do environment+=("$1") && shift; done
    shift
    env "${environment[@]}" "$SCHEMAGEN" current "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$? out=$(cat "$work/out") err=$(cat "$work/err")
    cat "$work/out" "$work/err" >>"$work/all"
    [ "$status" = 0 ] && holds "$out" 20260101000001
    ok "$name" $?
}
fails() { # NAME TEXT ENVIRONMENT… -- ARGUMENTS…
    local name=$1 text=$2 environment=()
    shift 2
    while [ "$1" != -- ]; do environment+=("$1") && shift; done
    shift
    env "${environment[@]}" "$SCHEMAGEN" -v current "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$? out=$(cat "$work/out") err=$(cat "$work/err")
    cat "$work/out" "$work/err" >>"$work/all"
    [ "$status" = 1 ] && holds "$err" "$text"
    ok "$name" $? "wanted: $text"
}

run upgrade head -d "$(url postgresql "$encoded")"
exits "-d with a password" 0
cat "$work/out" "$work/err" >>"$work/all"

# one after the other
reaches "-d" -- -d "$(url postgres "$encoded")"
reaches "-d, keywords" -- -d "host=$pghost port=$pgport dbname=address user=anna password='$secret'"
reaches "--database=" -- "--database=$(url postgresql "$encoded")"
fails "a wrong -d says so" "(from -d)" -- -d "$(url postgresql $wrong)"
cat >schemagen.json <<J
{"environments": {"text": "$(url postgresql "$encoded")", "object": {"database": "\${OUR_URL}"},
 "parts": "postgresql://\${OUR_USER}:\${OUR_PASSWORD}@/address?$where", "wrong": "$(url postgresql $wrong)",
 "other": "\${OUR_URL:-none}", "another": "\${OUR_URL:-$(url postgresql "$encoded")}"}}
J
reaches "--env" -- --env text
reaches "--env with a variable" "OUR_URL=$(url postgresql "$encoded")" -- --env object
reaches "--env with variables inside" OUR_USER=anna "OUR_PASSWORD=$encoded" -- --env parts
reaches "--env with a variable that is set, and another value" "OUR_URL=$(url postgresql "$encoded")" -- --env other
reaches "--env with the other value of a variable" OUR_URL= -- --env another
fails "a wrong --env says so" '(from environment "wrong" of schemagen.json)' -- --env wrong
fails "a variable that is not set" 'environment variable "OUR_URL" is not set' -- --env object
fails "one that is empty" 'environment "object" says no database' OUR_URL= "DATABASE_URL=$(url postgresql "$encoded")" -- --env object
fails "an environment that is none" 'environment "prod" does not exist' "DATABASE_URL=$(url postgresql "$encoded")" -- --env prod
printf '{"database": "%s"}' "$(url postgresql "$encoded")" >schemagen.json
reaches "schemagen.json" "DATABASE_URL=$(url postgresql $wrong)" --
printf '{"database": "%s"}' "$(url postgresql $wrong)" >schemagen.json
fails "a wrong one says so" "(from schemagen.json)" --
rm schemagen.json
reaches "DATABASE_URL" "DATABASE_URL=$(url postgresql "$encoded")" PGHOST=/nowhere DB_HOST=/nowhere --
fails "a wrong one says so" "(from DATABASE_URL)" "DATABASE_URL=$(url postgresql $wrong)" --
libpq=(PGHOST="$pghost" PGPORT="$pgport" PGUSER=anna PGDATABASE=address)
reaches "PG variables" "${libpq[@]}" PGPASSWORD="$secret" DB_HOST=/nowhere --
reaches "PGPASS for PGPASSWORD" "${libpq[@]}" PGPASS="$secret" --
fails "PGPASSWORD stands above it" "(from PGHOST)" "${libpq[@]}" PGPASS="$secret" PGPASSWORD=$wrong --
printf '%s\n' "*:*:*:anna:s3cr\\:t/@ %+" >passfile
chmod 600 passfile
reaches "a password file" "${libpq[@]}" PGPASSFILE="$PWD/passfile" --
fails "no password at all" "(from PGHOST)" "${libpq[@]}" PGPASSFILE=/nowhere --
holds "$err" "Set PGPASSWORD"
ok "says what to do" $?
printf '[songs]\nhost=%s\nport=%s\ndbname=address\nuser=anna\npassword=%s\n[wrong]\nhost=/nowhere\n' \
    "$pghost" "$pgport" "$secret" >service.conf
reaches "a service" PGSERVICE=songs PGSERVICEFILE="$PWD/service.conf" --
reaches "a service in a URL" PGSERVICEFILE="$PWD/service.conf" -- -d 'postgresql:///?service=songs'
fails "a wrong one says so" "of service wrong (from PGSERVICE)" PGSERVICE=wrong PGSERVICEFILE="$PWD/service.conf" --
fails "one that is none" "(from PGSERVICE)" PGSERVICE=none PGSERVICEFILE="$PWD/service.conf" --
parts=(DB_HOST="$pghost" DB_PORT="$pgport" DB_USER=anna DB_NAME=address)
reaches "DB variables" "${parts[@]}" DB_PASSWORD="$secret" --
fails "wrong ones say so" "(from DB_HOST)" "${parts[@]}" DB_PASSWORD=$wrong --

# .env
printf '%s\n' '# the application says' 'app.key = "several' 'lines=1"' "DB_USER=anna # us" "DB_PASSWORD='$secret'" \
    "export DB_HOST=\"$pghost\"" "DB_PORT=$pgport" 'DB_NAME=address' >.env
reaches ".env with parts" --
fails ".env with a part from the environment" "(from DB_HOST in .env)" DB_PASSWORD=$wrong --
printf '%s\n' 'HERE_USER=anna' "HERE_PASSWORD=$encoded" 'OTHER=${NOT_SET_ANYWHERE}' \
    "DATABASE_URL=\"postgresql+asyncpg://\${HERE_USER}:\${HERE_PASSWORD}@/address?$where\"" >.env
reaches ".env with variables in variables" --
printf 'DATABASE_URL=postgresql://${NOT_SET_ANYWHERE}@/address\n' >.env
fails "one that is not set" '.env:1:1: error: environment variable "NOT_SET_ANYWHERE" is not set' --
printf 'DATABASE_URL="postgresql://\n' >.env
fails "a quote that is not closed" '.env:1:14: error: the quoted value' --
printf "DATABASE_URL='%s'\r\n" "$(url postgresql $wrong)" >.env
fails "a wrong .env says so" "(from DATABASE_URL in .env)" --
printf '{"database": "${FROM_DOTENV}"}' >schemagen.json
printf 'FROM_DOTENV=%s\n' "$(url postgresql "$encoded")" >.env
mkdir -p deep
reaches ".env is the project's, wherever one stands" -- -C deep
rm .env schemagen.json

# lines of files that hold passwords are shown without them
printf '{"database": "postgresql://anna:s3cr@h/x", "databas": "postgresql://anna:s3cr@h/x"}' >schemagen.json
fails "a setting that is none" '"postgresql://anna:****' --
printf '{"environments": {"a": {"database": "postgresql://anna:s3cr@h/${NOT_SET_ANYWHERE}"}}}' >schemagen.json
fails "a variable that is not set" 'anna:****@h' -- --env a
printf '{"database": "host=h password=s3cr",,}' >schemagen.json
fails "not JSON" 'password=****' --
rm schemagen.json
printf 'DATABASE_URL=postgresql://anna:s3cr@h/${NOT_SET_ANYWHERE}\n' >.env
fails "a variable that is not set in .env" 'anna:****@h' --
printf 'DB_PASSWORD=s3cr\nPGPASSWORD="s3cr\n' >.env
fails "a quote that is not closed in .env" 'PGPASSWORD=****' --
rm .env

# SQLAlchemy
for driver in asyncpg psycopg2 psycopg pg8000; do
    reaches "postgresql+$driver" "DATABASE_URL=$(url postgresql+$driver "$encoded")" --
done
reaches "a driver's own parameters" "DATABASE_URL=$(url postgresql+asyncpg "$encoded" '&ssl=disable&statement_cache_size=0')" --
reaches "upper case" "DATABASE_URL=$(url POSTGRESQL+psycopg2 "$encoded")" --
fails "another database's URL" "(from DATABASE_URL)" "DATABASE_URL=mysql://anna:$wrong@h/x" --
fails "a parameter that is none" 'unknown parameter "sllmode"' "DATABASE_URL=$(url postgresql $wrong '&sllmode=x')" --

# sslmode, by way of TCP: one door speaks TLS, one does not
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$work/tls.key" -out "$work/tls.crt" 2>/dev/null
mkfifo "$work/doors"
python3 "$root/tests/casekit/door.py" "$pghost/.s.PGSQL.$pgport" "$work/tls.key" "$work/tls.crt" >"$work/doors" 2>/dev/null &
doors=$!
read -r plain tls <"$work/doors"
tcp() { echo "postgresql$1://anna:$encoded@localhost:$2/address?$3"; }
reaches "sslmode=disable" -- -d "$(tcp '' "$plain" sslmode=disable)"
reaches "sslmode=prefer without TLS" -- -d "$(tcp '' "$plain" sslmode=prefer)"
fails "sslmode=require without TLS" "SSL" -- -d "$(tcp '' "$plain" sslmode=require)"
holds "$err" "(from -d)"
ok "says where it was said" $?
fails "ssl=require of asyncpg" "SSL" "DATABASE_URL=$(tcp +asyncpg "$plain" ssl=require)" --
fails "PGSSLMODE" "SSL" PGSSLMODE=require PGHOST=localhost PGPORT="$plain" PGUSER=anna PGPASS="$secret" PGDATABASE=address --
reaches "sslmode=require" -- -d "$(tcp '' "$tls" sslmode=require)"
reaches "ssl=require" "DATABASE_URL=$(tcp +asyncpg "$tls" ssl=require)" --
reaches "ssl=true" "DATABASE_URL=$(tcp +asyncpg "$tls" ssl=true)" --
reaches "sslmode=verify-full" -- -d "$(tcp '' "$tls" "sslmode=verify-full&sslrootcert=$work/tls.crt")"
fails "a certificate that nobody knows" "certificate" -- -d "$(tcp '' "$tls" "sslmode=verify-full&sslrootcert=$server_folder/data/PG_VERSION")"
kill $doors
wait $doors 2>/dev/null

# nowhere a password
export DATABASE_URL=$(url postgresql "$encoded")
for words in "history -v" "current -v --format json" "upgrade head -v" "upgrade head --sql" "downgrade head:base --sql" \
    "stamp head --sql" "diff -v --dry-run --no-prove" "pull -v" "downgrade -1 -v" "upgrade head -v" "stamp head -v" \
    "diff --no-prove" "-d $(url postgresql $wrong) diff" "upgrade nosuch" "upgrade --dry-run head"; do
    # shellcheck disable=SC2086
    run $words
    cat "$work/out" "$work/err" >>"$work/all"
done
psql address -c "select * from schemagen.migrations" -c "select * from schemagen.log" -c "select * from sessions" >>"$work/all"
holds "$(query address "select application_name from sessions")" schemagen
ok "the session is called by its program" $?
cat schemas/* generated/* >>"$work/all" 2>/dev/null
for address in 'postgresql://anna:s3cr/x' anna:s3cr@h/x 'postgresql://anna:s3cr@h:54x/x' 'postgresql://anna:s3%crt@h/x' \
    'postgresql://h/x?password=s3cr%' 'host=h password=s3cr x' "host=h password='s3cr" postgres:anna:s3cr@h postgresql:/anna:s3cr@h/x; do
    run -d "$address" current
    cat "$work/err" >>"$work/all"
    run pull "$address"
    cat "$work/err" >>"$work/all"
done
for part in "$secret" "$encoded" "s3cr" "$wrong"; do
    ! grep -qF "$part" "$work/all"
    ok "no output shows a password" $? "$(grep -F "$part" "$work/all")"
done
title() { # NAME WORDS…
    local name=$1
    shift
    mkfifo "$work/wait"
    "$SCHEMAGEN" "$@" fmt - <"$work/wait" >/dev/null 2>&1 &
    pid=$!
    exec 9>"$work/wait"
    for _ in $(seq 100); do
        shown=$(tr '\0' ' ' </proc/$pid/cmdline 2>/dev/null)
        case $shown in *"*"*) break ;; esac
        sleep 0.02
    done
    exec 9>&-
    wait $pid
    rm "$work/wait"
    case $shown in *s3cr* | *w0rd*) false ;; *schemagen*) true ;; *) false ;; esac
    ok "$name" $? "$shown"
}
if [ -r /proc/self/cmdline ]; then
    title "no title shows a URL's" -d "$(url postgresql "$encoded")"
    title "nor one that is not encoded" -d "postgresql://anna:s3cr:t/@w0rd@h/x"
    title "nor one behind =" "--database=$(url postgresql "$encoded")"
    title "nor one glued on" "-d$(url postgresql "$encoded")"
    title "nor a keyword's" -d "host=/h password = 's3cr w0rd'"
    title "nor a parameter's" -d "postgresql://anna@h/x?PASSWORD=s3cr"
    title "nor one under an encoded name" -d "postgresql://anna@h/x?%70assword=s3cr"
    title "nor --dev's" --dev "$(url postgresql "$encoded")"
    title "nor a variable's" -x "db_password=s3cr"
else
    skip "no title shows a password" "no /proc here"
fi
done_testing

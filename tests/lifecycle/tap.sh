# What every lifecycle test begins with: TAP, a throwaway server, a project of its own. Sourced by
# tests/lifecycle/*.t; what is tested is theirs.
#   run WORD…            runs schemagen; $status, $out, $err are what came
#   exits NAME N         the last run ended with status N
#   says NAME TEXT       its standard error holds the text     (says_not, prints, prints_not)
#   same NAME GOT WANT   two texts are equal
#   server               starts the server, once, and sets PGHOST PGPORT PGUSER for psql
#   database NAME        makes it anew; $url is its address, also in DATABASE_URL
#   project              a new empty folder, and the working folder
#   migration N WORDS    writes migration N; the up body is standard input up to a line '--down'
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
: "${SCHEMAGEN:=$root/build/schemagen}"
work=$(mktemp -d "${TMPDIR:-/tmp}/schemagen-test.XXXXXX")
chmod 755 "$work"
tests=0
failures=0
status=0 out='' err=''
unset DATABASE_URL NO_COLOR SOURCE_DATE_EPOCH

finish() {
    [ -z "${server_folder:-}" ] || "$root/tests/server" stop "$server_folder"
    rm -rf "$work"
}
trap finish EXIT

ok() { # NAME RESULT [DIAGNOSTICS]
    tests=$((tests + 1))
    if [ "$2" = 0 ]; then
        echo "ok $tests - $1"
    else
        failures=$((failures + 1))
        echo "not ok $tests - $1"
        printf '%s\n' "${3:-}" "status $status" "out: $out" "err: $err" | sed 's/^/# /'
    fi
}

skip() {
    tests=$((tests + 1))
    echo "ok $tests - $1 # SKIP $2"
}

done_testing() {
    echo "1..$tests"
    exit $((failures > 0))
}

run() {
    "$SCHEMAGEN" "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
    out=$(cat "$work/out")
    err=$(cat "$work/err")
}

exits() { [ "$status" = "$2" ]; ok "$1" $? "wanted status $2"; }
holds() { case $1 in *"$2"*) return 0 ;; *) return 1 ;; esac; }
says() { holds "$err" "$2"; ok "$1" $? "wanted in err: $2"; }
says_not() { ! holds "$err" "$2"; ok "$1" $? "not wanted in err: $2"; }
prints() { holds "$out" "$2"; ok "$1" $? "wanted in out: $2"; }
prints_not() { ! holds "$out" "$2"; ok "$1" $? "not wanted in out: $2"; }
same() { [ "$2" = "$3" ]; ok "$1" $? "$(printf 'got: %s\nwanted: %s' "$2" "$3")"; }

server() {
    [ -z "${server_folder:-}" ] || return 0
    server_folder=$work/pg
    eval "$("$root/tests/server" start "$server_folder" ${SERVER_MAJOR:-})"
    [ -n "${PGHOST:-}" ] || { echo "Bail out! no server"; exit 1; }
    pghost=$PGHOST pgport=$PGPORT pguser=$PGUSER
    unset PGHOST PGPORT PGUSER
}

psql() { # DATABASE ARGUMENTS…
    command psql -X -q -A -t -h "$pghost" -p "$pgport" -U "$pguser" -v ON_ERROR_STOP=1 -d "$@"
}

database() {
    server
    psql postgres -c "drop database if exists $1" -c "create database $1 template template0" 2>/dev/null
    url="postgresql://$pguser@/$1?host=$pghost&port=$pgport"
    export DATABASE_URL=$url
}

query() { psql "$1" -c "$2"; }

project() {
    folder=$(mktemp -d "$work/project.XXXXXX")
    chmod 755 "$folder"
    cd "$folder" || exit 1
}

# The number makes the id; each revises the one before it.
migration() {
    local number=$1 message=$2 id previous=base name body
    id=$(printf '20260101%06d' "$number")
    [ "$number" = 1 ] || previous=$(printf '20260101%06d' $((number - 1)))
    mkdir -p generated
    name=generated/${id}_m$number
    body=$(cat)
    printf -- '-- schemagen: revision  %s\n-- schemagen: revises   %s\n-- schemagen: message   %s\n\n%s\n' \
        "$id" "$previous" "$message" "${body%%--down*}" >"$name.up.sql"
    case $body in *--down*) body=${body#*--down} ;; *) body= ;; esac
    printf -- '-- schemagen: revision  %s\n%s\n' "$id" "$body" >"$name.down.sql"
}

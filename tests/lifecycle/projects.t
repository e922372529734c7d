#!/usr/bin/env bash
# Every project of generated/: up to its head, all the way down, and up again, with the same
# schema by pg_dump to the byte.
. "$(dirname "$0")/tap.sh"
server

dump() { # DATABASE FILE; newer clients write a random word into their \restrict lines
    pg_dump -h "$pghost" -p "$pgport" -U "$pguser" --schema-only "$1" | grep -v '^\\\(un\)\?restrict ' >"$2"
}
needs_missing() { # FOLDER: the first extension that the server does not have
    local extension
    for extension in $(sed -nE 's/^CREATE EXTENSION (IF NOT EXISTS )?"?([a-z_0-9-]+).*/\2/p' "$1"/*.up.sql); do
        [ "$(query postgres "select count(*) from pg_available_extensions where name = '$extension'")" = 1 ] ||
            { echo "$extension"; return; }
    done
}

for folder in "$root"/generated/*/; do
    name=$(basename "$folder")
    missing=$(needs_missing "$folder")
    if [ -n "$missing" ]; then
        skip "$name" "the server has no extension $missing"
        continue
    fi
    database "p_$name"
    run --migrations "$folder" upgrade head
    exits "$name: upgrade head" 0
    dump "p_$name" "$work/first"
    run --migrations "$folder" downgrade base
    exits "$name: downgrade base" 0
    same "$name: nothing is left" "$(query "p_$name" "select count(*) from pg_class where relnamespace = 'public'::regnamespace")" 0
    run --migrations "$folder" upgrade head
    exits "$name: upgrade head again" 0
    dump "p_$name" "$work/second"
    [ -s "$work/first" ] && cmp -s "$work/first" "$work/second"
    ok "$name: the same to the byte" $? "$(diff "$work/first" "$work/second")"
done
done_testing

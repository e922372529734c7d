#!/usr/bin/env bash
# Runs among other sessions: who reads is not kept waiting, who is in the way is named, what may
# pass is tried again, and runs wait for each other and for their server.
. "$(dirname "$0")/tap.sh"
project
database locks
query locks "create table songs (id integer); create table users (id integer); insert into songs values (1); insert into users values (1)"

until_true() { # QUERY: waits for it, ten seconds at most
    for _ in $(seq 200); do
        [ "$(query locks "$1")" = t ] && return 0
        sleep 0.05
    done
    echo "# never true: $1"
}
active() { until_true "select exists (select from pg_stat_activity where query like '%$1%' and pid <> pg_backend_pid())"; }
session() { # SQL: another session, that lives until 'leave'
    mkfifo "$work/fifo"
    PGAPPNAME=${2:-radio} psql locks >"$work/session" 2>&1 <"$work/fifo" &
    other=$!
    exec 7>"$work/fifo"
    rm "$work/fifo"
    echo "$1" >&7
}
leave() {
    exec 7>&-
    wait $other
}
begin() { "$SCHEMAGEN" "$@" >"$work/begun" 2>"$work/told" </dev/null 7>&- & pid=$!; }
end() { wait $pid; status=$? out=$(cat "$work/begun") err=$(cat "$work/told"); }
waits="select exists (select from pg_locks where not granted)"

# behind a long reader
migration 1 'genre' <<<"ALTER TABLE songs ADD COLUMN genre text;"
session "begin; select 'the longest song' from songs, pg_sleep(0.01);"
active 'the longest song'
begin upgrade head --lock-timeout 400ms --retries 1
for _ in $(seq 180); do echo "select count(*) from songs; select pg_sleep(0.01);"; done >"$work/readers"
psql locks -c '\timing on' -f "$work/readers" 2>&1 | sed -n 's/^Time: \([0-9]*\).*/\1/p' >"$work/times" 7>&- &
readers=$!
end
exits "an ALTER behind a long reader gives up" 1
says "at its statement" "generated/20260101000001_m1.up.sql:5:1: error: canceling statement due to lock timeout"
says "says which lock it wanted" "it wanted ACCESS EXCLUSIVE on songs"
says "names the blocker: its process" "process $(query locks "select pid from pg_stat_activity where application_name = 'radio'") of postgres (radio)"
says "its state" "is idle in transaction for"
says "its age" "in a transaction that began"
says "its query" "the longest song"
says "how to wait longer" "--lock-timeout"
says "it tried again" "; trying again in"
says "and says so" "it was tried 2 times"
same "nothing is done" "$(query locks "select count(*) from schemagen.migrations")" 0
same "the failure is logged" "$(query locks "select action, detail from schemagen.log")" "upgrade failed|segment 1, statement 1: SQLSTATE 55P03"
wait $readers
longest=$(sort -n "$work/times" | tail -1)
[ "$longest" -ge 150 ]
ok "readers that came later did wait" $? "longest: $longest ms"
[ "$longest" -le 900 ]
ok "but not longer than the lock timeout" $? "longest: $longest ms"

begin upgrade head --lock-timeout 200ms --retries 8
until_true "$waits"
sleep 0.5
leave
end
exits "a blocker that goes lets it through" 0
says "behind whom it tried again" "behind process"

# limits that are said elsewhere
run downgrade base
session "begin; lock table songs in access share mode;"
active 'lock table'
query locks "alter database locks set lock_timeout = '150ms'"
started=$(date +%s%N)
run upgrade head --retries 0
exits "the database's own limit holds" 1
[ $((($(date +%s%N) - started) / 1000000)) -lt 3000 ]
ok "where none is said" $?
query locks "alter database locks reset lock_timeout"
printf '{"lock_timeout": "120ms"}' >schemagen.json
started=$(date +%s%N)
run upgrade head --retries 0
exits "the project's limit" 1
[ $((($(date +%s%N) - started) / 1000000)) -lt 3000 ]
ok "holds too" $?
printf '{"lock_timeout": "120"}' >schemagen.json
run upgrade head
exits "one without a unit" 1
says "is an error at its place" 'schemagen.json:1:18: error: "lock_timeout" must be a time with its unit'
rm schemagen.json
run upgrade head --lock-timeout 5
exits "and so is an option" 2
begin upgrade head --lock-timeout 0
until_true "$waits"
kill -INT $pid
end
exits "an interrupt while it waits" 1
says "is said" "error: interrupted"
leave

# who builds an index blocks nobody, and so may wait
migration 1 'index' <<'S'
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY songs_id ON songs (id);
S
session "begin; lock table songs in row exclusive mode;"
active 'row exclusive'
begin upgrade head --lock-timeout 50ms --retries 0
until_true "$waits"
sleep 0.4
leave
end
exits "CREATE INDEX CONCURRENTLY waits for old transactions" 0
says_not "without trying again" "trying again"
run downgrade base

# a deadlock
migration 1 'both' <<<"ALTER TABLE songs ADD COLUMN a integer; ALTER TABLE users ADD COLUMN a integer;"
query locks "truncate schemagen.migrations"
session "set deadlock_timeout = '1min'; begin; lock table users in access exclusive mode;"
active 'lock table users'
begin upgrade head
until_true "$waits"
echo "lock table songs in access exclusive mode; commit;" >&7
end
exits "a deadlock" 0
says "is tried again" "deadlock detected"
leave
same "and both are done" "$(query locks "select count(*) from pg_attribute where attname = 'a' and attnum > 0")" 2

# other runs
migration 2 'sleep' <<<"SELECT pg_sleep(0.9);"
PGAPPNAME=deploy-7 begin upgrade head
until_true "select exists (select from pg_stat_activity where query like '%pg_sleep(0.9)%' and pid <> pg_backend_pid())"
run upgrade head --wait 200ms
exits "a run that waits only so long" 1
says "is told who is at work" "of postgres (deploy-7), since 20"
run upgrade head
exits "one that waits as long as it takes" 0
says "says so, and for whom" "waiting for another run to end (process"
same "has nothing left to do" "$out" ""
end
exits "the first is done" 0

# progress
migration 3 'take a while' <<'S'
SELECT 1;
-- schemagen: transaction off
SELECT pg_sleep(0.6);
S
cat >"$work/terminal.py" <<'P'
import os, pty, sys
os.environ["TERM"] = "xterm"
read = lambda terminal: os.read(terminal, 4096)
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], read)))
P
out=$(python3 "$work/terminal.py" "$SCHEMAGEN" upgrade head </dev/null)
status=$?
exits "a run on a terminal" 0
prints "shows how far it is" $'\rupgrading 20260101000003 take a while: segment 2 of 2, statement 1 of 1, '
prints "and takes the line away before the result" $'\r\033[Kupgraded 20260101000003 take a while'
run downgrade -1
run upgrade head
same "elsewhere only what takes long is said" "$err" ""
run downgrade -1
run upgrade head -q
same "and nothing with -q" "$err" ""

# a server that is not there yet
run -d "postgresql://postgres@/x?host=$work/nowhere" current --wait-for-server 300ms
exits "a server that does not come" 1
says "is said after that time" "could not connect"
started=$(date +%s%N)
run -d "postgresql://postgres@/nosuch?host=$pghost&port=$pgport" current --wait-for-server 20s
exits "a database that is not there" 1
[ $((($(date +%s%N) - started) / 1000000)) -lt 5000 ]
ok "is not waited for" $?
"$root/tests/server" halt "$server_folder"
begin upgrade head --wait-for-server 30s
sleep 0.5
"$root/tests/server" again "$server_folder"
end
exits "a server that comes" 0
says "is waited for" "waiting for the server"
done_testing

#!/usr/bin/env bash
# Servers, roles and disks that do not play along: a clear message, the right status, nothing
# half-done, no password.
. "$(dirname "$0")/tap.sh"
project
database trouble
migration 1 'create a' <<<'CREATE TABLE a (id integer);'
migration 2 'wait' <<<'CREATE TABLE b (id integer); SELECT pg_sleep(30);'

run -d "postgresql://anna:s3cret@/x?host=$work/nowhere" current
exits "a server that is down" 1
says_not "shows no password" s3cret
run -d "postgresql://anna:s3cret@127.0.0.1:1/x" upgrade head
exits "a port that refuses" 1
says_not "shows no password either" s3cret
run -d "postgresql://postgres@/nosuch?host=$pghost&port=$pgport" current
exits "a database that is not there" 1
says "is named" "nosuch"

# a server of long ago
cat >"$work/old.py" <<'P'
import socket, struct, sys
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(1)
link, _ = server.accept()
def receive():
    size = struct.unpack("!i", link.recv(4))[0]
    return link.recv(size - 4)
while struct.unpack("!i", receive()[:4])[0] != 196608:
    link.sendall(b"N")
def message(kind, body):
    return kind + struct.pack("!i", len(body) + 4) + body
link.sendall(message(b"R", struct.pack("!i", 0))
             + message(b"S", b"server_version\0009.6.24\0")
             + message(b"S", b"client_encoding\000UTF8\0")
             + message(b"K", struct.pack("!ii", 1, 1)) + message(b"Z", b"I"))
link.recv(100)
P
mkdir "$work/old"
python3 "$work/old.py" "$work/old/.s.PGSQL.5432" &
for _ in $(seq 50); do [ -S "$work/old/.s.PGSQL.5432" ] && break; sleep 0.1; done
run -d "postgresql://postgres@/x?host=$work/old" current
exits "a server that is too old" 1
says "is told so" "PostgreSQL 9.6.24 is not supported"

# interrupted
run upgrade +1
"$SCHEMAGEN" -d "postgresql://$pguser:s3cret@/trouble?host=$pghost&port=$pgport" upgrade head >"$work/out" 2>"$work/err" </dev/null &
pid=$!
for _ in $(seq 100); do
    [ "$(query trouble "select count(*) from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()")" = 1 ] && break
    sleep 0.05
done
if [ -r /proc/$pid/cmdline ]; then
    ! grep -q s3cret /proc/$pid/cmdline
    ok "no password is in the process's title" $?
fi
run upgrade --wait 0 head
exits "a second run that does not wait" 1
says "is told who is at work" "another run is at work"
says "by its process" "it is process"
kill -INT $pid
wait $pid
status=$? out=$(cat "$work/out") err=$(cat "$work/err")
exits "an interrupt" 1
says "is said at its statement" "m2.up.sql:5:30: error: interrupted"
says_not "without the password" s3cret
same "leaves nothing" "$(query trouble "select to_regclass('b') is null")" t
run current
prints "and the history as it was" "20260101000001 create a"

# the server's process goes while it works
"$SCHEMAGEN" upgrade head >"$work/out" 2>"$work/err" </dev/null &
pid=$!
for _ in $(seq 100); do
    backend=$(query trouble "select pid from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()")
    [ -n "$backend" ] && break
    sleep 0.05
done
query trouble "select pg_terminate_backend($backend)" >/dev/null
wait $pid
status=$? out=$(cat "$work/out") err=$(cat "$work/err")
exits "a backend that is terminated" 1
says "is told" "terminating connection"
same "leaves nothing" "$(query trouble "select to_regclass('b') is null")" t

# killed
"$SCHEMAGEN" upgrade head >/dev/null 2>&1 </dev/null &
pid=$!
for _ in $(seq 100); do
    [ "$(query trouble "select count(*) from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()")" = 1 ] && break
    sleep 0.05
done
kill -KILL $pid
wait $pid 2>/dev/null
query trouble "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(30)%' and pid <> pg_backend_pid()" >/dev/null
migration 2 'wait no more' <<<'CREATE TABLE b (id integer);'
run upgrade head
exits "the run after one that was killed" 0
same "ends it" "$(query trouble 'select count(*) from schemagen.migrations')" 2

# many at once
database many
for n in $(seq 1 8); do migration "$n" "step $n" <<<"CREATE TABLE t$n (id integer); SELECT pg_sleep(0.02);"; done
pids=
for _ in $(seq 8); do
    "$SCHEMAGEN" upgrade head >"$work/many.$RANDOM" 2>&1 </dev/null &
    pids="$pids $!"
done
bad=0
for pid in $pids; do wait "$pid" || bad=$((bad + 1)); done
same "eight runs at once all end well" "$bad" 0
same "each migration ran once" "$(query many 'select count(*) from schemagen.log')" 8

# a stop in the middle of segments
database segments
rm -rf generated
migration 1 segments <<'S'
CREATE TABLE s (id integer);
-- schemagen: transaction off
CREATE INDEX CONCURRENTLY s_one ON s (id);
CREATE INDEX CONCURRENTLY s_two ON s (nope);
-- schemagen: transaction on
CREATE TABLE last (id integer);
--down
DROP TABLE last, s;
S
run upgrade head
exits "a failure in the middle of segments" 1
says "says what stands" "1 of 3 segments are done"
run current
prints "and so does current" "stopped on its way up after 1 of 3 segments"
mkdir schemas
printf 'table s {\n  id  integer\n}\n' >schemas/s.sg
run diff --no-prove
exits "diff does not begin at a state half-way" 1
says "and says what does" 'Finish it first: "schemagen upgrade 20260101000001"'
same "nor writes anything" "$(find generated -name '*.sql' | wc -l)" 2
run downgrade base
exits "it has to be ended first" 1
says "the way it went" "schemagen upgrade 20260101000001"
query segments "alter table s add column nope integer"
run upgrade head
exits "an edit is not asked for, and the next run goes on" 0
same "from where it stopped" "$(query segments "select count(*) from pg_index where indrelid = 's'::regclass and indisvalid")" 2
run downgrade base
exits "and all of it goes back" 0

# a role that may do little
database role
query role "create role f_little login; revoke create on database role from public; revoke create on schema public from public"
little="postgresql://f_little@/role?host=$pghost&port=$pgport"
rm -rf generated
migration 1 a <<<'CREATE TABLE a (id integer);'
run -d "$little" upgrade head
exits "a role that may not make the history" 1
says "is told which setting helps" '"history": {"schema": "public"'
query role "create schema schemagen; create table schemagen.migrations (revision text)"
run -d "$little" current
exits "a role that may not read the history" 1
says "is told" "permission denied"
says "with the grants that it needs" 'The role needs USAGE on schema "schemagen"'
query role "drop schema schemagen cascade; drop owned by f_little; drop role f_little" 2>/dev/null
done_testing

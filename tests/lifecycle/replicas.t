#!/usr/bin/env bash
# Many runs at once, as the replicas of a service start: each migration is applied once, and each
# replica goes on with a schema that is there. REPLICAS says how many (16).
. "$(dirname "$0")/tap.sh"
project
database replicas
replicas=${REPLICAS:-16}
for n in 1 2 3 4; do
    migration $((2 * n - 1)) "table $n" <<<"CREATE TABLE t$n (id integer); INSERT INTO t$n VALUES ($n);
--down
DROP TABLE t$n;"
    migration $((2 * n)) "index $n" <<<"-- schemagen: transaction off
CREATE INDEX CONCURRENTLY t${n}_id ON t$n (id);
INSERT INTO t$n VALUES ($n);
--down
-- schemagen: transaction off
DROP INDEX CONCURRENTLY t${n}_id;"
done

# what a container's entry point says
cat >entry.sh <<'S'
#!/bin/sh
set -e
"$SCHEMAGEN" upgrade head --wait-for-server 30s && exec "$@"
S
cat >service.sh <<'S'
#!/bin/sh
exec psql -X -q -A -t -d "$DATABASE_URL" -c "select 'serving', count(*) from t4"
S
chmod +x entry.sh service.sh
export SCHEMAGEN
"$root/tests/server" halt "$server_folder"
pids=
for n in $(seq "$replicas"); do
    ./entry.sh ./service.sh >"$work/replica.$n" 2>&1 </dev/null &
    pids="$pids $!"
done
"$root/tests/server" again "$server_folder"
bad=0
for pid in $pids; do wait "$pid" || bad=$((bad + 1)); done
out=$(cat "$work"/replica.*)
same "$replicas replicas that start before their server all come up" "$bad" 0
same "with the whole schema" "$(cat "$work"/replica.* | grep -c 'serving|2')" "$replicas"
same "each migration is applied once" "$(query replicas "select count(*), count(distinct revision) from schemagen.log")" "8|8"
same "by one or another" "$(grep -c '^upgraded ' <<<"$out")" 8
same "nothing twice" "$(query replicas "select (select count(*) from t1), (select count(*) from t2), (select count(*) from t3), (select count(*) from t4)")" "2|2|2|2"
same "every index is sound" "$(query replicas "select count(*) from pg_index where not indisvalid")" 0

# all the way back at once, too
pids=
for n in $(seq "$replicas"); do
    "$SCHEMAGEN" downgrade base >"$work/replica.$n" 2>&1 </dev/null &
    pids="$pids $!"
done
bad=0
for pid in $pids; do wait "$pid" || bad=$((bad + 1)); done
out=$(cat "$work"/replica.*)
same "$replicas downgrades at once all end well" "$bad" 0
same "each is taken back once" "$(query replicas "select count(*) from schemagen.log where action = 'downgrade'")" 8

# one that fails does not start its service
migration 9 'fails' <<<"SELECT 1/0;"
"$SCHEMAGEN" upgrade +8 >/dev/null 2>&1
./entry.sh ./service.sh >"$work/out" 2>"$work/err" </dev/null
status=$? out=$(cat "$work/out") err=$(cat "$work/err")
exits "a replica whose migration fails" 1
prints_not "does not begin to serve" serving
says "says why" "division by zero"
done_testing

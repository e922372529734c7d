#!/usr/bin/env bash
# What the comment of a statement claims is what happens on a server: the strongest lock on what
# was there before, whether a table is rewritten, whether it is scanned.
. "$(dirname "$0")/tap.sh"
project
database claims
mkdir models
cat >models/from.sg <<'SG'
domain positive as integer check (value > 0)
domain label as text
type address as (street text)
sequence counter
table parents { id integer }
table keys { id integer primary key }
table added { id integer }
table checked { c varchar(10) check (length(c) > 0) }
table looser { c varchar(10) index }
table lowered { c varchar(10); index (lower(c)) }
table partly { c varchar(10); d text; index (d) where (length(c) > 0) }
table sorted { c text index }
table collated { c text }
table labelled { c text }
table judged { c integer }
table upper { c varchar(10) }
table longer { c integer }
table numbered { id integer generated always as identity }
table stored { a integer; b integer not null; c text }
SG
cat >models/to.sg <<'SG'
domain positive as integer check (value > 0)
domain label as text
type address as (street text, town text)
sequence numbers renamed from counter
table parents { id integer }
table children inherits (parents) { own integer }
table keys { id integer primary key }
table guests { key_id integer references keys }
table added {
  id        integer
  at        timestamptz  not null default now()
  told      text         default timeofday()
  judged    positive
  labelled  label
  number    positive     not null backfill (5)
  doubled   integer      generated always as (id * 2) stored
  key_id    integer      references keys index
}
table checked { c text check (length(c) > 0) }
table looser { c varchar(20) index }
table lowered { c varchar(20); index (lower(c)) }
table partly { c varchar(20); d text; index (d) where (length(c) > 0) }
table sorted { c text collate "C" index }
table collated { c text collate "C" }
table labelled { c label }
table judged { c positive }
table upper { c text using (upper(c)) }
table longer { c bigint }
table numbered { id integer generated always as identity (sequence name numbered_ids) }
table stored with (fillfactor = 70) { a integer not null; b integer; c text statistics 5 unique }
SG
run diff --from empty: --to models:models/from.sg --sql --no-prove
psql claims -c "$out" -c "insert into added values (1); insert into judged values (1); insert into stored values (1, 1, '1')"
run diff --from models:models/from.sg --to models:models/to.sg --sql --down --no-prove
exits "a migration both ways" 0

# Each statement in a transaction of its own, behind a look at what was there; then what it did,
# as the comment would say it.
cat >"$work/begin.sql" <<'SQL'
BEGIN;
CREATE TEMPORARY TABLE before ON COMMIT DROP AS
    SELECT c.oid, relkind, relfilenode, pg_stat_get_xact_numscans(c.oid) AS scans
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace;
SQL
cat >"$work/end.sql" <<'SQL'
WITH strength (word, mode) AS (
    SELECT upper(regexp_replace(mode, '(?<!^)([A-Z])', ' \1', 'g')), mode || 'Lock'
    FROM unnest('{AccessShare,RowShare,RowExclusive,ShareUpdateExclusive,Share,ShareRowExclusive,Exclusive,AccessExclusive}'::text[]) mode
), rewritten AS (
    SELECT count(*) AS n FROM before JOIN pg_class c USING (oid)
    WHERE c.relkind = 'r' AND c.relfilenode <> before.relfilenode
)
SELECT coalesce((SELECT word FROM pg_locks JOIN before ON relation = before.oid JOIN strength USING (mode)
                 WHERE pid = pg_backend_pid()
                 ORDER BY array_position('{ACCESS SHARE,ROW SHARE,ROW EXCLUSIVE,SHARE UPDATE EXCLUSIVE,SHARE,SHARE ROW EXCLUSIVE,EXCLUSIVE,ACCESS EXCLUSIVE}', word) DESC LIMIT 1), 'no lock')
       || CASE WHEN n > 0 THEN ', rewrite' ELSE ', no rewrite' END
       || CASE WHEN n = 0 AND EXISTS (SELECT FROM before WHERE relkind = 'r' AND pg_stat_get_xact_numscans(oid) > scans)
               THEN ', scan' ELSE ', no scan' END
FROM rewritten;
COMMIT;
SQL
awk -v begin="$work/begin.sql" -v end="$work/end.sql" '
    function close_statement() { if (open) print "\\i " end; open = 0 }
    /^-- schemagen:/ || /^-- DATA LOSS/ { next }
    /^-- .* · / { close_statement(); open = 1; print "\\echo " "\047" $0 "\047"; print "\\i " begin; next }
    { print } END { close_statement() }' "$work/out" >"$work/script.sql"
psql claims -f "$work/script.sql" >"$work/did" 2>"$work/err" || cat "$work/err"
while IFS= read -r claim && IFS= read -r did; do
    case $claim in *guests*) continue ;; esac # new here, and so nobody else's yet
    same "${claim#-- }" "$did" "${claim##*· }"
done <"$work/did"
same "all of them were tried" "$(grep -c '·' "$work/did")" "$(grep -c ' · ' "$work/out")"
done_testing

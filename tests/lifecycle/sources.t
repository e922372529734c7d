#!/usr/bin/env bash
# Every source against every other: the same schema is no difference, and the same change has the
# same script, whichever way the two are said.
. "$(dirname "$0")/tap.sh"
project
mkdir one two schemas generated
cat >one/songs.sg <<'SG'
/// All of them.
table songs {
  id      bigint         generated always as identity  primary key
  title   varchar(200)   not null  unique
  mood    mood           not null  default 'glad'
  price   numeric(10,2)  check (price >= 0)
  search  tsvector       generated always as (to_tsvector('english', title)) stored
  index using gin (search)
}
enum mood ('glad', 'sad')
schema billing {
  table invoices {
    id    serial  primary key
    song  bigint  not null  references public.songs (id) on delete cascade  index
    sent  timestamptz(3)  default now()
  }
}
SG
sed 's/  price .*/&\n  plays   integer        not null  default 0/' one/songs.sg >two/songs.sg
"$SCHEMAGEN" init >/dev/null 2>&1

# each of the two, said in every way
for side in one two; do
    "$SCHEMAGEN" export --format sql "$side" >"$side.sql" 2>err || cat err
    "$SCHEMAGEN" export "$side" >"$side.json" 2>err || cat err
    database "$side"
    psql "$side" -f "$side.sql" >/dev/null
    eval "db_$side=\$url"
done
unset DATABASE_URL
"$SCHEMAGEN" --models one diff -m one --no-prove >/dev/null 2>err || cat err
first=$(ls generated | sed -n 's/_one.up.sql//p')
"$SCHEMAGEN" --models two diff -m two --no-prove >/dev/null 2>err || cat err
second=$(ls generated | sed -n 's/_two.up.sql//p')
sources() { # SIDE REVISION DATABASE
    echo "models:$1 sql:$1.sql json:$1.json migrations:generated@$2 db:$3"
}
ones=$(sources one "$first" "$db_one")
twos=$(sources two "$second" "$db_two")

kind() { echo "${1%%:*}"; }
for from in $ones; do
    for to in $ones; do
        run diff --from "$from" --to "$to" --exit-code --sql --no-prove
        exits "$(kind "$from") is $(kind "$to")" 0
    done
    for to in $twos; do
        run diff --from "$from" --to "$to" --exit-code --sql --no-prove
        same "$(kind "$from") to $(kind "$to")" "$status $(grep -v '^--' <<<"$out" | tr -s '\n')" \
            "3 ALTER TABLE public.songs ADD COLUMN plays integer DEFAULT 0 NOT NULL;"
    done
    run diff --from empty: --to "$from" --exit-code --sql --no-prove
    exits "empty: to $(kind "$from")" 3
    prints "makes it" "CREATE TABLE public.songs"
    run diff --from "$from" --to empty: --exit-code --sql --no-prove
    prints "$(kind "$from") to empty: drops it" "DROP TABLE public.songs"
done
run diff --from one.json --to two.sql --exit-code --format json --dry-run --no-prove
exits "bare words, as JSON" 3
prints "is one document" '"version": 1'
prints "with the change" '"songs.plays"'
run diff --from one --to two --exit-code --dry-run --no-prove
exits "folders" 3

# no server can be started where no file can be written: what it would decide is said
printf 'table t {\n  a  integer  check (a in (1, 2))\n}\n' >in.sg
printf "table t {\\n  a  integer  check (a = any ('{1,2}'))\\n}\\n" >any.sg
err=$( (
    trap '' XFSZ
    ulimit -f 0
    "$SCHEMAGEN" diff --from in.sg --to any.sg --sql --no-prove 2>&1 >/dev/null
) | cat)
says "what is undecided without a server is named" "server to ask: constraint t.t_a_check [unproved-comparison]"
run diff --from in.sg --to any.sg --exit-code --sql --no-prove
exits "a server decides" 3
says_not "and then it is certain" "unproved-comparison"

# what a database is made of makes another just like it: no second form of the same condition
definitions() {
    query "$1" "select pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
                order by conname" && query "$1" "select pg_get_indexdef('t_id_idx'::regclass)"
}
database kept
kept=$url
psql kept -c "create domain answer as varchar(5) check (value in ('no', 'yes'));
    create table t (id int, status varchar(10) check (status in ('a', 'it''s ]')), n text check (n in ('a', 'b')),
        old varchar constraint known check (old not in ('a', 'b') and old like any (array['a%', 'b%']::varchar[])));
    create index on t (id) where status in ('a', '\"')"
database made
made=$url
unset DATABASE_URL
run diff --from empty: --to "db:$kept" --sql --no-prove
psql made -c "$out"
same "lists of varchar are kept as they are" "$(definitions made)" "$(definitions kept)"
prints "without the cast that stands for them" "ANY (ARRAY['no'::character varying, 'yes'::character varying])"

# what a child alone says of a column that it has from its parent
psql kept -c "create table a (x int, y text, z text, w text);
    create table b (k int) inherits (a);
    alter table b alter x set not null, alter x set statistics 50, alter x set (n_distinct = 5),
        alter y set storage external, alter z set compression pglz, alter w set default 'q'"
run diff --from "db:$made" --to "db:$kept" --sql --no-prove
psql made -c "$out"
run diff --from "db:$made" --to "db:$kept" --exit-code --sql --no-prove
exits "a child's own words come with it" 0

# pg_dump forgets it, so this is no case: a child that stores as its type does, unlike its parent
printf 'table c inherits (p) {\n  n  numeric  storage main\n}\n\ntable p {\n  n  numeric  storage external\n}\n' >stored.sg
database stored
run diff --from empty: --to stored.sg --sql --no-prove
psql stored -c "$out"
run pull "db:$url"
same "what it says of the storage is pulled" "$out" "$(cat stored.sg)"
unset DATABASE_URL

# nothing is written unless it follows what is there
run diff --from one.json --to two.json --no-prove
exits "writing from what is not the head" 1
says "is refused" 'one.json is not what the migrations of "generated" build'
done_testing

#!/usr/bin/env bash
# verify: every migration up, down and up again on a throwaway server.
. "$(dirname "$0")/tap.sh"
project
migration 1 "songs" <<'SQL'
create table songs (id serial primary key, title text not null);
--down
drop table songs;
SQL
migration 2 "genre" <<'SQL'
alter table songs add column genre varchar(100) default 'none' not null;
create function shout(t text) returns text language sql as 'select upper(t)';
--down
drop function shout(text);
alter table songs drop column genre;
SQL
migration 3 "index, outside a transaction" <<'SQL'
-- schemagen: transaction off
create index concurrently songs_genre_idx on songs (genre);
--down
drop index songs_genre_idx;
SQL
migration 4 "no way back" <<'SQL'
alter table songs add column artist text;
--down
-- schemagen: irreversible the artists are lost
SQL
migration 5 "a variable" <<'SQL'
insert into songs (title) values (:'title');
--down
delete from songs where title = :'title';
SQL
migration 6 "roles" <<'SQL'
create role own_one;
grant select on songs to own_one;
grant insert on songs to "somebody's";
--down
revoke insert on songs from "somebody's";
revoke select on songs from own_one;
drop role own_one;
SQL
migration 7 "unique" <<'SQL'
alter table songs add column a int default 1 not null;
alter table songs add unique (a);
--down
alter table songs drop column a;
SQL
run verify -x title=One
exits "migrations that are sound" 0
prints "each is told" "verified 20260101000001 songs: up, down and up again"
prints "segments outside of transactions" "verified 20260101000003 index, outside a transaction: up, down and up again"
prints "no way back" "verified 20260101000004 no way back: up; its down refuses"
prints "what no rows allow is tried without" "verified 20260101000007 unique: up, down and up again"
prints "and that is said" "on empty tables; with rows:"
says "and the sum" "7 verified, 0 failed"
run verify
exits "a variable that is not set" 1
says "is said" "title"
run verify -x title=One --format json 20260101000004 20260101000002
printf '%s' "$out" | python3 -c '
import json, sys
found = json.load(sys.stdin)
assert found["version"] == 1 and [one["revision"][-1] for one in found["migrations"]] == ["2", "4"], found
assert all(one["verified"] for one in found["migrations"])
assert found["migrations"][1]["irreversible"]'
ok "some of them, as JSON" $?
run verify nothing
exits "a revision that does not exist" 1

# downs that do not lead back
migration 8 "forgets a function" <<'SQL'
create or replace function quiet(t text) returns text language sql as 'select lower(t)';
--down
SQL
migration 9 "forgets a column" <<'SQL'
alter table songs add column b int, add column c int;
--down
alter table songs drop column b;
SQL
run verify -x title=One 20260101000008 20260101000009
exits "downs that do not lead back" 1
says "a function is shown" "- function"
says "and a column" "- column songs.c"
prints "the one is told" "FAILED 20260101000008"
prints "and the other" "FAILED 20260101000009"
migration 2 "fails" <<'SQL'
alter table songs add column a int;
--down
alter table songs drop column b;
SQL
run verify 20260101000002
exits "a down that fails" 1
says "at its place" "_m2.down.sql:"
done_testing

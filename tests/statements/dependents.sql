create schema x;
create type mood as enum ('a');
create domain d as mood;
create type c as (a mood, b d);
create table t (a int primary key, m mood, dd d, cc c, ca c[], u int unique);
create function f(a int) returns int language sql immutable as 'select a';
create function trg() returns trigger language plpgsql as 'begin return new; end';
create function fm(m mood) returns mood language sql as 'select m';
create function ft(t t) returns setof t language sql as 'select t';
create function fc() returns table (z c) language sql as 'select null::c';
create table u (a int references t, b int default f(1), c int check (f(c) > 1), g int generated always as (f(a)) stored);
create index uf on u (f(a));
create view v as select a, m from t;
create view v2 as select a from v;
create materialized view mv as select u from t;
create index mvi on mv (u);
create trigger tg before update of m on t for each row when (old.a > 1) execute function trg();
create trigger tg2 after insert on t for each row execute function trg();
create policy pol on t using (a > 1);
create rule ru as on delete to u where old.b > 1 do instead nothing;
create statistics st on a, u from t;
create statistics st2 on a, u from t; -- accepted offline
create publication pub for table t (a, m);
create publication pub2 for table u where (a > 1);
create publication pub3 for all tables;
create publication pub4 for tables in schema x;
create collation coll from "C";
create table ct (a text collate coll);
create operator === (leftarg = int, rightarg = int, function = int4eq);
create table ot (a int check (a === 1));
create cast (mood as int) with function f2(mood); -- accepted offline
create table rt (r t, s t[]);
create table x.t (a int);
create procedure pr(a mood) language sql as 'select 1';
create aggregate ag (int) (sfunc = int4pl, stype = int);
create text search configuration cfg (parser = default);
alter table t drop column m;
alter table t drop column a;
alter table t drop column u;
alter table t drop column dd;
alter table t alter a type bigint;
alter table t alter m type text;
alter table t alter u type bigint;
alter table t alter dd type text;
alter table u alter b type bigint;
alter table u alter c type bigint; -- accepted offline
alter table u alter a type bigint;
drop type mood;
drop type c;
drop domain d;
drop table t;
drop table u;
drop view v;
drop function f;
drop function f(int);
drop function f(text);
drop function trg;
drop function fm;
drop procedure pr(mood);
drop procedure f(int);
drop routine fm(mood);
drop aggregate ag(int);
drop collation coll;
drop operator === (int, int); -- accepted offline
drop operator === (int, text);
drop trigger tg on t;
drop trigger tg on t;
drop trigger if exists tg on t;
drop policy pol on t;
drop policy if exists pol on nowhere;
drop rule ru on u;
drop rule ru on u;
drop statistics st;
drop publication pub;
drop publication nowhere;
drop materialized view v;
drop view mv;
drop view t;
drop table v;
drop index mvi;
drop sequence t;
drop type t;
drop foreign table t;
drop text search configuration cfg;
drop text search configuration cfg;
drop event trigger nowhere;
drop server nowhere;
drop extension nowhere;
drop extension if exists nowhere;
drop language nowhere;
drop access method nowhere;
drop cast (int as mood);
drop owned by postgres; -- accepted offline
alter view v rename to vv;
alter view vv rename column a to aa;
alter view vv set schema x;
alter view nowhere rename to n;
alter view t rename to n;
alter materialized view mv rename to mvv;
alter materialized view mvv rename column u to uu;
alter function f(int) rename to ff; -- accepted offline
alter function f(int) rename to ff; -- accepted offline
alter function ff(int) set schema x; -- accepted offline
alter function trg() rename to trgg;
alter trigger tg2 on t rename to tg3; -- accepted offline
alter trigger tg2 on t rename to tg3; -- accepted offline
alter policy pol on t rename to pol2; -- accepted offline
create or replace view x.vv as select a as aa, m from t;
create or replace view x.vv as select a as aa from t; -- accepted offline
create or replace view x.vv as select 1 as x; -- accepted offline
create or replace function x.ff(a int) returns int language sql immutable as 'select a + 1';
create view x.vv as select 1 as a;
create function x.ff(a int) returns int language sql as 'select 1';
create trigger tg3 before insert on t for each row execute function trgg();
create policy nn on nowhere using (true);
create trigger tn before insert on nowhere for each row execute function trgg();
create rule rn as on insert to nowhere do nothing;
create view vn as select * from nowhere;
create statistics st2 on a, u from t; -- accepted offline
create statistics stn on a, nowhere from t; -- accepted offline
drop view x.vv cascade;
drop type mood cascade;
drop function x.ff(int) cascade;
drop table t cascade;
drop schema x;
drop schema x cascade;
drop table if exists u, ct, rt, ot;

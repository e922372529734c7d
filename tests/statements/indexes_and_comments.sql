create schema x; 
create type mood as enum ('a','b'); 
create type comp as (p int, q text);
create table t (a int primary key, b text not null, c numeric, j json, p point, m mood, cc comp, arr int[], h int4range, tsv tsvector);
create unlogged table ul (a int);
create view v as select 1 as a;
create materialized view mv as select 1 as a;
create index on t (a);
create index on t (a);
create index on t (a, b desc nulls last, (lower(b)), lower(b) collate "C");
create index t on t (a);
create index t_pkey on t (a);
create index if not exists t_pkey on t (a);
create index if not exists on t (a);
create index x.i1 on t (a);
create index i1 on x.t (a);
create index i1 on nowhere (a);
create index i1 on v (a);
create index i1 on mv (a);
create index i2 on t (nowhere);
create index i2 on t (lower(nowhere));
create index i2 on t (a) where nowhere > 1;
create index i2 on t (a) include (nowhere);
create index i2 on t (a) include (a);
create index i2b on t (a) include (b, b);
create index i3 on t using nowhere (a); -- accepted offline
create index i3 on t using gist (a);
create index i3 on t using gist (p);
create index i4 on t using hash (a, b);
create index i4 on t using hash (a);
create unique index i5 on t using hash (a);
create index i5 on t using hash (a desc);
create index i5 on t using gin (arr);
create index i6 on t using gin (a);
create index i6 on t using brin (a, b) with (pages_per_range = 5, autosummarize);
create index i7 on t using btree (a) with (pages_per_range = 5);
create index i7 on t using gin (tsv) with (fastupdate = off);
create index i8 on t using spgist (h);
create index i9 on t (j);
create index i9 on t (p);
create index i9 on t (m);
create index i10 on t (cc);
create index i11 on t (a collate "C");
create index i11 on t (b collate "C" text_pattern_ops);
create index i12 on t (b nowhere_ops); -- accepted offline
create index i12 on t (a text_ops);
create index i12 on t (b collate nowhere);
create index i12 on t (b text_ops (x = 1));
create index i12 on t using gist (tsv tsvector_ops (siglen = 100));
create unique index i13 on t (a) nulls not distinct;
create index i14 on t (a) nulls not distinct;
create index i15 on t (a) tablespace nowhere; -- accepted offline
create index i15 on t (a) tablespace pg_default;
create index i16 on t (a) with (fillfactor = 5);
create index i16 on t (a) with (fillfactor = 50, deduplicate_items = off);
create index i17 on t (a) with (nothing = 1);
create index i18 on t (a, a, a);
create index i19 on t (xmin);
create index i20 on t (tableoid);
create index i21 on t ((random() > 1)); -- accepted offline
create index i22 on t ((1));
create index i22b on t (a) where (select true);
create index i23 on t (max(a));
create index i24 on t (a) where a; -- accepted offline
create index concurrently i25 on t (a);
create unique index i26 on only t (b);
create index on t (lower(b), upper(b), (a + 1), (b || 'x'), coalesce(b, 'x'), (case when a > 1 then 2 end), (b::int), (arr[1]), ((cc).p));
create index on t ((a + 1));
create index on t ((a + 1));
create index abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz on t (a);
create index abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm on t (a);
alter index i4 rename to i5;
alter index i4 rename to i44;
alter index i44 set (fillfactor = 50);
alter index i44 set (nothing = 50); -- accepted offline
alter index i44 reset (fillfactor);
alter index i44 set tablespace nowhere; -- accepted offline
alter index i44 alter column 1 set statistics 100; -- accepted offline
alter index t_a_b_lower_lower1_idx alter column 3 set statistics 100;
alter index t_a_b_lower_lower1_idx alter column 9 set statistics 100;
alter index nowhere set (fillfactor = 50);
alter index t set (fillfactor = 50);
alter index t_pkey rename to tpk;
alter index t_pkey rename to tpk;
alter index tpk set (fillfactor = 50);
alter index tpk set schema x;
alter index i44 set schema x;
alter index i44 attach partition tpk; -- accepted offline
alter index i44 depends on extension nowhere; -- accepted offline
alter index i44 owner to postgres;
drop index tpk;
drop index i44, i5;
drop index i44;
drop index nowhere;
drop index if exists nowhere, i5;
drop index t;
drop index concurrently i25;
drop index x.i6;
drop index i6 cascade;
comment on index i7 is 'x';
comment on index t is 'x';
comment on index nowhere is 'x';
comment on index v is 'x';
comment on table i7 is 'x';
comment on view t is 'x';
comment on table t is 'x';
comment on table v is 'x';
comment on table nowhere is 'x';
comment on column t.a is 'x';
comment on column t.nowhere is 'x';
comment on column nowhere.a is 'x';
comment on column a is 'x';
comment on column v.a is 'x';
comment on column i7.a is 'x'; -- accepted offline
comment on column comp.p is 'x';
comment on column mood.p is 'x';
comment on constraint tpk on t is 'x';
comment on constraint nowhere on t is 'x';
comment on constraint tpk on nowhere is 'x';
comment on schema x is 'x';
comment on schema nowhere is 'x';
comment on type mood is 'x';
comment on type comp is 'x';
comment on type t is 'x';
comment on domain mood is 'x';
comment on type nowhere is 'x';
comment on sequence t is 'x';
comment on sequence nowhere is 'x';
comment on extension nowhere is 'x'; -- accepted offline
comment on function nowhere() is 'x'; -- accepted offline
comment on trigger nowhere on t is 'x'; -- accepted offline
comment on policy nowhere on t is 'x'; -- accepted offline
comment on rule nowhere on t is 'x'; -- accepted offline
comment on statistics nowhere is 'x'; -- accepted offline
comment on collation nowhere is 'x'; -- accepted offline
comment on database nowhere is 'x';
comment on role nowhere is 'x'; -- accepted offline
comment on materialized view mv is 'x';
comment on materialized view v is 'x';
comment on table t is '';
comment on table t is null;

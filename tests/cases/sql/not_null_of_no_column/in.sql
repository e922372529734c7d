create table t (a integer);
alter table t add constraint n not null null;
alter table t add constraint n not null true;
alter table t add not null a;

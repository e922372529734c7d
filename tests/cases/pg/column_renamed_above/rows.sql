insert into c values (2,1);
insert into d values (2);
insert into t values (1, 2);

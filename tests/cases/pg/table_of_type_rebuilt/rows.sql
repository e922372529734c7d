insert into t values (1, 2);
insert into s values (row(1,2));

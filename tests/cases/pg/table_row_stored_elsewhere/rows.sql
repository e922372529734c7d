insert into t values (1);
insert into c values (1);
insert into u values (row(1));
-- changes: u.r

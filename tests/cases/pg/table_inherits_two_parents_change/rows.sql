insert into c values (2, 2);
insert into p values (3);
insert into d values (1, 2);
insert into r values (1);
-- changes: r.x

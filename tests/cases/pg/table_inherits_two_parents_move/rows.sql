insert into c values (1, 2);
insert into p values (1);

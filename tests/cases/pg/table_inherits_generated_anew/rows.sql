insert into p values (1);
insert into q values (2);

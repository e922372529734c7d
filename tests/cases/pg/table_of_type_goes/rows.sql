insert into kept values (1);
insert into readers values (null);

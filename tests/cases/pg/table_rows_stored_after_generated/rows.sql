insert into points values (1);
insert into logs values (1);

insert into p values (1, 1);
insert into keyed values (2, 2);
insert into plain values (3, 3);
insert into below (a) values (4);

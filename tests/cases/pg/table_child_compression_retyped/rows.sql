insert into notes values ('a');
insert into children values ('b');

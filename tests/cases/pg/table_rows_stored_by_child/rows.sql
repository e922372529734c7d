insert into notes values (1);

insert into plain values (1);

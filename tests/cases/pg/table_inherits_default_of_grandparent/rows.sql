insert into c values (null);

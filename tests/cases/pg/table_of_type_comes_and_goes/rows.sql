insert into old values (1);
-- changes: old.a
-- changes: old.b

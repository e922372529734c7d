insert into t (a) values (row('x', 1));
-- changes: t.a

insert into t values (1, 2);
-- changes: t.b

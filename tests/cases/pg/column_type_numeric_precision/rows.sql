-- changes: t.a
INSERT INTO t VALUES (1.25);

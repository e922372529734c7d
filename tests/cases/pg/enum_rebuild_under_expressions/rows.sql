-- changes: t.big
INSERT INTO t (id, code) VALUES (1, 'm'), (2, 'l');

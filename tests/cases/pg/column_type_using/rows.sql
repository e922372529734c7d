-- changes: t.a
INSERT INTO t VALUES ('yes'), ('no'), (NULL);

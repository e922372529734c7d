-- changes: t.m
INSERT INTO t VALUES (1, 'sad'), (2, 'meh'), (3, 'happy');

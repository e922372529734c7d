-- changes: songs.label
INSERT INTO songs VALUES (1, NULL), (2, '');

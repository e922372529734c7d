-- changes: covers.size
INSERT INTO covers VALUES (1, ROW(30, 'cm', 31, 'a, "b"')), (2, NULL), (3, ROW(NULL, NULL, NULL, NULL));

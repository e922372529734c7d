INSERT INTO songs VALUES (1, 5), (2, 3);

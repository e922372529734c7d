INSERT INTO a (x, own) VALUES (1, 2);

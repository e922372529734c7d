INSERT INTO old_name.t VALUES (1), (2);

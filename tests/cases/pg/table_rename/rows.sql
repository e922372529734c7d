INSERT INTO old_t (a) VALUES ('x'), ('y');

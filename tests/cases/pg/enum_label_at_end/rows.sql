INSERT INTO t VALUES ('sad'), ('ok');

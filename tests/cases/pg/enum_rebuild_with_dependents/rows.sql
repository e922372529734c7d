INSERT INTO t VALUES (1, 'ok', '{sad,ok}'), (2, 'happy', DEFAULT);
INSERT INTO u VALUES ('ok'), ('sad');

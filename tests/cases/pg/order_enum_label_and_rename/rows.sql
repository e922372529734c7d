-- changes: t.m
INSERT INTO t VALUES ('okay');

insert into songs values (5);
-- changes: sequences

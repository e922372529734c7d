insert into a values ('a', 'one'), ('b', 'two');
insert into b values ('a', 'one', 1);
insert into f values (1);
-- changes: sequences

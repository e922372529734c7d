insert into u values (row(1), 2);
-- changes: u.r

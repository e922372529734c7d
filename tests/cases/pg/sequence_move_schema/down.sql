-- move sequence numbers to schema public · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE people.numbers SET SCHEMA public;

-- move sequence numbers to schema people · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.numbers SET SCHEMA people;

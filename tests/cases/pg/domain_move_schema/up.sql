-- move domain email to schema people · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER DOMAIN public.email SET SCHEMA people;

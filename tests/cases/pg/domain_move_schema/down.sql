-- move domain email to schema public · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER DOMAIN people.email SET SCHEMA public;

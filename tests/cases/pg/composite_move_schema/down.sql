-- move type address to schema public · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE people.address SET SCHEMA public;

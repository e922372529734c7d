-- move type address to schema people · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.address SET SCHEMA people;

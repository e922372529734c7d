-- change type of t.a to character varying(20) · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE varchar(20);

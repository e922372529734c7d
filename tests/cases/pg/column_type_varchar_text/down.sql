-- change type of t.a to character varying(10) · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE varchar(10);

-- forbid null in t.a · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.t ADD CONSTRAINT a_is_there NOT NULL a;

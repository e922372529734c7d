-- change type of t.a to bit(3); change type of t.b to bit varying(5) · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE bit(3),
    ALTER COLUMN b TYPE bit varying(5);

-- change type of t.a to bit(4); change type of t.b to bit varying(9) · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.t ALTER COLUMN a TYPE bit(4),
    ALTER COLUMN b TYPE bit varying(9);

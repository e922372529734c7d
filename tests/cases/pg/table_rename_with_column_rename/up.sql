-- rename table old_t to new_t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.old_t RENAME TO new_t;

-- rename column a to new_t.b · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.new_t RENAME COLUMN a TO b;

-- rename constraint old_t_pkey to new_t.new_t_pkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.new_t RENAME CONSTRAINT old_t_pkey TO new_t_pkey;

-- drop column new_t.gone · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: new_t.gone in every row
ALTER TABLE public.new_t DROP COLUMN gone;

-- rename table new_t to old_t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.new_t RENAME TO old_t;

-- rename column b to old_t.a · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.old_t RENAME COLUMN b TO a;

-- rename constraint new_t_pkey to old_t.old_t_pkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.old_t RENAME CONSTRAINT new_t_pkey TO old_t_pkey;

-- add column old_t.gone · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.old_t ADD COLUMN gone date;

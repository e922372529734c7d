-- rename sequence new_t_id_seq to old_t_id_seq · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.new_t_id_seq RENAME TO old_t_id_seq;

-- rename table new_t to old_t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.new_t RENAME TO old_t;

-- rename constraint new_t_a_check to old_t.old_t_a_check · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.old_t RENAME CONSTRAINT new_t_a_check TO old_t_a_check;

-- rename constraint new_t_a_key to old_t.old_t_a_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.old_t RENAME CONSTRAINT new_t_a_key TO old_t_a_key;

-- rename constraint new_t_pkey to old_t.old_t_pkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.old_t RENAME CONSTRAINT new_t_pkey TO old_t_pkey;

-- rename index new_t_a_idx to old_t.old_t_a_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.new_t_a_idx RENAME TO old_t_a_idx;

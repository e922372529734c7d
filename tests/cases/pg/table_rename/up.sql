-- rename sequence old_t_id_seq to new_t_id_seq · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.old_t_id_seq RENAME TO new_t_id_seq;

-- rename table old_t to new_t · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.old_t RENAME TO new_t;

-- rename constraint old_t_pkey to new_t.new_t_pkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.new_t RENAME CONSTRAINT old_t_pkey TO new_t_pkey;

-- rename constraint old_t_a_key to new_t.new_t_a_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.new_t RENAME CONSTRAINT old_t_a_key TO new_t_a_key;

-- rename constraint old_t_a_check to new_t.new_t_a_check · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.new_t RENAME CONSTRAINT old_t_a_check TO new_t_a_check;

-- rename index old_t_a_idx to new_t.new_t_a_idx · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.old_t_a_idx RENAME TO new_t_a_idx;

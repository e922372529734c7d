-- comment on index t.t_a_excl · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON INDEX public.t_a_excl IS 'no two alike';

-- tie t to type row_type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t OF public.row_type;

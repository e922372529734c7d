-- make c a child of q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c INHERIT public.q;

-- make c a child of p · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c INHERIT public.p;

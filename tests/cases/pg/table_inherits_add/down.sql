-- part c from p · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c NO INHERIT public.p;

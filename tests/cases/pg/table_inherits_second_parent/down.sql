-- part c from q · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.c NO INHERIT public.q;

-- drop enum mood · no lock, no rewrite, no scan
DROP TYPE public.mood;

-- move enum mood to schema s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.mood SET SCHEMA s;

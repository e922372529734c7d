-- add column t.s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.t ADD COLUMN s public."user-role"[] DEFAULT '{admin,plain-user}';

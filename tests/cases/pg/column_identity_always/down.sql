-- make t.id a plain column · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: the value its sequence has reached
ALTER TABLE public.t ALTER COLUMN id DROP IDENTITY;

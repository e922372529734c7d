-- add attribute body of type entry · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.entry ADD ATTRIBUTE body text CASCADE;

-- comment on column entries.body · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
COMMENT ON COLUMN public.entries.body IS 'What it says.';

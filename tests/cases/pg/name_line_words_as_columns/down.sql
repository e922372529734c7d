-- drop column t.index · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.index in every row
ALTER TABLE public.t DROP COLUMN index;

-- drop column t.comment · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.comment in every row
ALTER TABLE public.t DROP COLUMN comment;

-- drop column t.policy · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.policy in every row
ALTER TABLE public.t DROP COLUMN policy;

-- drop column t.owner · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.owner in every row
ALTER TABLE public.t DROP COLUMN owner;

-- drop column t.exclude · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.exclude in every row
ALTER TABLE public.t DROP COLUMN exclude;

-- drop column t.type · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.type in every row
ALTER TABLE public.t DROP COLUMN type;

-- drop column t.name · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.name in every row
ALTER TABLE public.t DROP COLUMN name;

-- drop column t.value · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.value in every row
ALTER TABLE public.t DROP COLUMN value;

-- drop column t.key · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.key in every row
ALTER TABLE public.t DROP COLUMN key;

-- drop column t.partition · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: t.partition in every row
ALTER TABLE public.t DROP COLUMN partition;

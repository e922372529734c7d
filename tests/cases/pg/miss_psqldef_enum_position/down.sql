-- set enum level aside as level_old · no lock, no rewrite, no scan
ALTER TYPE public.level RENAME TO level_old;

-- create enum level · no lock, no rewrite, no scan
CREATE TYPE public.level AS ENUM ('low', 'high');

-- drop the old enum level · no lock, no rewrite, no scan
DROP TYPE public.level_old;

-- set enum color aside as color_old · no lock, no rewrite, no scan
ALTER TYPE public.color RENAME TO color_old;

-- create enum color · no lock, no rewrite, no scan
CREATE TYPE public.color AS ENUM ('red', 'green', 'blue');

-- drop the old enum color · no lock, no rewrite, no scan
DROP TYPE public.color_old;

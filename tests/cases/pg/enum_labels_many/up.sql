-- add label a to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'a' BEFORE 'b';

-- add label c1 to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'c1' AFTER 'b';

-- add label c2 to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'c2' AFTER 'c1';

-- add label e to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'e';

-- add label f to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'f';

-- add label a "b" \c to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE E'a "b" \\c';

-- add label ünï to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'ünï';

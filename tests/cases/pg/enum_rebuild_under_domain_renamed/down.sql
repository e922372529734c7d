-- add label happy to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'happy';

-- rename label blue to sad · no lock, no rewrite, no scan
ALTER TYPE public.mood RENAME VALUE 'blue' TO 'sad';

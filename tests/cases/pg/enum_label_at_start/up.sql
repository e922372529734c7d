-- add label sad to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'sad' BEFORE 'ok';

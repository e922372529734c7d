-- add label ok to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'ok' AFTER 'sad';

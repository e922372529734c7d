-- add label meh to enum mood · no lock, no rewrite, no scan
ALTER TYPE public.mood ADD VALUE 'meh' AFTER 'sad';

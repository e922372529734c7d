-- add label medium to enum level · no lock, no rewrite, no scan
ALTER TYPE public.level ADD VALUE 'medium' AFTER 'low';

-- add label green to enum color · no lock, no rewrite, no scan
ALTER TYPE public.color ADD VALUE 'green' AFTER 'red';

-- create enum mood · no lock, no rewrite, no scan
CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'happy');

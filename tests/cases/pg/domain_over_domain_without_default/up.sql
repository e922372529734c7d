-- create domain b · no lock, no rewrite, no scan
CREATE DOMAIN public.b AS public.a;

-- drop the default of domain b · no lock, no rewrite, no scan
ALTER DOMAIN public.b DROP DEFAULT;

-- create domain c · no lock, no rewrite, no scan
CREATE DOMAIN public.c AS public.b DEFAULT 3;

-- create domain d · no lock, no rewrite, no scan
CREATE DOMAIN public.d AS public.c;

-- drop the default of domain d · no lock, no rewrite, no scan
ALTER DOMAIN public.d DROP DEFAULT;

-- create domain e · no lock, no rewrite, no scan
CREATE DOMAIN public.e AS public.a[];

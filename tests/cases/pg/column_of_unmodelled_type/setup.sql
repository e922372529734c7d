CREATE TYPE public.floatrange AS RANGE (subtype = float8);
CREATE SCHEMA geo;
CREATE TYPE geo.span AS RANGE (subtype = int4);

-- what is found without its schema; what is built in comes first, and other schemas are not looked in
CREATE TYPE public.mood AS ENUM ('calm', 'loud');
CREATE TYPE public.point AS (a integer);
CREATE SEQUENCE public.order_no;
CREATE FUNCTION public.f(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'select $1';
CREATE FUNCTION public.lower(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'select $1';
CREATE TABLE public.t (
  id integer DEFAULT nextval('public.order_no'::regclass),
  n integer DEFAULT public.f(3),
  moods public.mood[] DEFAULT ARRAY['calm'::public.mood],
  x text DEFAULT public.lower('A'::text),
  y text DEFAULT 'public.t'::text,
  CONSTRAINT c1 CHECK ((public.lower(x) = 'a'::text)),
  CONSTRAINT c2 CHECK (((x)::public.mood = 'calm'::public.mood)),
  CONSTRAINT c3 CHECK (((x)::public.point IS NOT NULL))
);
CREATE SCHEMA app;
CREATE FUNCTION app.g(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'select $1';
CREATE TABLE app.u (
  id integer DEFAULT nextval('public.order_no'::regclass),
  n integer DEFAULT app.g(public.f(3))
);
CREATE EXTENSION citext WITH SCHEMA public;
CREATE EXTENSION hstore WITH SCHEMA app;

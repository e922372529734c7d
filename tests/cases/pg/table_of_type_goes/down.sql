-- untie kept from its type · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.kept NOT OF;

-- change attribute n of type entry · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.entry ALTER ATTRIBUTE n TYPE integer CASCADE;

-- change type of kept.n to integer · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.kept ALTER COLUMN n TYPE integer USING n::integer;

-- tie kept to type entry · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.kept OF public.entry;

-- create table entries · no lock, no rewrite, no scan
CREATE TABLE public.entries OF public.entry (
    CONSTRAINT entries_n_key UNIQUE (n)
);

-- create table notes · no lock, no rewrite, no scan
CREATE TABLE public.notes () INHERITS (public.entries);

-- add foreign key readers_n_fkey to readers · SHARE ROW EXCLUSIVE, no rewrite, scan
ALTER TABLE public.readers ADD CONSTRAINT readers_n_fkey FOREIGN KEY (n) REFERENCES public.entries (n);

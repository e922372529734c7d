-- drop check songs_length_check of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_length_check;

-- drop check songs_title_check of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT songs_title_check;

-- drop index songs_expr_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.songs_expr_idx;

-- drop index songs_lower_idx · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.songs_lower_idx;

-- change type of songs.length to integer; change type of songs.title to character varying · ACCESS EXCLUSIVE, rewrite, scan
-- DATA LOSS: fractions in songs.length
ALTER TABLE public.songs ALTER COLUMN length TYPE integer,
    ALTER COLUMN title TYPE varchar;

-- add check songs_length_check to songs · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_length_check CHECK (length > 0);

-- add check songs_title_check to songs · ACCESS EXCLUSIVE, no rewrite, scan
ALTER TABLE public.songs ADD CONSTRAINT songs_title_check CHECK ((title)::text <> ''::text);

-- create index songs_expr_idx on songs · SHARE, no rewrite, scan
CREATE INDEX songs_expr_idx ON public.songs ((length + 1));

-- create index songs_lower_idx on songs · SHARE, no rewrite, scan
CREATE INDEX songs_lower_idx ON public.songs (lower((title)::text));

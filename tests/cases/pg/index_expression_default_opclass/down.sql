-- drop index songs_year · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.songs_year;

-- create index songs_year on songs · SHARE, no rewrite, scan
CREATE INDEX songs_year ON public.songs ((year + 1));

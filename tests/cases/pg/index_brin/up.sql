-- set storage parameters of index i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.i SET (pages_per_range = 32, autosummarize = on);

-- reset storage parameters of index i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.i RESET (pages_per_range, autosummarize);

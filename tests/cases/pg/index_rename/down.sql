-- rename index j to t.i · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER INDEX public.j RENAME TO i;

-- set the statistics target of parents.name · SHARE UPDATE EXCLUSIVE, no rewrite, no scan
ALTER TABLE ONLY public.parents ALTER COLUMN name SET STATISTICS 50;

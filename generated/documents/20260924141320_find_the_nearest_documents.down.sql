-- schemagen: revision  20260924141320
-- schemagen: revises   20260923141320
-- schemagen: message   find the nearest documents

-- drop index ix_documents_embedding · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.ix_documents_embedding;

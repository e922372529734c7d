-- schemagen: revision  20260924141320
-- schemagen: revises   20260923141320
-- schemagen: message   find the nearest documents
-- schemagen: created   2026-09-24T14:13:20Z
-- schemagen: proved    PostgreSQL 16.14: up = models, down = previous, sha256 9ae83f782b8fc657

-- create index ix_documents_embedding on documents · SHARE, no rewrite, scan
CREATE INDEX ix_documents_embedding ON public.documents USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = 64);

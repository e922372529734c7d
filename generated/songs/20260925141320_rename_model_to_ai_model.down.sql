-- schemagen: revision  20260925141320
-- schemagen: revises   20260924141320
-- schemagen: message   rename model to ai_model

-- rename column ai_model to songs.model · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs RENAME COLUMN ai_model TO model;

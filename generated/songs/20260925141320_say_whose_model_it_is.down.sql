-- schemagen: revision  20260925141320
-- schemagen: revises   20260924141320
-- schemagen: message   say whose model it is

-- rename column ai_model to songs.model · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs RENAME COLUMN ai_model TO model;

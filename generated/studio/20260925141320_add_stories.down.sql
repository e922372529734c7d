-- schemagen: revision  20260925141320
-- schemagen: revises   20260924141320
-- schemagen: message   add stories

-- drop table stories · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of stories
DROP TABLE public.stories;

-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   add favorites

-- drop table favorites · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of favorites
DROP TABLE public.favorites;

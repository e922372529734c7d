-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   keep the history of generations

-- drop table generation_history · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of generation_history
DROP TABLE public.generation_history;

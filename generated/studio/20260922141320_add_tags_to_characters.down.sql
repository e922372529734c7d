-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   add tags to characters

-- drop column characters.tags · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: characters.tags in every row
ALTER TABLE public.characters DROP COLUMN tags;

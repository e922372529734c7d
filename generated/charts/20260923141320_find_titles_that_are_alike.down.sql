-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   find titles that are alike

-- drop index idx_chord_charts_title_trgm · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.idx_chord_charts_title_trgm;

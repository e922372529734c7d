-- schemagen: revision  20260926141320
-- schemagen: revises   20260925141320
-- schemagen: message   find songs by status

-- drop index idx_songs_status · ACCESS EXCLUSIVE, no rewrite, no scan
DROP INDEX public.idx_songs_status;

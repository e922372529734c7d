-- schemagen: revision  20260927141320
-- schemagen: revises   20260926141320
-- schemagen: message   add users

-- drop foreign key fk_songs_user of songs · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.songs DROP CONSTRAINT fk_songs_user;

-- drop column songs.user_id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: songs.user_id in every row
ALTER TABLE public.songs DROP COLUMN user_id;

-- drop table users · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of users
DROP TABLE public.users;

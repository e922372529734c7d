-- schemagen: revision  20260923141320
-- schemagen: revises   20260922141320
-- schemagen: message   add user preferences table

-- drop table user_preferences · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of user_preferences
DROP TABLE public.user_preferences;

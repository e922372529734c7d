-- drop table user · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of user
DROP TABLE public."user";

-- drop table user_2 · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of user_2
DROP TABLE public.user_2;

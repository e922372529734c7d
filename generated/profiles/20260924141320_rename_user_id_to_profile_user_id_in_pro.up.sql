-- schemagen: revision  20260924141320
-- schemagen: revises   20260923141320
-- schemagen: message   rename user_id to profile_user_id in profiles
-- schemagen: created   2026-09-24T14:13:20Z
-- schemagen: proved    PostgreSQL 15.20: up = models, down = previous, sha256 8481e8dfa29792e9

-- rename column user_id to profiles.profile_user_id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles RENAME COLUMN user_id TO profile_user_id;

-- rename constraint profiles_user_id_fkey to profiles.profiles_profile_user_id_fkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles RENAME CONSTRAINT profiles_user_id_fkey TO profiles_profile_user_id_fkey;

-- rename constraint profiles_user_id_key to profiles.profiles_profile_user_id_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles RENAME CONSTRAINT profiles_user_id_key TO profiles_profile_user_id_key;

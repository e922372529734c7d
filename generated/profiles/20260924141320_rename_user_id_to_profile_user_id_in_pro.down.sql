-- schemagen: revision  20260924141320
-- schemagen: revises   20260923141320
-- schemagen: message   rename user_id to profile_user_id in profiles

-- rename column profile_user_id to profiles.user_id · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles RENAME COLUMN profile_user_id TO user_id;

-- rename constraint profiles_profile_user_id_fkey to profiles.profiles_user_id_fkey · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles RENAME CONSTRAINT profiles_profile_user_id_fkey TO profiles_user_id_fkey;

-- rename constraint profiles_profile_user_id_key to profiles.profiles_user_id_key · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles RENAME CONSTRAINT profiles_profile_user_id_key TO profiles_user_id_key;

-- schemagen: revision  20260922141320
-- schemagen: revises   20260921141320
-- schemagen: message   add locations

-- drop foreign key profiles_location_id_fkey of profiles · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.profiles DROP CONSTRAINT profiles_location_id_fkey;

-- drop column profiles.location_id · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: profiles.location_id in every row
ALTER TABLE public.profiles DROP COLUMN location_id;

-- drop table locations · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of locations
DROP TABLE public.locations;

-- move enum mood to schema public · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE s.mood SET SCHEMA public;

-- move table t to schema public · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE s.t SET SCHEMA public;

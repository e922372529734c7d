-- drop schema billing · no lock, no rewrite, no scan
DROP SCHEMA billing;

-- create schema billing · no lock, no rewrite, no scan
CREATE SCHEMA billing;

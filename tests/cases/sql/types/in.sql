CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('sad', 'it''s ok');
CREATE TYPE pair AS (x int, y text COLLATE "C");
CREATE DOMAIN app.email AS text COLLATE "C" DEFAULT 'a@b' NOT NULL CHECK (value LIKE '%@%')
    CONSTRAINT short CHECK (length(value) < 99);
CREATE TABLE app.t (m app.mood DEFAULT 'sad', n app.mood[], p pair, e app.email, r _pair);
CREATE TABLE typed OF pair (x WITH OPTIONS NOT NULL DEFAULT 1, PRIMARY KEY (y));
CREATE EXTENSION citext VERSION '1.6' SCHEMA app;
CREATE TABLE u (c app.citext, v app.citext[]);
CREATE DOMAIN base_d AS int DEFAULT 7;
CREATE DOMAIN over_d AS base_d;
CREATE DOMAIN over_null AS base_d DEFAULT NULL;
CREATE DOMAIN over_array AS base_d[];

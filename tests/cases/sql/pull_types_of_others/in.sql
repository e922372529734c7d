CREATE SCHEMA geo;
CREATE TYPE floatrange AS RANGE (subtype = float8);
CREATE TYPE geo.span AS RANGE (subtype = int4, multirange_type_name = geo.spans);
CREATE TYPE later;
CREATE TYPE later AS ENUM ('a');
CREATE TYPE part AS (r floatrange[], m floatmultirange);
CREATE TABLE t (
    a floatmultirange,
    b geo.spans[],
    c pg_class,
    d pg_catalog.pg_stat_activity[],
    e information_schema.sql_identifier,
    f later
);
CREATE INDEX ON t (f) INCLUDE (f, f);

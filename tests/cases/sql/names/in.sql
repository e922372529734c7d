-- Names that nobody said, with their numbers.
CREATE TABLE a (
    x int UNIQUE, y int CHECK (y > 0) CHECK (y < 9), CHECK (x < y), CHECK (y > x),
    z int PRIMARY KEY UNIQUE, UNIQUE (x, y)
);
CREATE TABLE a_x (key int UNIQUE REFERENCES a, REFERENCED int REFERENCES a (z));
CREATE INDEX ON a (x);
CREATE INDEX ON a (x);
CREATE INDEX ON a (lower(x::text), (x + y), coalesce(x, 1));
CREATE TABLE a_x_seq (x serial, y bigserial);
CREATE TABLE a_very_long_name_of_a_table_that_is_nearly_too_long (
    a_very_long_name_of_a_column_that_is_nearly_too_long serial PRIMARY KEY
);

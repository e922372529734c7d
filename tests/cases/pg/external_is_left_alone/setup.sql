CREATE TABLE others (id integer PRIMARY KEY, more text);

create table parents (id serial, name text);
create table children () inherits (parents);
create table grandchildren () inherits (children);
create table sharing (id integer default nextval('parents_id_seq'));

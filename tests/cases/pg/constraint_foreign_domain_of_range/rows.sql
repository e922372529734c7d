insert into a values ('x', '[1,2)', '{1}');
insert into b values ('x', '[1,2)', '{1}');

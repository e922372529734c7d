insert into entries values ('a');

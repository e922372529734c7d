insert into t values (1, 2, 3, 4, 'x'); insert into u values (1); insert into v values (1);

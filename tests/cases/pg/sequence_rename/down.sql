-- rename sequence orders to s · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER SEQUENCE public.orders RENAME TO s;

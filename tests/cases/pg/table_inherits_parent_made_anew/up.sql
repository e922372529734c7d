-- part refunds from payments · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.refunds NO INHERIT old.payments;

-- create domain amount · no lock, no rewrite, no scan
CREATE DOMAIN public.amount AS numeric;

-- create table payments · no lock, no rewrite, no scan
CREATE TABLE public.payments (
    sum public.amount
);

-- change type of refunds.sum to public.amount · ACCESS EXCLUSIVE, rewrite, no scan
ALTER TABLE public.refunds ALTER COLUMN sum TYPE public.amount;

-- make refunds a child of payments · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.refunds INHERIT public.payments;

-- drop table old.payments · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of old.payments
DROP TABLE old.payments;

-- drop domain old.amount · no lock, no rewrite, no scan
DROP DOMAIN old.amount;

-- drop schema old · no lock, no rewrite, no scan
DROP SCHEMA old;

-- create schema old · no lock, no rewrite, no scan
CREATE SCHEMA old;

-- part refunds from payments · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.refunds NO INHERIT public.payments;

-- create domain old.amount · no lock, no rewrite, no scan
CREATE DOMAIN old.amount AS integer;

-- create table old.payments · no lock, no rewrite, no scan
CREATE TABLE old.payments (
    sum old.amount
);

-- change type of refunds.sum to old.amount · ACCESS EXCLUSIVE, rewrite, no scan
-- DATA LOSS: fractions in refunds.sum
ALTER TABLE public.refunds ALTER COLUMN sum TYPE old.amount;

-- make refunds a child of payments · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TABLE public.refunds INHERIT old.payments;

-- drop table payments · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of payments
DROP TABLE public.payments;

-- drop domain amount · no lock, no rewrite, no scan
DROP DOMAIN public.amount;

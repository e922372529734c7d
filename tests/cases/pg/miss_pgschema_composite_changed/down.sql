-- drop attribute rounded of type money_amount · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: its values
ALTER TYPE public.money_amount DROP ATTRIBUTE rounded;

-- change attribute value of type money_amount · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.money_amount ALTER ATTRIBUTE value TYPE numeric;

-- change attribute currency of type money_amount · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.money_amount ALTER ATTRIBUTE currency TYPE text;

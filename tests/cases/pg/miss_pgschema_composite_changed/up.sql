-- change attribute value of type money_amount · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.money_amount ALTER ATTRIBUTE value TYPE numeric(12,2);

-- change attribute currency of type money_amount · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.money_amount ALTER ATTRIBUTE currency TYPE char(3);

-- add attribute rounded of type money_amount · ACCESS EXCLUSIVE, no rewrite, no scan
ALTER TYPE public.money_amount ADD ATTRIBUTE rounded boolean;

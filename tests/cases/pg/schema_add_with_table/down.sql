-- drop table billing.invoices · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of billing.invoices
DROP TABLE billing.invoices;

-- drop schema billing · no lock, no rewrite, no scan
DROP SCHEMA billing;

-- create schema billing · no lock, no rewrite, no scan
CREATE SCHEMA billing;

-- create table billing.invoices · no lock, no rewrite, no scan
CREATE TABLE billing.invoices (
    id bigint NOT NULL,
    CONSTRAINT invoices_pkey PRIMARY KEY (id)
);

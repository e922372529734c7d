-- create table user_2 · no lock, no rewrite, no scan
CREATE TABLE public.user_2 (
    "select" text NOT NULL,
    CONSTRAINT user_2_pkey PRIMARY KEY ("select")
);

-- create table user · no lock, no rewrite, no scan
CREATE TABLE public."user" (
    "order" integer NOT NULL,
    "group" text NOT NULL,
    "table" text,
    CONSTRAINT user_pkey PRIMARY KEY ("order"),
    CONSTRAINT user_table_fkey FOREIGN KEY ("table") REFERENCES public.user_2 ("select")
);

-- create schema My Schema · no lock, no rewrite, no scan
CREATE SCHEMA "My Schema";

-- create enum My Schema.My Enum · no lock, no rewrite, no scan
CREATE TYPE "My Schema"."My Enum" AS ENUM ('A b');

-- create table My Schema.My Table · no lock, no rewrite, no scan
CREATE TABLE "My Schema"."My Table" (
    "Id" integer NOT NULL,
    "select" text,
    "a""b" "My Schema"."My Enum" DEFAULT 'A b',
    "with space" integer,
    CONSTRAINT "My Table_pkey" PRIMARY KEY ("Id"),
    CONSTRAINT "My Table_select_key" UNIQUE ("select"),
    CONSTRAINT "My Table_with space_check" CHECK ("with space" > 0)
);

-- create index My Index on My Schema.My Table · no lock, no rewrite, no scan
CREATE INDEX "My Index" ON "My Schema"."My Table" ("Id", lower("select"));

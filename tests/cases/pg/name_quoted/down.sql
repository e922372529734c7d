-- drop table My Schema.My Table · ACCESS EXCLUSIVE, no rewrite, no scan
-- DATA LOSS: every row of My Schema.My Table
DROP TABLE "My Schema"."My Table";

-- drop enum My Schema.My Enum · no lock, no rewrite, no scan
DROP TYPE "My Schema"."My Enum";

-- drop schema My Schema · no lock, no rewrite, no scan
DROP SCHEMA "My Schema";

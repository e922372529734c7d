DO $$ BEGIN CREATE TYPE mood AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN null; END $$;
DO $$
BEGIN
  CREATE TYPE mood AS ENUM ('a', 'b');
EXCEPTION
  WHEN duplicate_object THEN
    RAISE NOTICE 'there';
END
$$;
CREATE TABLE t (a mood, b int primary key);
DO $do$ BEGIN
 ALTER TABLE t ADD CONSTRAINT x CHECK (b > 1);
EXCEPTION WHEN duplicate_object THEN NULL;
END; $do$;
DO $do$ BEGIN
 ALTER TABLE t ADD CONSTRAINT x CHECK (b > 2);
EXCEPTION WHEN duplicate_object OR duplicate_table THEN NULL;
END; $do$;
DO $$ BEGIN
 ALTER TABLE "t" ADD CONSTRAINT "self" FOREIGN KEY (b) REFERENCES "t" ("b") ON DELETE no action ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
DO $$ BEGIN CREATE TABLE u (a int default 1 check (a > 0)); INSERT INTO u VALUES (1); CREATE INDEX ON u (a); PERFORM 1; END $$;
DO $$ BEGIN CREATE ROLE app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$
DECLARE created_at int := 1;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'app') THEN
    CREATE ROLE app; -- create it
    EXECUTE 'ALTER ROLE app SET search_path = public';
    EXECUTE format('COMMENT ON ROLE %I IS ''create table''', 'app');
  END IF;
  FOR created_at IN 1 .. 3 LOOP
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO app', current_database());
    CREATE TEMP TABLE scratch (a int);
    DROP USER IF EXISTS nobody;
  END LOOP;
  RAISE NOTICE 'drop table %', created_at;
END $$;

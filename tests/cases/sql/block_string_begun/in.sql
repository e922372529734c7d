create table t (a int);
DO $$ BEGIN EXECUTE format('$$;
DO $$ BEGIN EXECUTE 'c$$;

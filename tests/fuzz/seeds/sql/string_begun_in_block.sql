-- br EX AS ABLE v (a int)'; END $$;
DO $$ BEGIN EXECUTE format('$$;
-- Lists every attribute of schemas, extensions, types, sequences, tables and what belongs to them,
-- a line a fact, sorted: the outside observer of the tests. It shares nothing with the tool's own
-- introspection; search_path is to be empty. The order of a table's columns is left out; the servers' own deparsers are trusted
-- for constraints and indexes. It is one statement, so that psql and a program can both run it, and
-- reads 14 to 18: columns that not every version has are reached through to_jsonb().
WITH
member AS (
    SELECT classid, objid FROM pg_catalog.pg_depend WHERE deptype = 'e'
),
space AS (
    SELECT n.oid, n.nspname, n.nspowner, quote_ident(n.nspname) AS name
    FROM pg_catalog.pg_namespace n
    WHERE n.nspname NOT IN ('information_schema', 'schemagen') AND n.nspname !~ '^pg_'
),
relation AS (
    SELECT c.*, s.name || '.' || quote_ident(c.relname) AS name
    FROM pg_catalog.pg_class c JOIN space s ON s.oid = c.relnamespace
    WHERE NOT EXISTS (SELECT FROM member m
                      WHERE m.classid = 'pg_class'::regclass AND m.objid = c.oid)
),
kept_type AS (
    SELECT t.*, s.name || '.' || quote_ident(t.typname) AS name
    FROM pg_catalog.pg_type t JOIN space s ON s.oid = t.typnamespace
    WHERE NOT EXISTS (SELECT FROM member m
                      WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
),
-- the sequence of an identity column, or one that a column owns
owned AS (
    SELECT d.objid AS sequence, d.deptype, d.refobjid AS relation, d.refobjsubid AS attnum
    FROM pg_catalog.pg_depend d
    JOIN pg_catalog.pg_class c ON c.oid = d.objid AND c.relkind = 'S'
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
      AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
),
counter AS (
    SELECT q.seqrelid, format(
        'as %s start %s increment %s min %s max %s cache %s%s', format_type(q.seqtypid, NULL),
        q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache,
        CASE WHEN q.seqcycle THEN ' cycle' ELSE '' END) AS options
    FROM pg_catalog.pg_sequence q
),
facts(line) AS MATERIALIZED (
    SELECT format('schema %s', s.name) FROM space s
    UNION ALL
    SELECT format('extension %I schema %I version %s', e.extname, n.nspname, e.extversion)
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql'

    -- types
    UNION ALL
    SELECT format('enum %s (%s)', t.name,
                  (SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder)
                   FROM pg_catalog.pg_enum l WHERE l.enumtypid = t.oid))
    FROM kept_type t WHERE t.typtype = 'e'
    UNION ALL
    SELECT format('domain %s as %s%s%s%s', t.name, format_type(t.typbasetype, t.typtypmod),
                  CASE WHEN t.typcollation <> b.typcollation
                       THEN ' collate ' || t.typcollation::regcollation ELSE '' END,
                  CASE WHEN t.typnotnull THEN ' not null' ELSE '' END,
                  ' default ' || pg_get_expr(t.typdefaultbin, 0))
    FROM kept_type t JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype WHERE t.typtype = 'd'
    UNION ALL
    SELECT format('domain %s constraint %I %s', t.name, k.conname, pg_get_constraintdef(k.oid))
    FROM pg_catalog.pg_constraint k JOIN kept_type t ON t.oid = k.contypid
    UNION ALL
    SELECT format('composite %s', c.name) FROM relation c WHERE c.relkind = 'c'

    -- sequences
    UNION ALL
    SELECT format('sequence %s %s%s%s', c.name, q.options,
                  CASE c.relpersistence WHEN 'u' THEN ' unlogged' ELSE '' END,
                  (SELECT format(' owned by %s.%I', o.relation::regclass, a.attname)
                   FROM owned o JOIN pg_catalog.pg_attribute a
                     ON a.attrelid = o.relation AND a.attnum = o.attnum
                   WHERE o.sequence = c.oid AND o.deptype = 'a'))
    FROM relation c JOIN counter q ON q.seqrelid = c.oid
    WHERE NOT EXISTS (SELECT FROM owned o WHERE o.sequence = c.oid AND o.deptype = 'i')

    -- tables
    UNION ALL
    SELECT format('table %s%s%s%s%s%s%s%s%s', c.name,
                  CASE c.relpersistence WHEN 'u' THEN ' unlogged' ELSE '' END,
                  (SELECT ' with ' || string_agg(o, ', ' ORDER BY o) FROM unnest(c.reloptions) o),
                  (SELECT ' toast ' || string_agg(o, ', ' ORDER BY o)
                   FROM pg_catalog.pg_class x, unnest(x.reloptions) o WHERE x.oid = c.reltoastrelid),
                  (SELECT ' tablespace ' || spcname FROM pg_catalog.pg_tablespace x
                   WHERE x.oid = c.reltablespace),
                  (SELECT ' using ' || amname FROM pg_catalog.pg_am x
                   WHERE x.oid = c.relam AND amname <> 'heap'),
                  (SELECT ' inherits ' || string_agg(i.inhparent::regclass::text, ', '
                                                     ORDER BY i.inhparent::regclass::text)
                   FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid),
                  CASE WHEN c.reloftype <> 0 THEN ' of ' || format_type(c.reloftype, NULL) END,
                  CASE c.relreplident WHEN 'f' THEN ' replica full' WHEN 'n' THEN ' replica nothing'
                       WHEN 'i' THEN ' replica index' END)
    FROM relation c WHERE c.relkind IN ('r', 'p', 'f')
    UNION ALL
    SELECT format('column %s.%I %s%s%s%s%s%s%s%s%s', c.name, a.attname,
                  format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attcollation <> t.typcollation
                       THEN ' collate ' || a.attcollation::regcollation END,
                  CASE WHEN a.attnotnull THEN ' not null' END,
                  CASE a.attgenerated WHEN 's' THEN ' stored' WHEN 'v' THEN ' virtual' END
                      || ' as ' || pg_get_expr(d.adbin, d.adrelid),
                  CASE WHEN a.attgenerated = '' THEN ' default '
                      || pg_get_expr(d.adbin, d.adrelid) END,
                  CASE WHEN a.attidentity <> ''
                       THEN (SELECT format(' identity %s %s %s%s', a.attidentity, s.name, q.options,
                                           CASE s.relpersistence WHEN 'u' THEN ' unlogged' END)
                             FROM owned o JOIN counter q ON q.seqrelid = o.sequence
                             JOIN relation s ON s.oid = o.sequence
                             WHERE o.relation = c.oid AND o.attnum = a.attnum
                               AND o.deptype = 'i') END,
                  CASE WHEN a.attstorage <> t.typstorage AND c.relkind <> 'c'
                       THEN ' storage ' || a.attstorage::text END,
                  concat(' compression ' || nullif(a.attcompression::text, ''),
                         ' statistics ' || nullif(a.attstattarget, -1),
                         (SELECT ' set ' || string_agg(o, ', ' ORDER BY o)
                          FROM unnest(a.attoptions) o WHERE o !~ '^pg_attver=')),
                  concat(CASE WHEN a.attinhcount > 0 THEN ' inherited ' || a.attinhcount END,
                         CASE WHEN a.attinhcount > 0 AND a.attislocal THEN ' and local' END))
    FROM pg_catalog.pg_attribute a
    JOIN relation c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f', 'c')
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped

    -- constraints; a not-null one (18) only by what the column's line does not show
    UNION ALL
    SELECT format('constraint %s.%I %s%s%s%s', c.name, k.conname, pg_get_constraintdef(k.oid),
                  CASE WHEN NOT k.convalidated
                            AND pg_get_constraintdef(k.oid) !~ 'NOT (VALID|ENFORCED)$'
                       THEN ' NOT VALID' END,
                  CASE WHEN k.connoinherit AND k.contype = 'c'
                            AND pg_get_constraintdef(k.oid) !~ 'NO INHERIT'
                       THEN ' NO INHERIT' END,
                  concat(CASE WHEN k.coninhcount > 0 THEN ' inherited ' || k.coninhcount END,
                         CASE WHEN k.coninhcount > 0 AND k.conislocal THEN ' and local' END))
    FROM pg_catalog.pg_constraint k JOIN relation c ON c.oid = k.conrelid
    WHERE k.contype NOT IN ('n', 't')
    UNION ALL
    SELECT format('not null %s.%I%s%s%s', c.name, a.attname, ' constraint ' || quote_ident(k.conname),
                  CASE WHEN NOT k.convalidated THEN ' NOT VALID' END,
                  CASE WHEN k.connoinherit THEN ' NO INHERIT' END)
    FROM pg_catalog.pg_constraint k JOIN relation c ON c.oid = k.conrelid
    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'n'

    -- indexes, those under constraints too
    UNION ALL
    SELECT format('index %s%s%s%s%s%s', pg_get_indexdef(i.indexrelid),
                  CASE WHEN NOT i.indisvalid THEN ' invalid' END,
                  CASE WHEN i.indisclustered THEN ' clustered' END,
                  CASE WHEN i.indisreplident THEN ' replica identity' END,
                  (SELECT ' tablespace ' || spcname FROM pg_catalog.pg_tablespace x
                   WHERE x.oid = x2.reltablespace),
                  (SELECT string_agg(format(' statistics %s=%s', a.attnum, a.attstattarget), ''
                                     ORDER BY a.attnum)
                   FROM pg_catalog.pg_attribute a
                   WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0))
    FROM pg_catalog.pg_index i JOIN relation c ON c.oid = i.indrelid
    JOIN pg_catalog.pg_class x2 ON x2.oid = i.indexrelid

    -- everything else that a relation may carry, so that nothing vanishes unseen
    UNION ALL
    SELECT format('other relation %s %s', c.relkind, c.name)
    FROM relation c WHERE c.relkind NOT IN ('r', 'p', 'f', 'c', 'S', 'i', 'I', 't')
    UNION ALL
    SELECT format('function %s', p.oid::regprocedure)
    FROM pg_catalog.pg_proc p JOIN space s ON s.oid = p.pronamespace
    WHERE NOT EXISTS (SELECT FROM member m
                      WHERE m.classid = 'pg_proc'::regclass AND m.objid = p.oid)
    UNION ALL
    SELECT format('trigger %s', pg_get_triggerdef(g.oid))
    FROM pg_catalog.pg_trigger g JOIN relation c ON c.oid = g.tgrelid WHERE NOT g.tgisinternal

    -- comments and owners of all of these
    UNION ALL
    SELECT format('comment on %s %s is %L', o.type, o.identity, d.description)
    FROM pg_catalog.pg_description d,
         pg_identify_object(d.classoid, d.objoid, d.objsubid) o
    WHERE (d.objoid >= 16384 OR d.classoid = 'pg_namespace'::regclass
                                AND o.identity = 'public'
                                AND d.description <> 'standard public schema')
      AND NOT EXISTS (SELECT FROM member m WHERE m.classid = d.classoid AND m.objid = d.objoid)
      AND o.identity !~ '^(pg_toast|schemagen)\y'
      AND NOT (o.type = 'extension' AND o.identity = 'plpgsql')
    UNION ALL
    SELECT format('owner of %s is %s', c.name, pg_get_userbyid(c.relowner))
    FROM relation c WHERE c.relkind IN ('r', 'p', 'S') AND c.relowner <> 10
    UNION ALL
    SELECT format('owner of %s is %s', t.name, pg_get_userbyid(t.typowner))
    FROM kept_type t WHERE t.typtype IN ('d', 'e') AND t.typowner <> 10
    UNION ALL
    SELECT format('owner of schema %s is %s', s.name, pg_get_userbyid(s.nspowner))
    FROM space s WHERE s.nspowner NOT IN (10, 6171)
)
SELECT replace(replace(line, E'\\', E'\\\\'), E'\n', E'\\n')
FROM facts WHERE line IS NOT NULL ORDER BY line COLLATE "C";

/* Comments, and what the database has beside the kinds of the model: it is listed with what it
 * depends on, so that nothing is dropped or changed under it. */

#include "sources/database.h"

#include <string.h>

/* ------------------------------------------------------------------ comments */

enum comment_column { COMMENT_CATALOG, COMMENT_OID, COMMENT_COLUMN, COMMENT_TEXT };

static const char *const comment_columns[] = {
    [COMMENT_CATALOG] = "d.classoid",
    [COMMENT_OID] = "d.objoid",
    [COMMENT_COLUMN] = "d.objsubid",
    [COMMENT_TEXT] = "d.description",
};

static struct object *find_relation_part(const struct reader *reader, uint32_t oid, int number)
{
    const struct relation *relation = oid_map_get(&reader->relations, oid);
    const struct catalog_column *known =
        relation && number ? relation_column(relation, number) : NULL;

    if (number)
        return known && known->column ? &known->column->object : NULL;
    /* an index begins with its object */
    return relation ? relation->object : oid_map_get(&reader->indexes, oid);
}

static struct object *find_object(const struct reader *reader, uint32_t catalog, uint32_t oid,
                                  int number)
{
    const struct catalog_type *type;

    switch ((enum catalog)catalog) {
    case CATALOG_RELATION:
        return find_relation_part(reader, oid, number);
    case CATALOG_TYPE:
        type = oid_map_get(&reader->types, oid);
        return type ? type->object : NULL;
    case CATALOG_CONSTRAINT:
        return oid_map_get(&reader->constraints, oid);
    default:
        return NULL;
    }
}

static void read_comment(struct reader *reader, struct row row)
{
    uint32_t catalog = row_oid(row, COMMENT_CATALOG), oid = row_oid(row, COMMENT_OID);
    const char *text = row_text(row, COMMENT_TEXT);

    if (catalog == CATALOG_SCHEMA) {
        reader_schema(reader, oid)->comment = keep(reader, text);
        return;
    }
    struct object *object = find_object(reader, catalog, oid, row_number(row, COMMENT_COLUMN));
    struct constraint *constraint =
        catalog == CATALOG_RELATION ? oid_map_get(&reader->constraint_of_index, oid) : NULL;
    if (object)
        object->comment = keep(reader, text);
    else if (constraint)
        constraint->index_comment = keep(reader, text);
}

/* 2200 is public, the only one of initdb's objects that is part of a model. */
const struct catalog_query query_comments = {
    QUERY_COLUMNS(comment_columns),
    .from = "FROM pg_catalog.pg_description d\n"
            "WHERE (d.objoid >= 16384 AND d.classoid IN (1247, 1259, 2606, 2615))\n"
            "   OR (d.objoid = 2200 AND d.classoid = 2615)",
    .read = read_comment,
};

/* ------------------------------------------------------------------ not modelled */

void add_unmodelled(struct reader *reader, const char *kind, const char *name, struct qname on,
                    const char *column)
{
    struct unmodelled *unmodelled =
        array_push(&reader->model->arena, &reader->model->unmodelled);

    unmodelled->kind = kind;
    unmodelled->name = name;
    unmodelled->on = on;
    unmodelled->column = column;
}

enum other_column {
    OTHER_KIND,
    OTHER_SCHEMA,
    OTHER_IDENTITY,
    OTHER_PARENT,
    OTHER_ON_CATALOG,
    OTHER_ON_OID,
    OTHER_ON_COLUMN
};

static const char *const other_columns[] = {
    [OTHER_KIND] = "x.kind",
    [OTHER_SCHEMA] = "i.schema",
    [OTHER_IDENTITY] = "i.identity",
    [OTHER_PARENT] = "x.parent",
    [OTHER_ON_CATALOG] = "e.refclassid",
    [OTHER_ON_OID] = "e.refobjid",
    [OTHER_ON_COLUMN] = "e.refobjsubid",
};

/* LATERAL subqueries are looked up object by object, by index: there are few of these objects
 * and very many dependencies. OFFSET 0 keeps the planner from turning that round. What a view
 * reads hangs on its rule, what a publication has on its entries, what a partitioned table
 * refers to on its constraints. */
static const char other_from[] =
    "FROM (\n"
    "    SELECT 1259::oid AS classid, oid AS objid, 0::oid AS parent,\n"
    "           CASE WHEN relispartition THEN 'partition'\n"
    "                ELSE CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'\n"
    "                     WHEN 'f' THEN 'foreign table' ELSE 'partitioned table' END END AS "
    "kind\n"
    "    FROM pg_catalog.pg_class\n"
    "    WHERE oid >= 16384 AND relpersistence <> 't'\n"
    "      AND (relkind IN ('v', 'm', 'f', 'p') OR relkind = 'r' AND relispartition)\n"
    "    UNION ALL SELECT 1255, oid, 0, CASE prokind WHEN 'p' THEN 'procedure'\n"
    "           WHEN 'a' THEN 'aggregate' ELSE 'function' END\n"
    "    FROM pg_catalog.pg_proc WHERE oid >= 16384\n"
    "    UNION ALL SELECT 2620, oid, tgrelid, 'trigger'\n"
    "    FROM pg_catalog.pg_trigger WHERE NOT tgisinternal\n"
    "    UNION ALL SELECT 3256, oid, polrelid, 'policy' FROM pg_catalog.pg_policy\n"
    "    UNION ALL SELECT 2618, oid, ev_class, 'rule'\n"
    "    FROM pg_catalog.pg_rewrite WHERE oid >= 16384 AND rulename <> '_RETURN'\n"
    "    UNION ALL SELECT 3466, oid, 0, 'event trigger' FROM pg_catalog.pg_event_trigger\n"
    "    UNION ALL SELECT 6104, oid, 0, 'publication' FROM pg_catalog.pg_publication\n"
    "    UNION ALL SELECT 3381, oid, stxrelid, 'statistics object'\n"
    "    FROM pg_catalog.pg_statistic_ext\n"
    "    UNION ALL SELECT 1247, oid, 0, CASE typtype WHEN 'r' THEN 'range type'\n"
    "           WHEN 'p' THEN 'shell type' ELSE 'base type' END\n"
    "    FROM pg_catalog.pg_type WHERE oid >= 16384 AND (typtype IN ('r', 'p')\n"
    "      OR typtype = 'b' AND NOT (typcategory = 'A' AND typelem <> 0))\n"
    "    UNION ALL SELECT 3456, oid, 0, 'collation'\n"
    "    FROM pg_catalog.pg_collation WHERE oid >= 16384\n"
    "    UNION ALL SELECT 2617, oid, 0, 'operator'\n"
    "    FROM pg_catalog.pg_operator WHERE oid >= 16384\n"
    "    UNION ALL SELECT 2616, oid, 0, 'operator class'\n"
    "    FROM pg_catalog.pg_opclass WHERE oid >= 16384\n"
    "    UNION ALL SELECT 2753, oid, 0, 'operator family'\n"
    "    FROM pg_catalog.pg_opfamily WHERE oid >= 16384\n"
    "    UNION ALL SELECT 2605, oid, 0, 'cast' FROM pg_catalog.pg_cast WHERE oid >= 16384\n"
    "    UNION ALL SELECT 2607, oid, 0, 'conversion'\n"
    "    FROM pg_catalog.pg_conversion WHERE oid >= 16384\n"
    "    UNION ALL SELECT 3602, oid, 0, 'text search configuration'\n"
    "    FROM pg_catalog.pg_ts_config WHERE oid >= 16384\n"
    "    UNION ALL SELECT 3600, oid, 0, 'text search dictionary'\n"
    "    FROM pg_catalog.pg_ts_dict WHERE oid >= 16384\n"
    "    UNION ALL SELECT 3601, oid, 0, 'text search parser'\n"
    "    FROM pg_catalog.pg_ts_parser WHERE oid >= 16384\n"
    "    UNION ALL SELECT 3764, oid, 0, 'text search template'\n"
    "    FROM pg_catalog.pg_ts_template WHERE oid >= 16384\n"
    "    UNION ALL SELECT 2328, oid, 0, 'foreign-data wrapper'\n"
    "    FROM pg_catalog.pg_foreign_data_wrapper\n"
    "    UNION ALL SELECT 1417, oid, 0, 'server' FROM pg_catalog.pg_foreign_server\n"
    "    UNION ALL SELECT 2612, oid, 0, 'language'\n"
    "    FROM pg_catalog.pg_language WHERE oid >= 16384\n"
    "    UNION ALL SELECT 2601, oid, 0, 'access method'\n"
    "    FROM pg_catalog.pg_am WHERE oid >= 16384\n"
    "    UNION ALL SELECT 3576, oid, 0, 'transform'\n"
    "    FROM pg_catalog.pg_transform WHERE oid >= 16384\n"
    "  ) x\n"
    "  CROSS JOIN LATERAL (\n"
    "    SELECT FROM pg_catalog.pg_depend d\n"
    "    WHERE d.classid = x.classid AND d.objid = x.objid AND d.deptype IN ('e', 'i')\n"
    "      AND (d.refclassid, d.refobjid) <> (x.classid, x.objid)\n"
    "    HAVING count(*) = 0 OFFSET 0) own\n"
    "  CROSS JOIN LATERAL pg_catalog.pg_identify_object(x.classid, x.objid, 0) i\n"
    "  LEFT JOIN LATERAL (\n"
    "    SELECT DISTINCT d.refclassid, d.refobjid, d.refobjsubid\n"
    "    FROM (SELECT x.classid, x.objid\n"
    "          UNION ALL SELECT 2618, w.oid FROM pg_catalog.pg_rewrite w\n"
    "          WHERE x.classid = 1259 AND w.ev_class = x.objid\n"
    "          UNION ALL SELECT 6106, r.oid FROM pg_catalog.pg_publication_rel r\n"
    "          WHERE x.classid = 6104 AND r.prpubid = x.objid\n"
    "          UNION ALL SELECT 2606, k.oid FROM pg_catalog.pg_constraint k\n"
    "          WHERE x.classid = 1259 AND k.conrelid = x.objid) p(classid, objid)\n"
    "      JOIN pg_catalog.pg_depend d ON d.classid = p.classid AND d.objid = p.objid\n"
    "    WHERE d.refclassid IN (1247, 1259) AND d.refobjid >= 16384\n"
    "      AND (d.refclassid, d.refobjid) <> (x.classid, x.objid)\n"
    "    OFFSET 0) e ON true\n"
    "ORDER BY x.kind, i.identity, x.objid, e.refclassid, e.refobjid, e.refobjsubid";

/* An excluded object, or one that belongs to a table that is left out. */
/* pg_identify_object() quotes names where SQL would: takes one off the front of the text. */
static const char *take_name(struct arena *arena, const char **text)
{
    const char *at = *text;
    char *name = arena_alloc(arena, strlen(at) + 1), *to = name;
    bool quoted = *at == '"';

    for (at += quoted; *at; at++) {
        if (quoted ? *at == '"' && *++at != '"' : strchr(".(", *at) != NULL)
            break;
        *to++ = *at;
    }
    *to = '\0';
    *text = at;
    return name;
}

static bool is_other_left_out(struct reader *reader, struct row row)
{
    const struct relation *parent = oid_map_get(&reader->relations, row_oid(row, OTHER_PARENT));
    const char *schema = row_text(row, OTHER_SCHEMA), *name = row_text(row, OTHER_IDENTITY);

    if (parent && parent->left_out && parent->kind == 'r')
        return true;
    if (!schema)
        return is_excluded(reader, NULL, name);
    schema = take_name(&reader->scratch, &schema);
    for (array_each (struct catalog_schema *, known, &reader->schema_list))
        if (!strcmp((*known)->name, schema) && (*known)->left_out)
            return true;
    if (!strcmp(take_name(&reader->scratch, &name), schema) && *name == '.')
        name++;
    else
        name = row_text(row, OTHER_IDENTITY);
    return is_excluded(reader, schema, take_name(&reader->scratch, &name));
}

/* What it depends on, as a table, a column or a type of the model; false if it is no part of
 * it. */
static bool find_on(const struct reader *reader, struct row row, struct qname *on,
                    const char **column)
{
    uint32_t oid = row_oid(row, OTHER_ON_OID);
    const struct relation *relation = oid_map_get(&reader->relations, oid);
    const struct catalog_type *type;

    if (row_oid(row, OTHER_ON_CATALOG) == CATALOG_RELATION) {
        if (!relation || !relation->object)
            return false;
        *on = relation->name;
        *column = relation_column_name(relation, row_number(row, OTHER_ON_COLUMN));
        return true;
    }
    type = oid_map_get(&reader->types, oid);
    if (type && type->element)
        type = oid_map_get(&reader->types, type->element);
    if (!type)
        return false;
    *on = type->object ? type->object->name : type->relation;
    return on->name != NULL;
}

static void read_other(struct reader *reader, struct row row)
{
    struct qname on = {0};
    const char *column = NULL;
    const char *kind = row_text(row, OTHER_KIND), *identity = row_text(row, OTHER_IDENTITY);

    if (!identity || is_other_left_out(reader, row))
        return;
    if (!reader->other || strcmp(reader->other, identity) || strcmp(reader->other_kind, kind)) {
        reader->other = keep(reader, identity);
        reader->other_kind = keep(reader, kind);
        add_unmodelled(reader, reader->other_kind, reader->other, (struct qname){0}, NULL);
    }
    if (find_on(reader, row, &on, &column))
        add_unmodelled(reader, reader->other_kind, reader->other, on, column);
}

const struct catalog_query query_unmodelled = {
    QUERY_COLUMNS(other_columns),
    .from = other_from,
    .read = read_other,
};

/* ------------------------------------------------------------------ messages */

#define NAMES_SHOWN 5

bool report_invisible(struct reader *reader)
{
    struct buf names = BUF_INIT;
    size_t count = reader->invisible.count;

    if (!count)
        return true;
    for (size_t i = 0; i < count && i < NAMES_SHOWN; i++)
        buf_addf(&names, "%s%s", i ? ", " : "", reader->invisible.at[i]);
    if (count > NAMES_SHOWN)
        buf_addf(&names, " and %zu more", count - NAMES_SHOWN);
    diag_error(reader->diags, NOWHERE, CHECK_INVISIBLE, "role \"%s\" may not see %s",
               connection_user(reader->connection), buf_text(&names));
    diag_hint(reader->diags,
              "Grant USAGE on the schemas and any privilege on the tables, connect "
              "as their owner, or name them in \"exclude\".");
    buf_release(&names);
    return false;
}

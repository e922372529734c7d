/* Relations with columns: tables, composite types, and sequences with the columns that own
 * them. Constraints and indexes have files of their own. */

#include "sources/database.h"

#include "model/resolve.h"
#include "postgres/sql.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ owned sequences */

enum owned_column { OWNED_SEQUENCE, OWNED_RELATION, OWNED_COLUMN, OWNED_IDENTITY };

static const char *const owned_columns[] = {
    [OWNED_SEQUENCE] = "d.objid",
    [OWNED_RELATION] = "d.refobjid",
    [OWNED_COLUMN] = "d.refobjsubid",
    [OWNED_IDENTITY] = "d.deptype = 'i'",
};

static void read_owned(struct reader *reader, struct row row)
{
    struct ownership *ownership = arena_alloc(&reader->scratch, sizeof *ownership);

    ownership->relation = row_oid(row, OWNED_RELATION);
    ownership->column = row_number(row, OWNED_COLUMN);
    ownership->is_identity = row_true(row, OWNED_IDENTITY);
    oid_map_put(&reader->scratch, &reader->owned_sequences, row_oid(row, OWNED_SEQUENCE),
                ownership);
}

const struct catalog_query query_owned_sequences = {
    QUERY_COLUMNS(owned_columns),
    .from = "FROM pg_catalog.pg_depend d\n"
            "  JOIN pg_catalog.pg_sequence q ON q.seqrelid = d.objid\n"
            "WHERE d.deptype IN ('a', 'i') AND d.classid = 1259 AND d.refclassid = 1259\n"
            "  AND d.refobjsubid > 0",
    .read = read_owned,
};

/* ------------------------------------------------------------------ relations */

enum relation_column {
    RELATION_OID,
    RELATION_NAME,
    RELATION_SCHEMA,
    RELATION_ROW_TYPE,
    RELATION_LETTERS,
    RELATION_SEEN,
    RELATION_OWNER,
    RELATION_COLUMN_COUNT,
    RELATION_OPTIONS,
    RELATION_TOAST_OPTIONS,
    RELATION_TABLESPACE,
    RELATION_METHOD,
    RELATION_TYPE_SCHEMA,
    RELATION_TYPE_NAME,
    RELATION_ROWS,
    RELATION_PARENTS
};

enum relation_letter {
    LETTER_KIND,
    LETTER_PERSISTENCE,
    LETTER_REPLICA,
    LETTER_PARTITION,
    LETTER_ROW_SECURITY,
    LETTER_PRIVILEGES
};

static const char *const relation_columns[] = {
    [RELATION_OID] = "c.oid",
    [RELATION_NAME] = "c.relname",
    [RELATION_SCHEMA] = "c.relnamespace",
    [RELATION_ROW_TYPE] = "c.reltype",
    [RELATION_LETTERS] =
        "concat(c.relkind, c.relpersistence, c.relreplident, c.relispartition,\n"
        "         c.relrowsecurity OR c.relforcerowsecurity, c.relacl IS NOT NULL)",
    [RELATION_SEEN] = "v.table_name IS NOT NULL",
    [RELATION_OWNER] = "pg_catalog.pg_get_userbyid(c.relowner)",
    [RELATION_COLUMN_COUNT] = "c.relnatts",
    [RELATION_OPTIONS] = "c.reloptions",
    [RELATION_TOAST_OPTIONS] = "o.reloptions",
    [RELATION_TABLESPACE] = "s.spcname",
    [RELATION_METHOD] = "nullif(m.amname, 'heap')",
    [RELATION_TYPE_SCHEMA] = "v.user_defined_type_schema",
    [RELATION_TYPE_NAME] = "v.user_defined_type_name",
    [RELATION_ROWS] = "c.reltuples",
    [RELATION_PARENTS] = "h.parents",
};

static const char relation_from[] =
    "FROM pg_catalog.pg_class c\n"
    "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n"
    "  LEFT JOIN information_schema.tables v\n"
    "    ON v.table_schema = n.nspname AND v.table_name = c.relname\n"
    "  LEFT JOIN pg_catalog.pg_class o ON o.oid = c.reltoastrelid AND o.reloptions IS NOT "
    "NULL\n"
    "  LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace\n"
    "  LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam\n"
    "  LEFT JOIN (SELECT inhrelid, array_agg(inhparent ORDER BY inhseqno) AS parents\n"
    "             FROM pg_catalog.pg_inherits GROUP BY inhrelid) h ON h.inhrelid = c.oid\n"
    "WHERE c.relkind IN ('r', 'p', 'f', 'S', 'c') AND c.oid >= 16384\n"
    "  AND c.relpersistence <> 't'\n"
    "ORDER BY c.relnamespace, c.relname";

static const enum replica_identity replica_identities[] = {
    ['d'] = REPLICA_DEFAULT,
    ['n'] = REPLICA_NOTHING,
    ['f'] = REPLICA_FULL,
    ['i'] = REPLICA_INDEX,
};

/* A top-level object of the model, or one like it that nobody will see. */
static struct object *make_object(struct reader *reader, struct relation *relation,
                                  enum kind kind)
{
    if (relation->left_out) {
        struct object *object = arena_alloc(&reader->scratch, kind_size(kind));
        object->kind = kind;
        object->name = relation->name;
        return object;
    }
    relation->object = model_add(reader->model, kind, relation->name, NULL);
    relation->object->owner = reader->settings->owners ? relation->owner : NULL;
    relation->schema->objects++;
    return relation->object;
}

static void fill_table(struct reader *reader, struct table *table, struct row row)
{
    if (row_letter(row, RELATION_LETTERS, LETTER_PERSISTENCE) == 'u')
        table->persistence = PERSISTENCE_UNLOGGED;
    table->replica_identity =
        BY_LETTER(replica_identities, row_letter(row, RELATION_LETTERS, LETTER_REPLICA));
    read_options(reader, &table->with, "", row_text(row, RELATION_OPTIONS));
    read_options(reader, &table->with, "toast.", row_text(row, RELATION_TOAST_OPTIONS));
    table->tablespace = keep(reader, row_text(row, RELATION_TABLESPACE));
    table->access_method = keep(reader, row_text(row, RELATION_METHOD));
    if (row_text(row, RELATION_TYPE_NAME)) {
        table->of_type.kind = KIND_COMPOSITE;
        table->of_type.name.schema = keep(reader, row_text(row, RELATION_TYPE_SCHEMA));
        table->of_type.name.name = keep(reader, row_text(row, RELATION_TYPE_NAME));
    }
    table->rows = (int64_t)strtod(row_text(row, RELATION_ROWS), NULL);
}

/* As PostgreSQL would print it. */
static const char *printed_name(struct reader *reader, struct qname name)
{
    struct buf buf = BUF_INIT;

    sql_qname(&buf, name);
    const char *text = keep(reader, buf_text(&buf));
    buf_release(&buf);
    return text;
}

static void add_table(struct reader *reader, struct relation *relation, struct row row)
{
    relation->table = (struct table *)make_object(reader, relation, KIND_TABLE);
    fill_table(reader, relation->table, row);
    if (relation->left_out)
        return;
    const char *name = printed_name(reader, relation->name);
    if (!row_true(row, RELATION_SEEN)) {
        array_add(&reader->scratch, &reader->invisible,
                  arena_printf(&reader->scratch, "table %s", name));
    }
    if (row_letter(row, RELATION_LETTERS, LETTER_ROW_SECURITY) == 't')
        add_unmodelled(reader, "row security of table", name, (struct qname){0}, NULL);
    if (row_letter(row, RELATION_LETTERS, LETTER_PRIVILEGES) == 't')
        add_unmodelled(reader, "privileges on table", name, (struct qname){0}, NULL);
}

static void add_composite(struct reader *reader, struct relation *relation, uint32_t row_type)
{
    struct catalog_type *type = oid_map_get(&reader->types, row_type);

    relation->composite = (struct composite *)make_object(reader, relation, KIND_COMPOSITE);
    if (type && !relation->left_out)
        type->object = &relation->composite->object;
}

static void read_relation(struct reader *reader, struct row row)
{
    struct relation *relation = arena_alloc(&reader->scratch, sizeof *relation);
    uint32_t oid = row_oid(row, RELATION_OID), row_type = row_oid(row, RELATION_ROW_TYPE);
    struct catalog_type *type = oid_map_get(&reader->types, row_type);

    relation->kind = row_letter(row, RELATION_LETTERS, LETTER_KIND);
    relation->schema = reader_schema(reader, row_oid(row, RELATION_SCHEMA));
    relation->name =
        (struct qname){relation->schema->name, keep(reader, row_text(row, RELATION_NAME))};
    relation->owner = keep(reader, row_text(row, RELATION_OWNER));
    relation->unlogged = row_letter(row, RELATION_LETTERS, LETTER_PERSISTENCE) == 'u';
    relation->left_out =
        is_left_out(reader, relation->schema, relation->name.name, CATALOG_RELATION, oid) ||
        (relation->kind == 'c' && is_member(reader, CATALOG_TYPE, row_type)) ||
        relation->kind == 'p' || relation->kind == 'f' ||
        row_letter(row, RELATION_LETTERS, LETTER_PARTITION) == 't';
    relation->column_count = (size_t)row_number(row, RELATION_COLUMN_COUNT);
    relation->columns =
        arena_alloc(&reader->scratch, relation->column_count * sizeof *relation->columns);
    if (type)
        type->relation = relation->name;
    if (relation->kind == 'c')
        add_composite(reader, relation, row_type);
    else if (relation->kind != 'S')
        add_table(reader, relation, row);
    relation->parents = row_text(row, RELATION_PARENTS);
    relation->parents = arena_strdup(&reader->scratch, relation->parents);
    oid_map_put(&reader->scratch, &reader->relations, oid, relation);
    array_add(&reader->scratch, &reader->relation_list, relation);
}

static void add_parents(struct reader *reader, struct relation *relation)
{
    const char *at = relation->parents;

    for (int64_t oid; next_number(&at, &oid);) {
        const struct relation *parent = oid_map_get(&reader->relations, (uint32_t)oid);
        if (!parent)
            continue;
        struct ref *ref = array_push(&reader->model->arena, &relation->table->inherits);
        *ref = (struct ref){.kind = KIND_TABLE, .name = parent->name};
    }
}

static void finish_relations(struct reader *reader, const struct rows *rows)
{
    (void)rows;
    for (array_each (struct relation *, relation, &reader->relation_list)) {
        if ((*relation)->parents && (*relation)->table)
            add_parents(reader, *relation);
    }
}

const struct catalog_query query_relations = {
    QUERY_COLUMNS(relation_columns),
    .from = relation_from,
    .read = read_relation,
    .finish = finish_relations,
};

/* ------------------------------------------------------------------ columns */

enum column_column {
    COLUMN_RELATION,
    COLUMN_NUMBER,
    COLUMN_NAME,
    COLUMN_TYPE,
    COLUMN_TYPE_TEXT,
    COLUMN_COLLATION,
    COLUMN_LETTERS,
    COLUMN_STATISTICS,
    COLUMN_OPTIONS
};

/* pg_attver is what minor versions of late 2026 keep for themselves in each column's options.
 * Identity, generated and compression have no letter where they say nothing. */
enum column_letter {
    LETTER_NOT_NULL,
    LETTER_LOCAL,
    LETTER_COLUMN_STORAGE,
    LETTER_IDENTITY,
    LETTER_GENERATED,
    LETTER_COMPRESSION
};

static const char *const column_columns[] = {
    [COLUMN_RELATION] = "a.attrelid",
    [COLUMN_NUMBER] = "a.attnum",
    [COLUMN_NAME] = "a.attname",
    [COLUMN_TYPE] = "a.atttypid",
    [COLUMN_TYPE_TEXT] = "pg_catalog.format_type(a.atttypid, a.atttypmod)",
    [COLUMN_COLLATION] = "a.attcollation",
    [COLUMN_LETTERS] = "concat(a.attnotnull, a.attislocal, a.attstorage,\n"
                       "         coalesce(nullif(a.attidentity, ''), '-'),\n"
                       "         coalesce(nullif(a.attgenerated, ''), '-'),\n"
                       "         coalesce(nullif(a.attcompression, ''), '-'))",
    [COLUMN_STATISTICS] = "CASE WHEN a.attstattarget >= 0 THEN a.attstattarget + 1 END",
    [COLUMN_OPTIONS] = "CASE WHEN a.attoptions[1] NOT LIKE 'pg_attver=%'\n"
                       "              OR a.attoptions[2] IS NOT NULL THEN a.attoptions END",
};

/* Of indexes only what somebody set. */
static const char column_from[] =
    "FROM pg_catalog.pg_attribute a\n"
    "  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid\n"
    "WHERE a.attnum > 0 AND NOT a.attisdropped AND c.oid >= 16384\n"
    "  AND (c.relkind IN ('r', 'p', 'f', 'c')\n"
    "       OR c.relkind = 'i' AND (a.attoptions[1] NOT LIKE 'pg_attver=%' OR a.attstattarget "
    ">= 0))";

static const enum storage storages[] = {
    ['p'] = STORAGE_PLAIN,
    ['e'] = STORAGE_EXTERNAL,
    ['x'] = STORAGE_EXTENDED,
    ['m'] = STORAGE_MAIN,
};

static const enum identity identities[] = {
    ['-'] = IDENTITY_NONE,
    ['a'] = IDENTITY_ALWAYS,
    ['d'] = IDENTITY_BY_DEFAULT,
};

static const enum generated generateds[] = {
    ['-'] = GENERATED_NONE,
    ['s'] = GENERATED_STORED,
    ['v'] = GENERATED_VIRTUAL,
};

static const char *const compressions[] = {['-'] = NULL, ['l'] = "lz4", ['p'] = "pglz"};

static void read_index_extra(struct reader *reader, struct row row)
{
    struct index_extra *extra = arena_alloc(&reader->scratch, sizeof *extra);
    uint32_t oid = row_oid(row, COLUMN_RELATION);

    extra->number = row_number(row, COLUMN_NUMBER);
    extra->statistics = row_number(row, COLUMN_STATISTICS);
    extra->options = arena_strdup(&reader->scratch, row_text(row, COLUMN_OPTIONS));
    extra->next = oid_map_get(&reader->index_extras, oid);
    oid_map_put(&reader->scratch, &reader->index_extras, oid, extra);
}

static void fill_column(struct reader *reader, struct column *column,
                        const struct catalog_column *known, struct row row)
{
    const struct catalog_type *type = oid_map_get(&reader->types, known->type);
    char storage = row_letter(row, COLUMN_LETTERS, LETTER_COLUMN_STORAGE);

    column->object.kind = KIND_COLUMN;
    column->object.name.name = keep(reader, row_text(row, COLUMN_NAME));
    column->type = read_type(reader, known->type, row_text(row, COLUMN_TYPE_TEXT));
    column->collation =
        read_collation(reader, known->collation, type ? type->collation : known->collation);
    column->not_null = row_letter(row, COLUMN_LETTERS, LETTER_NOT_NULL) == 't';
    column->inherited = row_letter(row, COLUMN_LETTERS, LETTER_LOCAL) == 'f';
    column->identity = BY_LETTER(identities, row_letter(row, COLUMN_LETTERS, LETTER_IDENTITY));
    column->generated =
        BY_LETTER(generateds, row_letter(row, COLUMN_LETTERS, LETTER_GENERATED));
    column->compression =
        BY_LETTER(compressions, row_letter(row, COLUMN_LETTERS, LETTER_COMPRESSION));
    if (type && type->storage != storage)
        column->storage = BY_LETTER(storages, storage);
    column->statistics = row_number(row, COLUMN_STATISTICS);
    read_options(reader, &column->attributes, "", row_text(row, COLUMN_OPTIONS));
}

/* Rows come in whatever order is fastest for the server: each finds its place by attnum. */
static void read_column(struct reader *reader, struct row row)
{
    struct relation *relation = oid_map_get(&reader->relations, row_oid(row, COLUMN_RELATION));
    size_t number = (size_t)row_number(row, COLUMN_NUMBER);

    if (!relation) {
        read_index_extra(reader, row);
        return;
    }
    if (!number || number > relation->column_count)
        return;
    struct catalog_column *known = &relation->columns[number - 1];
    known->type = row_oid(row, COLUMN_TYPE);
    known->collation = row_oid(row, COLUMN_COLLATION);
    known->row = row.number + 1;
}

static void add_column(struct reader *reader, struct relation *relation,
                       struct catalog_column *known, struct column *column, struct row row)
{
    fill_column(reader, column, known, row);
    column->object.parent =
        relation->table ? &relation->table->object : &relation->composite->object;
    known->column = column;
}

static void fill_relation(struct reader *reader, struct relation *relation,
                          const struct rows *rows)
{
    size_t count = 0;

    for (size_t i = 0; i < relation->column_count; i++)
        count += relation->columns[i].row > 0;
    struct column *columns = arena_alloc(&reader->model->arena, count * sizeof *columns);
    if (relation->table) {
        relation->table->columns.at = columns;
        relation->table->columns.count = relation->table->columns.capacity = count;
    } else {
        relation->composite->attributes.at = columns;
        relation->composite->attributes.count = relation->composite->attributes.capacity =
            count;
    }
    for (size_t i = 0; i < relation->column_count; i++) {
        struct catalog_column *known = &relation->columns[i];
        if (known->row)
            add_column(reader, relation, known, columns++, (struct row){rows, known->row - 1});
    }
}

static void finish_columns(struct reader *reader, const struct rows *rows)
{
    for (array_each (struct relation *, relation, &reader->relation_list)) {
        if ((*relation)->table || (*relation)->composite)
            fill_relation(reader, *relation, rows);
    }
}

const struct catalog_query query_columns = {
    QUERY_COLUMNS(column_columns),
    .from = column_from,
    .read = read_column,
    .finish = finish_columns,
};

const struct catalog_column *relation_column(const struct relation *relation, int64_t attnum)
{
    if (attnum < 1 || (size_t)attnum > relation->column_count)
        return NULL;
    return &relation->columns[attnum - 1];
}

const char *relation_column_name(const struct relation *relation, int64_t attnum)
{
    const struct catalog_column *known = relation_column(relation, attnum);

    return known && known->column ? known->column->object.name.name : NULL;
}

/* ------------------------------------------------------------------ defaults */

enum default_column { DEFAULT_RELATION, DEFAULT_NUMBER, DEFAULT_TEXT };

/* Given a relation the server opens it, which takes ten times as long: only where the
 * expression has columns in it, which is in generated ones. */
static const char *const default_columns[] = {
    [DEFAULT_RELATION] = "d.adrelid",
    [DEFAULT_NUMBER] = "d.adnum",
    [DEFAULT_TEXT] = "pg_catalog.pg_get_expr(d.adbin,\n"
                     "         CASE WHEN d.adbin::pg_catalog.text LIKE '%{VAR %'\n"
                     "              THEN d.adrelid ELSE 0 END)",
};

static void read_default(struct reader *reader, struct row row)
{
    const struct relation *relation =
        oid_map_get(&reader->relations, row_oid(row, DEFAULT_RELATION));
    const struct catalog_column *known =
        relation ? relation_column(relation, row_number(row, DEFAULT_NUMBER)) : NULL;

    if (known && known->column)
        known->column->value = read_expression(reader, row_text(row, DEFAULT_TEXT));
}

const struct catalog_query query_defaults = {
    QUERY_COLUMNS(default_columns),
    .from = "FROM pg_catalog.pg_attrdef d\n"
            "WHERE d.adrelid >= 16384",
    .read = read_default,
};

/* ------------------------------------------------------------------ sequences */

enum sequence_column {
    SEQUENCE_OID,
    SEQUENCE_TYPE,
    SEQUENCE_START,
    SEQUENCE_INCREMENT,
    SEQUENCE_MIN,
    SEQUENCE_MAX,
    SEQUENCE_CACHE,
    SEQUENCE_CYCLE
};

static const char *const sequence_columns[] = {
    [SEQUENCE_OID] = "q.seqrelid",   [SEQUENCE_TYPE] = "q.seqtypid",
    [SEQUENCE_START] = "q.seqstart", [SEQUENCE_INCREMENT] = "q.seqincrement",
    [SEQUENCE_MIN] = "q.seqmin",     [SEQUENCE_MAX] = "q.seqmax",
    [SEQUENCE_CACHE] = "q.seqcache", [SEQUENCE_CYCLE] = "q.seqcycle",
};

static enum sequence_type sequence_type(uint32_t oid)
{
    static const struct {
        uint32_t oid;
        enum sequence_type type;
    } types[] = {{20, SEQUENCE_BIGINT}, {21, SEQUENCE_SMALLINT}, {23, SEQUENCE_INTEGER}};

    for (size_t i = 0; i < COUNT_OF(types); i++) {
        if (types[i].oid == oid)
            return types[i].type;
    }
    return SEQUENCE_BIGINT;
}

static struct sequence_options read_sequence_options(struct row row)
{
    return (struct sequence_options){
        .type = sequence_type(row_oid(row, SEQUENCE_TYPE)),
        .start = row_big(row, SEQUENCE_START),
        .increment = row_big(row, SEQUENCE_INCREMENT),
        .min = row_big(row, SEQUENCE_MIN),
        .max = row_big(row, SEQUENCE_MAX),
        .cache = row_big(row, SEQUENCE_CACHE),
        .cycle = row_true(row, SEQUENCE_CYCLE),
    };
}

/* Before 15 no sequence is unlogged, and the one of an unlogged table need not be. */
static bool is_unlogged(const struct reader *reader, const struct relation *relation,
                        const struct relation *owner)
{
    return relation->unlogged || (reader->version < 150000 && owner && owner->unlogged);
}

static void set_identity(struct reader *reader, const struct relation *relation,
                         const struct relation *owner, struct column *column, struct row row)
{
    const char *usual = default_name(&reader->scratch, owner->name.name,
                                     column->object.name.name, "seq", NULL, NULL);

    column->identity_options = read_sequence_options(row);
    column->identity_unlogged = is_unlogged(reader, relation, owner);
    if (strcmp(relation->name.schema, owner->name.schema) || strcmp(relation->name.name, usual))
        column->identity_sequence = relation->name;
}

static void add_sequence(struct reader *reader, struct relation *relation,
                         const struct relation *owner, const struct column *column,
                         struct row row)
{
    struct sequence *sequence = (struct sequence *)make_object(reader, relation, KIND_SEQUENCE);

    sequence->options = read_sequence_options(row);
    sequence->unlogged = is_unlogged(reader, relation, owner);
    if (column) {
        sequence->owned_by.kind = KIND_TABLE;
        sequence->owned_by.name = owner->name;
        sequence->owned_column = column->object.name.name;
    }
}

/* What a left-out table owns goes with it. */
static void read_sequence(struct reader *reader, struct row row)
{
    uint32_t oid = row_oid(row, SEQUENCE_OID);
    struct relation *relation = oid_map_get(&reader->relations, oid);
    const struct ownership *ownership = oid_map_get(&reader->owned_sequences, oid);
    const struct relation *owner =
        ownership ? oid_map_get(&reader->relations, ownership->relation) : NULL;
    const struct catalog_column *known =
        owner ? relation_column(owner, ownership->column) : NULL;
    struct column *column = known ? known->column : NULL;

    if (!relation)
        return;
    relation->left_out = relation->left_out || (ownership && (!owner || owner->left_out));
    if (ownership && ownership->is_identity) {
        if (column)
            set_identity(reader, relation, owner, column, row);
    } else {
        add_sequence(reader, relation, owner, column, row);
    }
}

const struct catalog_query query_sequences = {
    QUERY_COLUMNS(sequence_columns),
    .from = "FROM pg_catalog.pg_sequence q\n"
            "WHERE q.seqrelid >= 16384",
    .read = read_sequence,
};

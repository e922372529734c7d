/* Indexes, and what constraints keep in the index under them. Read from the raw columns of
 * pg_index; the server prints only expressions. */

#include "sources/database.h"

#include <string.h>

enum index_column {
    INDEX_OID,
    INDEX_RELATION,
    INDEX_NAME,
    INDEX_METHOD,
    INDEX_OPTIONS,
    INDEX_TABLESPACE,
    INDEX_LETTERS,
    INDEX_KEY_COUNT,
    INDEX_KEYS,
    INDEX_CLASSES,
    INDEX_FLAGS,
    INDEX_COLLATIONS,
    INDEX_PREDICATE,
    INDEX_EXPRESSIONS,
    INDEX_DEFINITION
};

enum index_letter {
    LETTER_UNIQUE,
    LETTER_NULLS_NOT_DISTINCT,
    LETTER_CLUSTERED,
    LETTER_VALID,
    LETTER_REPLICA_IDENTITY
};

/* The whole definition is asked for only where a collation may be part of it that no catalog
 * column tells: an expression's own collation is known only inside its tree. */
static const char *const index_columns[] = {
    [INDEX_OID] = "i.indexrelid",
    [INDEX_RELATION] = "i.indrelid",
    [INDEX_NAME] = "c.relname",
    [INDEX_METHOD] = "nullif(m.amname, 'btree')",
    [INDEX_OPTIONS] = "c.reloptions",
    [INDEX_TABLESPACE] = "s.spcname",
    [INDEX_LETTERS] = "concat(i.indisunique, @nulls_not_distinct, i.indisclustered,\n"
                      "         i.indisvalid, i.indisreplident)",
    [INDEX_KEY_COUNT] = "i.indnkeyatts",
    [INDEX_KEYS] = "i.indkey",
    [INDEX_CLASSES] = "i.indclass",
    [INDEX_FLAGS] = "i.indoption",
    [INDEX_COLLATIONS] = "i.indcollation",
    [INDEX_PREDICATE] = "pg_catalog.pg_get_expr(i.indpred, i.indrelid)",
    [INDEX_EXPRESSIONS] =
        "CASE WHEN i.indexprs IS NULL THEN NULL\n"
        "         WHEN i.indkey::pg_catalog.text ~ '\\m0\\M.*\\m0\\M' THEN ARRAY(\n"
        "           SELECT pg_catalog.pg_get_indexdef(i.indexrelid, k + 1, false)\n"
        "           FROM generate_subscripts(i.indkey, 1) k\n"
        "           WHERE i.indkey[k] = 0 ORDER BY k)\n"
        "         ELSE ARRAY[pg_catalog.pg_get_expr(i.indexprs, i.indrelid)] END",
    [INDEX_DEFINITION] =
        "CASE WHEN i.indexprs IS NOT NULL\n"
        "          AND (i.indcollation::pg_catalog.text ~ '\\m(?!0\\M|100\\M)\\d'\n"
        "               OR i.indexprs::pg_catalog.text ~ 'coll(id|Oid) (?!0 |100 )')\n"
        "         THEN pg_catalog.pg_get_indexdef(i.indexrelid) END",
};

/* Indexes of TOAST tables are nobody's. */
static const char index_from[] =
    "FROM pg_catalog.pg_index i\n"
    "  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid\n"
    "  JOIN pg_catalog.pg_am m ON m.oid = c.relam\n"
    "  LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace\n"
    "WHERE i.indrelid >= 16384 AND c.relkind = 'i'\n"
    "  AND c.relnamespace <> 'pg_toast'::pg_catalog.regnamespace\n"
    "ORDER BY i.indrelid, c.relname";

/* indoption */
#define FLAG_DESC 1
#define FLAG_NULLS_FIRST 2

static struct relation *relation_of(struct reader *reader, struct row row)
{
    struct relation *relation = oid_map_get(&reader->relations, row_oid(row, INDEX_RELATION));

    return relation && relation->table ? relation : NULL;
}

/* ------------------------------------------------------------------ elements */

/* The lists of a row, moved on together element by element. */
struct element_lists {
    const char *keys, *classes, *flags, *collations, *expressions;
    const char *definition;
    const struct index_extra *extras;
    int number; /* of the element, from 1 */
};

static struct element_lists open_lists(const struct reader *reader, struct row row)
{
    return (struct element_lists){
        .keys = row_text(row, INDEX_KEYS),
        .classes = row_text(row, INDEX_CLASSES),
        .flags = row_text(row, INDEX_FLAGS),
        .collations = row_text(row, INDEX_COLLATIONS),
        .expressions = row_text(row, INDEX_EXPRESSIONS),
        .definition = row_text(row, INDEX_DEFINITION),
        .extras = oid_map_get(&reader->index_extras, row_oid(row, INDEX_OID)),
    };
}

/* Says the definition COLLATE behind that expression? */
static bool is_collated(const char *definition, const char *text)
{
    struct buf wanted = BUF_INIT;

    buf_addf(&wanted, "%s COLLATE ", text);
    bool found = definition && strstr(definition, buf_text(&wanted));
    buf_release(&wanted);
    if (!found) {
        buf_reset(&wanted);
        buf_addf(&wanted, "(%s) COLLATE ", text);
        found = definition && strstr(definition, buf_text(&wanted));
        buf_release(&wanted);
    }
    return found;
}

static void fill_expression(struct reader *reader, struct index_element *element,
                            struct element_lists *lists, uint32_t collation)
{
    const char *text = next_text(&reader->scratch, &lists->expressions);

    element->expr = read_expression(reader, text);
    if (text && is_collated(lists->definition, text))
        element->collation = read_collation(reader, collation, 0);
}

static void fill_extras(struct reader *reader, struct index_element *element,
                        const struct element_lists *lists)
{
    const struct index_extra *extra = lists->extras;

    while (extra && extra->number != lists->number)
        extra = extra->next;
    if (!extra)
        return;
    element->statistics = extra->statistics;
    read_options(reader, &element->opclass_options, "", extra->options);
}

/* An operator class with options is named even where it is the type's default. */
static void fill_class(struct reader *reader, struct index_element *element, uint32_t oid,
                       uint32_t type)
{
    if (element->opclass_options.count)
        element->opclass = read_operator_class_name(reader, oid);
    else
        element->opclass = read_operator_class(reader, oid, type);
}

static void fill_element(struct reader *reader, struct index_element *element,
                         const struct relation *relation, struct element_lists *lists)
{
    int64_t key = 0, opclass = 0, flags = 0, collation = 0;

    lists->number++;
    next_number(&lists->keys, &key);
    next_number(&lists->classes, &opclass);
    next_number(&lists->flags, &flags);
    next_number(&lists->collations, &collation);
    const struct catalog_column *known = relation_column(relation, key);
    element->column = relation_column_name(relation, key);
    if (known)
        element->collation = read_collation(reader, (uint32_t)collation, known->collation);
    else
        fill_expression(reader, element, lists, (uint32_t)collation);
    element->desc = flags & FLAG_DESC;
    element->nulls_reversed = element->desc != ((flags & FLAG_NULLS_FIRST) != 0);
    fill_extras(reader, element, lists);
    fill_class(reader, element, (uint32_t)opclass, known ? known->type : 0);
}

static void fill_include(struct reader *reader, struct text_list *include,
                         const struct relation *relation, struct element_lists *lists)
{
    for (int64_t key; next_number(&lists->keys, &key);) {
        const char *name = relation_column_name(relation, key);
        if (name)
            array_add(&reader->model->arena, include, name);
    }
}

/* ------------------------------------------------------------------ under a constraint */

static void fill_exclusion(struct reader *reader, struct constraint *constraint,
                           const struct relation *relation, struct element_lists *lists,
                           struct row row)
{
    constraint->method = keep(reader, row_text(row, INDEX_METHOD));
    constraint->where = read_expression(reader, row_text(row, INDEX_PREDICATE));
    for (array_each (struct index_element, element, &constraint->elements))
        fill_element(reader, element, relation, lists);
}

static void fill_key(struct reader *reader, struct constraint *constraint,
                     const struct relation *relation, struct element_lists *lists,
                     struct row row)
{
    int count = row_number(row, INDEX_KEY_COUNT);

    for (int64_t key; count-- && next_number(&lists->keys, &key);) {
        const char *name = relation_column_name(relation, key);
        if (name)
            array_add(&reader->model->arena, &constraint->columns, name);
    }
}

static void fill_constraint(struct reader *reader, struct constraint *constraint,
                            const struct relation *relation, struct row row)
{
    struct element_lists lists = open_lists(reader, row);

    if (constraint->type == CONSTRAINT_EXCLUDE)
        fill_exclusion(reader, constraint, relation, &lists, row);
    else
        fill_key(reader, constraint, relation, &lists, row);
    fill_include(reader, &constraint->include, relation, &lists);
    read_options(reader, &constraint->with, "", row_text(row, INDEX_OPTIONS));
    constraint->tablespace = keep(reader, row_text(row, INDEX_TABLESPACE));
    constraint->clustered = row_letter(row, INDEX_LETTERS, LETTER_CLUSTERED) == 't';
    constraint->nulls_not_distinct =
        row_letter(row, INDEX_LETTERS, LETTER_NULLS_NOT_DISTINCT) == 't';
}

/* ------------------------------------------------------------------ indexes */

static void prepare_indexes(struct reader *reader, const struct rows *rows)
{
    size_t count = rows_count(rows);

    for (size_t i = 0; i < count; i++) {
        struct row row = {rows, i};
        struct relation *relation = relation_of(reader, row);
        if (relation && !oid_map_get(&reader->constraint_of_index, row_oid(row, INDEX_OID)))
            relation->index_count++;
    }
}

static struct index *place_index(struct reader *reader, struct relation *relation)
{
    struct table *table = relation->table;

    if (!table->indexes.at) {
        table->indexes.capacity = relation->index_count;
        table->indexes.at = arena_alloc(&reader->model->arena,
                                        relation->index_count * sizeof *table->indexes.at);
    }
    struct index *index = &table->indexes.at[table->indexes.count++];
    index->object.parent = &table->object;
    return index;
}

static void fill_index(struct reader *reader, struct index *index,
                       const struct relation *relation, struct row row)
{
    struct element_lists lists = open_lists(reader, row);
    int count = row_number(row, INDEX_KEY_COUNT);

    index->object.kind = KIND_INDEX;
    index->object.name.name = keep(reader, row_text(row, INDEX_NAME));
    index->unique = row_letter(row, INDEX_LETTERS, LETTER_UNIQUE) == 't';
    index->nulls_not_distinct =
        row_letter(row, INDEX_LETTERS, LETTER_NULLS_NOT_DISTINCT) == 't';
    index->clustered = row_letter(row, INDEX_LETTERS, LETTER_CLUSTERED) == 't';
    index->invalid = row_letter(row, INDEX_LETTERS, LETTER_VALID) == 'f';
    index->method = keep(reader, row_text(row, INDEX_METHOD));
    index->tablespace = keep(reader, row_text(row, INDEX_TABLESPACE));
    index->where = read_expression(reader, row_text(row, INDEX_PREDICATE));
    read_options(reader, &index->with, "", row_text(row, INDEX_OPTIONS));
    index->elements.capacity = (size_t)count;
    index->elements.at =
        arena_alloc(&reader->model->arena, (size_t)count * sizeof *index->elements.at);
    while (index->elements.count < index->elements.capacity)
        fill_element(reader, &index->elements.at[index->elements.count++], relation, &lists);
    fill_include(reader, &index->include, relation, &lists);
}

static void read_index(struct reader *reader, struct row row)
{
    struct relation *relation = relation_of(reader, row);
    uint32_t oid = row_oid(row, INDEX_OID);
    struct constraint *constraint = oid_map_get(&reader->constraint_of_index, oid);

    if (!relation)
        return;
    if (row_letter(row, INDEX_LETTERS, LETTER_REPLICA_IDENTITY) == 't')
        relation->table->replica_index = keep(reader, row_text(row, INDEX_NAME));
    if (constraint) {
        fill_constraint(reader, constraint, relation, row);
        return;
    }
    struct index *index = place_index(reader, relation);
    fill_index(reader, index, relation, row);
    oid_map_put(&reader->scratch, &reader->indexes, oid, index);
}

const struct catalog_query query_indexes = {
    QUERY_COLUMNS(index_columns),
    .from = index_from,
    .prepare = prepare_indexes,
    .read = read_index,
};

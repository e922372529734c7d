/* Constraints of tables and domains, as far as pg_constraint has them. The index under a
 * primary key, unique or exclusion constraint is database_indexes.c's. */

#include "sources/database.h"

#include <string.h>

enum constraint_column {
    CONSTRAINT_OID,
    CONSTRAINT_RELATION,
    CONSTRAINT_DOMAIN,
    CONSTRAINT_NAME,
    CONSTRAINT_LETTERS,
    CONSTRAINT_INDEX,
    CONSTRAINT_COLUMNS,
    CONSTRAINT_REFERENCED,
    CONSTRAINT_REFERENCED_COLUMNS,
    CONSTRAINT_SET_COLUMNS,
    CONSTRAINT_OPERATORS,
    CONSTRAINT_CHECK_TEXT
};

enum constraint_letter {
    LETTER_TYPE,
    LETTER_DEFERRABLE,
    LETTER_DEFERRED,
    LETTER_VALIDATED,
    LETTER_NO_INHERIT,
    LETTER_LOCAL,
    LETTER_ENFORCED,
    LETTER_PERIOD,
    LETTER_UPDATE, /* from here on of foreign keys; else blanks */
    LETTER_DELETE,
    LETTER_MATCH
};

static const char *const constraint_columns[] = {
    [CONSTRAINT_OID] = "c.oid",
    [CONSTRAINT_RELATION] = "c.conrelid",
    [CONSTRAINT_DOMAIN] = "c.contypid",
    [CONSTRAINT_NAME] = "c.conname",
    [CONSTRAINT_LETTERS] = "concat(c.contype, c.condeferrable, c.condeferred, c.convalidated,\n"
                           "         c.connoinherit, c.conislocal, @enforced, @period,\n"
                           "         c.confupdtype, c.confdeltype, c.confmatchtype)",
    [CONSTRAINT_INDEX] = "CASE WHEN c.contype <> 'f' THEN c.conindid END",
    [CONSTRAINT_COLUMNS] = "c.conkey",
    [CONSTRAINT_REFERENCED] = "c.confrelid",
    [CONSTRAINT_REFERENCED_COLUMNS] = "c.confkey",
    [CONSTRAINT_SET_COLUMNS] = "@set_columns",
    [CONSTRAINT_OPERATORS] =
        "CASE WHEN c.contype = 'x' THEN ARRAY(\n"
        "         SELECT CASE n.nspname WHEN 'pg_catalog' THEN o.oprname::pg_catalog.text\n"
        "                ELSE n.nspname || '.' || o.oprname END\n"
        "         FROM unnest(c.conexclop) WITH ORDINALITY AS x(oid, place)\n"
        "           JOIN pg_catalog.pg_operator o ON o.oid = x.oid\n"
        "           JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace\n"
        "         ORDER BY x.place) END",
    [CONSTRAINT_CHECK_TEXT] =
        "CASE WHEN c.contype = 'c' THEN pg_catalog.pg_get_expr(c.conbin, c.conrelid) END",
};

static const char constraint_from[] =
    "FROM pg_catalog.pg_constraint c\n"
    "WHERE c.contype IN ('p', 'u', 'c', 'f', 'x') AND c.oid >= 16384\n"
    "  AND (c.contype <> 'f' OR c.conparentid = 0)\n"
    "ORDER BY c.conrelid, c.contypid, c.conname";

static const enum constraint_type constraint_types[] = {
    ['p'] = CONSTRAINT_PRIMARY, ['u'] = CONSTRAINT_UNIQUE,  ['c'] = CONSTRAINT_CHECK,
    ['f'] = CONSTRAINT_FOREIGN, ['x'] = CONSTRAINT_EXCLUDE,
};

static const enum fk_action actions[] = {
    ['a'] = FK_NO_ACTION, ['r'] = FK_RESTRICT,    ['c'] = FK_CASCADE,
    ['n'] = FK_SET_NULL,  ['d'] = FK_SET_DEFAULT,
};

static const enum fk_match match_types[] = {
    ['s'] = MATCH_SIMPLE,
    ['f'] = MATCH_FULL,
    ['p'] = MATCH_PARTIAL,
};

static struct relation *relation_of(struct reader *reader, struct row row, size_t column)
{
    struct relation *relation = oid_map_get(&reader->relations, row_oid(row, column));

    return relation && relation->table ? relation : NULL;
}

static struct catalog_type *domain_of(struct reader *reader, struct row row, size_t column)
{
    struct catalog_type *type = oid_map_get(&reader->types, row_oid(row, column));

    return type && type->type == 'd' && type->object ? type : NULL;
}

/* Counted first, so that constraints stay where they are once something points to them. */
static void prepare_constraints(struct reader *reader, const struct rows *rows)
{
    size_t count = rows_count(rows);

    for (size_t i = 0; i < count; i++) {
        struct row row = {rows, i};
        struct relation *relation = relation_of(reader, row, CONSTRAINT_RELATION);
        struct catalog_type *domain = domain_of(reader, row, CONSTRAINT_DOMAIN);
        if (relation)
            relation->constraint_count++;
        if (domain)
            domain->constraint_count++;
    }
}

static void fill_names(struct reader *reader, struct text_list *list,
                       const struct relation *relation, const char *numbers)
{
    for (int64_t number; next_number(&numbers, &number);) {
        const char *name = relation_column_name(relation, number);
        if (name)
            array_add(&reader->model->arena, list, name);
    }
}

static void fill_foreign(struct reader *reader, struct constraint *constraint,
                         const struct relation *relation, struct row row)
{
    const struct relation *other =
        oid_map_get(&reader->relations, row_oid(row, CONSTRAINT_REFERENCED));

    fill_names(reader, &constraint->columns, relation, row_text(row, CONSTRAINT_COLUMNS));
    fill_names(reader, &constraint->set_columns, relation,
               row_text(row, CONSTRAINT_SET_COLUMNS));
    constraint->references.kind = KIND_TABLE;
    if (other) {
        constraint->references.name = other->name;
        fill_names(reader, &constraint->ref_columns, other,
                   row_text(row, CONSTRAINT_REFERENCED_COLUMNS));
    }
    constraint->on_update =
        BY_LETTER(actions, row_letter(row, CONSTRAINT_LETTERS, LETTER_UPDATE));
    constraint->on_delete =
        BY_LETTER(actions, row_letter(row, CONSTRAINT_LETTERS, LETTER_DELETE));
    constraint->match =
        BY_LETTER(match_types, row_letter(row, CONSTRAINT_LETTERS, LETTER_MATCH));
}

/* Elements of an exclusion constraint are filled with its index; the operators wait for it. */
static void fill_operators(struct reader *reader, struct constraint *constraint,
                           const char *operators)
{
    struct arena *arena = &reader->model->arena;

    for (const char *name; (name = next_text(arena, &operators));) {
        struct index_element *element = array_push(arena, &constraint->elements);
        const char *point = strrchr(name, '.');
        element->operator_name =
            point
                ? (struct qname){arena_strndup(arena, name, (size_t)(point - name)), point + 1}
                : (struct qname){NULL, name};
    }
}

static void fill_constraint(struct reader *reader, struct constraint *constraint,
                            const struct relation *relation, struct row row)
{
#define IS(letter) (row_letter(row, CONSTRAINT_LETTERS, (letter)) == 't')
    constraint->object.kind = KIND_CONSTRAINT;
    constraint->object.name.name = keep(reader, row_text(row, CONSTRAINT_NAME));
    constraint->type =
        BY_LETTER(constraint_types, row_letter(row, CONSTRAINT_LETTERS, LETTER_TYPE));
    constraint->deferrable = IS(LETTER_DEFERRABLE);
    constraint->initially_deferred = IS(LETTER_DEFERRED);
    constraint->not_enforced = !IS(LETTER_ENFORCED);
    constraint->not_valid = !IS(LETTER_VALIDATED);
    constraint->no_inherit = constraint->type == CONSTRAINT_CHECK && IS(LETTER_NO_INHERIT);
    constraint->inherited = !IS(LETTER_LOCAL);
    constraint->without_overlaps = IS(LETTER_PERIOD);
    constraint->check = read_expression(reader, row_text(row, CONSTRAINT_CHECK_TEXT));
    if (constraint->type == CONSTRAINT_FOREIGN)
        fill_foreign(reader, constraint, relation, row);
    if (constraint->type == CONSTRAINT_EXCLUDE)
        fill_operators(reader, constraint, row_text(row, CONSTRAINT_OPERATORS));
#undef IS
}

static struct constraint *place_in_table(struct reader *reader, struct relation *relation)
{
    struct table *table = relation->table;

    if (!table->constraints.at) {
        table->constraints.capacity = relation->constraint_count;
        table->constraints.at = arena_alloc(
            &reader->model->arena, relation->constraint_count * sizeof *table->constraints.at);
    }
    struct constraint *constraint = &table->constraints.at[table->constraints.count++];
    constraint->object.parent = &table->object;
    return constraint;
}

static struct constraint *place_in_domain(struct reader *reader, struct row row)
{
    struct catalog_type *type = domain_of(reader, row, CONSTRAINT_DOMAIN);
    struct domain *domain = type ? (struct domain *)type->object : NULL;

    if (!domain)
        return NULL;
    if (!domain->constraints.at) {
        domain->constraints.capacity = type->constraint_count;
        domain->constraints.at = arena_alloc(
            &reader->model->arena, type->constraint_count * sizeof *domain->constraints.at);
    }
    struct constraint *constraint = &domain->constraints.at[domain->constraints.count++];
    constraint->object.parent = &domain->object;
    return constraint;
}

static void read_constraint(struct reader *reader, struct row row)
{
    struct relation *relation = relation_of(reader, row, CONSTRAINT_RELATION);
    struct constraint *constraint =
        relation ? place_in_table(reader, relation) : place_in_domain(reader, row);
    uint32_t index = row_oid(row, CONSTRAINT_INDEX);

    if (!constraint)
        return;
    fill_constraint(reader, constraint, relation, row);
    oid_map_put(&reader->scratch, &reader->constraints, row_oid(row, CONSTRAINT_OID),
                constraint);
    if (index)
        oid_map_put(&reader->scratch, &reader->constraint_of_index, index, constraint);
}

const struct catalog_query query_constraints = {
    QUERY_COLUMNS(constraint_columns),
    .from = constraint_from,
    .prepare = prepare_constraints,
    .read = read_constraint,
};

/* ------------------------------------------------------------------ not null, from 18 on */

enum not_null_column {
    NOT_NULL_OID,
    NOT_NULL_RELATION,
    NOT_NULL_DOMAIN,
    NOT_NULL_NUMBERS,
    NOT_NULL_NAME,
    NOT_NULL_NO_INHERIT,
    NOT_NULL_VALIDATED,
    NOT_NULL_LOCAL
};

static const char *const not_null_columns[] = {
    [NOT_NULL_OID] = "c.oid",
    [NOT_NULL_RELATION] = "c.conrelid",
    [NOT_NULL_DOMAIN] = "c.contypid",
    [NOT_NULL_NUMBERS] = "c.conkey",
    [NOT_NULL_NAME] = "c.conname",
    [NOT_NULL_NO_INHERIT] = "c.connoinherit",
    [NOT_NULL_VALIDATED] = "c.convalidated",
    [NOT_NULL_LOCAL] = "c.conislocal",
};

static void read_domain_not_null(struct reader *reader, struct row row)
{
    const struct catalog_type *type = domain_of(reader, row, NOT_NULL_DOMAIN);
    const char *name = row_text(row, NOT_NULL_NAME);

    if (type && !is_default_name(reader, name, type->name.name, NULL, "not_null"))
        ((struct domain *)type->object)->not_null_name = keep(reader, name);
}

static void read_not_null(struct reader *reader, struct row row)
{
    const struct relation *relation = relation_of(reader, row, NOT_NULL_RELATION);
    const char *numbers = row_text(row, NOT_NULL_NUMBERS), *name = row_text(row, NOT_NULL_NAME);
    int64_t number;

    if (!relation) {
        read_domain_not_null(reader, row);
        return;
    }
    const struct catalog_column *known =
        next_number(&numbers, &number) ? relation_column(relation, number) : NULL;
    struct column *column = known ? known->column : NULL;
    if (!column)
        return;
    column->not_null = true;
    column->not_null_no_inherit = row_true(row, NOT_NULL_NO_INHERIT);
    column->not_null_not_valid = !row_true(row, NOT_NULL_VALIDATED);
    if (is_default_name(reader, name, relation->name.name, column->object.name.name,
                        "not_null"))
        return;
    if (row_true(row, NOT_NULL_LOCAL))
        column->not_null_name = keep(reader, name);
    else
        column->not_null_kept = keep(reader, name);
}

const struct catalog_query query_not_nulls = {
    QUERY_COLUMNS(not_null_columns),
    .from = "FROM pg_catalog.pg_constraint c\n"
            "WHERE @has_not_nulls AND c.oid >= 16384",
    .read = read_not_null,
};

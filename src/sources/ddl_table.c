/* CREATE TABLE: columns, what LIKE and parents bring, constraints, in the order in which
 * PostgreSQL comes to them, for that is what names depend on. */

#include "sources/ddl_build.h"

#include "model/resolve.h"

#include <string.h>

/* A CREATE TABLE at work. */
struct creation {
    struct table *table;
    const PgQuery__CreateStmt *create;
    ARRAY(struct like_source {
        const struct table *from;
        unsigned options;
    })
    likes;
    ARRAY(const PgQuery__Constraint *) not_nulls; /* NOT NULL column, as a constraint */
};

/* ------------------------------------------------------------------ LIKE */

/* Bits of TableLikeOption. */
enum like {
    LIKE_COMMENTS = 1 << 0,
    LIKE_COMPRESSION = 1 << 1,
    LIKE_CONSTRAINTS = 1 << 2,
    LIKE_DEFAULTS = 1 << 3,
    LIKE_GENERATED = 1 << 4,
    LIKE_IDENTITY = 1 << 5,
    LIKE_INDEXES = 1 << 6,
    LIKE_STATISTICS = 1 << 7,
    LIKE_STORAGE = 1 << 8,
};

static void copy_column(struct ddl *ddl, struct table *table, const struct column *from,
                        unsigned options)
{
    struct column *column = array_push(&ddl->model->arena, &table->columns);
    bool generated = from->generated != GENERATED_NONE;

    column->object.kind = KIND_COLUMN;
    column->object.parent = &table->object;
    column->object.name = from->object.name;
    column->object.at = from->object.at;
    column->type = from->type;
    column->collation = from->collation;
    column->not_null = from->not_null;
    column->not_null_name = from->not_null_name;
    if (from->object.parent->kind == KIND_TABLE)
        ddl_keep_not_null(ddl, column, from);
    if (options & LIKE_COMMENTS)
        column->object.comment = from->object.comment;
    if (options & LIKE_STORAGE)
        column->storage = from->storage;
    if (options & LIKE_COMPRESSION)
        column->compression = from->compression;
    if (options & (generated ? LIKE_GENERATED : LIKE_DEFAULTS)) {
        column->value = from->value;
        column->generated = from->generated;
    }
    if (options & LIKE_IDENTITY && from->identity != IDENTITY_NONE) {
        column->identity = from->identity;
        column->identity_options = from->identity_options;
        /* PostgreSQL copies the numbers, not the type */
        column->identity_options.type = SEQUENCE_BIGINT;
    }
}

/* Another table: the one that is being made is not there yet. NULL as ddl_need_table() says. */
static struct table *need_other(struct ddl *ddl, const struct creation *creation,
                                const PgQuery__RangeVar *range)
{
    struct table *table = ddl_need_table(ddl, range);

    if (table != creation->table)
        return table;
    ddl_refuse(ddl, range->location, "relation \"%s\" does not exist", range->relname);
    return NULL;
}

static void like_columns(struct ddl *ddl, struct creation *creation,
                         const PgQuery__TableLikeClause *like)
{
    struct object *from = ddl_find_relation(ddl, like->relation, NULL);

    if (from == &creation->table->object) {
        ddl_refuse(ddl, like->relation->location, "relation \"%s\" does not exist",
                   like->relation->relname); /* not yet */
    } else if (from && from->kind == KIND_COMPOSITE) {
        for (array_each (const struct column, column, &((struct composite *)from)->attributes))
            copy_column(ddl, creation->table, column, like->options);
    } else if (from && from->kind == KIND_COUNT) {
        ddl_cannot_follow(ddl, "the columns of \"%s\" are not known", like->relation->relname);
    } else if ((from = (struct object *)need_other(ddl, creation, like->relation))) {
        for (array_each (const struct column, column, &((struct table *)from)->columns))
            copy_column(ddl, creation->table, column, like->options);
        array_add(&ddl->scratch, &creation->likes,
                  ((struct like_source){(struct table *)from, like->options}));
    }
}

/* What changes in a copy must not change in what it was copied from. */
static void *copy_items(struct ddl *ddl, const void *items, size_t count, size_t size)
{
    void *copy = arena_alloc(&ddl->model->arena, count * size);

    return count ? memcpy(copy, items, count * size) : copy;
}

#define COPY_ARRAY(ddl, array)                                                                 \
    ((array)->capacity = (array)->count,                                                       \
     (array)->at = copy_items((ddl), (array)->at, (array)->count, sizeof *(array)->at))

void ddl_copy_constraint(struct ddl *ddl, struct table *table, const struct constraint *from,
                         bool comments)
{
    struct constraint *constraint = array_push(&ddl->model->arena, &table->constraints);

    *constraint = *from;
    constraint->object.parent = &table->object;
    constraint->inherited = constraint->clustered = false;
    if (!comments || from->type != CONSTRAINT_CHECK)
        constraint->object.comment = NULL;
    if (!comments)
        constraint->index_comment = NULL;
    if (from->type != CONSTRAINT_CHECK)
        constraint->object.name.name = NULL;
    COPY_ARRAY(ddl, &constraint->columns);
    COPY_ARRAY(ddl, &constraint->include);
    COPY_ARRAY(ddl, &constraint->elements);
    COPY_ARRAY(ddl, &constraint->with);
}

void ddl_copy_index(struct ddl *ddl, struct table *table, const struct index *from,
                    bool comments)
{
    struct index index = *from;

    index.object.name.name = NULL;
    index.clustered = false;
    if (!comments)
        index.object.comment = NULL;
    COPY_ARRAY(ddl, &index.include);
    COPY_ARRAY(ddl, &index.elements);
    COPY_ARRAY(ddl, &index.with);
    ddl_add_index(ddl, table, index);
}

/* Checks keep their names, indexes get new ones. */
static bool like_members(struct ddl *ddl, struct table *table, const struct table *from,
                         unsigned options)
{
    size_t first = table->constraints.count;

    for (size_t i = 0; i < from->constraints.count; i++) {
        const struct constraint *constraint = &from->constraints.at[i];
        unsigned needed = constraint->type == CONSTRAINT_CHECK     ? LIKE_CONSTRAINTS
                          : constraint->type == CONSTRAINT_FOREIGN ? 0
                                                                   : LIKE_INDEXES;

        if (options & needed)
            ddl_copy_constraint(ddl, table, constraint, options & LIKE_COMMENTS);
    }
    for (size_t i = 0; options & LIKE_INDEXES && i < from->indexes.count; i++)
        ddl_copy_index(ddl, table, &from->indexes.at[i], options & LIKE_COMMENTS);
    if (options & LIKE_STATISTICS)
        ddl_copy_statistics(ddl, from, table);
    return ddl_settle_constraints(ddl, table, first);
}

/* ------------------------------------------------------------------ parts */

static bool has_double(struct ddl *ddl, const struct table *table)
{
    for (size_t i = 1; i < table->columns.count; i++) {
        const char *name = table->columns.at[i].object.name.name;

        if (table_find_column(table, name) != &table->columns.at[i])
            return !ddl_refuse(ddl, -1, "column \"%s\" specified more than once", name);
    }
    return false;
}

static bool add_column(struct ddl *ddl, struct creation *creation,
                       const PgQuery__ColumnDef *node)
{
    struct column column;
    bool ok = ddl_read_column(ddl, creation->table, node, true, &column);

    array_add(&ddl->model->arena, &creation->table->columns, column);
    return ok;
}

static bool add_part(struct ddl *ddl, struct creation *creation, const PgQuery__Node *node)
{
    if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF)
        return add_column(ddl, creation, node->column_def);
    if (node->node_case == PG_QUERY__NODE__NODE_CONSTRAINT &&
        ddl_has_note(ddl, NOTE_NOT_NULL, node->constraint->location))
        array_add(&ddl->scratch, &creation->not_nulls, node->constraint);
    else if (node->node_case == PG_QUERY__NODE__NODE_CONSTRAINT)
        return ddl_read_constraint(ddl, creation->table, NULL, node->constraint, true);
    else if (node->node_case == PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE)
        like_columns(ddl, creation, node->table_like_clause);
    return true;
}

static void add_parents(struct ddl *ddl, struct creation *creation)
{
    const PgQuery__CreateStmt *create = creation->create;

    for (size_t i = 0; i < create->n_inh_relations; i++) {
        const PgQuery__RangeVar *range = create->inh_relations[i]->range_var;
        struct table *parent = need_other(ddl, creation, range);

        if (parent)
            ddl_inherit(ddl, creation->table, parent, range->location);
    }
}

static void set_type(struct ddl *ddl, struct table *table, const PgQuery__TypeName *node)
{
    struct qname said = ddl_qname(ddl, node->names, node->n_names), found;
    struct object *type = ddl_find(ddl, NAMES_TYPE, said, &found);

    if (!type || type->kind != KIND_COMPOSITE)
        ddl_refuse(ddl, node->location, "type \"%s\" does not exist", said.name);
    else
        table->of_type =
            (struct ref){KIND_COMPOSITE, found, ddl_place(ddl, node->location), type};
}

static void set_properties(struct ddl *ddl, struct table *table,
                           const PgQuery__CreateStmt *create)
{
    if (text_equal(create->relation->relpersistence, "u"))
        table->persistence = PERSISTENCE_UNLOGGED;
    ddl_set_options(ddl, &table->with, create->options, create->n_options);
    table->tablespace = ddl_tablespace(ddl, create->tablespacename);
    table->access_method =
        *create->access_method ? ddl_keep(ddl, create->access_method) : ddl->access_method;
    if (text_equal(table->access_method, "heap"))
        table->access_method = NULL;
    if (create->of_typename)
        set_type(ddl, table, create->of_typename);
}

/* What keeps a table out of the model; NULL: nothing. */
static const char *why_left_out(const PgQuery__CreateStmt *create, const struct table *table)
{
    if (text_equal(table->object.name.schema, TEMPORARY_SCHEMA))
        return ddl_temporary;
    if (create->partbound)
        return "partition";
    return create->partspec ? "partitioned table" : NULL;
}

/* ------------------------------------------------------------------ the statement */

/* Parts may speak of columns that stand behind them, or come from parents. */
static void judge(struct ddl *ddl, const struct creation *creation)
{
    for (size_t i = 0; i < creation->create->n_table_elts; i++) {
        const PgQuery__Node *node = creation->create->table_elts[i];

        if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF)
            ddl_judge_column(ddl, creation->table, node->column_def);
        if (node->node_case == PG_QUERY__NODE__NODE_CONSTRAINT)
            ddl_judge_constraint(ddl, creation->table, node->constraint);
    }
}

/* Sequences first, then the table with its checks, then what LIKE brings, then keys. */
static void settle(struct ddl *ddl, struct creation *creation)
{
    struct table *table = creation->table;
    unsigned check = constraint_naming_rank(CONSTRAINT_CHECK);
    struct ddl_range own;

    for (array_each (struct column, column, &table->columns))
        ddl_add_sequence(ddl, table, column, creation->create->relation->location);
    table_inherit_columns(ddl->model, table, ddl->diags);
    judge(ddl, creation);
    for (array_each (const PgQuery__Constraint *, not_null, &creation->not_nulls))
        ddl_read_constraint(ddl, table, NULL, *not_null, true);
    ddl_drop_redundant(table, 0);
    own = (struct ddl_range){0, table->constraints.count};
    ddl_settle_ranks(ddl, table, own, check, check);
    table_inherit_checks(ddl->model, table);
    for (array_each (const struct like_source, like, &creation->likes))
        like_members(ddl, table, like->from, like->options);
    if (creation->create->partbound && table->inherits.count)
        like_members(ddl, table, (const struct table *)table->inherits.at[0].to, LIKE_INDEXES);
    ddl_settle_ranks(ddl, table, own, check + 1, NAMING_RANKS - 1);
}

static void build(struct ddl *ddl, struct creation *creation)
{
    const PgQuery__CreateStmt *create = creation->create;
    struct table *table = creation->table;
    size_t errors = diags_errors(ddl->diags);

    set_properties(ddl, table, create);
    add_parents(ddl, creation);
    array_reserve(&ddl->model->arena, &table->columns, create->n_table_elts);
    for (size_t i = 0; i < create->n_table_elts; i++)
        add_part(ddl, creation, create->table_elts[i]);
    if (diags_errors(ddl->diags) == errors && !has_double(ddl, table))
        settle(ddl, creation);
}

static void create_table(struct ddl *ddl, const PgQuery__CreateStmt *create, const char *word)
{
    struct creation creation = {.create = create};
    struct qname name = ddl_new_relation(ddl, create->relation);

    if (!name.name ||
        (create->if_not_exists && names_find(ddl->model->names, NAMES_RELATION, name)))
        return;
    creation.table = (struct table *)ddl_add(ddl, KIND_TABLE, name, create->relation->location);
    if (!creation.table)
        return;
    if (!word)
        word = why_left_out(create, creation.table);
    if (word)
        pointer_map_set(&ddl->left_out, creation.table, word);
    ddl_take_default_privileges(ddl, creation.table);
    build(ddl, &creation);
}

void ddl_create_table(struct ddl *ddl, const PgQuery__Node *node)
{
    create_table(ddl, node->create_stmt, NULL);
}

void ddl_create_foreign_table(struct ddl *ddl, const PgQuery__Node *node)
{
    create_table(ddl, node->create_foreign_table_stmt->base_stmt, "foreign table");
}

/* ------------------------------------------------------------------ CREATE TABLE AS */

static const PgQuery__IntoClause *into_of(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_SELECT_STMT
               ? node->select_stmt->into_clause
               : node->create_table_as_stmt->into;
}

/* A materialized view is not modelled, a temporary table nobody's business; of a table the
 * columns are what the query gives. */
void ddl_create_table_as(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__RangeVar *range = into_of(node)->rel;
    struct qname name = ddl_new_relation(ddl, range);
    bool as = node->node_case == PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT;
    bool view =
        as && node->create_table_as_stmt->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW;

    struct ddl_other *other;

    if (!name.name || (as && node->create_table_as_stmt->if_not_exists &&
                       names_find(ddl->model->names, NAMES_RELATION, name)))
        return;
    if (text_equal(name.schema, TEMPORARY_SCHEMA)) {
        ddl_add_other_relation(ddl, ddl_temporary, name, range->location);
    } else if (view) {
        other = ddl_add_other_relation(ddl, "materialized view", name, range->location);
        if (other)
            ddl_add_edges(ddl, other, NULL, node->create_table_as_stmt->query);
    } else {
        ddl_add_other_relation(ddl, "table", name, range->location);
        ddl_cannot_follow(ddl, "the columns of table \"%s\" are those of a query",
                          range->relname);
    }
}

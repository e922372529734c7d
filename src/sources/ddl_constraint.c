/* Constraints and indexes as they are defined: their parts, their elements, and the names that
 * PostgreSQL gives to those without one. */

#include "sources/ddl_build.h"

#include "model/resolve.h"

#include <string.h>

#define TYPE(name) PG_QUERY__CONSTR_TYPE__CONSTR_##name

/* ------------------------------------------------------------------ elements of indexes */

/* Moves behind one element; the expression of it if it is one. */
static struct expr take_element(struct ddl *ddl, struct ddl_tokens *tokens, bool is_expression)
{
    struct expr expr = {0};
    uint32_t start;

    ddl_next(tokens);
    if (is_expression && tokens->type == TOKEN_OPEN) {
        start = tokens->end;
        ddl_skip_brackets(tokens);
        expr = ddl_expr(ddl, start, tokens->start);
        ddl_next(tokens);
    } else if (is_expression) {
        start = tokens->start;
        while (tokens->type != TOKEN_OPEN && ddl_next(tokens))
            continue;
        ddl_skip_brackets(tokens);
        expr = ddl_expr(ddl, start, tokens->end);
        ddl_next(tokens);
    }
    while (tokens->type != TOKEN_COMMA && tokens->type != TOKEN_CLOSE &&
           tokens->type != TOKEN_END) {
        if (tokens->type == TOKEN_OPEN)
            ddl_skip_brackets(tokens);
        ddl_next(tokens);
    }
    return expr;
}

static bool need_column(struct ddl *ddl, const struct table *table, const char *name,
                        struct span at)
{
    return table_find_column(table, name) ||
           diag_error(ddl->diags, at, CHECK_STATEMENT,
                      "column \"%s\" of relation \"%s\" does not exist", name,
                      table->object.name.name);
}

/* (column) and (column COLLATE …) are columns all the same; NULL: another expression. */
static const char *only_column(struct ddl *ddl, const PgQuery__Node *node,
                               struct index_element *element)
{
    if (node && node->node_case == PG_QUERY__NODE__NODE_COLLATE_CLAUSE) {
        element->collation = ddl_collation(ddl, node->collate_clause);
        node = node->collate_clause->arg;
    }
    if (!node || node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF ||
        node->column_ref->n_fields != 1)
        return NULL;
    return ddl_text(ddl, node->column_ref->fields[0]);
}

/* tokens stand at the bracket before the first element, or at the comma before this one. */
static void read_element(struct ddl *ddl, struct ddl_tokens *tokens,
                         const PgQuery__IndexElem *node, struct index_element *element)
{
    struct ddl_tokens first = *tokens;
    bool desc = node->ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
    bool nulls_first = node->nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST;
    bool nulls_last = node->nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST;

    ddl_next(&first);
    element->at = ddl_place(ddl, (int)first.start);
    element->column = ddl_keep(ddl, node->name);
    element->expr = take_element(ddl, tokens, node->expr != NULL);
    if (node->expr)
        element->column = only_column(ddl, node->expr, element);
    if (element->column)
        element->expr = (struct expr){0};
    if (node->n_collation || !element->column)
        element->collation = ddl_called(ddl, CALLED_COLLATION,
                                        ddl_qname(ddl, node->collation, node->n_collation));
    element->opclass =
        ddl_called(ddl, CALLED_CLASS, ddl_qname(ddl, node->opclass, node->n_opclass));
    ddl_set_options(ddl, &element->opclass_options, node->opclassopts, node->n_opclassopts);
    element->desc = desc;
    element->nulls_reversed = desc ? nulls_last : nulls_first;
}

/* Moves to the first bracket behind the words that may come before it. */
static struct ddl_tokens find_elements(const struct ddl *ddl, int location)
{
    struct ddl_tokens tokens = ddl_tokens_from(ddl, location);

    while (ddl_next(&tokens) && tokens.type != TOKEN_OPEN)
        continue;
    return tokens;
}

/* What follows the word outside of brackets, to the end of the statement or of the bracket. */
static struct expr read_where(struct ddl *ddl, const struct ddl_tokens *behind)
{
    return ddl_expr_behind(ddl, (int)behind->end, "where", UINT32_MAX);
}

/* ------------------------------------------------------------------ exclusions */

static void read_exclusion(struct ddl *ddl, struct constraint *constraint,
                           const PgQuery__Constraint *node)
{
    struct ddl_tokens tokens = ddl_tokens_from(ddl, node->location);

    while (ddl_next(&tokens) && tokens.type != TOKEN_OPEN)
        continue;
    array_reserve(&ddl->model->arena, &constraint->elements, node->n_exclusions);
    for (size_t i = 0; i < node->n_exclusions; i++) {
        const PgQuery__List *pair = node->exclusions[i]->list;
        struct index_element *element = array_push(&ddl->model->arena, &constraint->elements);

        read_element(ddl, &tokens, pair->items[0]->index_elem, element);
        element->operator_name =
            ddl_qname(ddl, pair->items[1]->list->items, pair->items[1]->list->n_items);
    }
    if (strcmp(node->access_method, "btree"))
        constraint->method = ddl_keep(ddl, node->access_method);
    if (node->where_clause)
        constraint->where = ddl_expr_in_brackets(ddl, (int)tokens.end, "where");
}

/* ------------------------------------------------------------------ foreign keys */

static enum fk_action action_of(const char *letter)
{
    static const enum fk_action actions[] = {
        ['a'] = FK_NO_ACTION, ['r'] = FK_RESTRICT,    ['c'] = FK_CASCADE,
        ['n'] = FK_SET_NULL,  ['d'] = FK_SET_DEFAULT,
    };
    unsigned char at = (unsigned char)*letter;

    return at < COUNT_OF(actions) ? actions[at] : FK_NO_ACTION;
}

static bool read_foreign(struct ddl *ddl, struct constraint *constraint,
                         const PgQuery__Constraint *node)
{
    size_t errors = diags_errors(ddl->diags);
    struct table *target = ddl_need_table(ddl, node->pktable);
    struct qname name = target ? target->object.name : ddl_range_name(ddl, node->pktable);

    constraint->references =
        (struct ref){KIND_TABLE, name, ddl_place(ddl, node->pktable->location),
                     target ? &target->object : NULL};
    ddl_add_texts(ddl, &constraint->columns, node->fk_attrs, node->n_fk_attrs);
    ddl_add_texts(ddl, &constraint->ref_columns, node->pk_attrs, node->n_pk_attrs);
    ddl_add_texts(ddl, &constraint->set_columns, node->fk_del_set_cols,
                  node->n_fk_del_set_cols);
    constraint->on_update = action_of(node->fk_upd_action);
    constraint->on_delete = action_of(node->fk_del_action);
    constraint->match = *node->fk_matchtype == 'f' ? MATCH_FULL : MATCH_SIMPLE;
    return diags_errors(ddl->diags) == errors;
}

/* ------------------------------------------------------------------ constraints */

static enum constraint_type type_of(const PgQuery__Constraint *node)
{
    static const enum constraint_type types[] = {
        [TYPE(PRIMARY)] = CONSTRAINT_PRIMARY,
        [TYPE(UNIQUE)] = CONSTRAINT_UNIQUE,
        [TYPE(CHECK)] = CONSTRAINT_CHECK,
        [TYPE(FOREIGN)] = CONSTRAINT_FOREIGN,
        [TYPE(EXCLUSION)] = CONSTRAINT_EXCLUDE,
    };

    return types[node->contype];
}

const char *ddl_tablespace(struct ddl *ddl, const char *said)
{
    return *said ? ddl_keep(ddl, said) : ddl->tablespace;
}

/* [CONSTRAINT name] NOT NULL column, which PostgreSQL 18 has */
static bool read_not_null(struct ddl *ddl, struct table *table, const PgQuery__Constraint *node)
{
    const PgQuery__ColumnRef *ref = node->raw_expr->column_ref;
    const char *name = ref->fields[0]->string->sval;
    struct column *column = table_find_column(table, name);

    if (!column)
        return need_column(ddl, table, name, ddl_place(ddl, node->location));
    column->not_null = true;
    column->not_null_name = ddl_keep(ddl, node->conname);
    column->not_null_no_inherit = node->is_no_inherit;
    column->not_null_not_valid = node->skip_validation;
    return true;
}

static bool read_constraint(struct ddl *ddl, struct table *table, const char *column,
                            const PgQuery__Constraint *node, bool creating)
{
    struct constraint *constraint = array_push(&ddl->model->arena, &table->constraints);
    bool ok = true;

    constraint->object.kind = KIND_CONSTRAINT;
    constraint->object.parent = &table->object;
    constraint->object.at = ddl_place(ddl, node->location);
    constraint->object.name.name = ddl_keep(ddl, node->conname);
    constraint->type = type_of(node);
    constraint->deferrable = node->deferrable;
    constraint->initially_deferred = node->initdeferred;
    constraint->not_valid = node->skip_validation && !creating;
    constraint->not_enforced = ddl_has_note(ddl, NOTE_NOT_ENFORCED, node->location);
    constraint->not_valid |= constraint->not_enforced; /* what is not enforced is not checked */
    constraint->without_overlaps = ddl_has_note(ddl, NOTE_WITHOUT_OVERLAPS, node->location) ||
                                   ddl_has_note(ddl, NOTE_PERIOD, node->location);
    constraint->no_inherit = node->is_no_inherit;
    constraint->nulls_not_distinct = node->nulls_not_distinct;
    ddl_add_texts(ddl, &constraint->columns, node->keys, node->n_keys);
    ddl_add_texts(ddl, &constraint->include, node->including, node->n_including);
    if (constraint->type == CONSTRAINT_FOREIGN)
        ok = read_foreign(ddl, constraint, node);
    if (constraint->type == CONSTRAINT_EXCLUDE)
        read_exclusion(ddl, constraint, node);
    if (constraint->type == CONSTRAINT_CHECK)
        constraint->check = ddl_expr_in_brackets(ddl, node->location, "check");
    else if (column && !constraint->columns.count)
        array_add(&ddl->model->arena, &constraint->columns, column);
    if (constraint_has_index(constraint)) {
        ddl_set_options(ddl, &constraint->with, node->options, node->n_options);
        constraint->tablespace = ddl_tablespace(ddl, node->indexspace);
    }
    return ok;
}

bool ddl_read_constraint(struct ddl *ddl, struct table *table, const char *column,
                         const PgQuery__Constraint *node, bool creating)
{
    return ddl_has_note(ddl, NOTE_NOT_NULL, node->location)
               ? read_not_null(ddl, table, node)
               : read_constraint(ddl, table, column, node, creating);
}

void ddl_read_attribute(struct constraint *constraint, const PgQuery__Constraint *node)
{
    bool deferred = node->contype == TYPE(ATTR_DEFERRED);

    if (deferred || node->contype == TYPE(ATTR_DEFERRABLE))
        constraint->deferrable = true;
    if (deferred)
        constraint->initially_deferred = true;
}

/* ------------------------------------------------------------------ names of constraints */

/* The same index under two constraints of one statement: PostgreSQL makes one of them
 * (transformIndexConstraints). */
static bool is_redundant(const struct constraint *a, const struct constraint *b)
{
    return a->type != CONSTRAINT_EXCLUDE && b->type == CONSTRAINT_UNIQUE &&
           text_list_equal(&a->columns, &b->columns) &&
           text_list_equal(&a->include, &b->include) &&
           a->nulls_not_distinct == b->nulls_not_distinct && a->deferrable == b->deferrable &&
           a->initially_deferred == b->initially_deferred;
}

static struct constraint *find_prior(struct table *table, size_t first, size_t at)
{
    const struct constraint *constraint = &table->constraints.at[at];

    for (size_t i = first; i < table->constraints.count; i++) {
        struct constraint *prior = &table->constraints.at[i];

        if (i != at && constraint_has_index(prior) &&
            (i < at || prior->type == CONSTRAINT_PRIMARY) && is_redundant(prior, constraint))
            return prior;
    }
    return NULL;
}

void ddl_drop_redundant(struct table *table, size_t first)
{
    for (size_t i = first; i < table->constraints.count;) {
        struct constraint *constraint = &table->constraints.at[i];
        struct constraint *prior =
            constraint_has_index(constraint) ? find_prior(table, first, i) : NULL;

        if (!prior) {
            i++;
            continue;
        }
        if (!prior->object.name.name)
            prior->object.name.name = constraint->object.name.name;
        memmove(constraint, constraint + 1,
                (--table->constraints.count - i) * sizeof *constraint);
    }
}

static bool need_columns(struct ddl *ddl, struct table *table, struct constraint *constraint)
{
    bool ok = true;

    for (size_t i = 0; i < constraint->columns.count; i++) {
        struct column *column = table_find_column(table, constraint->columns.at[i]);

        ok &= need_column(ddl, table, constraint->columns.at[i], constraint->object.at);
        if (column && constraint->type == CONSTRAINT_PRIMARY)
            column->not_null = true;
    }
    for (array_each (const struct index_element, element, &constraint->elements))
        ok &= !element->column || need_column(ddl, table, element->column, element->at);
    for (size_t i = 0; i < constraint->include.count; i++)
        ok &= need_column(ddl, table, constraint->include.at[i], constraint->object.at);
    return ok;
}

/* Columns that a foreign key does not say are the other's primary key. */
static bool settle_foreign(struct ddl *ddl, struct constraint *key)
{
    const struct table *target = (const struct table *)key->references.to;
    const struct constraint *primary = target ? table_primary_key(target) : NULL;
    bool ok = true;

    if (!target)
        return true;
    if (!key->ref_columns.count && !primary)
        return diag_error(ddl->diags, key->references.at, CHECK_STATEMENT,
                          "there is no primary key for referenced table \"%s\"",
                          target->object.name.name);
    if (!key->ref_columns.count)
        ddl_copy_texts(ddl, &key->ref_columns, &primary->columns);
    if (key->ref_columns.count != key->columns.count)
        return ddl_refuse(
            ddl, -1, "number of referencing and referenced columns for foreign key disagree");
    for (size_t i = 0; i < key->ref_columns.count; i++)
        ok &= need_column(ddl, target, key->ref_columns.at[i], key->references.at);
    /* what a partition has from its parent is not known here */
    if (ok && !ddl_left_out(ddl, &target->object) &&
        !table_offers_key(target, &key->ref_columns))
        return diag_error(ddl->diags, key->references.at, CHECK_STATEMENT,
                          "there is no unique constraint matching given keys for referenced "
                          "table \"%s\"",
                          target->object.name.name);
    return ok;
}

/* Another one has its name, which an index would be refused for. */
static bool is_double(const struct table *table, const struct constraint *constraint)
{
    return constraint->object.name.name && !constraint_has_index(constraint) &&
           table_find_constraint(table, constraint->object.name.name) != constraint;
}

static bool refuse_double(struct ddl *ddl, const struct table *table,
                          const struct constraint *constraint)
{
    ddl->forgiven = ddl->forgives;
    return !ddl->forgives && diag_error(ddl->diags, constraint->object.at, CHECK_STATEMENT,
                                        "constraint \"%s\" for relation \"%s\" already exists",
                                        constraint->object.name.name, table->object.name.name);
}

static bool settle_constraint(struct ddl *ddl, struct table *table,
                              struct constraint *constraint)
{
    const char *schema = table->object.name.schema;
    bool ok = need_columns(ddl, table, constraint);

    if (is_double(table, constraint))
        return refuse_double(ddl, table, constraint);
    if (constraint->type == CONSTRAINT_FOREIGN)
        ok &= settle_foreign(ddl, constraint);
    if (constraint->type == CONSTRAINT_PRIMARY && table_primary_key(table) != constraint)
        ok = ddl_refuse(ddl, -1, "multiple primary keys for table \"%s\" are not allowed",
                        table->object.name.name);
    if (!constraint->object.name.name)
        constraint->object.name.name = name_choose(
            ddl->model, constraint_name_parts(&ddl->model->arena, table, constraint), schema,
            constraint_has_index(constraint), true);
    return ddl_enter_constraint(ddl, &table->object, constraint) && ok;
}

bool ddl_settle_ranks(struct ddl *ddl, struct table *table, struct ddl_range range,
                      unsigned from, unsigned to)
{
    bool ok = true;

    for (unsigned rank = from; rank <= to; rank++)
        for (size_t i = range.first; i < range.end; i++)
            if (constraint_naming_rank(table->constraints.at[i].type) == rank)
                ok &= settle_constraint(ddl, table, &table->constraints.at[i]);
    return ok;
}

bool ddl_settle_constraints(struct ddl *ddl, struct table *table, size_t first)
{
    ddl_drop_redundant(table, first);
    bool ok = ddl_settle_ranks(ddl, table, (struct ddl_range){first, table->constraints.count},
                               0, NAMING_RANKS - 1);

    if (ddl->forgiven)
        table->constraints.count = first;
    return ok;
}

/* ------------------------------------------------------------------ CREATE INDEX */

static bool read_index(struct ddl *ddl, struct table *table, const PgQuery__IndexStmt *create,
                       struct index *index)
{
    struct arena *arena = &ddl->model->arena;
    struct ddl_tokens tokens = find_elements(ddl, create->relation->location);
    bool ok = true;

    index->unique = create->unique;
    index->nulls_not_distinct = create->nulls_not_distinct;
    if (strcmp(create->access_method, "btree"))
        index->method = ddl_keep(ddl, create->access_method);
    array_reserve(arena, &index->elements, create->n_index_params);
    for (size_t i = 0; i < create->n_index_params; i++) {
        const PgQuery__IndexElem *node = create->index_params[i]->index_elem;
        struct index_element *element = array_push(arena, &index->elements);

        read_element(ddl, &tokens, node, element);
        ok &= ddl_judge_expression(ddl, USE_INDEX, table, node->expr) &&
              (!element->column || need_column(ddl, table, element->column, element->at));
    }
    for (size_t i = 0; i < create->n_index_including_params; i++) {
        const char *name = ddl_keep(ddl, create->index_including_params[i]->index_elem->name);

        if (name && need_column(ddl, table, name, ddl_here(ddl)))
            array_add(arena, &index->include, name);
    }
    ddl_set_options(ddl, &index->with, create->options, create->n_options);
    index->tablespace = ddl_tablespace(ddl, create->table_space);
    ok &= ddl_judge_expression(ddl, USE_PREDICATE, table, create->where_clause);
    if (create->where_clause)
        index->where = read_where(ddl, &tokens);
    return ok;
}

static bool settle_index(struct ddl *ddl, struct table *table, struct index *index)
{
    struct qname name = {table->object.name.schema, index->object.name.name};

    if (!name.name)
        name.name = name_choose(ddl->model, index_name_parts(&ddl->model->arena, table, index),
                                name.schema, true, false);
    index->object.name.name = name.name;
    return ddl_enter_member(ddl, table, name, -1);
}

void ddl_add_index(struct ddl *ddl, struct table *table, struct index index)
{
    index.object.kind = KIND_INDEX;
    index.object.parent = &table->object;
    if (settle_index(ddl, table, &index))
        array_add(&ddl->model->arena, &table->indexes, index);
}

void ddl_create_index(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__IndexStmt *create = node->index_stmt;
    struct object *on = ddl_find_relation(ddl, create->relation, NULL);
    struct index index = {0};
    struct table *table;

    if (on && on->kind == KIND_COUNT) {
        ddl_create_other_index(ddl, (struct ddl_other *)on, create);
        return;
    }
    table = ddl_need_table(ddl, create->relation);
    index.object.name.name = ddl_keep(ddl, create->idxname);
    index.object.at = ddl_here(ddl);
    if (!table || (create->if_not_exists && names_find(ddl->model->names, NAMES_RELATION,
                                                       (struct qname){table->object.name.schema,
                                                                      index.object.name.name})))
        return;
    if (!read_index(ddl, table, create, &index))
        return;
    ddl_add_index(ddl, table, index);
    if (create->relation->inh && table->indexes.count)
        ddl_hand_down_index(ddl, table,
                            table->indexes.at[table->indexes.count - 1].object.name.name);
}

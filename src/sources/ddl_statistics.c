/* CREATE STATISTICS, and the copies that LIKE makes: names, and the columns that they are on.
 * As ddl_unmodelled.c it reads no more. */

#include "sources/ddl_alter.h"

#include "model/resolve.h"

static const char word[] = "statistics object";

/* ------------------------------------------------------------------ names */

struct choice {
    struct ddl *ddl;
    const char *schema;
};

static bool is_taken(const char *name, void *context)
{
    const struct choice *choice = context;

    return ddl_find_other_named(choice->ddl, word, (struct qname){choice->schema, name});
}

/* ChooseExtendedStatisticName() of PostgreSQL. */
static struct qname choose_name(struct ddl *ddl, const struct object *on,
                                const struct text_list *parts)
{
    struct choice choice = {ddl, on->name.schema};
    struct buf columns = BUF_INIT;
    struct qname name = {on->name.schema, NULL};

    for (array_each (const char *, part, parts))
        buf_addf(&columns, "%s%s", columns.length ? "_" : "", *part ? *part : "expr");
    name.name = default_name(&ddl->model->arena, on->name.name, buf_text(&columns), "stat",
                             is_taken, &choice);
    buf_release(&columns);
    return name;
}

/* ------------------------------------------------------------------ CREATE STATISTICS */

static struct ddl_other *add(struct ddl *ddl, struct qname name, struct object *on)
{
    struct ddl_other *statistics = ddl_find_other_named(ddl, word, name);

    if (!statistics)
        statistics = ddl_add_other(ddl, word, name, NULL, NULL);
    statistics->parent = on;
    statistics->name_is_whole = true;
    return statistics;
}

static void add_column(struct ddl *ddl, struct ddl_other *statistics, const char *column)
{
    ddl_add_edge(ddl, statistics, statistics->parent, column);
    array_add(&ddl->model->arena, &statistics->parts, column);
}

static struct object *find_relation(struct ddl *ddl, PgQuery__Node *const *from, size_t count)
{
    bool is_relation = count && from[0]->node_case == PG_QUERY__NODE__NODE_RANGE_VAR;

    return is_relation ? ddl_find_relation(ddl, from[0]->range_var, NULL) : NULL;
}

void ddl_create_statistics(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateStatsStmt *create = node->create_stats_stmt;
    struct object *on = find_relation(ddl, create->relations, create->n_relations);
    struct qname name =
        ddl_new_name(ddl, ddl_qname(ddl, create->defnames, create->n_defnames), -1);
    struct ddl_other *statistics = name.name ? add(ddl, name, on) : NULL;

    for (size_t i = 0; statistics && on && i < create->n_exprs; i++) {
        const PgQuery__StatsElem *part = create->exprs[i]->stats_elem;

        if (*part->name)
            add_column(ddl, statistics, ddl_keep(ddl, part->name));
        else
            array_add(&ddl->model->arena, &statistics->parts, NULL);
        ddl_add_edges(ddl, statistics, on, part->expr);
    }
}

/* The column that a value is; NULL: it is an expression. */
static const char *column_of(struct ddl *ddl, const PgQuery__Node *value)
{
    bool is_column =
        value->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && value->column_ref->n_fields == 1;

    return is_column ? ddl_text(ddl, value->column_ref->fields[0]) : NULL;
}

bool ddl_create_unnamed_statistics(struct ddl *ddl, const PgQuery__SelectStmt *select)
{
    struct ddl_tokens first = ddl_tokens_from(ddl, 0);
    struct text_list parts = {0};
    struct object *on;

    ddl_next(&first);
    if (!ddl_has_note(ddl, NOTE_STATISTICS, (int)first.start))
        return false;
    on = find_relation(ddl, select->from_clause, select->n_from_clause);
    for (size_t i = 0; on && i < select->n_target_list; i++)
        array_add(&ddl->scratch, &parts,
                  column_of(ddl, select->target_list[i]->res_target->val));
    if (!on)
        return !ddl_refuse(ddl, -1, "relation does not exist");

    struct ddl_other *statistics = add(ddl, choose_name(ddl, on, &parts), on);
    for (size_t i = 0; i < parts.count; i++) {
        array_add(&ddl->model->arena, &statistics->parts, parts.at[i]);
        ddl_add_edges(ddl, statistics, on, select->target_list[i]->res_target->val);
    }
    return true;
}

/* ------------------------------------------------------------------ LIKE */

static bool is_part(const struct ddl_other *statistics, const char *column)
{
    for (array_each (const char *, part, &statistics->parts))
        if (text_equal(*part, column))
            return true;
    return false;
}

/* Columns in the order of the table, then expressions. */
static void copy(struct ddl *ddl, const struct ddl_other *from, const struct table *table,
                 struct table *to)
{
    struct text_list parts = {0};
    struct ddl_other *statistics;

    for (array_each (const struct column, column, &table->columns))
        if (is_part(from, column->object.name.name))
            array_add(&ddl->scratch, &parts, column->object.name.name);
    for (array_each (const char *, part, &from->parts))
        if (!*part)
            array_add(&ddl->scratch, &parts, NULL);
    statistics = add(ddl, choose_name(ddl, &to->object, &parts), &to->object);
    for (array_each (const char *, part, &parts))
        array_add(&ddl->model->arena, &statistics->parts, *part);
    for (array_each (const struct ddl_edge, edge, &from->edges))
        if (edge->on == &table->object)
            ddl_add_edge(ddl, statistics, &to->object, edge->column);
}

void ddl_copy_statistics(struct ddl *ddl, const struct table *from, struct table *to)
{
    struct ddl_other *other;

    for (size_t i = 0; (other = ddl_next_other(ddl, &i));)
        if (other->word == word && other->parent == &from->object)
            copy(ddl, other, from, to);
}

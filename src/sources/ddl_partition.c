/* Partitions: they are no part of the model, but they are tables when they are detached, and
 * have till then got the indexes and keys of the table that they are of. */

#include "sources/ddl_alter.h"

#include <string.h>

static const char partition[] = "partition";

static bool is_partition(const struct ddl *ddl, const struct table *table)
{
    return text_equal(ddl_left_out(ddl, &table->object), partition);
}

/* ------------------------------------------------------------------ what is handed down */

static bool same_elements(const struct index *a, const struct index *b)
{
    if (a->elements.count != b->elements.count)
        return false;
    for (size_t i = 0; i < a->elements.count; i++)
        if (!text_equal(a->elements.at[i].column, b->elements.at[i].column) ||
            !text_equal(a->elements.at[i].expr.text, b->elements.at[i].expr.text))
            return false;
    return true;
}

static bool has_index_like(const struct table *table, const struct index *wanted)
{
    for (array_each (const struct index, index, &table->indexes))
        if (index->unique == wanted->unique && text_equal(index->method, wanted->method) &&
            text_equal(index->where.text, wanted->where.text) && same_elements(index, wanted))
            return true;
    return false;
}

static bool has_key_like(const struct table *table, const struct constraint *wanted)
{
    for (array_each (const struct constraint, key, &table->constraints))
        if (key->type == wanted->type && text_list_equal(&key->columns, &wanted->columns))
            return true;
    return false;
}

static void give_index(struct ddl *ddl, struct table *child, const struct index *index)
{
    if (!is_partition(ddl, child) || !index || has_index_like(child, index))
        return;
    ddl_copy_index(ddl, child, index, false);
    ddl_hand_down_index(ddl, child,
                        child->indexes.at[child->indexes.count - 1].object.name.name);
}

void ddl_hand_down_index(struct ddl *ddl, struct table *table, const char *name)
{
    struct table *child;

    for (size_t i = 0; (child = ddl_next_child(ddl, table, &i));)
        give_index(ddl, child, table_find_index(table, name));
}

static void give_key(struct ddl *ddl, struct table *child, const struct constraint *key)
{
    size_t first = child->constraints.count;

    if (!is_partition(ddl, child) || !key || has_key_like(child, key))
        return;
    ddl_copy_constraint(ddl, child, key, false);
    if (ddl_settle_constraints(ddl, child, first) && child->constraints.count > first)
        ddl_hand_down_key(ddl, child, child->constraints.at[first].object.name.name);
}

void ddl_hand_down_key(struct ddl *ddl, struct table *table, const char *name)
{
    struct table *child;

    for (size_t i = 0; (child = ddl_next_child(ddl, table, &i));)
        give_key(ddl, child, table_find_constraint(table, name));
}

static bool is_handed_down(const struct constraint *constraint)
{
    return constraint->type == CONSTRAINT_PRIMARY || constraint->type == CONSTRAINT_UNIQUE;
}

static void give_all(struct ddl *ddl, struct table *child, const struct table *table)
{
    for (array_each (const struct index, index, &table->indexes))
        give_index(ddl, child, index);
    for (array_each (const struct constraint, constraint, &table->constraints))
        if (is_handed_down(constraint))
            give_key(ddl, child, constraint);
}

/* ------------------------------------------------------------------ ALTER TABLE */

void ddl_attach_partition(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__RangeVar *range = command->node->def->partition_cmd->name;
    struct table *child = ddl_need_table(ddl, range);

    if (!child || !ddl_tie(ddl, command, child, command->table, range))
        return;
    pointer_map_set(&ddl->left_out, child, partition);
    give_all(ddl, child, command->table);
}

void ddl_detach_partition(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__RangeVar *range = command->node->def->partition_cmd->name;
    struct table *child = ddl_need_table(ddl, range);

    if (!child)
        return;
    ddl_part(ddl, child, command->table, range->location);
    pointer_map_set(&ddl->left_out, child, NULL);
}

/* What ties a table to another one, or to a type, and parts it again: INHERIT, OF; partitions
 * are tied alike. */

#include "sources/ddl_alter.h"

#include "model/types.h"

#include <string.h>

/* ------------------------------------------------------------------ parents */

static bool has_columns_of(struct ddl *ddl, const struct ddl_command *command,
                           const struct table *child, const struct table *parent)
{
    for (array_each (const struct column, column, &parent->columns)) {
        const char *name = column->object.name.name;
        const struct column *own = table_find_column(child, name);

        if (!own)
            return ddl_refuse(ddl, (int)command->start, "child table is missing column \"%s\"",
                              name);
        if (!type_equal(&own->type, &column->type))
            return ddl_refuse(ddl, (int)command->start,
                              "child table \"%s\" has different type for column \"%s\"",
                              child->object.name.name, name);
        if (column->not_null && !own->not_null && !column->not_null_no_inherit)
            return ddl_refuse(ddl, (int)command->start,
                              "column \"%s\" in child table must be marked NOT NULL", name);
    }
    return true;
}

static bool has_checks_of(struct ddl *ddl, const struct ddl_command *command,
                          const struct table *child, const struct table *parent)
{
    for (array_each (const struct constraint, check, &parent->constraints)) {
        const char *name = check->object.name.name;

        if (check->type == CONSTRAINT_CHECK && !check->no_inherit &&
            !table_find_constraint(child, name))
            return ddl_refuse(ddl, (int)command->start,
                              "child table is missing constraint \"%s\"", name);
    }
    return true;
}

static bool comes_from(const struct table *table, const struct table *ancestor)
{
    for (array_each (const struct ref, ref, &table->inherits)) {
        const struct table *parent = (const struct table *)ref->to;

        if (parent && (parent == ancestor || comes_from(parent, ancestor)))
            return true;
    }
    return false;
}

bool ddl_tie(struct ddl *ddl, const struct ddl_command *command, struct table *child,
             struct table *parent, const PgQuery__RangeVar *range)
{
    for (array_each (const struct ref, ref, &child->inherits))
        if (ref->to == &parent->object)
            return ddl_refuse(ddl, range->location,
                              "relation \"%s\" would be inherited from more than once",
                              parent->object.name.name);
    if (child == parent || comes_from(parent, child))
        return ddl_refuse(ddl, range->location, "circular inheritance not allowed");
    if (!has_columns_of(ddl, command, child, parent) ||
        !has_checks_of(ddl, command, child, parent))
        return false;
    ddl_inherit(ddl, child, parent, range->location);
    return true;
}

/* What came from this parent alone is the child's own from now on. */
void ddl_part(struct ddl *ddl, struct table *child, struct table *parent, int location)
{
    size_t at = 0;

    while (at < child->inherits.count && child->inherits.at[at].to != &parent->object)
        at++;
    if (at == child->inherits.count) {
        ddl_refuse(ddl, location, "relation \"%s\" is not a parent of relation \"%s\"",
                   parent->object.name.name, child->object.name.name);
        return;
    }
    child->inherits.count--;
    memmove(&child->inherits.at[at], &child->inherits.at[at + 1],
            (child->inherits.count - at) * sizeof *child->inherits.at);
    for (array_each (struct column, column, &child->columns)) {
        const char *name = column->object.name.name;
        const struct column *above = table_find_column(parent, name);

        if (column->inherited && above && above->not_null)
            ddl_keep_not_null(ddl, column, above);
        column->inherited &= ddl_parent_with_column(child, name, NULL) != NULL;
    }
    for (array_each (struct constraint, constraint, &child->constraints))
        constraint->inherited &=
            ddl_parent_with_check(child, constraint->object.name.name, NULL) != NULL;
}

void ddl_add_parent(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__RangeVar *range = command->node->def->range_var;
    struct table *parent = ddl_need_table(ddl, range);

    if (parent)
        ddl_tie(ddl, command, command->table, parent, range);
}

void ddl_drop_parent(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__RangeVar *range = command->node->def->range_var;
    struct table *parent = ddl_need_table(ddl, range);

    if (parent)
        ddl_part(ddl, command->table, parent, range->location);
}

/* ------------------------------------------------------------------ types */

void ddl_add_of(struct ddl *ddl, const struct ddl_command *command)
{
    const PgQuery__TypeName *node = command->node->def->type_name;
    struct qname name = ddl_qname(ddl, node->names, node->n_names), found;
    struct object *type = ddl_find(ddl, NAMES_TYPE, name, &found);
    struct table *table = command->table;

    if (!type || type->kind != KIND_COMPOSITE) {
        ddl_refuse(ddl, node->location,
                   type ? "type \"%s\" is not a composite type" : "type \"%s\" does not exist",
                   name.name);
        return;
    }
    for (array_each (const struct column, attribute, &((struct composite *)type)->attributes)) {
        const struct column *own = table_find_column(table, attribute->object.name.name);

        if (!own || !type_equal(&own->type, &attribute->type)) {
            ddl_refuse(ddl, node->location,
                       own ? "table has different type for column \"%s\""
                           : "table is missing column \"%s\"",
                       attribute->object.name.name);
            return;
        }
    }
    table->of_type = (struct ref){KIND_COMPOSITE, found, ddl_place(ddl, node->location), type};
}

void ddl_drop_of(struct ddl *ddl, const struct ddl_command *command)
{
    if (command->table->of_type.name.name)
        command->table->of_type = (struct ref){0};
    else
        ddl_refuse(ddl, (int)command->start, "\"%s\" is not a typed table",
                   command->table->object.name.name);
}

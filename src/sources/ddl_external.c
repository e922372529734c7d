/* What others own and scripts refer to without making it: tables and types that models declare
 * as external. They are there from the beginning, and are no part of what scripts make. */

#include "sources/ddl_alter.h"

#include "model/types.h"

const char ddl_external[] = "external table";

static void leave_out(struct ddl *ddl, struct object *object)
{
    pointer_map_set(&ddl->left_out, object, ddl_external);
}

static struct object *add(struct ddl *ddl, enum kind kind, struct qname name)
{
    struct object *taken, *object;
    struct qname kept = {ddl_keep(ddl, name.schema), ddl_keep(ddl, name.name)};

    if (names_find(ddl->model->names, names_space(kind), kept))
        return NULL;
    object = model_add(ddl->model, kind, kept, &taken);
    leave_out(ddl, object);
    return taken ? NULL : object;
}

static void copy_column(struct ddl *ddl, struct table *table, const struct column *from)
{
    struct column *column = array_push(&ddl->model->arena, &table->columns);

    column->object.kind = KIND_COLUMN;
    column->object.parent = &table->object;
    column->object.name.name = ddl_keep(ddl, from->object.name.name);
    column->not_null = from->not_null;
    column->type = from->type;
    column->type.text = ddl_keep(ddl, from->type.text);
    column->type.user.schema = ddl_keep(ddl, from->type.user.schema);
    column->type.user.name = ddl_keep(ddl, from->type.user.name);
    column->type.modifiers = ddl_keep(ddl, from->type.modifiers);
}

/* Keys are what foreign keys ask for. */
static void copy_key(struct ddl *ddl, struct table *table, const struct constraint *from)
{
    struct constraint *key = array_push(&ddl->model->arena, &table->constraints);

    key->object.kind = KIND_CONSTRAINT;
    key->object.parent = &table->object;
    key->object.name.name = ddl_keep(ddl, from->object.name.name);
    key->type = from->type;
    for (size_t i = 0; i < from->columns.count; i++)
        array_add(&ddl->model->arena, &key->columns, ddl_keep(ddl, from->columns.at[i]));
    ddl_enter_constraint(ddl, &table->object, key);
}

static void copy_table(struct ddl *ddl, const struct table *from)
{
    struct table *table = (struct table *)add(ddl, KIND_TABLE, from->object.name);

    if (!table)
        return;
    for (array_each (const struct column, column, &from->columns))
        copy_column(ddl, table, column);
    for (array_each (const struct constraint, constraint, &from->constraints))
        if (constraint->type == CONSTRAINT_PRIMARY || constraint->type == CONSTRAINT_UNIQUE)
            copy_key(ddl, table, constraint);
}

static void copy_object(struct ddl *ddl, const struct object *from)
{
    if (from->name.schema)
        add(ddl, KIND_SCHEMA, (struct qname){NULL, from->name.schema});
    if (from->kind == KIND_TABLE)
        copy_table(ddl, (const struct table *)from);
    else
        add(ddl, from->kind, from->name);
}

void ddl_know_external(struct ddl *ddl, const struct model *model)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < model->objects[kind].count; i++)
            if (model->objects[kind].at[i]->external)
                copy_object(ddl, model->objects[kind].at[i]);
}

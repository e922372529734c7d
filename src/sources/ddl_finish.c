/* The end of a run: from the state to a model like any other. Lists lose what was dropped and
 * what is left out, references take the names that their objects have now, and what the model
 * has no kind for is listed. */

#include "sources/ddl_build.h"

#include "model/resolve.h"
#include "sources/left_out.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ what stays */

const char *ddl_left_out(const struct ddl *ddl, const struct object *table)
{
    return pointer_map_get(&ddl->left_out, table);
}

/* Sequences go with the table that owns them. */
static bool stays(const struct ddl *ddl, const struct object *object)
{
    const struct object *owner =
        object->kind == KIND_SEQUENCE ? ((const struct sequence *)object)->owned_by.to : NULL;

    return ddl_is_there(ddl, object) && !ddl_left_out(ddl, object) &&
           !is_name_left_out(ddl->settings, object->kind, object->name) &&
           !text_equal(object->name.schema, TEMPORARY_SCHEMA) && (!owner || stays(ddl, owner));
}

static bool holds_anything(const struct model *model, const char *schema)
{
    for (int kind = KIND_SCHEMA + 1; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < model->objects[kind].count; i++)
            if (text_equal(model->objects[kind].at[i]->name.schema, schema))
                return true;
    return false;
}

/* The schema of the tool's own history is one only for what else is in it. */
static bool is_own(const struct ddl *ddl, const struct object *object)
{
    return object->kind == KIND_SCHEMA && strcmp(object->name.name, "public") &&
           text_equal(object->name.name, ddl->settings->history_schema) &&
           !holds_anything(ddl->model, object->name.name);
}

/* Schemas last, when it is known what is in them. */
static void keep_lists(struct ddl *ddl)
{
    for (int kind = KIND_COUNT - 1; kind >= KIND_SCHEMA; kind--) {
        struct object_list *list = &ddl->model->objects[kind];
        size_t kept = 0;

        for (size_t i = 0; i < list->count; i++)
            if (stays(ddl, list->at[i]) && !is_own(ddl, list->at[i]))
                list->at[kept++] = list->at[i];
        list->count = kept;
    }
}

/* ------------------------------------------------------------------ references */

static void follow(struct ref *ref)
{
    if (ref->to)
        ref->name = ref->to->name;
    ref->to = NULL; /* linked anew among what stays */
}

static void follow_all(struct model *model)
{
    const struct object_list *tables = &model->objects[KIND_TABLE];
    const struct object_list *sequences = &model->objects[KIND_SEQUENCE];

    for (size_t i = 0; i < tables->count; i++) {
        struct table *table = (struct table *)tables->at[i];

        follow(&table->of_type);
        for (array_each (struct ref, parent, &table->inherits))
            follow(parent);
        for (array_each (struct constraint, constraint, &table->constraints))
            follow(&constraint->references);
    }
    for (size_t i = 0; i < sequences->count; i++)
        follow(&((struct sequence *)sequences->at[i])->owned_by);
}

/* The names of what stays, and nothing else. */
static void rename_all(struct model *model)
{
    names_release(&model->names);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < model->objects[kind].count; i++) {
            struct object *object = model->objects[kind].at[i];

            names_enter(&model->names, names_space(object->kind), object->name, object);
            if (kind == KIND_TABLE || kind == KIND_COMPOSITE)
                names_enter(&model->names, NAMES_TYPE, object->name, object);
        }
}

struct model *ddl_finish(struct ddl *ddl)
{
    struct model *model = ddl->model;

    ddl_list_others(ddl);
    keep_lists(ddl);
    follow_all(model);
    rename_all(model);
    if (diags_errors(ddl->diags) == ddl->errors)
        model_judge(model, true, ddl->diags); /* who refers has found it */
    model_settle(model);
    ddl->model = NULL;
    ddl_free(ddl);
    return model;
}

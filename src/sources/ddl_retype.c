/* ALTER COLUMN … TYPE: what stands in the way of it, and what it changes in the column, its
 * identity and the indexes over it. */

#include "sources/ddl_alter.h"

#include "kinds/casts.h"
#include "model/types.h"

#include <string.h>

struct in_use {
    struct ddl *ddl;
    struct ddl_address by; /* object NULL: by nothing */
};

/* What keeps a column's type as it is: what was made for that type and cannot be made anew. */
static void see_user(void *context, struct ddl_address dependent, bool is_auto)
{
    struct in_use *use = context;
    bool computed = dependent.part == PART_COLUMN;

    if (computed || (dependent.object->kind == KIND_COUNT && !is_auto))
        use->by = dependent;
}

static bool may_retype(struct ddl *ddl, const struct ddl_command *command)
{
    struct in_use use = {.ddl = ddl};
    struct table *table = command->table;
    const char *name = command->node->name;

    if (!command->from_parent && ddl_parent_with_column(table, name, NULL))
        return ddl_refuse(ddl, (int)command->start,
                          "cannot alter inherited column \"%s\" of \"%s\"", name,
                          table->object.name.name);
    if (table->of_type.name.name)
        return ddl_refuse(ddl, (int)command->start, "cannot alter column type of typed table");
    ddl_each_dependent(ddl, (struct ddl_address){&table->object, PART_COLUMN, name}, see_user,
                       &use);
    if (!use.by.object)
        return true;
    ddl_refuse(ddl, (int)command->start,
               "cannot alter type of column \"%s\" of \"%s\" because %s uses it", name,
               table->object.name.name, ddl_describe(ddl, use.by));
    diag_hint(ddl->diags, "Drop it before and make it again after.");
    return false;
}

static void forget_statistics(struct ddl *ddl, struct index_element **elements, size_t count)
{
    ddl_own_elements(ddl, elements, count);
    for (size_t i = 0; i < count; i++)
        (*elements)[i].statistics = STATISTICS_DEFAULT;
}

/* PostgreSQL makes the indexes over a column anew from their definitions, which do not say
 * statistics targets, nor the tablespace of an exclusion. */
static void rebuild(void *context, struct ddl_address dependent, bool is_auto)
{
    struct ddl *ddl = context;
    struct table *table = (struct table *)dependent.object;

    (void)is_auto;
    if (dependent.part == PART_INDEX) {
        struct index *index = table_find_index(table, dependent.name);

        forget_statistics(ddl, &index->elements.at, index->elements.count);
    }
    if (dependent.part == PART_CONSTRAINT) {
        struct constraint *constraint = table_find_constraint(table, dependent.name);

        if (constraint->type != CONSTRAINT_EXCLUDE)
            return;
        forget_statistics(ddl, &constraint->elements.at, constraint->elements.count);
        constraint->tablespace = ddl->tablespace;
    }
}

/* The sequence of an identity goes with its column, and its limits with the type. */
static void retype_identity(struct column *column)
{
    struct sequence_options *options = &column->identity_options;
    struct sequence_options old = {.type = options->type, .increment = options->increment}, now;

    if (column->identity == IDENTITY_NONE)
        return;
    now = old;
    now.type = sequence_type_of(column);
    sequence_options_complete(&old, (struct sequence_said){0});
    sequence_options_complete(&now, (struct sequence_said){0});
    if (options->max == old.max)
        options->max = now.max;
    if (options->min == old.min)
        options->min = now.min;
    options->type = now.type;
}

void ddl_retype_column(struct ddl *ddl, struct column *column, const PgQuery__ColumnDef *node)
{
    struct type_name type;

    if (!ddl_read_type(ddl, node->type_name, &type))
        return;
    column->type = type;
    column->collation = ddl_collation(ddl, node->coll_clause);
    column->storage = STORAGE_DEFAULT;
    column->compression = NULL;
}

/* Casts that somebody made are not known in detail. */
static bool has_casts(struct ddl *ddl)
{
    struct ddl_other *other;

    for (size_t i = 0; (other = ddl_next_other(ddl, &i));)
        if (!strcmp(other->word, "cast"))
            return true;
    return ddl_unfollowed(ddl) != 0;
}

/* Not judged: types that are not built in or could not be read, and two arrays, of which the
 * elements count. */
static bool is_judged(const struct type_name *from, const struct type_name *to)
{
    return type_catalog_name(from) && (to->user.name || type_catalog_name(to)) &&
           !(from->dimensions && to->dimensions);
}

/* Of types that are built in, and of enums, which nothing becomes by itself. */
static bool is_cast(struct ddl *ddl, const struct type_name *from, const struct type_name *to)
{
    const struct object *target =
        to->user.name ? names_find(ddl->model->names, NAMES_TYPE, to->user) : NULL;

    if (!is_judged(from, to) || (to->user.name && (!target || target->kind != KIND_ENUM)))
        return true;
    return cast_by_assignment(from, to) || has_casts(ddl);
}

static void judge_cast(struct ddl *ddl, const struct ddl_command *command,
                       const struct type_name *from, const struct column *column)
{
    const char *name = command->node->name, *to = column->type.text;

    if (command->from_parent || is_cast(ddl, from, &column->type))
        return;
    if (!command->node->def->column_def->raw_default) {
        ddl_refuse(ddl, (int)command->start,
                   "column \"%s\" cannot be cast automatically to type %s", name, to);
        diag_hint(ddl->diags, "Say how: USING %s::%s.", ddl_quoted(ddl, name), to);
    } else if (column->value.text && !column->generated &&
               !pointer_map_get(&ddl->kept_defaults, column->value.text)) {
        ddl_refuse(ddl, (int)command->start,
                   "default for column \"%s\" cannot be cast automatically to type %s", name,
                   to);
        diag_hint(ddl->diags, "Drop the default before and set it again after.");
    }
}

/* A label stays one of its enum where the column becomes a text: PostgreSQL casts what the
 * default was, not what was written. */
static void keep_cast(struct ddl *ddl, const struct type_name *from, struct column *column)
{
    const struct object *type =
        from->user.name ? names_find(ddl->model->names, NAMES_TYPE, from->user) : NULL;
    const char *text = column->value.text;

    if (type && type->kind == KIND_ENUM && !from->dimensions && !column->type.user.name &&
        text && *text == '\'' && !strstr(text, "::"))
        column->value.text = arena_printf(&ddl->model->arena, "%s::%s", text, from->text);
}

void ddl_set_type(struct ddl *ddl, const struct ddl_command *command)
{
    struct column *column = ddl_need_column(ddl, command->table, command->node->name);
    struct type_name from;

    if (!column || !may_retype(ddl, command))
        return;
    from = column->type;
    ddl_retype_column(ddl, column, command->node->def->column_def);
    judge_cast(ddl, command, &from, column);
    keep_cast(ddl, &from, column);
    if (column->value.text)
        pointer_map_set(&ddl->kept_defaults, column->value.text, ddl);
    retype_identity(column);
    ddl_each_dependent(
        ddl,
        (struct ddl_address){&command->table->object, PART_COLUMN, column->object.name.name},
        rebuild, ddl);
    ddl_recurse(ddl, command, ddl_set_type);
}

/* What the model has no kind for: it takes up names, others may depend on it, and it is listed
 * as the database source lists it. */

#include "sources/ddl_build.h"

#include "sources/left_out.h"

#include <string.h>

const char ddl_temporary[] = "temporary table";

/* ------------------------------------------------------------------ the list */

/* By what it is, what it is called and what it is on. */
static struct qname key_of(struct arena *arena, const char *word, const char *identity,
                           const struct object *parent)
{
    if (parent)
        identity = arena_printf(arena, "%s %p", identity, (const void *)parent);
    return (struct qname){word, identity};
}

static const char *identity_of(struct ddl *ddl, struct qname name)
{
    struct buf text = BUF_INIT;
    const char *identity;

    sql_qname(&text, name);
    identity = ddl_keep(ddl, buf_text(&text));
    buf_release(&text);
    return identity;
}

struct ddl_other *ddl_add_other(struct ddl *ddl, const char *word, struct qname name,
                                const char *identity, struct object *parent)
{
    struct arena *arena = &ddl->model->arena;
    struct ddl_other *other = arena_alloc(arena, sizeof *other);

    other->object.kind = KIND_COUNT;
    other->object.name = name;
    other->object.at = ddl_here(ddl);
    other->word = word;
    other->identity = identity ? identity : identity_of(ddl, name);
    other->parent = parent;
    other->key = key_of(arena, word, other->identity, parent);
    array_add(arena, &ddl->others, other);
    names_enter(&ddl->other_names, NAMES_SCHEMA, other->key, &other->object);
    ddl_enter_called(ddl, other);
    return other;
}

struct ddl_other *ddl_find_other(struct ddl *ddl, const char *word, const char *identity,
                                 const struct object *parent)
{
    return (struct ddl_other *)names_find(ddl->other_names, NAMES_SCHEMA,
                                          key_of(&ddl->scratch, word, identity, parent));
}

struct ddl_other *ddl_find_other_named(struct ddl *ddl, const char *word, struct qname name)
{
    struct ddl_other *other = NULL;

    if (name.schema)
        return ddl_find_other(ddl, word, identity_of(ddl, name), NULL);
    for (size_t i = 0; i < ddl->path.count && !other; i++)
        other = ddl_find_other(
            ddl, word, identity_of(ddl, (struct qname){ddl->path.at[i], name.name}), NULL);
    return other;
}

static struct ddl_other *add_named(struct ddl *ddl, enum name_space space, const char *word,
                                   struct qname name, struct object *parent, int location)
{
    struct ddl_other *other;

    if (!name.name)
        return NULL;
    if (names_find(ddl->model->names, space, name)) {
        ddl_refuse(ddl, location, "%s \"%s\" already exists",
                   space == NAMES_TYPE ? "type" : "relation", name.name);
        return NULL;
    }
    other = ddl_add_other(ddl, word, name, NULL, parent);
    names_enter(&ddl->model->names, space, name, &other->object);
    return other;
}

struct ddl_other *ddl_add_other_relation(struct ddl *ddl, const char *word, struct qname name,
                                         int location)
{
    return add_named(ddl, NAMES_RELATION, word, name, NULL, location);
}

const char ddl_shell[] = "shell type";

bool ddl_is_shell(const struct object *object)
{
    return object && object->kind == KIND_COUNT &&
           ((const struct ddl_other *)object)->word == ddl_shell;
}

void ddl_take_shell(struct ddl *ddl, struct qname name)
{
    struct object *there = name.name ? names_find(ddl->model->names, NAMES_TYPE, name) : NULL;

    if (ddl_is_shell(there))
        ddl_drop_other(ddl, (struct ddl_other *)there);
}

struct ddl_other *ddl_add_other_type(struct ddl *ddl, const char *word, struct qname name)
{
    if (word != ddl_shell)
        ddl_take_shell(ddl, name);
    return add_named(ddl, NAMES_TYPE, word, name, NULL, -1);
}

void ddl_add_companion(struct ddl *ddl, enum name_space space, const char *word,
                       struct qname name, struct ddl_other *parent)
{
    struct ddl_other *companion = add_named(ddl, space, word, name, &parent->object, -1);

    if (companion)
        companion->name_is_whole = companion->unlisted = true;
}

static void leave(struct ddl *ddl, enum name_space space, struct ddl_other *other)
{
    if (names_find(ddl->model->names, space, other->object.name) == &other->object)
        names_leave(ddl->model->names, space, other->object.name);
}

void ddl_drop_other(struct ddl *ddl, struct ddl_other *other)
{
    other->dropped = true;
    ddl_leave_called(ddl, other);
    names_leave(ddl->other_names, NAMES_SCHEMA, other->key);
    leave(ddl, NAMES_RELATION, other);
    leave(ddl, NAMES_TYPE, other);
}

/* The name with the one before it put in its place: an identity begins with it, quoted or, as
 * of an operator, as it is. */
static const char *renamed_identity(struct ddl *ddl, const struct ddl_other *other,
                                    struct qname to)
{
    const char *old = identity_of(ddl, other->object.name);
    const char *new = identity_of(ddl, to);
    size_t length = strlen(old);

    if (!strncmp(other->identity, old, length))
        return arena_printf(&ddl->model->arena, "%s%s", new, other->identity + length);
    return other->identity;
}

bool ddl_rename_other(struct ddl *ddl, struct ddl_other *other, struct qname to)
{
    struct object *object = &other->object;
    bool relation = names_find(ddl->model->names, NAMES_RELATION, object->name) == object;
    bool type = names_find(ddl->model->names, NAMES_TYPE, object->name) == object;
    struct qname own =
        other->parent && !other->name_is_whole ? (struct qname){NULL, to.name} : to;

    if ((relation && names_find(ddl->model->names, NAMES_RELATION, to)) ||
        (type && names_find(ddl->model->names, NAMES_TYPE, to)))
        return ddl_refuse(ddl, -1, "%s \"%s\" already exists", relation ? "relation" : "type",
                          to.name);
    leave(ddl, NAMES_RELATION, other);
    leave(ddl, NAMES_TYPE, other);
    ddl_leave_called(ddl, other);
    names_leave(ddl->other_names, NAMES_SCHEMA, other->key);
    other->identity = own.schema ? renamed_identity(ddl, other, to) : identity_of(ddl, own);
    object->name = to;
    other->key = key_of(&ddl->model->arena, other->word, other->identity, other->parent);
    names_enter(&ddl->other_names, NAMES_SCHEMA, other->key, object);
    ddl_enter_called(ddl, other);
    if (relation)
        names_enter(&ddl->model->names, NAMES_RELATION, to, object);
    if (type)
        names_enter(&ddl->model->names, NAMES_TYPE, to, object);
    return true;
}

void ddl_create_other_index(struct ddl *ddl, struct ddl_other *other,
                            const PgQuery__IndexStmt *create)
{
    struct qname name = {other->object.name.schema, ddl_keep(ddl, create->idxname)};

    if (!strcmp(other->word, "view"))
        ddl_refuse(ddl, create->relation->location,
                   "cannot create index on relation \"%s\": it is a view",
                   other->object.name.name);
    if (!create->if_not_exists || !names_find(ddl->model->names, NAMES_RELATION, name))
        ddl_add_companion(ddl, NAMES_RELATION, "index", name, other);
}

/* ------------------------------------------------------------------ in the model */

static void list(struct ddl *ddl, const char *word, const char *name, struct qname on,
                 const char *column)
{
    struct unmodelled entry = {word, name, on, column};

    array_add(&ddl->model->arena, &ddl->model->unmodelled, entry);
}

/* The name as pg_identify_object() prints it: what a trigger is on may have been renamed. */
static const char *printed(struct ddl *ddl, const struct ddl_other *other)
{
    const char *parent;

    if (!other->parent || other->name_is_whole)
        return other->identity;
    parent = identity_of(ddl, other->parent->name);
    return *other->identity
               ? arena_printf(&ddl->model->arena, "%s on %s", other->identity, parent)
               : parent;
}

/* What is on something goes with it; of tables that are left out only those count that others
 * may see. */
static bool is_listed(const struct ddl *ddl, const struct ddl_other *other)
{
    const struct object *parent = other->parent;
    const char *left_out = parent ? ddl_left_out(ddl, parent) : NULL;

    if (other->dropped || other->unlisted || other->word == ddl_temporary ||
        is_pattern_excluded(ddl->settings, other->object.name.schema, other->object.name.name))
        return false;
    if (!parent)
        return true;
    if (parent->kind == KIND_COUNT)
        return is_listed(ddl, (const struct ddl_other *)parent);
    return ddl_is_there(ddl, parent) &&
           !is_name_left_out(ddl->settings, parent->kind, parent->name) &&
           (!left_out ||
            (*other->identity && left_out != ddl_temporary && strcmp(left_out, "partition")));
}

/* Only what is part of the model is worth saying. */
static bool is_modelled(const struct ddl *ddl, const struct object *object)
{
    return object->kind != KIND_COUNT && ddl_is_there(ddl, object) &&
           !ddl_left_out(ddl, object) &&
           !is_name_left_out(ddl->settings, object->kind, object->name);
}

static void list_other(struct ddl *ddl, const struct ddl_other *other)
{
    const char *name;

    if (!is_listed(ddl, other))
        return;
    name = printed(ddl, other);
    list(ddl, other->word, name, (struct qname){0}, NULL);
    for (array_each (const struct ddl_edge, edge, &other->edges))
        if (is_modelled(ddl, edge->on))
            list(ddl, other->word, name, edge->on->name, edge->column);
}

static void list_table(struct ddl *ddl, const struct object *table)
{
    const char *word = ddl_left_out(ddl, table), *name = identity_of(ddl, table->name);

    if (!word || word == ddl_temporary || word == ddl_external || !ddl_is_there(ddl, table) ||
        is_pattern_excluded(ddl->settings, table->name.schema, table->name.name))
        return;
    list(ddl, word, name, (struct qname){0}, NULL);
    for (array_each (const struct ref, parent, &((const struct table *)table)->inherits))
        if (parent->to && is_modelled(ddl, parent->to))
            list(ddl, word, name, parent->to->name, NULL);
}

void ddl_list_others(struct ddl *ddl)
{
    const struct object_list *tables = &ddl->model->objects[KIND_TABLE];

    for (size_t i = 0; i < tables->count; i++)
        list_table(ddl, tables->at[i]);
    for (array_each (struct ddl_other *, other, &ddl->others))
        list_other(ddl, *other);
}

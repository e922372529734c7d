/* Finding, entering and choosing names while statements are carried out: the search path, and
 * the one look-up table that is exact after each of them. */

#include "sources/ddl_build.h"

#include <string.h>

/* ------------------------------------------------------------------ schemas */

bool ddl_has_schema(const struct ddl *ddl, const char *name)
{
    struct qname schema = {.name = name};

    return names_find(ddl->model->names, NAMES_SCHEMA, schema) != NULL;
}

/* The schema where something without one is created: the first of the path that is there. NULL
 * and an error if there is none. */
static const char *creation_schema(struct ddl *ddl)
{
    for (size_t i = 0; i < ddl->path.count; i++)
        if (ddl_has_schema(ddl, ddl->path.at[i]))
            return ddl->path.at[i];
    ddl_refuse(ddl, -1, "no schema has been selected to create in");
    diag_hint(ddl->diags, "Say the schema with the name, or set search_path before.");
    return NULL;
}

struct qname ddl_new_name(struct ddl *ddl, struct qname said, int location)
{
    if (!said.schema)
        said.schema = creation_schema(ddl);
    else if (!ddl_has_schema(ddl, said.schema))
        said.schema =
            (ddl_refuse(ddl, location, "schema \"%s\" does not exist", said.schema), NULL);
    return said.schema ? said : (struct qname){0};
}

/* ------------------------------------------------------------------ finding */

static struct object *find_in(const struct ddl *ddl, enum name_space space, const char *schema,
                              const char *name, struct qname *found)
{
    struct qname whole = {schema, name};
    struct object *object = names_find(ddl->model->names, space, whole);

    if (object && found)
        *found = whole;
    return object;
}

struct object *ddl_find(const struct ddl *ddl, enum name_space space, struct qname said,
                        struct qname *found)
{
    struct object *object;

    if (said.schema)
        return find_in(ddl, space, said.schema, said.name, found);
    object = find_in(ddl, space, TEMPORARY_SCHEMA, said.name, found);
    for (size_t i = 0; i < ddl->path.count && !object; i++)
        object = find_in(ddl, space, ddl->path.at[i], said.name, found);
    return object;
}

struct qname ddl_range_name(struct ddl *ddl, const PgQuery__RangeVar *range)
{
    return (struct qname){ddl_keep(ddl, range->schemaname), ddl_keep(ddl, range->relname)};
}

struct qname ddl_new_relation(struct ddl *ddl, const PgQuery__RangeVar *range)
{
    struct qname name = ddl_range_name(ddl, range);

    if (text_equal(range->relpersistence, "t") || text_equal(name.schema, TEMPORARY_SCHEMA))
        return (struct qname){TEMPORARY_SCHEMA, name.name};
    return ddl_new_name(ddl, name, range->location);
}

struct object *ddl_find_relation(const struct ddl *ddl, const PgQuery__RangeVar *range,
                                 struct qname *found)
{
    struct qname said = {*range->schemaname ? range->schemaname : NULL, range->relname};

    return ddl_find(ddl, NAMES_RELATION, said, found);
}

/* A name as messages show it: with the schema that was said. */
static const char *said_name(struct ddl *ddl, const PgQuery__RangeVar *range)
{
    return *range->schemaname
               ? arena_printf(&ddl->scratch, "%s.%s", range->schemaname, range->relname)
               : range->relname;
}

struct table *ddl_need_table(struct ddl *ddl, const PgQuery__RangeVar *range)
{
    struct object *object = ddl_find_relation(ddl, range, NULL);

    if (!object) {
        ddl_refuse(ddl, range->location, "relation \"%s\" does not exist",
                   said_name(ddl, range));
        return NULL;
    }
    if (object->kind == KIND_COUNT) {
        if (strstr(((const struct ddl_other *)object)->word, "view"))
            ddl_refuse(ddl, range->location, "\"%s\" is not a table", said_name(ddl, range));
        return NULL;
    }
    if (object->kind != KIND_TABLE || !text_equal(object->name.name, range->relname)) {
        ddl_refuse(ddl, range->location, "\"%s\" is not a table", said_name(ddl, range));
        return NULL;
    }
    return (struct table *)object;
}

/* ------------------------------------------------------------------ entering */

/* The name space where an object's own name stands. */
static enum name_space space_of(const struct object *object)
{
    return names_space(object->kind);
}

/* Relations that have a row type of their own name. */
static bool has_row_type(const struct object *object)
{
    return object->kind == KIND_TABLE || object->kind == KIND_COMPOSITE;
}

bool ddl_is_there(const struct ddl *ddl, const struct object *object)
{
    return names_find(ddl->model->names, space_of(object), object->name) == object;
}

static bool refuse_taken(struct ddl *ddl, enum name_space space, struct qname name,
                         int location)
{
    static const char *const words[] = {[NAMES_SCHEMA] = "schema",
                                        [NAMES_EXTENSION] = "extension",
                                        [NAMES_RELATION] = "relation",
                                        [NAMES_TYPE] = "type",
                                        [NAMES_CONSTRAINT] = "constraint"};

    if (ddl->forgives) {
        ddl->forgiven = true;
        return false;
    }
    return ddl_refuse(ddl, location, "%s \"%s\" already exists", words[space], name.name);
}

static bool is_taken(const struct ddl *ddl, enum name_space space, struct qname name)
{
    return names_find(ddl->model->names, space, name) != NULL;
}

struct object *ddl_add(struct ddl *ddl, enum kind kind, struct qname name, int location)
{
    enum name_space space = names_space(kind);
    bool row_type = kind == KIND_TABLE || kind == KIND_COMPOSITE;
    struct object *object;

    if (row_type || space == NAMES_TYPE)
        ddl_take_shell(ddl, name);
    if (is_taken(ddl, space, name) || (row_type && is_taken(ddl, NAMES_TYPE, name))) {
        refuse_taken(ddl, is_taken(ddl, space, name) ? space : NAMES_TYPE, name, location);
        return NULL;
    }
    object = model_add(ddl->model, kind, name, NULL);
    object->at = ddl_place(ddl, location);
    return object;
}

bool ddl_enter_member(struct ddl *ddl, struct table *table, struct qname name, int location)
{
    if (is_taken(ddl, NAMES_RELATION, name))
        return refuse_taken(ddl, NAMES_RELATION, name, location);
    names_enter(&ddl->model->names, NAMES_RELATION, name, &table->object);
    return true;
}

/* ------------------------------------------------------------------ names of members */

typedef void member_visitor(struct ddl *ddl, struct object *owner, enum name_space space,
                            struct qname name);

static void each_constraint_name(struct ddl *ddl, struct object *owner,
                                 const struct constraint *constraint, member_visitor *visit)
{
    struct qname name = {owner->name.schema, constraint->object.name.name};

    if (constraint_has_index(constraint))
        visit(ddl, owner, NAMES_RELATION, name);
    visit(ddl, owner, NAMES_CONSTRAINT, name);
}

static void each_table_name(struct ddl *ddl, const struct table *table, struct object *owner,
                            member_visitor *visit)
{
    for (array_each (const struct constraint, constraint, &table->constraints))
        each_constraint_name(ddl, owner, constraint, visit);
    for (array_each (const struct index, index, &table->indexes))
        visit(ddl, owner, NAMES_RELATION,
              (struct qname){owner->name.schema, index->object.name.name});
    for (array_each (const struct column, column, &table->columns))
        if (column->identity != IDENTITY_NONE)
            visit(ddl, owner, NAMES_RELATION, column->identity_sequence);
}

/* Every name that is entered for a member of the object. */
static void each_member_name(struct ddl *ddl, struct object *owner, member_visitor *visit)
{
    if (owner->kind == KIND_TABLE)
        each_table_name(ddl, (const struct table *)owner, owner, visit);
    if (owner->kind == KIND_DOMAIN)
        for (array_each (const struct constraint, check,
                         &((const struct domain *)owner)->constraints))
            each_constraint_name(ddl, owner, check, visit);
}

static void leave_name(struct ddl *ddl, struct object *owner, enum name_space space,
                       struct qname name)
{
    (void)owner;
    names_leave(ddl->model->names, space, name);
}

static void enter_name(struct ddl *ddl, struct object *owner, enum name_space space,
                       struct qname name)
{
    if (space == NAMES_RELATION && is_taken(ddl, space, name))
        refuse_taken(ddl, space, name, -1);
    else
        names_enter(&ddl->model->names, space, name, owner);
}

void ddl_leave_constraint(struct ddl *ddl, struct object *owner,
                          const struct constraint *constraint)
{
    each_constraint_name(ddl, owner, constraint, leave_name);
}

bool ddl_enter_constraint(struct ddl *ddl, struct object *owner,
                          const struct constraint *constraint)
{
    size_t errors = diags_errors(ddl->diags);

    each_constraint_name(ddl, owner, constraint, enter_name);
    return diags_errors(ddl->diags) == errors;
}

/* ------------------------------------------------------------------ whole objects */

void ddl_leave(struct ddl *ddl, struct object *object)
{
    names_leave(ddl->model->names, space_of(object), object->name);
    if (has_row_type(object))
        names_leave(ddl->model->names, NAMES_TYPE, object->name);
    each_member_name(ddl, object, leave_name);
}

bool ddl_enter(struct ddl *ddl, struct object *object, int location)
{
    enum name_space space = space_of(object);
    size_t errors = diags_errors(ddl->diags);

    if (is_taken(ddl, space, object->name))
        return refuse_taken(ddl, space, object->name, location);
    if (has_row_type(object) && is_taken(ddl, NAMES_TYPE, object->name))
        return refuse_taken(ddl, NAMES_TYPE, object->name, location);
    names_enter(&ddl->model->names, space, object->name, object);
    if (has_row_type(object))
        names_enter(&ddl->model->names, NAMES_TYPE, object->name, object);
    each_member_name(ddl, object, enter_name);
    return diags_errors(ddl->diags) == errors;
}

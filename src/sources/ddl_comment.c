/* COMMENT ON: on what the model has; of the rest no comment is kept. */

#include "sources/ddl_alter.h"

#include "kinds/write.h"

#include <string.h>

#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

/* schema.table and a name behind it. */
static struct qname owner_name(struct ddl *ddl, const PgQuery__List *list)
{
    return ddl_qname(ddl, list->items, list->n_items - 1);
}

static const char *last_name(struct ddl *ddl, const PgQuery__List *list)
{
    return ddl_text(ddl, list->items[list->n_items - 1]);
}

static struct object *need(struct ddl *ddl, enum name_space space, struct qname name,
                           struct qname *found)
{
    struct object *object = ddl_find(ddl, space, name, found);

    if (!object)
        ddl_refuse(ddl, -1, "%s \"%s\" does not exist",
                   space == NAMES_TYPE ? "type" : "relation", name.name);
    return object;
}

static struct object *find_relation(struct ddl *ddl, const PgQuery__Node *node)
{
    struct qname found;
    struct object *object = need(ddl, NAMES_RELATION, ddl_node_name(ddl, node), &found);

    return object && object->kind != KIND_COUNT && qname_equal(object->name, found) ? object
                                                                                    : NULL;
}

static struct object *find_index(struct ddl *ddl, const PgQuery__Node *node)
{
    struct qname found;
    struct object *object = need(ddl, NAMES_RELATION, ddl_node_name(ddl, node), &found);
    struct index *index = object && object->kind == KIND_TABLE
                              ? table_find_index((struct table *)object, found.name)
                              : NULL;

    return index ? &index->object : NULL;
}

static struct object *find_column(struct ddl *ddl, const PgQuery__Node *node)
{
    const char *name = last_name(ddl, node->list);
    struct object *object = need(ddl, NAMES_RELATION, owner_name(ddl, node->list), NULL);

    if (!object || object->kind == KIND_COUNT)
        return NULL;
    if (object->kind == KIND_TABLE) {
        struct column *column = ddl_need_column(ddl, (struct table *)object, name);

        return column ? &column->object : NULL;
    }
    if (object->kind == KIND_COMPOSITE)
        for (array_each (struct column, attribute, &((struct composite *)object)->attributes))
            if (text_equal(attribute->object.name.name, name))
                return &attribute->object;
    ddl_refuse(ddl, -1, "column \"%s\" of relation \"%s\" does not exist", name,
               object->name.name);
    return NULL;
}

static struct object *find_constraint(struct ddl *ddl, const PgQuery__Node *node)
{
    const char *name = last_name(ddl, node->list);
    struct object *object = need(ddl, NAMES_RELATION, owner_name(ddl, node->list), NULL);
    struct constraint *constraint = object && object->kind == KIND_TABLE
                                        ? table_find_constraint((struct table *)object, name)
                                        : NULL;

    return constraint ? &constraint->object : NULL;
}

static struct object *find_domain_constraint(struct ddl *ddl, const PgQuery__Node *node)
{
    struct object *object =
        need(ddl, NAMES_TYPE, ddl_node_name(ddl, node->list->items[0]), NULL);
    struct constraint *check =
        object && object->kind == KIND_DOMAIN
            ? ddl_find_check((struct domain *)object, last_name(ddl, node->list))
            : NULL;

    return check ? &check->object : NULL;
}

static struct object *find_type(struct ddl *ddl, const PgQuery__Node *node)
{
    struct object *object = need(ddl, NAMES_TYPE, ddl_node_name(ddl, node), NULL);

    return object && object->kind != KIND_COUNT ? object : NULL;
}

static struct object *find_schema(struct ddl *ddl, const PgQuery__Node *node)
{
    return names_find(ddl->model->names, NAMES_SCHEMA,
                      (struct qname){NULL, ddl_text(ddl, node)});
}

/* The comment that a script of pg_dump gives to an extension is the extension's own. */
static struct object *find_extension(struct ddl *ddl, const PgQuery__Node *node)
{
    return ddl->from_dump ? NULL
                          : names_find(ddl->model->names, NAMES_EXTENSION,
                                       (struct qname){NULL, ddl_text(ddl, node)});
}

static struct object *(*const finders[])(struct ddl *, const PgQuery__Node *) = {
    [OBJECT(TABLE)] = find_relation,
    [OBJECT(SEQUENCE)] = find_relation,
    [OBJECT(INDEX)] = find_index,
    [OBJECT(COLUMN)] = find_column,
    [OBJECT(TABCONSTRAINT)] = find_constraint,
    [OBJECT(DOMCONSTRAINT)] = find_domain_constraint,
    [OBJECT(TYPE)] = find_type,
    [OBJECT(DOMAIN)] = find_type,
    [OBJECT(SCHEMA)] = find_schema,
    [OBJECT(EXTENSION)] = find_extension,
};

bool ddl_restores_comment(struct ddl *ddl)
{
    struct object *extension;
    bool found = false;

    for (size_t i = 0; !found && (extension = ddl_next_object(ddl, KIND_EXTENSION, &i));) {
        struct buf sql = BUF_INIT;

        write_own_comment(&sql, extension);
        found = text_equal(ddl->statement.source.text, buf_text(&sql));
        if (found)
            extension->comment = NULL;
        buf_release(&sql);
    }
    return found;
}

void ddl_comment(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CommentStmt *comment = node->comment_stmt;
    struct object *object = NULL;

    if ((size_t)comment->objtype < COUNT_OF(finders) && finders[comment->objtype])
        object = finders[comment->objtype](ddl, comment->object);
    if (object)
        object->comment = ddl_keep(ddl, comment->comment);
    if (object && object->kind == KIND_SCHEMA &&
        text_equal(object->comment, "standard public schema"))
        object->comment = NULL; /* initdb's own */
}

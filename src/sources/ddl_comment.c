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

static void comment_on_index_of(struct ddl *ddl, const PgQuery__CommentStmt *comment)
{
    struct qname found;
    struct object *object =
        need(ddl, NAMES_RELATION, ddl_node_name(ddl, comment->object), &found);
    struct table *table = object && object->kind == KIND_TABLE ? (struct table *)object : NULL;
    struct index *index = table ? table_find_index(table, found.name) : NULL;

    struct constraint *constraint =
        table && !index ? table_find_constraint(table, found.name) : NULL;

    if (index)
        index->object.comment = ddl_keep(ddl, comment->comment);
    else if (constraint)
        constraint->index_comment = ddl_keep(ddl, comment->comment);
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

    if (object && object->kind == KIND_TABLE && !constraint &&
        !ddl_find_not_null(ddl, (struct table *)object, name))
        ddl_refuse(ddl, -1, "constraint \"%s\" for table \"%s\" does not exist", name,
                   object->name.name);
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

    if (object && object->kind == KIND_DOMAIN && !check &&
        !((const struct domain *)object)->not_null) /* which 17 has constraints for */
        ddl_refuse(ddl, -1, "constraint \"%s\" for domain %s does not exist",
                   last_name(ddl, node->list), object->name.name);
    return check ? &check->object : NULL;
}

static struct object *find_type(struct ddl *ddl, const PgQuery__Node *node)
{
    struct object *object = need(ddl, NAMES_TYPE, ddl_node_name(ddl, node), NULL);

    /* that of the type of a table's rows is not the table's */
    return object && object->kind != KIND_COUNT && object->kind != KIND_TABLE ? object : NULL;
}

static struct object *find_schema(struct ddl *ddl, const PgQuery__Node *node)
{
    struct qname name = {NULL, ddl_text(ddl, node)};
    struct object *schema = names_find(ddl->model->names, NAMES_SCHEMA, name);

    if (!schema)
        ddl_refuse(ddl, -1, "schema \"%s\" does not exist", name.name);
    return schema;
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

/* What is not there is judged by who looks for it. */
static bool is_of_kind(struct ddl *ddl, const PgQuery__CommentStmt *comment)
{
    static const enum name_space spaces[] = {
        [OBJECT(TABLE)] = NAMES_RELATION,    [OBJECT(FOREIGN_TABLE)] = NAMES_RELATION,
        [OBJECT(SEQUENCE)] = NAMES_RELATION, [OBJECT(INDEX)] = NAMES_RELATION,
        [OBJECT(VIEW)] = NAMES_RELATION,     [OBJECT(MATVIEW)] = NAMES_RELATION,
        [OBJECT(DOMAIN)] = NAMES_TYPE,
    };
    size_t type = (size_t)comment->objtype;
    struct qname found;
    struct object *object;

    if (type >= COUNT_OF(spaces) || !spaces[type])
        return true;
    object = ddl_find(ddl, spaces[type], ddl_node_name(ddl, comment->object), &found);
    return !object || ddl_judge_kind(ddl, comment->objtype, object, found, -1);
}

void ddl_comment(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CommentStmt *comment = node->comment_stmt;
    struct object *object = NULL;

    if (!is_of_kind(ddl, comment))
        return;
    if (comment->objtype == OBJECT(INDEX))
        comment_on_index_of(ddl, comment);
    if ((size_t)comment->objtype < COUNT_OF(finders) && finders[comment->objtype])
        object = finders[comment->objtype](ddl, comment->object);
    if (object)
        object->comment = ddl_keep(ddl, comment->comment);
    if (object && object->kind == KIND_SCHEMA &&
        text_equal(object->comment, "standard public schema"))
        object->comment = NULL; /* initdb's own */
}

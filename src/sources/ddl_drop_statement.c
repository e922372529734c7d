/* The DROP statements: from the names that they say to what is there. */

#include "sources/ddl_alter.h"

#include <string.h>

#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

/* What DROP calls a kind, and what is of it. */
static const struct drop_row {
    const char *word; /* as the database source calls what is not modelled */
    enum name_space space;
    bool is_named; /* it stands among relations or types */
} drop_rows[] = {
    [OBJECT(TABLE)] = {"table", NAMES_RELATION, true},
    [OBJECT(FOREIGN_TABLE)] = {"foreign table", NAMES_RELATION, true},
    [OBJECT(SEQUENCE)] = {"sequence", NAMES_RELATION, true},
    [OBJECT(INDEX)] = {"index", NAMES_RELATION, true},
    [OBJECT(VIEW)] = {"view", NAMES_RELATION, true},
    [OBJECT(MATVIEW)] = {"materialized view", NAMES_RELATION, true},
    [OBJECT(TYPE)] = {"type", NAMES_TYPE, true},
    [OBJECT(DOMAIN)] = {"domain", NAMES_TYPE, true},
};

/* One DROP at work. */
struct drop {
    const PgQuery__DropStmt *statement;
    const struct drop_row *row;
    struct ddl_addresses targets;
};

struct qname ddl_node_name(struct ddl *ddl, const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_LIST:
        return ddl_qname(ddl, node->list->items, node->list->n_items);
    case PG_QUERY__NODE__NODE_TYPE_NAME:
        return ddl_qname(ddl, node->type_name->names, node->type_name->n_names);
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
        return ddl_qname(ddl, node->object_with_args->objname,
                         node->object_with_args->n_objname);
    default:
        return (struct qname){NULL, ddl_text(ddl, node)};
    }
}

static void add_target(struct ddl *ddl, struct drop *drop, struct ddl_address address)
{
    array_add(&ddl->scratch, &drop->targets, address);
}

static bool refuse_missing(struct ddl *ddl, const struct drop *drop, struct qname name)
{
    if (drop->statement->missing_ok)
        return true;
    return ddl_refuse(ddl, -1, "%s \"%s\" does not exist", drop->row->word, name.name);
}

static bool refuse_kind(struct ddl *ddl, const struct drop *drop, struct qname name)
{
    return ddl_refuse(ddl, -1, "\"%s\" is not %s %s", name.name,
                      drop->statement->remove_type == OBJECT(INDEX) ? "an" : "a",
                      drop->row->word);
}

/* ------------------------------------------------------------------ relations and types */

static bool is_of_kind(const struct ddl *ddl, const struct drop *drop,
                       const struct object *object)
{
    PgQuery__ObjectType type = drop->statement->remove_type;

    if (type == OBJECT(TYPE))
        return object->kind == KIND_ENUM || object->kind == KIND_COMPOSITE ||
               object->kind == KIND_DOMAIN || object->kind == KIND_COUNT;
    return ddl_is_of_kind(ddl, type, object, object->name);
}

/* A name among a table's members: an index, or what stands on one. */
static bool drop_member(struct ddl *ddl, struct drop *drop, struct table *table,
                        struct qname name)
{
    if (drop->statement->remove_type != OBJECT(INDEX))
        return refuse_kind(ddl, drop, name);
    if (table_find_index(table, name.name)) {
        add_target(ddl, drop, (struct ddl_address){&table->object, PART_INDEX, name.name});
        return true;
    }
    ddl_refuse(ddl, -1,
               "cannot drop index \"%s\" because constraint \"%s\" of table \"%s\" "
               "requires it",
               name.name, name.name, table->object.name.name);
    diag_hint(ddl->diags, "Drop the constraint instead.");
    return false;
}

static bool drop_named(struct ddl *ddl, struct drop *drop, const PgQuery__Node *node)
{
    struct qname name = ddl_node_name(ddl, node), found;
    struct object *object = ddl_find(ddl, drop->row->space, name, &found);

    if (!object)
        return refuse_missing(ddl, drop, name);
    if (object->kind == KIND_TABLE && !qname_equal(object->name, found))
        return drop_member(ddl, drop, (struct table *)object, found);
    if (!is_of_kind(ddl, drop, object))
        return refuse_kind(ddl, drop, name);
    add_target(ddl, drop, (struct ddl_address){object, PART_WHOLE, NULL});
    return true;
}

/* ------------------------------------------------------------------ schemas, extensions */

static bool drop_plain(struct ddl *ddl, struct drop *drop, const PgQuery__Node *node,
                       enum kind kind)
{
    struct qname name = {NULL, ddl_text(ddl, node)};
    struct object *object = names_find(ddl->model->names, names_space(kind), name);

    if (!object && drop->statement->missing_ok)
        return true;
    if (!object)
        return ddl_refuse(ddl, -1, "%s \"%s\" does not exist", kind_word(kind), name.name);
    add_target(ddl, drop, (struct ddl_address){object, PART_WHOLE, NULL});
    return true;
}

/* What an extension brought is not known here, but that something is of one. */
static void see_extension_type(void *context, struct ddl_address holder, struct type_name *type)
{
    struct ddl_address *found = context;

    if (type->from_extension)
        *found = holder;
}

static bool drop_extension(struct ddl *ddl, struct drop *drop, const PgQuery__Node *node)
{
    struct ddl_address user = {0};

    if (!drop_plain(ddl, drop, node, KIND_EXTENSION))
        return false;
    ddl_each_type(ddl, see_extension_type, &user);
    if (user.object && drop->statement->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
        ddl_cannot_follow(ddl, "whether %s goes with the extension is not known",
                          ddl_describe(ddl, user));
    return true;
}

/* ------------------------------------------------------------------ the statement */

/* For messages: what a node names in the end. */
static const char *last_name(struct ddl *ddl, const PgQuery__Node *node)
{
    const char *name = ddl_node_name(ddl, node).name;

    return name ? name : "";
}

static bool find_target(struct ddl *ddl, struct drop *drop, const PgQuery__Node *node)
{
    PgQuery__ObjectType type = drop->statement->remove_type;

    if (type == OBJECT(SCHEMA))
        return drop_plain(ddl, drop, node, KIND_SCHEMA);
    if (type == OBJECT(EXTENSION))
        return drop_extension(ddl, drop, node);
    if (drop->row)
        return drop_named(ddl, drop, node);
    struct ddl_other *other = ddl_find_other_by_node(ddl, type, node);
    if (other)
        add_target(ddl, drop, (struct ddl_address){&other->object, PART_WHOLE, NULL});
    else if (ddl_other_word(type) && !drop->statement->missing_ok)
        return ddl_refuse(ddl, -1, "%s \"%s\" does not exist", ddl_other_word(type),
                          last_name(ddl, node));
    return true;
}

/* Nobody here knows who owns what. */
void ddl_drop_owned(struct ddl *ddl, const PgQuery__Node *node)
{
    (void)node;
    ddl_cannot_follow(ddl, "what DROP OWNED drops is not known without a server");
}

void ddl_drop(struct ddl *ddl, const PgQuery__Node *node)
{
    struct drop drop = {.statement = node->drop_stmt};
    PgQuery__ObjectType type = drop.statement->remove_type;
    bool ok = true;

    if ((size_t)type < COUNT_OF(drop_rows) && drop_rows[type].is_named)
        drop.row = &drop_rows[type];
    for (size_t i = 0; i < drop.statement->n_objects; i++)
        ok &= find_target(ddl, &drop, drop.statement->objects[i]);
    if (ok)
        ddl_drop_all(ddl, &drop.targets,
                     drop.statement->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE, -1);
}

/* Finds what is not modelled by the way in which DROP, ALTER and COMMENT name it. */

#include "sources/ddl_alter.h"

#include <string.h>

#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

/* How a kind is named, and so what its node is. */
enum naming {
    NAMING_NONE,
    NAMING_PLAIN,    /* a name without a schema */
    NAMING_LIST,     /* schema.name */
    NAMING_FUNCTION, /* schema.name(types) */
    NAMING_ON,       /* a relation, and the name behind it */
    NAMING_USING,    /* the access method, and the name behind it */
    NAMING_CAST,
    NAMING_TRANSFORM
};

/* Two words where one statement is for two kinds. */
static const struct other_row {
    enum naming naming;
    const char *word, *or_word;
} rows[] = {
    [OBJECT(FUNCTION)] = {NAMING_FUNCTION, "function", NULL},
    [OBJECT(PROCEDURE)] = {NAMING_FUNCTION, "procedure", NULL},
    [OBJECT(ROUTINE)] = {NAMING_FUNCTION, "function", "procedure"},
    [OBJECT(AGGREGATE)] = {NAMING_FUNCTION, "aggregate", NULL},
    [OBJECT(OPERATOR)] = {NAMING_FUNCTION, "operator", NULL},
    [OBJECT(TRIGGER)] = {NAMING_ON, "trigger", NULL},
    [OBJECT(POLICY)] = {NAMING_ON, "policy", NULL},
    [OBJECT(RULE)] = {NAMING_ON, "rule", NULL},
    [OBJECT(COLLATION)] = {NAMING_LIST, "collation", NULL},
    [OBJECT(CONVERSION)] = {NAMING_LIST, "conversion", NULL},
    [OBJECT(STATISTIC_EXT)] = {NAMING_LIST, "statistics object", NULL},
    [OBJECT(TSCONFIGURATION)] = {NAMING_LIST, "text search configuration", NULL},
    [OBJECT(TSDICTIONARY)] = {NAMING_LIST, "text search dictionary", NULL},
    [OBJECT(TSPARSER)] = {NAMING_LIST, "text search parser", NULL},
    [OBJECT(TSTEMPLATE)] = {NAMING_LIST, "text search template", NULL},
    [OBJECT(OPCLASS)] = {NAMING_USING, "operator class", NULL},
    [OBJECT(OPFAMILY)] = {NAMING_USING, "operator family", NULL},
    [OBJECT(EVENT_TRIGGER)] = {NAMING_PLAIN, "event trigger", NULL},
    [OBJECT(PUBLICATION)] = {NAMING_PLAIN, "publication", NULL},
    [OBJECT(FDW)] = {NAMING_PLAIN, "foreign-data wrapper", NULL},
    [OBJECT(FOREIGN_SERVER)] = {NAMING_PLAIN, "server", NULL},
    [OBJECT(LANGUAGE)] = {NAMING_PLAIN, "language", NULL},
    [OBJECT(ACCESS_METHOD)] = {NAMING_PLAIN, "access method", NULL},
    [OBJECT(CAST)] = {NAMING_CAST, "cast", NULL},
    [OBJECT(TRANSFORM)] = {NAMING_TRANSFORM, "transform", NULL},
};

/* What is looked for. */
struct wanted {
    struct ddl *ddl;
    const struct other_row *row;
    struct qname name;
    const struct object *parent; /* of what is on a relation */
    const char *ending;          /* of the identity, behind the name; NULL: any */
};

/* ------------------------------------------------------------------ matching */

static bool is_in_path(const struct ddl *ddl, const char *schema)
{
    return text_list_has(&ddl->path, schema);
}

static bool has_ending(const char *identity, const char *ending)
{
    size_t length = strlen(identity), wanted = strlen(ending);

    return length >= wanted && !strcmp(identity + length - wanted, ending);
}

static bool is_wanted(const struct wanted *wanted, const struct ddl_other *other)
{
    const struct other_row *row = wanted->row;
    struct qname name = other->object.name;

    if (strcmp(other->word, row->word) && (!row->or_word || strcmp(other->word, row->or_word)))
        return false;
    if (wanted->ending && !has_ending(other->identity, wanted->ending))
        return false;
    if (!wanted->name.name)
        return true;
    if (!text_equal(name.name, wanted->name.name))
        return false;
    if (row->naming == NAMING_ON)
        return other->parent == wanted->parent;
    return !name.schema || (wanted->name.schema ? text_equal(name.schema, wanted->name.schema)
                                                : is_in_path(wanted->ddl, name.schema));
}

static struct ddl_other *find(const struct wanted *wanted)
{
    struct ddl_other *other;

    for (size_t i = 0; (other = ddl_next_other(wanted->ddl, &i));)
        if (is_wanted(wanted, other))
            return other;
    return NULL;
}

/* ------------------------------------------------------------------ reading nodes */

static const char *type_list(struct ddl *ddl, PgQuery__Node *const *nodes, size_t count)
{
    struct buf text = BUF_INIT;

    buf_add_char(&text, '(');
    for (size_t i = 0; i < count; i++) {
        bool none = nodes[i]->node_case != PG_QUERY__NODE__NODE_TYPE_NAME;

        buf_addf(&text, "%s%s", i ? "," : "",
                 none ? "NONE" : ddl_qualified_type(ddl, nodes[i]->type_name));
    }
    buf_add_char(&text, ')');
    const char *kept = arena_strdup(&ddl->scratch, buf_text(&text));
    buf_release(&text);
    return kept;
}

static void read_function(struct wanted *wanted, const PgQuery__ObjectWithArgs *node)
{
    wanted->name = ddl_qname(wanted->ddl, node->objname, node->n_objname);
    if (!node->args_unspecified)
        wanted->ending = type_list(wanted->ddl, node->objargs, node->n_objargs);
}

static void read_on(struct wanted *wanted, const PgQuery__List *list)
{
    struct qname relation = ddl_qname(wanted->ddl, list->items, list->n_items - 1);

    wanted->name.name = ddl_text(wanted->ddl, list->items[list->n_items - 1]);
    wanted->parent = ddl_find(wanted->ddl, NAMES_RELATION, relation, NULL);
}

static void read_using(struct wanted *wanted, const PgQuery__List *list)
{
    struct buf text = BUF_INIT;

    wanted->name = ddl_qname(wanted->ddl, list->items + 1, list->n_items - 1);
    buf_add(&text, " USING ");
    sql_ident(&text, ddl_text(wanted->ddl, list->items[0]));
    wanted->ending = arena_strdup(&wanted->ddl->scratch, buf_text(&text));
    buf_release(&text);
}

static void read_cast(struct wanted *wanted, const PgQuery__List *list)
{
    wanted->ending = arena_printf(&wanted->ddl->scratch, "(%s AS %s)",
                                  ddl_qualified_type(wanted->ddl, list->items[0]->type_name),
                                  ddl_qualified_type(wanted->ddl, list->items[1]->type_name));
}

static void read_transform(struct wanted *wanted, const PgQuery__List *list)
{
    wanted->ending = arena_printf(&wanted->ddl->scratch, "for %s language %s",
                                  ddl_qualified_type(wanted->ddl, list->items[0]->type_name),
                                  ddl_text(wanted->ddl, list->items[1]));
}

static bool read_node(struct wanted *wanted, const PgQuery__Node *node)
{
    const PgQuery__List *list =
        node && node->node_case == PG_QUERY__NODE__NODE_LIST ? node->list : NULL;

    switch (wanted->row->naming) {
    case NAMING_PLAIN:
    case NAMING_LIST:
        wanted->name = ddl_node_name(wanted->ddl, node);
        return wanted->name.name != NULL;
    case NAMING_FUNCTION:
        if (node->node_case == PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS)
            read_function(wanted, node->object_with_args);
        return wanted->name.name != NULL;
    case NAMING_ON:
        if (list)
            read_on(wanted, list);
        return wanted->parent != NULL;
    case NAMING_USING:
        if (list)
            read_using(wanted, list);
        return wanted->name.name != NULL;
    case NAMING_CAST:
        if (list)
            read_cast(wanted, list);
        return wanted->ending != NULL;
    case NAMING_TRANSFORM:
        if (list)
            read_transform(wanted, list);
        return wanted->ending != NULL;
    default:
        return false;
    }
}

static bool has_row(PgQuery__ObjectType type)
{
    return (size_t)type < COUNT_OF(rows) && rows[type].naming != NAMING_NONE;
}

const char *ddl_other_word(PgQuery__ObjectType type)
{
    return has_row(type) ? rows[type].word : NULL;
}

struct ddl_other *ddl_find_other_by_node(struct ddl *ddl, PgQuery__ObjectType type,
                                         const PgQuery__Node *node)
{
    struct wanted wanted = {.ddl = ddl};

    if (!has_row(type))
        return NULL;
    wanted.row = &rows[type];
    return read_node(&wanted, node) ? find(&wanted) : NULL;
}

struct ddl_other *ddl_find_renamed(struct ddl *ddl, const PgQuery__RenameStmt *rename)
{
    struct wanted wanted = {.ddl = ddl};

    if (!has_row(rename->rename_type))
        return NULL;
    wanted.row = &rows[rename->rename_type];
    if (wanted.row->naming == NAMING_ON) {
        wanted.name.name = rename->subname;
        wanted.parent = ddl_find_relation(ddl, rename->relation, NULL);
        return wanted.parent ? find(&wanted) : NULL;
    }
    return rename->object && read_node(&wanted, rename->object) ? find(&wanted) : NULL;
}

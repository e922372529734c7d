/* CREATE of what has a name in a schema, or in the database, and is on no relation: operators,
 * casts, publications and such. As ddl_unmodelled.c it reads no more than word and name. */

#include "sources/ddl_build.h"

#include <string.h>

#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

/* ------------------------------------------------------------------ in schemas */

/* Something with a name in a schema and no more to it. */
static struct ddl_other *add_named(struct ddl *ddl, const char *word,
                                   PgQuery__Node *const *names, size_t count)
{
    struct qname name = ddl_new_name(ddl, ddl_qname(ddl, names, count), -1);
    struct ddl_other *there = name.name ? ddl_find_other_named(ddl, word, name) : NULL;

    return there || !name.name ? there : ddl_add_other(ddl, word, name, NULL, NULL);
}

static const PgQuery__DefElem *find_option(PgQuery__Node *const *nodes, size_t count,
                                           const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(nodes[i]->def_elem->defname, name))
            return nodes[i]->def_elem;
    return NULL;
}

static const char *operand(struct ddl *ddl, const PgQuery__DefineStmt *create, const char *name)
{
    const PgQuery__DefElem *option =
        find_option(create->definition, create->n_definition, name);

    return option && option->arg && option->arg->node_case == PG_QUERY__NODE__NODE_TYPE_NAME
               ? ddl_qualified_type(ddl, option->arg->type_name)
               : "NONE";
}

static void define_operator(struct ddl *ddl, const PgQuery__DefineStmt *create)
{
    struct qname name =
        ddl_new_name(ddl, ddl_qname(ddl, create->defnames, create->n_defnames), -1);

    if (name.name)
        ddl_add_other(ddl, "operator", name,
                      arena_printf(&ddl->model->arena, "%s.%s(%s,%s)",
                                   ddl_quoted(ddl, name.schema), name.name,
                                   operand(ddl, create, "leftarg"),
                                   operand(ddl, create, "rightarg")),
                      NULL);
}

/* The arguments are a list of parameters and the number of direct ones; the old style says a
 * base type instead. */
static void define_aggregate(struct ddl *ddl, const PgQuery__DefineStmt *create)
{
    struct qname name =
        ddl_new_name(ddl, ddl_qname(ddl, create->defnames, create->n_defnames), -1);
    const PgQuery__List *list =
        create->n_args && create->args[0]->node_case == PG_QUERY__NODE__NODE_LIST
            ? create->args[0]->list
            : NULL;
    const char *identity;

    if (!name.name)
        return;
    identity = ddl_signature(ddl, name, list ? list->items : NULL, list ? list->n_items : 0);
    if (create->oldstyle)
        identity = arena_printf(&ddl->model->arena, "%s.%s(%s)", ddl_quoted(ddl, name.schema),
                                ddl_quoted(ddl, name.name), operand(ddl, create, "basetype"));
    if (!ddl_find_other(ddl, "aggregate", identity, NULL))
        ddl_add_other(ddl, "aggregate", name, identity, NULL);
}

static void define_type(struct ddl *ddl, const PgQuery__DefineStmt *create)
{
    struct qname name =
        ddl_new_name(ddl, ddl_qname(ddl, create->defnames, create->n_defnames), -1);

    ddl_add_other_type(ddl, create->n_definition ? "base type" : ddl_shell, name);
}

void ddl_define(struct ddl *ddl, const PgQuery__Node *node)
{
    static const struct {
        PgQuery__ObjectType kind;
        const char *word; /* NULL: define does it */
        void (*define)(struct ddl *ddl, const PgQuery__DefineStmt *create);
    } rows[] = {
        {OBJECT(AGGREGATE), NULL, define_aggregate},
        {OBJECT(OPERATOR), NULL, define_operator},
        {OBJECT(TYPE), NULL, define_type},
        {OBJECT(COLLATION), "collation", NULL},
        {OBJECT(TSCONFIGURATION), "text search configuration", NULL},
        {OBJECT(TSDICTIONARY), "text search dictionary", NULL},
        {OBJECT(TSPARSER), "text search parser", NULL},
        {OBJECT(TSTEMPLATE), "text search template", NULL},
    };
    const PgQuery__DefineStmt *create = node->define_stmt;

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (rows[i].kind != create->kind)
            continue;
        if (rows[i].define)
            rows[i].define(ddl, create);
        else
            add_named(ddl, rows[i].word, create->defnames, create->n_defnames);
    }
}

/* The type of an option; NULL: it is not said. */
static const PgQuery__TypeName *type_option(const PgQuery__CreateRangeStmt *create,
                                            const char *name)
{
    const PgQuery__DefElem *option = find_option(create->params, create->n_params, name);
    bool is_type =
        option && option->arg && option->arg->node_case == PG_QUERY__NODE__NODE_TYPE_NAME;

    return is_type ? option->arg->type_name : NULL;
}

/* makeMultirangeTypeName() of PostgreSQL, for names that need not be cut. */
static const char *multirange_name(struct ddl *ddl, const char *range)
{
    struct arena *arena = &ddl->model->arena;
    const char *at = strstr(range, "range");

    return at ? arena_printf(arena, "%.*smulti%s", (int)(at - range), range, at)
              : arena_printf(arena, "%s_multirange", range);
}

void ddl_create_range(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateRangeStmt *create = node->create_range_stmt;
    struct qname name =
        ddl_new_name(ddl, ddl_qname(ddl, create->type_name, create->n_type_name), -1);
    struct ddl_other *type = ddl_add_other_type(ddl, "range type", name);
    const PgQuery__TypeName *multirange = type_option(create, "multirange_type_name");

    if (!type)
        return;
    ddl_add_type_edge(ddl, type, type_option(create, "subtype"));
    if (multirange)
        name = ddl_new_name(ddl, ddl_qname(ddl, multirange->names, multirange->n_names), -1);
    else
        name.name = multirange_name(ddl, name.name);
    ddl_add_companion(ddl, NAMES_TYPE, "multirange type", name, type);
}

/* Classes and families: schema.name USING method. */
static struct ddl_other *add_using(struct ddl *ddl, const char *word, struct qname name,
                                   const char *method)
{
    struct buf text = BUF_INIT;
    const char *identity;
    struct ddl_other *other;

    sql_qname(&text, name);
    buf_addf(&text, " USING %s", ddl_quoted(ddl, method));
    identity = ddl_keep(ddl, buf_text(&text));
    other = ddl_find_other(ddl, word, identity, NULL);
    if (!other)
        other = ddl_add_other(ddl, word, name, identity, NULL);
    buf_release(&text);
    return other;
}

/* A class without a family gets one of its own name. */
void ddl_create_operator_class(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateOpClassStmt *create = node->create_op_class_stmt;
    struct qname name =
        ddl_new_name(ddl, ddl_qname(ddl, create->opclassname, create->n_opclassname), -1);

    if (!name.name)
        return;
    ddl_add_type_edge(ddl, add_using(ddl, "operator class", name, create->amname),
                      create->datatype);
    if (!create->n_opfamilyname)
        add_using(ddl, "operator family", name, create->amname);
}

void ddl_create_operator_family(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateOpFamilyStmt *create = node->create_op_family_stmt;
    struct qname name =
        ddl_new_name(ddl, ddl_qname(ddl, create->opfamilyname, create->n_opfamilyname), -1);

    if (name.name)
        add_using(ddl, "operator family", name, create->amname);
}

void ddl_create_conversion(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateConversionStmt *create = node->create_conversion_stmt;

    add_named(ddl, "conversion", create->conversion_name, create->n_conversion_name);
}

/* ------------------------------------------------------------------ of the database */

static struct ddl_other *add_plain(struct ddl *ddl, const char *word, const char *name)
{
    const char *identity = ddl_quoted(ddl, name);
    struct ddl_other *other = ddl_find_other(ddl, word, identity, NULL);

    if (!other)
        other = ddl_add_other(ddl, word, (struct qname){.name = ddl_keep(ddl, name)}, identity,
                              NULL);
    return other;
}

void ddl_create_cast(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateCastStmt *create = node->create_cast_stmt;
    const char *identity = arena_printf(&ddl->model->arena, "(%s AS %s)",
                                        ddl_qualified_type(ddl, create->sourcetype),
                                        ddl_qualified_type(ddl, create->targettype));
    struct ddl_other *cast =
        ddl_add_other(ddl, "cast", (struct qname){.name = identity}, identity, NULL);

    ddl_add_type_edge(ddl, cast, create->sourcetype);
    ddl_add_type_edge(ddl, cast, create->targettype);
}

void ddl_create_transform(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateTransformStmt *create = node->create_transform_stmt;
    const char *identity =
        arena_printf(&ddl->model->arena, "for %s language %s",
                     ddl_qualified_type(ddl, create->type_name), create->lang);

    if (!ddl_find_other(ddl, "transform", identity, NULL))
        ddl_add_other(ddl, "transform", (struct qname){.name = identity}, identity, NULL);
}

/* A table with, if they are said, the columns and the rows that are published. */
static void publish(struct ddl *ddl, struct ddl_other *publication,
                    const PgQuery__PublicationTable *table)
{
    struct object *on = table ? ddl_find_relation(ddl, table->relation, NULL) : NULL;

    if (!on)
        return;
    ddl_add_edge(ddl, publication, on, NULL);
    for (size_t i = 0; i < table->n_columns; i++)
        ddl_add_edge(ddl, publication, on, ddl_text(ddl, table->columns[i]));
    ddl_add_edges(ddl, publication, on, table->where_clause);
}

static void unpublish(struct ddl *ddl, struct ddl_other *publication,
                      const PgQuery__PublicationTable *table)
{
    const struct object *on = table ? ddl_find_relation(ddl, table->relation, NULL) : NULL;
    size_t kept = 0;

    for (size_t i = 0; i < publication->edges.count; i++)
        if (publication->edges.at[i].on != on)
            publication->edges.at[kept++] = publication->edges.at[i];
    publication->edges.count = kept;
}

void ddl_create_publication(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreatePublicationStmt *create = node->create_publication_stmt;
    struct ddl_other *publication = add_plain(ddl, "publication", create->pubname);

    for (size_t i = 0; i < create->n_pubobjects; i++)
        publish(ddl, publication, create->pubobjects[i]->publication_obj_spec->pubtable);
}

void ddl_alter_publication(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterPublicationStmt *alter = node->alter_publication_stmt;
    struct ddl_other *publication =
        ddl_find_other(ddl, "publication", ddl_quoted(ddl, alter->pubname), NULL);
    bool drops = alter->action == PG_QUERY__ALTER_PUBLICATION_ACTION__AP_DropObjects;
    bool sets = alter->action == PG_QUERY__ALTER_PUBLICATION_ACTION__AP_SetObjects;

    if (!publication) {
        ddl_refuse(ddl, -1, "publication \"%s\" does not exist", alter->pubname);
        return;
    }
    if (sets && alter->n_pubobjects)
        publication->edges.count = 0;
    for (size_t i = 0; i < alter->n_pubobjects; i++)
        (drops ? unpublish : publish)(ddl, publication,
                                      alter->pubobjects[i]->publication_obj_spec->pubtable);
}

void ddl_create_event_trigger(struct ddl *ddl, const PgQuery__Node *node)
{
    add_plain(ddl, "event trigger", node->create_event_trig_stmt->trigname);
}

void ddl_create_wrapper(struct ddl *ddl, const PgQuery__Node *node)
{
    add_plain(ddl, "foreign-data wrapper", node->create_fdw_stmt->fdwname);
}

void ddl_create_server(struct ddl *ddl, const PgQuery__Node *node)
{
    add_plain(ddl, "server", node->create_foreign_server_stmt->servername);
}

void ddl_create_access_method(struct ddl *ddl, const PgQuery__Node *node)
{
    add_plain(ddl, "access method", node->create_am_stmt->amname);
}

/* plpgsql is there from the beginning; without handlers the statement is CREATE EXTENSION. */
void ddl_create_language(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreatePLangStmt *create = node->create_plang_stmt;

    if (create->n_plhandler && strcmp(create->plname, "plpgsql"))
        add_plain(ddl, "language", create->plname);
}

/* CREATE of what the model has no kind for: its word and its name, as the database source reads
 * them, and what it is on. What such an object does is not read. */

#include "sources/ddl_build.h"

#include "model/types.h"

#include <string.h>

#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

/* ------------------------------------------------------------------ types in names */

/* Built-in types that format_type() spells in a way of its own; all others it qualifies. */
static bool has_own_spelling(const struct type_name *type)
{
    static const char *const names[] = {"bit",       "bool",        "bpchar", "float4",
                                        "float8",    "int2",        "int4",   "int8",
                                        "interval",  "numeric",     "time",   "timetz",
                                        "timestamp", "timestamptz", "varbit", "varchar"};
    const char *name = type_catalog_name(type);

    for (size_t i = 0; name && i < COUNT_OF(names); i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

/* format_type_be_qualified() of PostgreSQL. */
const char *ddl_qualified_type(struct ddl *ddl, const PgQuery__TypeName *node)
{
    PgQuery__TypeName plain = *node;
    struct type_name type = {0};

    plain.n_typmods = 0;
    plain.pct_type = false;
    if (node->pct_type || !ddl_read_loose_type(ddl, &plain, &type))
        return "-";
    if (type.user.name || has_own_spelling(&type))
        return strcmp(type.text, "bpchar") ? type.text : "character";
    return arena_printf(&ddl->model->arena, "pg_catalog.%s", type.text);
}

static void add_edge(struct ddl *ddl, struct ddl_other *other, struct object *on,
                     const char *column)
{
    for (array_each (const struct ddl_edge, edge, &other->edges))
        if (edge->on == on && text_equal(edge->column, column))
            return;
    array_add(&ddl->model->arena, &other->edges, ((struct ddl_edge){on, column}));
}

static void add_type_edge(struct ddl *ddl, struct ddl_other *other,
                          const PgQuery__TypeName *node)
{
    struct type_name type = {0};
    struct object *on;

    if (!node || node->pct_type || !ddl_read_loose_type(ddl, node, &type) || !type.user.name)
        return;
    on = names_find(ddl->model->names, NAMES_TYPE, type.user);
    if (on)
        add_edge(ddl, other, on, NULL);
}

/* ------------------------------------------------------------------ what a query reads */

/* A walk over a parse tree, whatever nodes there are in it. */
struct walk {
    struct ddl *ddl;
    struct ddl_other *other;
    ARRAY(struct walk_range {
        const char *name;
        struct object *on;
        bool is_own; /* what a trigger or a policy is on */
    })
    ranges;
    bool columns; /* the second time round: ranges are known */
};

static void visit_range(struct walk *walk, const PgQuery__RangeVar *range)
{
    struct object *on = ddl_find_relation(walk->ddl, range, NULL);

    if (walk->columns || !on)
        return;
    array_add(&walk->ddl->scratch, &walk->ranges,
              ((struct walk_range){range->alias ? range->alias->aliasname : range->relname, on,
                                   false}));
    add_edge(walk->ddl, walk->other, on, NULL);
}

static void add_column_edge(struct walk *walk, struct object *on, const char *name)
{
    const struct table *table = on->kind == KIND_TABLE ? (const struct table *)on : NULL;

    for (size_t i = 0; table && i < table->columns.count; i++) {
        const char *column = table->columns.at[i].object.name.name;

        if (!name || !strcmp(column, name))
            add_edge(walk->ddl, walk->other, on, column);
    }
}

/* Rows of the relation itself, in triggers and rules. */
static bool is_row_of(const char *name, const struct walk_range *range)
{
    return !strcmp(name, range->name) ||
           (range->is_own && (!strcmp(name, "new") || !strcmp(name, "old")));
}

/* a, t.a, t.* and *: of a table that has no such column it is not. */
static void visit_column(struct walk *walk, const PgQuery__ColumnRef *ref)
{
    const PgQuery__Node *last = ref->n_fields ? ref->fields[ref->n_fields - 1] : NULL;
    const PgQuery__Node *of = ref->n_fields > 1 ? ref->fields[ref->n_fields - 2] : NULL;
    const char *name =
        last && last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : NULL;

    for (array_each (const struct walk_range, range, &walk->ranges))
        if (walk->columns && (!of || of->node_case != PG_QUERY__NODE__NODE_STRING ||
                              is_row_of(of->string->sval, range)))
            add_column_edge(walk, range->on, name);
}

static void walk_message(struct walk *walk, const ProtobufCMessage *message);

static void walk_field(struct walk *walk, const ProtobufCMessage *message,
                       const ProtobufCFieldDescriptor *field)
{
    const char *base = (const char *)message;

    if (field->type != PROTOBUF_C_TYPE_MESSAGE)
        return;
    if (field->label == PROTOBUF_C_LABEL_REPEATED) {
        size_t count = *(const size_t *)(base + field->quantifier_offset);
        ProtobufCMessage *const *at = *(ProtobufCMessage *const *const *)(base + field->offset);

        for (size_t i = 0; i < count; i++)
            walk_message(walk, at[i]);
    } else if (!(field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) ||
               *(const uint32_t *)(base + field->quantifier_offset) == field->id) {
        walk_message(walk, *(ProtobufCMessage *const *)(base + field->offset));
    }
}

static void walk_message(struct walk *walk, const ProtobufCMessage *message)
{
    if (!message)
        return;
    if (message->descriptor == &pg_query__range_var__descriptor)
        visit_range(walk, (const PgQuery__RangeVar *)message);
    else if (message->descriptor == &pg_query__column_ref__descriptor)
        visit_column(walk, (const PgQuery__ColumnRef *)message);
    else if (message->descriptor == &pg_query__type_name__descriptor)
        add_type_edge(walk->ddl, walk->other, (const PgQuery__TypeName *)message);
    for (unsigned i = 0; i < message->descriptor->n_fields; i++)
        walk_field(walk, message, &message->descriptor->fields[i]);
}

/* A relation whose columns are named is not one that is read as a whole. */
static void drop_whole_edges(struct ddl_other *other, size_t first)
{
    size_t kept = first;

    for (size_t i = first; i < other->edges.count; i++) {
        struct ddl_edge edge = other->edges.at[i];
        bool has_columns = false;

        for (size_t j = first; !edge.column && j < other->edges.count; j++)
            has_columns |= other->edges.at[j].on == edge.on && other->edges.at[j].column;
        if (!has_columns)
            other->edges.at[kept++] = edge;
    }
    other->edges.count = kept;
}

/* Edges to the relations, columns and types that occur in a query, or in an expression over a
 * relation (NULL: none). A name that several of its tables have counts for all of them. */
static void add_edges(struct ddl *ddl, struct ddl_other *other, struct object *over,
                      const PgQuery__Node *node)
{
    struct walk walk = {.ddl = ddl, .other = other};
    size_t first = other->edges.count;

    if (!node)
        return;
    if (over)
        array_add(&ddl->scratch, &walk.ranges,
                  ((struct walk_range){over->name.name, over, true}));
    walk_message(&walk, &node->base);
    walk.columns = true;
    walk_message(&walk, &node->base);
    drop_whole_edges(other, first);
}

/* ------------------------------------------------------------------ relations */

void ddl_create_view(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__ViewStmt *create = node->view_stmt;
    struct qname name = ddl_new_relation(ddl, create->view);
    struct object *there =
        name.name ? names_find(ddl->model->names, NAMES_RELATION, name) : NULL;
    struct ddl_other *view = (struct ddl_other *)there;

    if (!name.name)
        return;
    if (there && create->replace && there->kind == KIND_COUNT)
        view->edges.count = 0;
    else
        view = ddl_add_other_relation(
            ddl, text_equal(name.schema, TEMPORARY_SCHEMA) ? ddl_temporary : "view", name,
            create->view->location);
    if (view)
        add_edges(ddl, view, NULL, create->query);
}

void ddl_add_query_edges(struct ddl *ddl, struct ddl_other *other, const PgQuery__Node *query)
{
    add_edges(ddl, other, NULL, query);
}

/* ------------------------------------------------------------------ functions */

static bool is_input(const PgQuery__FunctionParameter *parameter)
{
    return parameter->mode != PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT &&
           parameter->mode != PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE;
}

/* name(type,type), as format_procedure_qualified() prints it. */
static const char *signature(struct ddl *ddl, struct qname name,
                             PgQuery__Node *const *parameters, size_t count)
{
    struct buf text = BUF_INIT;
    const char *kept, *comma = "";

    sql_qname(&text, name);
    buf_add_char(&text, '(');
    for (size_t i = 0; i < count; i++) {
        const PgQuery__FunctionParameter *parameter = parameters[i]->function_parameter;

        if (!is_input(parameter))
            continue;
        buf_addf(&text, "%s%s", comma, ddl_qualified_type(ddl, parameter->arg_type));
        comma = ",";
    }
    buf_add_char(&text, ')');
    kept = ddl_keep(ddl, buf_text(&text));
    buf_release(&text);
    return kept;
}

static void add_function_edges(struct ddl *ddl, struct ddl_other *function,
                               const PgQuery__CreateFunctionStmt *create)
{
    for (size_t i = 0; i < create->n_parameters; i++)
        add_type_edge(ddl, function, create->parameters[i]->function_parameter->arg_type);
    add_type_edge(ddl, function, create->return_type);
    add_edges(ddl, function, NULL, create->sql_body);
}

void ddl_create_function(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateFunctionStmt *create = node->create_function_stmt;
    const char *word = create->is_procedure ? "procedure" : "function", *identity;
    struct qname name =
        ddl_new_name(ddl, ddl_qname(ddl, create->funcname, create->n_funcname), -1);
    struct ddl_other *function;

    if (!name.name)
        return;
    identity = signature(ddl, name, create->parameters, create->n_parameters);
    function = ddl_find_other(ddl, word, identity, NULL);
    if (function && !create->replace) {
        ddl_refuse(ddl, -1, "function \"%s\" already exists with same argument types",
                   name.name);
        return;
    }
    if (!function)
        function = ddl_add_other(ddl, word, name, identity, NULL);
    function->edges.count = 0;
    add_function_edges(ddl, function, create);
}

/* ------------------------------------------------------------------ on relations */

/* What a trigger, policy or rule is on; NULL and an error if it is not there. */
static struct object *need_parent(struct ddl *ddl, const PgQuery__RangeVar *range)
{
    struct object *parent = ddl_find_relation(ddl, range, NULL);

    if (!parent || !text_equal(parent->name.name, range->relname)) {
        ddl_refuse(ddl, range->location, "relation \"%s\" does not exist", range->relname);
        return NULL;
    }
    return parent;
}

static const char *quoted(struct ddl *ddl, const char *name)
{
    struct buf text = BUF_INIT;
    const char *kept;

    sql_ident(&text, name);
    kept = ddl_keep(ddl, buf_text(&text));
    buf_release(&text);
    return kept;
}

/* The new one, or with OR REPLACE the one that is there. */
static struct ddl_other *add_on(struct ddl *ddl, const char *word, const char *name,
                                const PgQuery__RangeVar *range, bool replace)
{
    struct object *parent = need_parent(ddl, range);
    const char *identity = parent ? quoted(ddl, name) : NULL;
    struct ddl_other *other = parent ? ddl_find_other(ddl, word, identity, parent) : NULL;

    if (!parent)
        return NULL;
    if (other && !replace) {
        ddl_refuse(ddl, -1, "%s \"%s\" for relation \"%s\" already exists", word, name,
                   range->relname);
        return NULL;
    }
    if (!other)
        other =
            ddl_add_other(ddl, word, (struct qname){parent->name.schema, ddl_keep(ddl, name)},
                          identity, parent);
    other->edges.count = 0;
    add_edge(ddl, other, parent, NULL);
    return other;
}

/* A trigger's function has no arguments. */
static void add_function_edge(struct ddl *ddl, struct ddl_other *trigger,
                              PgQuery__Node *const *names, size_t count)
{
    struct qname said = ddl_qname(ddl, names, count);

    for (size_t i = 0; i < ddl->path.count; i++) {
        struct qname name = {said.schema ? said.schema : ddl->path.at[i], said.name};
        struct ddl_other *function =
            ddl_find_other(ddl, "function", signature(ddl, name, NULL, 0), NULL);

        if (function) {
            add_edge(ddl, trigger, &function->object, NULL);
            return;
        }
    }
}

void ddl_create_trigger(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateTrigStmt *create = node->create_trig_stmt;
    struct ddl_other *trigger =
        add_on(ddl, "trigger", create->trigname, create->relation, create->replace);

    if (!trigger)
        return;
    for (size_t i = 0; i < create->n_columns; i++)
        add_edge(ddl, trigger, trigger->parent, ddl_text(ddl, create->columns[i]));
    add_edges(ddl, trigger, trigger->parent, create->when_clause);
    add_function_edge(ddl, trigger, create->funcname, create->n_funcname);
}

void ddl_create_policy(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreatePolicyStmt *create = node->create_policy_stmt;
    struct ddl_other *policy = add_on(ddl, "policy", create->policy_name, create->table, false);

    if (!policy)
        return;
    add_edges(ddl, policy, policy->parent, create->qual);
    add_edges(ddl, policy, policy->parent, create->with_check);
}

/* What is said takes the place of what was. */
void ddl_alter_policy(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterPolicyStmt *alter = node->alter_policy_stmt;
    struct object *parent = need_parent(ddl, alter->table);
    struct ddl_other *policy =
        parent ? ddl_find_other(ddl, "policy", quoted(ddl, alter->policy_name), parent) : NULL;

    if (parent && !policy)
        ddl_refuse(ddl, -1, "policy \"%s\" for table \"%s\" does not exist", alter->policy_name,
                   alter->table->relname);
    if (!policy || (!alter->qual && !alter->with_check))
        return;
    policy->edges.count = 0;
    add_edge(ddl, policy, parent, NULL);
    add_edges(ddl, policy, parent, alter->qual);
    add_edges(ddl, policy, parent, alter->with_check);
}

void ddl_create_rule(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__RuleStmt *create = node->rule_stmt;
    struct ddl_other *rule =
        add_on(ddl, "rule", create->rulename, create->relation, create->replace);

    if (!rule)
        return;
    add_edges(ddl, rule, rule->parent, create->where_clause);
    for (size_t i = 0; i < create->n_actions; i++)
        add_edges(ddl, rule, rule->parent, create->actions[i]);
}

/* ------------------------------------------------------------------ row security, privileges
 */

void ddl_note_on_table(struct ddl *ddl, const char *word, struct object *table, bool is_set)
{
    struct ddl_other *note = ddl_find_other(ddl, word, "", table);

    if (is_set && !note)
        ddl_add_other(ddl, word, table->name, "", table);
    if (!is_set && note)
        ddl_drop_other(ddl, note);
}

/* Privileges on columns alone are not the table's. */
static bool names_only_columns(const PgQuery__GrantStmt *grant)
{
    for (size_t i = 0; i < grant->n_privileges; i++)
        if (!grant->privileges[i]->access_priv->n_cols)
            return false;
    return grant->n_privileges > 0;
}

static void grant_in_schema(struct ddl *ddl, const char *schema)
{
    const struct object_list *tables = &ddl->model->objects[KIND_TABLE];

    for (size_t i = 0; i < tables->count; i++)
        if (text_equal(tables->at[i]->name.schema, schema) && ddl_is_there(ddl, tables->at[i]))
            ddl_note_on_table(ddl, "privileges on table", tables->at[i], true);
}

/* What is granted is not read: that there is something is. */
void ddl_grant(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__GrantStmt *grant = node->grant_stmt;

    if (grant->objtype != OBJECT(TABLE) || names_only_columns(grant))
        return;
    for (size_t i = 0; i < grant->n_objects; i++) {
        const PgQuery__Node *on = grant->objects[i];
        struct object *table = NULL;

        if (on->node_case == PG_QUERY__NODE__NODE_RANGE_VAR)
            table = ddl_find_relation(ddl, on->range_var, NULL);
        else if (grant->targtype == PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_ALL_IN_SCHEMA)
            grant_in_schema(ddl, ddl_text(ddl, on));
        if (table && table->kind == KIND_TABLE)
            ddl_note_on_table(ddl, "privileges on table", table, true);
    }
}

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
                      arena_printf(&ddl->model->arena, "%s.%s(%s,%s)", quoted(ddl, name.schema),
                                   name.name, operand(ddl, create, "leftarg"),
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
    identity = signature(ddl, name, list ? list->items : NULL, list ? list->n_items : 0);
    if (create->oldstyle)
        identity = arena_printf(&ddl->model->arena, "%s.%s(%s)", quoted(ddl, name.schema),
                                quoted(ddl, name.name), operand(ddl, create, "basetype"));
    if (!ddl_find_other(ddl, "aggregate", identity, NULL))
        ddl_add_other(ddl, "aggregate", name, identity, NULL);
}

/* A shell first, in the place of which the type itself comes. */
static void define_type(struct ddl *ddl, const PgQuery__DefineStmt *create)
{
    struct qname name =
        ddl_new_name(ddl, ddl_qname(ddl, create->defnames, create->n_defnames), -1);
    struct object *there = name.name ? names_find(ddl->model->names, NAMES_TYPE, name) : NULL;
    struct ddl_other *shell = (struct ddl_other *)there;

    if (!name.name)
        return;
    if (there && there->kind == KIND_COUNT && !strcmp(shell->word, "shell type"))
        ddl_drop_other(ddl, shell);
    ddl_add_other_type(ddl, create->n_definition ? "base type" : "shell type", name);
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

void ddl_create_range(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateRangeStmt *create = node->create_range_stmt;
    struct ddl_other *type = ddl_add_other_type(
        ddl, "range type",
        ddl_new_name(ddl, ddl_qname(ddl, create->type_name, create->n_type_name), -1));
    const PgQuery__DefElem *subtype = find_option(create->params, create->n_params, "subtype");

    if (type && subtype && subtype->arg &&
        subtype->arg->node_case == PG_QUERY__NODE__NODE_TYPE_NAME)
        add_type_edge(ddl, type, subtype->arg->type_name);
}

/* Classes and families: schema.name USING method. */
static struct ddl_other *add_using(struct ddl *ddl, const char *word, struct qname name,
                                   const char *method)
{
    struct buf text = BUF_INIT;
    const char *identity;
    struct ddl_other *other;

    sql_qname(&text, name);
    buf_addf(&text, " USING %s", quoted(ddl, method));
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
    add_type_edge(ddl, add_using(ddl, "operator class", name, create->amname),
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

void ddl_create_statistics(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateStatsStmt *create = node->create_stats_stmt;
    const PgQuery__Node *from = create->n_relations ? create->relations[0] : NULL;
    bool is_relation = from && from->node_case == PG_QUERY__NODE__NODE_RANGE_VAR;
    struct object *on = is_relation ? ddl_find_relation(ddl, from->range_var, NULL) : NULL;
    struct ddl_other *statistics;

    statistics = add_named(ddl, "statistics object", create->defnames, create->n_defnames);
    if (!statistics)
        return;
    statistics->parent = on;
    statistics->name_is_whole = true;
    for (size_t i = 0; on && i < create->n_exprs; i++) {
        const PgQuery__StatsElem *part = create->exprs[i]->stats_elem;

        if (*part->name)
            add_edge(ddl, statistics, on, ddl_keep(ddl, part->name));
        add_edges(ddl, statistics, on, part->expr);
    }
}

void ddl_create_conversion(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateConversionStmt *create = node->create_conversion_stmt;

    add_named(ddl, "conversion", create->conversion_name, create->n_conversion_name);
}

/* ------------------------------------------------------------------ of the database */

static struct ddl_other *add_plain(struct ddl *ddl, const char *word, const char *name)
{
    const char *identity = quoted(ddl, name);
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

    add_type_edge(ddl, cast, create->sourcetype);
    add_type_edge(ddl, cast, create->targettype);
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
    add_edge(ddl, publication, on, NULL);
    for (size_t i = 0; i < table->n_columns; i++)
        add_edge(ddl, publication, on, ddl_text(ddl, table->columns[i]));
    add_edges(ddl, publication, on, table->where_clause);
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
        ddl_find_other(ddl, "publication", quoted(ddl, alter->pubname), NULL);
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

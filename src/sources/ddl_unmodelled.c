/* CREATE of views, functions, triggers and such, which the model has no kind for: their word
 * and their name, as the database source reads them, and what they are on. What such an object
 * does is not read. What is on no relation is ddl_define.c's. */

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
        ddl_add_edges(ddl, view, NULL, create->query);
}

/* ------------------------------------------------------------------ functions */

static bool is_input(const PgQuery__FunctionParameter *parameter)
{
    return parameter->mode != PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT &&
           parameter->mode != PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE;
}

const char *ddl_signature(struct ddl *ddl, struct qname name, PgQuery__Node *const *parameters,
                          size_t count)
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
        ddl_add_type_edge(ddl, function, create->parameters[i]->function_parameter->arg_type);
    ddl_add_type_edge(ddl, function, create->return_type);
    ddl_add_edges(ddl, function, NULL, create->sql_body);
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
    identity = ddl_signature(ddl, name, create->parameters, create->n_parameters);
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

/* The new one, or with OR REPLACE the one that is there. */
static struct ddl_other *add_on(struct ddl *ddl, const char *word, const char *name,
                                const PgQuery__RangeVar *range, bool replace)
{
    struct object *parent = need_parent(ddl, range);
    const char *identity = parent ? ddl_quoted(ddl, name) : NULL;
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
    ddl_add_edge(ddl, other, parent, NULL);
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
            ddl_find_other(ddl, "function", ddl_signature(ddl, name, NULL, 0), NULL);

        if (function) {
            ddl_add_edge(ddl, trigger, &function->object, NULL);
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
        ddl_add_edge(ddl, trigger, trigger->parent, ddl_text(ddl, create->columns[i]));
    ddl_add_edges(ddl, trigger, trigger->parent, create->when_clause);
    add_function_edge(ddl, trigger, create->funcname, create->n_funcname);
}

void ddl_create_policy(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreatePolicyStmt *create = node->create_policy_stmt;
    struct ddl_other *policy = add_on(ddl, "policy", create->policy_name, create->table, false);

    if (!policy)
        return;
    ddl_add_edges(ddl, policy, policy->parent, create->qual);
    ddl_add_edges(ddl, policy, policy->parent, create->with_check);
}

/* What is said takes the place of what was. */
void ddl_alter_policy(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterPolicyStmt *alter = node->alter_policy_stmt;
    struct object *parent = need_parent(ddl, alter->table);
    struct ddl_other *policy =
        parent ? ddl_find_other(ddl, "policy", ddl_quoted(ddl, alter->policy_name), parent)
               : NULL;

    if (parent && !policy)
        ddl_refuse(ddl, -1, "policy \"%s\" for table \"%s\" does not exist", alter->policy_name,
                   alter->table->relname);
    if (!policy || (!alter->qual && !alter->with_check))
        return;
    policy->edges.count = 0;
    ddl_add_edge(ddl, policy, parent, NULL);
    ddl_add_edges(ddl, policy, parent, alter->qual);
    ddl_add_edges(ddl, policy, parent, alter->with_check);
}

void ddl_create_rule(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__RuleStmt *create = node->rule_stmt;
    struct ddl_other *rule =
        add_on(ddl, "rule", create->rulename, create->relation, create->replace);

    if (!rule)
        return;
    ddl_add_edges(ddl, rule, rule->parent, create->where_clause);
    for (size_t i = 0; i < create->n_actions; i++)
        ddl_add_edges(ddl, rule, rule->parent, create->actions[i]);
}

/* What an expression of a statement may not hold where it stands: columns and relations that
 * are not there, queries, calls of aggregates. Which functions there are and which types come
 * out is left to a server. */

#include "sources/ddl_build.h"

#include "postgres/mention.h"

#include <string.h>

struct judging {
    struct ddl *ddl;
    enum ddl_use use;
    const struct table *table; /* NULL: no column may stand there */
    bool ok;
};

static const char *const use_words[] = {
    [USE_CHECK] = "check constraint",
    [USE_DEFAULT] = "DEFAULT expression",
    [USE_GENERATED] = "column generation expression",
    [USE_INDEX] = "index expression",
    [USE_PREDICATE] = "index predicate",
};

/* ------------------------------------------------------------------ columns and relations */

/* A table's name alone is its row. */
static void judge_column(struct judging *judging, const struct mentioned *mentioned)
{
    const char *name = mentioned->name.name;
    const struct column *column =
        judging->table ? table_find_column(judging->table, name) : NULL;

    if (!judging->table)
        judging->ok = ddl_refuse(judging->ddl, mentioned->location,
                                 "cannot use column reference in DEFAULT expression");
    else if (!column && !column_is_system(name) &&
             !text_equal(judging->table->object.name.name, name))
        judging->ok =
            ddl_refuse(judging->ddl, mentioned->location, "column \"%s\" does not exist", name);
    else if (column && column->generated && judging->use == USE_GENERATED) {
        judging->ok = ddl_refuse(
            judging->ddl, mentioned->location,
            "cannot use generated column \"%s\" in column generation expression", name);
        diag_hint(judging->ddl->diags,
                  "A generated column cannot be computed from another one.");
    }
}

bool ddl_is_elsewhere(const struct ddl *ddl, struct qname name)
{
    const char *space = name.schema ? name.schema : name.name;
    const struct object_list *extensions = &ddl->model->objects[KIND_EXTENSION];

    return extensions->count || ddl_unfollowed(ddl) || !strncmp(space, "pg_", 3) ||
           text_equal(name.schema, "information_schema") ||
           (name.schema && !ddl_has_schema(ddl, name.schema));
}

/* The literal at that place is read when the statement runs: it is not cast to text before. */
static bool is_read_at_once(const struct ddl *ddl, int location)
{
    struct ddl_tokens tokens = ddl_tokens_from(ddl, location);

    ddl_next(&tokens);
    while (ddl_next(&tokens) && tokens.type == TOKEN_OTHER)
        continue;
    return tokens.type == TOKEN_CLOSE || tokens.type == TOKEN_COMMA ||
           ddl_is_word(&tokens, "regclass");
}

static void judge_relation(struct judging *judging, const struct mentioned *mentioned)
{
    if (mentioned->qualifies || ddl_is_elsewhere(judging->ddl, mentioned->name) ||
        ddl_find(judging->ddl, NAMES_RELATION, mentioned->name, NULL) ||
        !is_read_at_once(judging->ddl, mentioned->location))
        return;
    judging->ok = ddl_refuse(judging->ddl, mentioned->location,
                             "relation \"%s\" does not exist", mentioned->name.name);
}

static void see(void *context, const struct mentioned *mentioned)
{
    if (mentioned->mention == MENTION_COLUMN)
        judge_column(context, mentioned);
    else if (mentioned->mention == MENTION_RELATION)
        judge_relation(context, mentioned);
}

/* ------------------------------------------------------------------ queries and calls */

/* PostgreSQL's own, as far as people use them: pg_proc.prokind and proretset. */
static bool is_one_of(const PgQuery__FuncCall *call, const char *const *names, size_t count)
{
    const PgQuery__Node *last = call->funcname[call->n_funcname - 1];

    if (last->node_case != PG_QUERY__NODE__NODE_STRING)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], last->string->sval))
            return true;
    return false;
}

static bool is_aggregate(const PgQuery__FuncCall *call)
{
    static const char *const names[] = {
        "array_agg", "avg", "bool_and", "bool_or",    "count", "every",  "json_agg",
        "jsonb_agg", "max", "min",      "string_agg", "sum",   "stddev", "variance"};

    return call->agg_star || call->agg_distinct || call->agg_filter || call->n_agg_order ||
           is_one_of(call, names, COUNT_OF(names));
}

static bool is_set(const PgQuery__FuncCall *call)
{
    static const char *const names[] = {"generate_series", "regexp_matches",
                                        "regexp_split_to_table", "unnest"};

    return is_one_of(call, names, COUNT_OF(names));
}

/* Somebody may have made a function of that name. */
static bool is_own(struct ddl *ddl, const PgQuery__FuncCall *call)
{
    struct qname name = ddl_qname(ddl, call->funcname, call->n_funcname);

    return ddl->model->objects[KIND_EXTENSION].count || name.schema ||
           ddl_called(ddl, CALLED_ROUTINE, name).schema;
}

static void judge_call(struct judging *judging, const PgQuery__FuncCall *call)
{
    const char *what = call->over           ? "window"
                       : is_aggregate(call) ? "aggregate"
                       : is_set(call)       ? "set-returning"
                                            : NULL;

    if (what && !is_own(judging->ddl, call))
        judging->ok =
            ddl_refuse(judging->ddl, call->location, "%s functions are not allowed in %ss",
                       what, use_words[judging->use]);
}

static void walk(struct judging *judging, const ProtobufCMessage *message);

static void walk_field(void *context, const ProtobufCMessage *message,
                       const ProtobufCFieldDescriptor *field,
                       const ProtobufCMessage *const *items, size_t count)
{
    (void)message;
    (void)field;
    for (size_t i = 0; i < count; i++)
        if (items[i])
            walk(context, items[i]);
}

static void walk(struct judging *judging, const ProtobufCMessage *message)
{
    if (message->descriptor == &pg_query__sub_link__descriptor) {
        const PgQuery__SubLink *query = (const PgQuery__SubLink *)message;

        judging->ok = ddl_refuse(judging->ddl, query->location, "cannot use subquery in %s",
                                 use_words[judging->use]);
        return;
    }
    if (message->descriptor == &pg_query__func_call__descriptor)
        judge_call(judging, (const PgQuery__FuncCall *)message);
    parse_each_field(message, walk_field, judging);
}

/* ------------------------------------------------------------------ the whole */

static bool judge(struct judging *judging, const PgQuery__Node *node, mentioned_visitor *visit)
{
    if (node)
        walk(judging, &node->base);
    if (node && judging->ok)
        mention_each(&judging->ddl->scratch, node, visit, judging);
    return judging->ok;
}

bool ddl_judge_expression(struct ddl *ddl, enum ddl_use use, const struct table *table,
                          const PgQuery__Node *node)
{
    return judge(&(struct judging){ddl, use, table, true}, node, see);
}

static void see_in_domain(void *context, const struct mentioned *mentioned)
{
    struct judging *judging = context;

    if (mentioned->mention == MENTION_COLUMN && !text_equal(mentioned->name.name, "value"))
        judging->ok = ddl_refuse(judging->ddl, mentioned->location,
                                 "column \"%s\" does not exist", mentioned->name.name);
}

bool ddl_judge_value(struct ddl *ddl, const PgQuery__Node *node)
{
    return judge(&(struct judging){ddl, USE_CHECK, NULL, true}, node, see_in_domain);
}

bool ddl_judge_column(struct ddl *ddl, const struct table *table,
                      const PgQuery__ColumnDef *node)
{
    bool ok = true;

    for (size_t i = 0; i < node->n_constraints; i++) {
        const PgQuery__Constraint *part = node->constraints[i]->constraint;
        bool is_default = part->contype == PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT &&
                          !ddl_has_note(ddl, NOTE_VIRTUAL, part->location);
        bool is_check = part->contype == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK;

        ok &= ddl_judge_expression(ddl,
                                   is_default ? USE_DEFAULT
                                   : is_check ? USE_CHECK
                                              : USE_GENERATED,
                                   is_default ? NULL : table, part->raw_expr);
    }
    return ok;
}

bool ddl_judge_constraint(struct ddl *ddl, const struct table *table,
                          const PgQuery__Constraint *node)
{
    bool ok = ddl_judge_expression(ddl, USE_CHECK, table, node->raw_expr);

    for (size_t i = 0; i < node->n_exclusions; i++)
        ok &= ddl_judge_expression(ddl, USE_INDEX, table,
                                   node->exclusions[i]->list->items[0]->index_elem->expr);
    return ddl_judge_expression(ddl, USE_PREDICATE, table, node->where_clause) && ok;
}

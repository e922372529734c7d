/* What objects that are not modelled stand on: the relations, columns and types that their
 * definitions mention. */

#include "sources/ddl_build.h"

#include <string.h>

void ddl_add_edge(struct ddl *ddl, struct ddl_other *other, struct object *on,
                  const char *column)
{
    for (array_each (const struct ddl_edge, edge, &other->edges))
        if (edge->on == on && text_equal(edge->column, column))
            return;
    array_add(&ddl->model->arena, &other->edges, ((struct ddl_edge){on, column}));
}

void ddl_add_type_edge(struct ddl *ddl, struct ddl_other *other, const PgQuery__TypeName *node)
{
    struct type_name type = {0};
    struct object *on;

    if (!node || node->pct_type || !ddl_read_loose_type(ddl, node, &type) || !type.user.name)
        return;
    on = names_find(ddl->model->names, NAMES_TYPE, type.user);
    if (on)
        ddl_add_edge(ddl, other, on, NULL);
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
    struct text_list queries;                               /* of WITH, by name */
    enum { WALK_QUERIES, WALK_RANGES, WALK_COLUMNS } round; /* each needs what the last found */
};

/* A query over what is not there is refused. */
static void miss_range(struct walk *walk, const PgQuery__RangeVar *range)
{
    struct qname name = ddl_range_name(walk->ddl, range);

    if (ddl_is_elsewhere(walk->ddl, name) ||
        (!name.schema && text_list_has(&walk->queries, name.name)))
        return;
    ddl_refuse(walk->ddl, range->location, "relation \"%s\" does not exist", range->relname);
}

static void visit_range(struct walk *walk, const PgQuery__RangeVar *range)
{
    struct object *on = ddl_find_relation(walk->ddl, range, NULL);

    if (walk->round != WALK_RANGES)
        return;
    if (!on) {
        miss_range(walk, range);
        return;
    }
    array_add(&walk->ddl->scratch, &walk->ranges,
              ((struct walk_range){range->alias ? range->alias->aliasname : range->relname, on,
                                   false}));
    ddl_add_edge(walk->ddl, walk->other, on, NULL);
}

static void add_column_edge(struct walk *walk, struct object *on, const char *name)
{
    const struct table *table = on->kind == KIND_TABLE ? (const struct table *)on : NULL;

    for (size_t i = 0; table && i < table->columns.count; i++) {
        const char *column = table->columns.at[i].object.name.name;

        if (!name || !strcmp(column, name))
            ddl_add_edge(walk->ddl, walk->other, on, column);
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
        if (walk->round == WALK_COLUMNS &&
            (!of || of->node_case != PG_QUERY__NODE__NODE_STRING ||
             is_row_of(of->string->sval, range)))
            add_column_edge(walk, range->on, name);
}

static void visit_targets(struct walk *walk, const PgQuery__RangeVar *range,
                          PgQuery__Node *const *targets, size_t count)
{
    struct object *on =
        walk->round == WALK_COLUMNS ? ddl_find_relation(walk->ddl, range, NULL) : NULL;

    for (size_t i = 0; on && i < count; i++)
        add_column_edge(walk, on, targets[i]->res_target->name);
}

/* Without a list of columns, the first ones get values. */
static void visit_insert(struct walk *walk, const PgQuery__InsertStmt *insert)
{
    const PgQuery__SelectStmt *select =
        insert->select_stmt ? insert->select_stmt->select_stmt : NULL;
    struct object *on = walk->round == WALK_COLUMNS && !insert->n_cols
                            ? ddl_find_relation(walk->ddl, insert->relation, NULL)
                            : NULL;
    const struct table *table = on && on->kind == KIND_TABLE ? (const struct table *)on : NULL;
    size_t count = 0;

    visit_targets(walk, insert->relation, insert->cols, insert->n_cols);
    if (select)
        count = select->n_values_lists ? select->values_lists[0]->list->n_items
                                       : select->n_target_list;
    for (size_t i = 0; table && i < count && i < table->columns.count; i++)
        ddl_add_edge(walk->ddl, walk->other, on, table->columns.at[i].object.name.name);
}

static void visit_update(struct walk *walk, const PgQuery__UpdateStmt *update)
{
    visit_targets(walk, update->relation, update->target_list, update->n_target_list);
}

static void visit_query(struct walk *walk, const PgQuery__CommonTableExpr *query)
{
    if (walk->round == WALK_QUERIES)
        array_add(&walk->ddl->scratch, &walk->queries, query->ctename);
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
    if (message->descriptor == &pg_query__common_table_expr__descriptor)
        visit_query(walk, (const PgQuery__CommonTableExpr *)message);
    else if (message->descriptor == &pg_query__range_var__descriptor)
        visit_range(walk, (const PgQuery__RangeVar *)message);
    else if (message->descriptor == &pg_query__column_ref__descriptor)
        visit_column(walk, (const PgQuery__ColumnRef *)message);
    else if (message->descriptor == &pg_query__insert_stmt__descriptor)
        visit_insert(walk, (const PgQuery__InsertStmt *)message);
    else if (message->descriptor == &pg_query__update_stmt__descriptor)
        visit_update(walk, (const PgQuery__UpdateStmt *)message);
    else if (message->descriptor == &pg_query__type_name__descriptor)
        ddl_add_type_edge(walk->ddl, walk->other, (const PgQuery__TypeName *)message);
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

void ddl_add_edges(struct ddl *ddl, struct ddl_other *other, struct object *over,
                   const PgQuery__Node *node)
{
    struct walk walk = {.ddl = ddl, .other = other};
    size_t first = other->edges.count;

    if (!node)
        return;
    if (over)
        array_add(&ddl->scratch, &walk.ranges,
                  ((struct walk_range){over->name.name, over, true}));
    for (walk.round = WALK_QUERIES; walk.round <= WALK_COLUMNS; walk.round++)
        walk_message(&walk, &node->base);
    drop_whole_edges(other, first);
}

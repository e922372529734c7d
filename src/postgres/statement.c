/* The objects that a statement names, found in its parse tree. The tree is walked by what its
 * messages say of themselves, so that no kind of statement has to be listed; PostgreSQL's own
 * names of fields (src/include/nodes/parsenodes.h) tell what a statement is about. */

#include "postgres/statement.h"
#include "base/array.h"
#include "postgres/parser.h"

#include <string.h>

struct touching {
    struct arena *arena;
    touched_visitor *visit;
    void *context;
    const ProtobufCMessage *statement;
};

static void tell(const struct touching *t, enum touched_type type, struct qname name,
                 bool changes)
{
    struct touched touched = {type, name, changes};

    if (name.name && *name.name)
        t->visit(t->context, &touched);
}

/* ------------------------------------------------------------------ names */

static const char *text_of(const struct touching *t, const char *text)
{
    return text && *text ? arena_strdup(t->arena, text) : NULL;
}

/* The last two of the parts: before them may stand the database. */
static struct qname name_of_parts(const struct touching *t, PgQuery__Node *const *parts,
                                  size_t count)
{
    struct qname name = {0};

    for (size_t i = 0; i < count; i++)
        if (parts[i]->node_case == PG_QUERY__NODE__NODE_STRING) {
            name.schema = name.name;
            name.name = text_of(t, parts[i]->string->sval);
        }
    return name;
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (!strcmp(word, *words))
            return true;
    return false;
}

/* What kind of object the statement names, in whichever field it says so. */
static PgQuery__ObjectType object_type(const ProtobufCMessage *statement)
{
    static const char *const fields[] = {"remove_type", "objtype", "rename_type",
                                         "object_type"};

    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        const ProtobufCFieldDescriptor *field =
            protobuf_c_message_descriptor_get_field_by_name(statement->descriptor, fields[i]);

        if (field)
            return *(const PgQuery__ObjectType *)((const char *)statement + field->offset);
    }
    return PG_QUERY__OBJECT_TYPE__OBJECT_TYPE_UNDEFINED;
}

/* Are its names TABLE.NAME, so that it is the table that is touched? */
static bool is_part_of_table(PgQuery__ObjectType type)
{
    return type == PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN ||
           type == PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT ||
           type == PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER ||
           type == PG_QUERY__OBJECT_TYPE__OBJECT_POLICY ||
           type == PG_QUERY__OBJECT_TYPE__OBJECT_RULE;
}

/* ------------------------------------------------------------------ the tree */

static void visit_children(const struct touching *t, const ProtobufCMessage *message);

static void tell_list(const struct touching *t, const PgQuery__List *list)
{
    size_t count = list->n_items;

    if (count && is_part_of_table(object_type(t->statement)))
        count--;
    if (count && list->items[0]->node_case == PG_QUERY__NODE__NODE_TYPE_NAME)
        tell(t, TOUCHED_RELATION,
             name_of_parts(t, list->items[0]->type_name->names,
                           list->items[0]->type_name->n_names),
             true);
    else
        tell(t, TOUCHED_RELATION, name_of_parts(t, list->items, count), true);
}

static void tell_relation(const struct touching *t, const PgQuery__RangeVar *relation,
                          bool changes)
{
    tell(t, TOUCHED_RELATION,
         (struct qname){text_of(t, relation->schemaname), text_of(t, relation->relname)},
         changes);
}

/* 'changes' holds for what the statement's own fields name. */
static void visit_message(const struct touching *t, const ProtobufCMessage *message,
                          bool changes)
{
    const ProtobufCMessageDescriptor *type = message->descriptor;

    if (type == &pg_query__range_var__descriptor) {
        tell_relation(t, (const PgQuery__RangeVar *)message, changes);
    } else if (type == &pg_query__type_name__descriptor) {
        const PgQuery__TypeName *name = (const PgQuery__TypeName *)message;

        tell(t, TOUCHED_RELATION, name_of_parts(t, name->names, name->n_names), changes);
    } else if (type == &pg_query__object_with_args__descriptor) {
        const PgQuery__ObjectWithArgs *object = (const PgQuery__ObjectWithArgs *)message;

        tell(t, TOUCHED_FUNCTION, name_of_parts(t, object->objname, object->n_objname), true);
    } else if (type == &pg_query__list__descriptor && changes) {
        tell_list(t, (const PgQuery__List *)message);
    } else if (type == &pg_query__string__descriptor && changes) {
        tell(t, TOUCHED_SINGLE,
             (struct qname){NULL, text_of(t, ((const PgQuery__String *)message)->sval)}, true);
    } else if (type == &pg_query__role_spec__descriptor) {
        const PgQuery__RoleSpec *role = (const PgQuery__RoleSpec *)message;

        if (role->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING)
            tell(t, TOUCHED_ROLE, (struct qname){NULL, text_of(t, role->rolename)}, false);
    } else {
        if (type == &pg_query__func_call__descriptor) {
            const PgQuery__FuncCall *call = (const PgQuery__FuncCall *)message;

            tell(t, TOUCHED_FUNCTION, name_of_parts(t, call->funcname, call->n_funcname),
                 false);
        }
        visit_children(t, message);
    }
}

/* A node is only the wrapping of what it holds. */
static const ProtobufCMessage *unwrap(const ProtobufCMessage *message)
{
    const PgQuery__Node *node = (const PgQuery__Node *)message;

    return message && message->descriptor == &pg_query__node__descriptor
               ? (const ProtobufCMessage *)node->alias
               : message;
}

/* Does the statement change what this field of its own names? */
static bool names_target(const struct touching *t, const ProtobufCMessage *message,
                         const ProtobufCFieldDescriptor *field)
{
    static const char *const lists[] = {"relations", "objects", "object", NULL};

    if (message->descriptor == &pg_query__into_clause__descriptor)
        return !strcmp(field->name, "rel");
    if (message != t->statement)
        return false;
    return is_one_of(field->name, lists) ||
           (field->label != PROTOBUF_C_LABEL_REPEATED &&
            field->descriptor == &pg_query__range_var__descriptor);
}

/* CREATE TYPE, DOMAIN, FUNCTION and their like spell the name out as a list of strings. */
static bool is_spelt_name(const struct touching *t, const ProtobufCMessage *message,
                          const ProtobufCFieldDescriptor *field)
{
    static const char *const names[] = {"type_name", "domainname", "funcname", "defnames",
                                        NULL};

    return message == t->statement && field->label == PROTOBUF_C_LABEL_REPEATED &&
           is_one_of(field->name, names);
}

/* A trigger only speaks of its function. */
static void tell_spelt_name(const struct touching *t, const ProtobufCMessage *message,
                            const ProtobufCFieldDescriptor *field, struct qname name)
{
    bool function = !strcmp(field->name, "funcname");
    bool creates = message->descriptor == &pg_query__create_function_stmt__descriptor;

    tell(t, function ? TOUCHED_FUNCTION : TOUCHED_RELATION, name, !function || creates);
}

static void visit_field(void *context, const ProtobufCMessage *message,
                        const ProtobufCFieldDescriptor *field,
                        const ProtobufCMessage *const *items, size_t count)
{
    const struct touching *t = context;

    if (is_spelt_name(t, message, field)) {
        tell_spelt_name(t, message, field,
                        name_of_parts(t, (PgQuery__Node *const *)items, count));
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (unwrap(items[i]))
            visit_message(t, unwrap(items[i]), names_target(t, message, field));
}

static void visit_children(const struct touching *t, const ProtobufCMessage *message)
{
    parse_each_field(message, visit_field, (void *)t);
}

/* What some statements make is said as bare text. */
static const char *bare_name(const PgQuery__Node *statement)
{
    switch (statement->node_case) {
    case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT:
        return statement->create_schema_stmt->schemaname;
    case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
        return statement->create_extension_stmt->extname;
    case PG_QUERY__NODE__NODE_CREATE_ROLE_STMT:
        return statement->create_role_stmt->role;
    default:
        return NULL;
    }
}

static void visit_statement(struct touching *t, const PgQuery__Node *statement)
{
    t->statement = unwrap(&statement->base);
    tell(t, TOUCHED_SINGLE, (struct qname){NULL, text_of(t, bare_name(statement))}, true);
    visit_children(t, t->statement);
}

bool statement_each_touched(struct arena *arena, const char *text, touched_visitor *visit,
                            void *context, const char **why)
{
    struct touching t = {.arena = arena, .visit = visit, .context = context};
    struct parse *parse = parse_statements(arena, text, why, NULL);
    const PgQuery__ParseResult *tree;

    if (!parse)
        return false;
    tree = parse_tree(parse);
    for (size_t i = 0; i < tree->n_stmts; i++)
        visit_statement(&t, tree->stmts[i]->stmt);
    parse_free(parse);
    return true;
}

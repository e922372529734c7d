/* What an expression mentions: columns, functions, types, relations and literals, found in its
 * parse tree whatever the nodes around them are. */

#include "postgres/mention.h"

#include "base/array.h"
#include "postgres/parser.h"

#include <ctype.h>
#include <string.h>

struct mentioning {
    struct arena *arena;
    mentioned_visitor *visit;
    void *context;
};

static void visit_message(const struct mentioning *mentioning, const ProtobufCMessage *message);

static void tell(const struct mentioning *mentioning, enum mention mention, struct qname name,
                 int location)
{
    if (name.name) {
        struct mentioned mentioned = {mention, name, location, 0, false};
        mentioning->visit(mentioning->context, &mentioned);
    }
}

static struct qname name_of(const struct mentioning *mentioning, PgQuery__Node *const *parts,
                            size_t count)
{
    struct qname name = {0};

    for (size_t i = 0; i < count; i++) {
        if (parts[i]->node_case == PG_QUERY__NODE__NODE_STRING) {
            name.schema = name.name;
            name.name = arena_strdup(mentioning->arena, parts[i]->string->sval);
        }
    }
    return name;
}

static const PgQuery__Node *without_casts(const PgQuery__Node *node)
{
    while (node && node->node_case == PG_QUERY__NODE__NODE_TYPE_CAST) {
        node = node->type_cast->arg;
    }
    return node;
}

static int literal_location(const PgQuery__Node *literal)
{
    return without_casts(literal)->a_const->location;
}

/* The text of a string literal, with or without casts; NULL if it is none. */
static const char *literal_text(const PgQuery__Node *node)
{
    node = without_casts(node);
    if (!node || node->node_case != PG_QUERY__NODE__NODE_A_CONST ||
        node->a_const->val_case != PG_QUERY__A__CONST__VAL_SVAL) {
        return NULL;
    }
    return node->a_const->sval->sval;
}

/* schema.name as regclass reads it: folded unless quoted. */
static void tell_relation(const struct mentioning *mentioning, const PgQuery__Node *node)
{
    const char *text = literal_text(node);
    struct qname name = {0};

    while (text && *text) {
        bool quoted = *text == '"';
        text += quoted;
        size_t length = strcspn(text, quoted ? "\"" : ".");
        char *part = arena_strndup(mentioning->arena, text, length);
        for (char *c = part; !quoted && *c; c++) {
            *c = (char)tolower((unsigned char)*c);
        }
        name.schema = name.name;
        name.name = part;
        text += length;
        text += quoted && *text;
        text += *text == '.';
    }
    tell(mentioning, MENTION_RELATION, name, name.name ? literal_location(node) : 0);
}

static void visit_call(const struct mentioning *mentioning, const PgQuery__FuncCall *call)
{
    static const char *const of_sequences[] = {"nextval", "currval", "setval"};
    struct qname name = name_of(mentioning, call->funcname, call->n_funcname);

    tell(mentioning, MENTION_FUNCTION, name, call->location);
    for (size_t i = 0; i < COUNT_OF(of_sequences); i++) {
        if (call->n_args && text_equal(name.name, of_sequences[i])) {
            tell_relation(mentioning, call->args[0]);
        }
    }
}

static bool is_cast_to_relation(struct qname type)
{
    return text_equal(type.name, "regclass");
}

static void visit_cast(const struct mentioning *mentioning, const PgQuery__TypeCast *cast)
{
    struct qname type = name_of(mentioning, cast->type_name->names, cast->type_name->n_names);

    tell(mentioning, MENTION_TYPE, type, cast->type_name->location);
    if (is_cast_to_relation(type)) {
        tell_relation(mentioning, cast->arg);
    }
}

/* column, table.column or schema.table.column; the last may be a star. */
static void tell_column(const struct mentioning *mentioning, const PgQuery__ColumnRef *column)
{
    size_t before = column->n_fields - 1;
    struct mentioned mentioned = {.mention = MENTION_COLUMN, .location = column->location};

    mentioned.name = name_of(mentioning, column->fields + before, 1);
    mentioned.part = before;
    if (mentioned.name.name) {
        mentioning->visit(mentioning->context, &mentioned);
    }
    if (before) {
        mentioned = (struct mentioned){.mention = MENTION_RELATION,
                                       .name = name_of(mentioning, column->fields, before),
                                       .location = column->location,
                                       .qualifies = true};
        mentioning->visit(mentioning->context, &mentioned);
    }
}

static void visit_node(const struct mentioning *mentioning, const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        tell_column(mentioning, node->column_ref);
        return;
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        visit_call(mentioning, node->func_call);
        break;
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        visit_cast(mentioning, node->type_cast);
        break;
    case PG_QUERY__NODE__NODE_A_CONST:
        if (literal_text(node)) {
            tell(mentioning, MENTION_LITERAL,
                 (struct qname){NULL, arena_strdup(mentioning->arena, literal_text(node))},
                 node->a_const->location);
        }
        return;
    default:
        break;
    }
    visit_message(mentioning, &node->base);
}

static void visit_child(const struct mentioning *mentioning, const ProtobufCMessage *message)
{
    if (!message) {
        return;
    }
    if (message->descriptor == &pg_query__node__descriptor) {
        visit_node(mentioning, (const PgQuery__Node *)message);
    } else {
        visit_message(mentioning, message);
    }
}

static void visit_field(void *context, const ProtobufCMessage *message,
                        const ProtobufCFieldDescriptor *field,
                        const ProtobufCMessage *const *items, size_t count)
{
    (void)message;
    (void)field;
    for (size_t i = 0; i < count; i++) {
        visit_child(context, items[i]);
    }
}

static void visit_message(const struct mentioning *mentioning, const ProtobufCMessage *message)
{
    /* the names of types, and their modifiers, are no columns */
    if (message->descriptor != &pg_query__type_name__descriptor) {
        parse_each_field(message, visit_field, (void *)mentioning);
    }
}

void mention_each(struct arena *arena, const PgQuery__Node *root, mentioned_visitor *visit,
                  void *context)
{
    struct mentioning mentioning = {arena, visit, context};

    visit_node(&mentioning, root);
}

struct passing {
    mention_visitor *visit;
    void *context;
};

static void pass(void *context, const struct mentioned *mentioned)
{
    const struct passing *passing = context;

    if (!mentioned->qualifies) {
        passing->visit(passing->context, mentioned->mention, mentioned->name);
    }
}

bool expression_each_mention(struct arena *arena, const char *text, mention_visitor *visit,
                             void *context)
{
    struct passing passing = {visit, context};
    struct parse *parse = parse_expression(arena, text, NULL, NULL);

    if (!parse) {
        return false;
    }
    mention_each(arena, parse_root(parse), pass, &passing);
    parse_free(parse);
    return true;
}

/* Turns parse trees into forms: what the grammar of SQL can say in several ways is made one
 * here, as PostgreSQL's parse analysis does it. Types are typing.c's, literals literal.c's. */

#include "postgres/form.h"

#include "base/buffer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct form *form_new(struct arena *arena, enum form_kind kind)
{
    struct form *form = arena_alloc(arena, sizeof *form);

    form->kind = kind;
    return form;
}

struct form *form_new_2(struct arena *arena, enum form_kind kind, struct form *a,
                        struct form *b)
{
    struct form *form = form_new(arena, kind);

    array_add(arena, &form->children, a);
    array_add(arena, &form->children, b);
    return form;
}

static struct form *new_1(struct arena *arena, enum form_kind kind, struct form *a)
{
    struct form *form = form_new(arena, kind);

    array_add(arena, &form->children, a);
    return form;
}

static void add_nodes(struct arena *arena, struct form *form, PgQuery__Node *const *nodes,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        array_add(arena, &form->children, form_read(arena, nodes[i]));
    }
}

/* ------------------------------------------------------------------ names and types */

/* A name of one part or of several; pg_catalog goes without saying. */
static struct qname read_name(struct arena *arena, PgQuery__Node *const *parts, size_t count)
{
    struct qname name = {0};

    for (size_t i = 0; i < count; i++) {
        if (parts[i]->node_case == PG_QUERY__NODE__NODE_STRING) {
            name.schema = name.name;
            name.name = arena_strdup(arena, parts[i]->string->sval);
        }
    }
    if (name.schema && !strcmp(name.schema, "pg_catalog")) {
        name.schema = NULL;
    }
    return name;
}

static const char *read_modifiers(struct arena *arena, const PgQuery__TypeName *type)
{
    struct buf out = BUF_INIT;
    const char *modifiers = NULL;

    for (size_t i = 0; i < type->n_typmods; i++) {
        const PgQuery__Node *node = type->typmods[i];
        buf_add(&out, i ? "," : "");
        if (node->node_case == PG_QUERY__NODE__NODE_A_CONST) {
            const PgQuery__AConst *constant = node->a_const;
            if (constant->val_case == PG_QUERY__A__CONST__VAL_IVAL) {
                buf_addf(&out, "%d", constant->ival->ival);
            } else if (constant->val_case == PG_QUERY__A__CONST__VAL_SVAL) {
                buf_add(&out, constant->sval->sval);
            }
        } else if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF) {
            struct qname name =
                read_name(arena, node->column_ref->fields, node->column_ref->n_fields);
            buf_add(&out, name.name ? name.name : "");
        }
    }
    if (out.length) {
        modifiers = arena_strdup(arena, buf_text(&out));
    }
    buf_release(&out);
    return modifiers;
}

static struct sql_type read_type(struct arena *arena, const PgQuery__TypeName *type)
{
    struct sql_type read = {.name = read_name(arena, type->names, type->n_names),
                            .modifiers = read_modifiers(arena, type),
                            .array = type->n_array_bounds > 0};

    if (!read.name.schema && read.name.name && read.name.name[0] == '_' &&
        sql_type_named(read.name.name).array) {
        read.name.name++;
        read.array = true;
    }
    return read;
}

/* ------------------------------------------------------------------ constants */

/* b'101' and x'5', each with its letter, as the digits of the first. */
static const char *read_bits(struct arena *arena, const char *text)
{
    if (*text != 'x') {
        return arena_strdup(arena, text + (*text == 'b'));
    }
    char *bits = arena_alloc(arena, 4 * strlen(text) + 1), *out = bits;
    for (text++; *text; text++) {
        char digit[2] = {*text};
        long value = strtol(digit, NULL, 16);
        for (int bit = 3; bit >= 0; bit--) {
            *out++ = (char)('0' + (value >> bit & 1));
        }
    }
    return bits;
}

static struct form *read_constant(struct arena *arena, const PgQuery__AConst *constant)
{
    struct form *form = form_new(arena, FORM_NULL);

    form->type = sql_type_named("unknown");
    if (constant->isnull) {
        return form;
    }
    switch (constant->val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL:
        form->kind = FORM_NUMBER;
        form->text = arena_printf(arena, "%d", constant->ival->ival);
        form->type = sql_type_named("int4");
        break;
    case PG_QUERY__A__CONST__VAL_FVAL:
        form->kind = FORM_NUMBER;
        form->text = arena_strdup(arena, constant->fval->fval);
        errno = 0;
        strtoll(form->text, NULL, 10);
        form->type = sql_type_named(strpbrk(form->text, ".eE") || errno ? "numeric" : "int8");
        form->text = literal_canonical(arena, form->text, &form->type);
        break;
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
        form->kind = FORM_BOOLEAN;
        form->text = constant->boolval->boolval ? "true" : "false";
        form->type = sql_type_named("bool");
        break;
    case PG_QUERY__A__CONST__VAL_BSVAL:
        form->kind = FORM_STRING;
        form->text = read_bits(arena, constant->bsval->bsval);
        form->type = sql_type_named("bit");
        break;
    default:
        form->kind = FORM_STRING;
        form->text = arena_strdup(arena, constant->sval ? constant->sval->sval : "");
    }
    return form;
}

/* ------------------------------------------------------------------ operators */

static struct form *new_operator(struct arena *arena, const char *name, struct form *left,
                                 struct form *right)
{
    struct form *form = form_new_2(arena, FORM_OPERATOR, left, right);

    form->name.name = name;
    return form;
}

/* Rows are compared column by column; for equality that is stored as the comparisons. */
static struct form *compare(struct arena *arena, struct qname name, struct form *left,
                            struct form *right)
{
    bool equal = !strcmp(name.name, "="), different = !strcmp(name.name, "<>");

    if (left->kind != FORM_ROW || right->kind != FORM_ROW || !(equal || different) ||
        left->children.count != right->children.count) {
        struct form *form = new_operator(arena, name.name, left, right);
        form->name = name;
        return form;
    }
    struct form *all = form_new(arena, equal ? FORM_AND : FORM_OR);
    for (size_t i = 0; i < left->children.count; i++) {
        array_add(arena, &all->children,
                  compare(arena, name, left->children.at[i], right->children.at[i]));
    }
    return all;
}

static bool mentions_column(const struct form *form)
{
    if (form->kind == FORM_COLUMN) {
        return true;
    }
    for (size_t i = 0; i < form->children.count; i++) {
        if (mentions_column(form->children.at[i])) {
            return true;
        }
    }
    return false;
}

/* x in (…): one array of what is constant, if there are two at least, and a comparison for each
 * of the rest. */
static struct form *read_in(struct arena *arena, struct qname name, struct form *left,
                            const PgQuery__Node *list)
{
    bool is_not = !strcmp(name.name, "<>");
    struct form *all = form_new(arena, is_not ? FORM_AND : FORM_OR);
    struct form *array = form_new(arena, FORM_ARRAY);
    struct form_list items = {0}, rest = {0};

    if (list->node_case != PG_QUERY__NODE__NODE_LIST) {
        struct form *other = form_new_2(arena, FORM_OTHER, left, form_read(arena, list));
        other->text = is_not ? "not in" : "in";
        return other;
    }
    for (size_t i = 0; i < list->list->n_items; i++) {
        struct form *item = form_read(arena, list->list->items[i]);
        bool alone = left->kind == FORM_ROW || mentions_column(item);
        array_add(arena, &items, item);
        array_add(arena, alone ? &rest : &array->children, item);
    }
    if (array->children.count > 1) {
        struct form *any = form_new_2(arena, is_not ? FORM_ALL : FORM_ANY, left, array);
        any->name = name;
        array->text = FORM_IN_LIST;
        array_add(arena, &all->children, any);
        items = rest;
    }
    for (size_t i = 0; i < items.count; i++) {
        array_add(arena, &all->children, compare(arena, name, left, items.at[i]));
    }
    return all->children.count == 1 ? all->children.at[0] : all;
}

/* x between a and b, and its three relatives. */
static struct form *read_between(struct arena *arena, PgQuery__AExprKind kind, struct form *x,
                                 const PgQuery__Node *bounds)
{
    bool is_not = kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN ||
                  kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM;
    bool symmetric = kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM ||
                     kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM;
    const char *low = is_not ? "<" : ">=", *high = is_not ? ">" : "<=";
    enum form_kind inner = is_not ? FORM_OR : FORM_AND, outer = is_not ? FORM_AND : FORM_OR;
    struct form *a = form_read(arena, bounds->list->items[0]);
    struct form *b = form_read(arena, bounds->list->items[1]);
    struct form *straight = form_new_2(arena, inner, new_operator(arena, low, x, a),
                                       new_operator(arena, high, x, b));

    if (!symmetric) {
        return straight;
    }
    struct form *turned = form_new_2(arena, inner, new_operator(arena, low, x, b),
                                     new_operator(arena, high, x, a));
    return form_new_2(arena, outer, straight, turned);
}

/* What A_Expr can be, beside those with a list on the right. */
static const struct {
    enum form_kind form;
    bool negated;
} expression_kinds[] = {
    [PG_QUERY__A__EXPR__KIND__AEXPR_OP] = {FORM_OPERATOR, false},
    [PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY] = {FORM_ANY, false},
    [PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL] = {FORM_ALL, false},
    [PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT] = {FORM_DISTINCT, false},
    [PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT] = {FORM_DISTINCT, true},
    [PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF] = {FORM_NULLIF, false},
    [PG_QUERY__A__EXPR__KIND__AEXPR_LIKE] = {FORM_OPERATOR, false},
    [PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE] = {FORM_OPERATOR, false},
    [PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR] = {FORM_OPERATOR, false},
};

static struct form *read_operation(struct arena *arena, const PgQuery__AExpr *expression)
{
    struct qname name = read_name(arena, expression->name, expression->n_name);
    struct form *left = expression->lexpr ? form_read(arena, expression->lexpr) : NULL;
    PgQuery__AExprKind kind = expression->kind;

    if (kind == PG_QUERY__A__EXPR__KIND__AEXPR_IN) {
        return read_in(arena, name, left, expression->rexpr);
    }
    if ((size_t)kind >= COUNT_OF(expression_kinds)) {
        return read_between(arena, kind, left, expression->rexpr);
    }
    struct form *right = form_read(arena, expression->rexpr), *form;
    if (!left) {
        form = new_1(arena, FORM_OPERATOR, right);
        form->name = name;
    } else if (expression_kinds[kind].form == FORM_OPERATOR) {
        form = compare(arena, name, left, right);
    } else {
        form = form_new_2(arena, expression_kinds[kind].form, left, right);
        form->name = name;
    }
    return expression_kinds[kind].negated ? new_1(arena, FORM_NOT, form) : form;
}

/* Chains of and, and of or, are flat however they are bracketed. */
static struct form *read_boolean(struct arena *arena, const PgQuery__BoolExpr *boolean)
{
    static const enum form_kind kinds[] = {
        [PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR] = FORM_AND,
        [PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR] = FORM_OR,
        [PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR] = FORM_NOT,
    };
    struct form *form = form_new(arena, kinds[boolean->boolop]);

    for (size_t i = 0; i < boolean->n_args; i++) {
        struct form *part = form_read(arena, boolean->args[i]);
        if (part->kind != form->kind || form->kind == FORM_NOT) {
            array_add(arena, &form->children, part);
            continue;
        }
        for (size_t j = 0; j < part->children.count; j++) {
            array_add(arena, &form->children, part->children.at[j]);
        }
    }
    return form;
}

/* ------------------------------------------------------------------ the other nodes */

static struct form *read_column(struct arena *arena, const PgQuery__ColumnRef *column)
{
    struct form *form = form_new(arena, FORM_COLUMN);

    /* one relation is in sight, so its name before the column's says nothing */
    form->name = read_name(arena, column->fields, column->n_fields);
    form->name.schema = NULL;
    if (!form->name.name ||
        column->fields[column->n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR) {
        form->kind = FORM_OTHER;
        form->text = "*";
    }
    return form;
}

/* VARIADIC ARRAY[…] is how the server prints arguments that were written one by one. */
static void spread_variadic(struct arena *arena, struct form *form)
{
    struct form *last = form->children.at[form->children.count - 1];

    if (last->kind == FORM_ARRAY) {
        form->children.count--;
        for (size_t i = 0; i < last->children.count; i++) {
            array_add(arena, &form->children, last->children.at[i]);
        }
    }
}

static struct form *read_other(struct arena *arena, const ProtobufCMessage *message);

static struct form *read_call(struct arena *arena, const PgQuery__FuncCall *call)
{
    struct form *form = form_new(arena, FORM_CALL);

    if (call->n_agg_order || call->agg_filter || call->over || call->agg_within_group ||
        call->agg_star || call->agg_distinct) {
        return read_other(arena, &call->base);
    }
    /* x AT TIME ZONE y and timezone(y, x) mean the same, but are stored and printed as said */
    form->text =
        call->funcformat == PG_QUERY__COERCION_FORM__COERCE_SQL_SYNTAX ? FORM_SQL_SYNTAX : NULL;
    form->name = read_name(arena, call->funcname, call->n_funcname);
    add_nodes(arena, form, call->args, call->n_args);
    if (call->func_variadic && form->children.count) {
        spread_variadic(arena, form);
    }
    return form;
}

static struct form *read_case(struct arena *arena, const PgQuery__CaseExpr *expression)
{
    struct form *form = form_new(arena, FORM_CASE);

    array_add(arena, &form->children,
              expression->arg ? form_read(arena, expression->arg) : form_new(arena, FORM_NONE));
    for (size_t i = 0; i < expression->n_args; i++) {
        const PgQuery__CaseWhen *when = expression->args[i]->case_when;
        array_add(arena, &form->children,
                  form_new_2(arena, FORM_WHEN, form_read(arena, when->expr),
                             form_read(arena, when->result)));
    }
    struct form *otherwise = form_new(arena, FORM_NULL);
    otherwise->type = sql_type_named("unknown");
    array_add(arena, &form->children,
              expression->defresult ? form_read(arena, expression->defresult) : otherwise);
    return form;
}

static struct form *read_list_form(struct arena *arena, enum form_kind kind,
                                   PgQuery__Node *const *nodes, size_t count)
{
    struct form *form = form_new(arena, kind);

    add_nodes(arena, form, nodes, count);
    return form;
}

/* x[1], (x).field, and chains of them, one step a form. */
static struct form *read_indirection(struct arena *arena,
                                     const PgQuery__AIndirection *indirection)
{
    struct form *form = form_read(arena, indirection->arg);

    for (size_t i = 0; i < indirection->n_indirection; i++) {
        const PgQuery__Node *step = indirection->indirection[i];
        form = new_1(arena, FORM_ELEMENT, form);
        if (step->node_case == PG_QUERY__NODE__NODE_STRING) {
            form->text = arena_printf(arena, ".%s", step->string->sval);
            continue;
        }
        form->text = "[]";
        if (step->node_case == PG_QUERY__NODE__NODE_A_INDICES) {
            const PgQuery__AIndices *indices = step->a_indices;
            form->text = indices->is_slice ? "[:]" : "[]";
            array_add(arena, &form->children,
                      indices->lidx ? form_read(arena, indices->lidx)
                                    : form_new(arena, FORM_NONE));
            array_add(arena, &form->children,
                      indices->uidx ? form_read(arena, indices->uidx)
                                    : form_new(arena, FORM_NONE));
        }
    }
    return form;
}

static struct form *read_test(struct arena *arena, const PgQuery__Node *node)
{
    bool is_null = node->node_case == PG_QUERY__NODE__NODE_NULL_TEST;
    const PgQuery__Node *arg = is_null ? node->null_test->arg : node->boolean_test->arg;
    int type =
        is_null ? (int)node->null_test->nulltesttype : (int)node->boolean_test->booltesttype;
    struct form *form = new_1(arena, FORM_TEST, form_read(arena, arg));

    form->text = arena_printf(arena, is_null ? "null %d" : "boolean %d", type);
    return form;
}

static struct form *read_value_function(struct arena *arena,
                                        const PgQuery__SQLValueFunction *function)
{
    /* by SVFOP; a precision is part of the text */
    static const char *const types[] = {
        NULL,   "date", "timetz",    "timetz",    "timestamptz", "timestamptz",
        "time", "time", "timestamp", "timestamp", "name",        "name",
        "name", "name", "name",      "name",
    };
    struct form *form = form_new(arena, FORM_VALUE);

    form->text = arena_printf(arena, "%d %d", (int)function->op, function->typmod);
    if ((size_t)function->op < COUNT_OF(types) && types[function->op]) {
        form->type = sql_type_named(types[function->op]);
    }
    return form;
}

/* ------------------------------------------------------------------ any node */

static bool is_place(const ProtobufCFieldDescriptor *field)
{
    static const char *const names[] = {"location", "xpr", "stmt_location", "stmt_len",
                                        "funcformat"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (!strcmp(field->name, names[i])) {
            return true;
        }
    }
    return false;
}

static void read_field_value(struct arena *arena, struct form *form, struct buf *label,
                             const ProtobufCFieldDescriptor *field, const void *value)
{
    switch (field->type) {
    case PROTOBUF_C_TYPE_MESSAGE:
        if (*(ProtobufCMessage *const *)value) {
            const ProtobufCMessage *message = *(ProtobufCMessage *const *)value;
            array_add(arena, &form->children,
                      message->descriptor == &pg_query__node__descriptor
                          ? form_read(arena, (const PgQuery__Node *)message)
                          : read_other(arena, message));
        }
        break;
    case PROTOBUF_C_TYPE_STRING:
        if (**(char *const *)value) {
            buf_addf(label, " %s=%s", field->name, *(char *const *)value);
        }
        break;
    case PROTOBUF_C_TYPE_BOOL:
        buf_addf(label, *(const protobuf_c_boolean *)value ? " %s" : "", field->name);
        break;
    default:
        /* the rest of the tree's scalars are 32 bits wide */
        if (*(const int32_t *)value) {
            buf_addf(label, " %s=%d", field->name, *(const int32_t *)value);
        }
    }
}

static size_t field_size(const ProtobufCFieldDescriptor *field)
{
    return field->type == PROTOBUF_C_TYPE_MESSAGE || field->type == PROTOBUF_C_TYPE_STRING
               ? sizeof(void *)
           : field->type == PROTOBUF_C_TYPE_BOOL ? sizeof(protobuf_c_boolean)
                                                 : sizeof(int32_t);
}

/* A node that needs no rewriting: its scalars are its name, its messages its children. */
static struct form *read_other(struct arena *arena, const ProtobufCMessage *message)
{
    const ProtobufCMessageDescriptor *descriptor = message->descriptor;
    const char *base = (const char *)message;
    struct form *form = form_new(arena, FORM_OTHER);
    struct buf label = BUF_INIT;

    buf_add(&label, descriptor->short_name);
    for (unsigned i = 0; i < descriptor->n_fields; i++) {
        const ProtobufCFieldDescriptor *field = &descriptor->fields[i];
        const char *value = base + field->offset;
        bool of_union = field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF;
        if (is_place(field) ||
            (of_union && *(const uint32_t *)(base + field->quantifier_offset) != field->id)) {
            continue;
        }
        if (field->label != PROTOBUF_C_LABEL_REPEATED) {
            read_field_value(arena, form, &label, field, value);
            continue;
        }
        size_t count = *(const size_t *)(base + field->quantifier_offset);
        const char *items = *(char *const *)value;
        buf_addf(&label, " %s[%zu]", field->name, count);
        for (size_t j = 0; j < count; j++) {
            read_field_value(arena, form, &label, field, items + j * field_size(field));
        }
    }
    form->text = arena_strdup(arena, buf_text(&label));
    buf_release(&label);
    return form;
}

static struct form *read_collate(struct arena *arena, const PgQuery__CollateClause *clause)
{
    struct form *form = new_1(arena, FORM_COLLATE, form_read(arena, clause->arg));

    form->name = read_name(arena, clause->collname, clause->n_collname);
    return form;
}

struct form *form_read(struct arena *arena, const PgQuery__Node *node)
{
    switch (node->node_case) {
    case PG_QUERY__NODE__NODE_A_CONST:
        return read_constant(arena, node->a_const);
    case PG_QUERY__NODE__NODE_A_EXPR:
        return read_operation(arena, node->a_expr);
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return read_boolean(arena, node->bool_expr);
    case PG_QUERY__NODE__NODE_COLUMN_REF:
        return read_column(arena, node->column_ref);
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return read_call(arena, node->func_call);
    case PG_QUERY__NODE__NODE_TYPE_CAST:
        return form_cast(arena, form_read(arena, node->type_cast->arg),
                         read_type(arena, node->type_cast->type_name), true);
    case PG_QUERY__NODE__NODE_CASE_EXPR:
        return read_case(arena, node->case_expr);
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
        return read_list_form(arena, FORM_ARRAY, node->a_array_expr->elements,
                              node->a_array_expr->n_elements);
    case PG_QUERY__NODE__NODE_ROW_EXPR:
        return read_list_form(arena, FORM_ROW, node->row_expr->args, node->row_expr->n_args);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        return read_list_form(arena, FORM_COALESCE, node->coalesce_expr->args,
                              node->coalesce_expr->n_args);
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
        return read_list_form(arena,
                              node->min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST
                                  ? FORM_GREATEST
                                  : FORM_LEAST,
                              node->min_max_expr->args, node->min_max_expr->n_args);
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
        return read_indirection(arena, node->a_indirection);
    case PG_QUERY__NODE__NODE_NULL_TEST:
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
        return read_test(arena, node);
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
        return read_collate(arena, node->collate_clause);
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
        return read_value_function(arena, node->sqlvalue_function);
    default:
        return read_other(arena, &node->base);
    }
}

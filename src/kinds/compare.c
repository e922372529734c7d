/* Compares two objects of a kind by its table of fields, and tells which differences only a
 * server could decide. When two expressions are the same is postgres/expression's. */

#include "kinds/kinds.h"

#include "kinds/casts.h"
#include "kinds/table.h"
#include "kinds/write.h"
#include "model/types.h"
#include "postgres/expression.h"

#include <string.h>

struct comparison {
    const struct object *from, *to;
    const struct renames *renames;
    const char *schema;
    int version;
};

static const char *expression_column(void *context, const char *name)
{
    const struct comparison *comparison = context;
    const struct object *owner =
        comparison->from->parent ? comparison->from->parent : comparison->from;
    return comparison->renames->column(comparison->renames->context, owner, name);
}

static struct qname expression_object(void *context, struct qname name)
{
    const struct comparison *comparison = context;
    return comparison->renames->mentioned(comparison->renames->context, name);
}

/* Where the expression of an object stands, for the types of what it mentions. */
static struct expression_side side_of(const struct model *model, const struct object *object)
{
    struct expression_side side = {.model = model};
    if (object->parent && object->parent->kind == KIND_TABLE)
        side.table = (const struct table *)object->parent;
    if (object->parent && object->parent->kind == KIND_DOMAIN)
        side.value = &((const struct domain *)object->parent)->type;
    return side;
}

typedef bool expression_judge(const struct expression_setting *setting, const struct expr *from,
                              const struct expr *to);

static bool judge_expression(const struct comparison *comparison, const struct expr *from,
                             const struct expr *to, expression_judge *judge)
{
    struct expression_renames renames = {(void *)comparison, expression_column,
                                         expression_object};
    bool is_default =
        comparison->to->kind == KIND_COLUMN || comparison->to->kind == KIND_DOMAIN;
    const struct type_name *type = NULL;
    if (is_default)
        type = comparison->to->kind == KIND_COLUMN
                   ? &((const struct column *)comparison->to)->type
                   : &((const struct domain *)comparison->to)->type;
    struct expression_setting setting = {
        .type = type,
        .schema = comparison->schema,
        .renames = comparison->renames->mentioned ? &renames : NULL,
        .from = side_of(comparison->renames->from, comparison->from),
        .to = side_of(comparison->renames->to, comparison->to),
    };
    return judge(&setting, from, to);
}

/* DEFAULT NULL is kept of a column over a domain, whose default it takes away. */
static bool is_over_domain(const struct comparison *comparison)
{
    const struct column *column = (const struct column *)comparison->to;
    const struct model *model = comparison->renames->to;
    if (column->object.kind != KIND_COLUMN || !model || !column->type.user.name)
        return false;
    const struct object *type = model_find_type(model, column->type.user);
    return type && type->kind == KIND_DOMAIN;
}

static bool same_expression(const struct comparison *comparison, const struct expr *from,
                            const struct expr *to)
{
    if (!from->text != !to->text && is_over_domain(comparison))
        return false;
    return judge_expression(comparison, from, to, expression_same);
}

static bool same_columns(const struct comparison *comparison, const struct object *parent,
                         const struct text_list *from, const struct text_list *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++)
        if (!text_equal(
                comparison->renames->column(comparison->renames->context, parent, from->at[i]),
                to->at[i]))
            return false;
    return true;
}

static bool same_ref(const struct comparison *comparison, const struct ref *from,
                     const struct ref *to)
{
    if (!from->name.name || !to->name.name)
        return from->name.name == to->name.name;
    return qname_equal(
        comparison->renames->object(comparison->renames->context, from->kind, from->name),
        to->name);
}

/* A name without a schema, or in pg_catalog, stands for the built-in one. */
static bool same_outside_name(struct qname from, struct qname to)
{
    if (!text_equal(from.name, to.name))
        return false;
    bool is_loose = !from.schema || !to.schema;
    return is_loose || strcmp(from.schema, to.schema) == 0;
}

static struct qname element_collation(const struct object *parent,
                                      const struct index_element *element)
{
    const struct column *column =
        element->column && !element->collation.name
            ? table_find_column((const struct table *)parent, element->column)
            : NULL;
    return column ? column->collation : element->collation;
}

/* A key has its column's collation unless another is said. */
static bool same_collation(const struct comparison *comparison,
                           const struct index_element *from, const struct index_element *to)
{
    if (from->collation.name == to->collation.name)
        return true;
    return same_outside_name(element_collation(comparison->from->parent, from),
                             element_collation(comparison->to->parent, to));
}

static bool same_element(const struct comparison *comparison, const struct index_element *from,
                         const struct index_element *to)
{
    const struct object *parent = comparison->from->parent;
    bool same_key = from->column && to->column
                        ? text_equal(comparison->renames->column(comparison->renames->context,
                                                                 parent, from->column),
                                     to->column)
                        : !from->column && !to->column &&
                              same_expression(comparison, &from->expr, &to->expr);
    return same_key && same_collation(comparison, from, to) &&
           same_outside_name(from->opclass, to->opclass) &&
           options_equal(&from->opclass_options, &to->opclass_options) &&
           from->desc == to->desc && from->nulls_reversed == to->nulls_reversed &&
           same_outside_name(from->operator_name, to->operator_name);
}

struct elements {
    struct index_element *at;
    size_t count, capacity;
};

static bool same_elements(const struct comparison *comparison, const struct elements *from,
                          const struct elements *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++)
        if (!same_element(comparison, &from->at[i], &to->at[i]))
            return false;
    return true;
}

static bool same_type(const struct comparison *comparison, const struct type_name *from,
                      const struct type_name *to)
{
    if (type_equal(from, to))
        return !renames_rebuild(comparison->renames, from);
    if (!from->user.name || !to->user.name || from->dimensions != to->dimensions ||
        !text_equal(from->modifiers, to->modifiers))
        return false;
    if (renames_rebuild(comparison->renames, from))
        return false;
    struct qname now =
        comparison->renames->object(comparison->renames->context, KIND_ENUM, from->user);
    return qname_equal(now, to->user);
}

bool renames_rebuild(const struct renames *renames, const struct type_name *type)
{
    return type->user.name && renames->is_rebuilt &&
           renames->is_rebuilt(renames->rebuilt, type->user);
}

struct labels {
    struct label *at;
    size_t count, capacity;
};

static bool same_labels(const struct labels *from, const struct labels *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++)
        if (!text_equal(from->at[i].object.name.name, to->at[i].object.name.name))
            return false;
    return true;
}

struct refs {
    struct ref *at;
    size_t count, capacity;
};

/* Parents can only be added at the end: their order is compared no more than that of
 * columns. */
static bool same_parents(const struct comparison *comparison, const struct refs *from,
                         const struct refs *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++) {
        bool stays = false;
        for (size_t j = 0; j < to->count && !stays; j++)
            stays = same_ref(comparison, &from->at[i], &to->at[j]);
        if (!stays)
            return false;
    }
    return true;
}

static const struct object *owning_table(const struct comparison *comparison)
{
    const struct sequence *sequence = (const struct sequence *)comparison->from;
    return sequence->owned_by.to;
}

static bool same_owned_column(const struct comparison *comparison, const char *from,
                              const char *to)
{
    const struct object *table = owning_table(comparison);
    if (from && table)
        from = comparison->renames->column(comparison->renames->context, table, from);
    return text_equal(from, to);
}

/* The columns of a referenced table are called by that table's renames. */
static bool same_foreign_columns(const struct comparison *comparison,
                                 const struct text_list *from, const struct text_list *to)
{
    const struct constraint *constraint = (const struct constraint *)comparison->from;
    if (!constraint->references.to)
        return text_list_equal(from, to);
    return same_columns(comparison, constraint->references.to, from, to);
}

static bool same_name(const struct field *field, const struct qname *from,
                      const struct qname *to)
{
    bool is_unsaid = field->may_be_unsaid && (!from->name || !to->name);
    return is_unsaid || same_outside_name(*from, *to);
}

static bool same_statistics(const struct elements *from, const struct elements *to)
{
    for (size_t i = 0; i < from->count && i < to->count; i++)
        if (from->at[i].statistics != to->at[i].statistics)
            return false;
    return true;
}

/* Names that PostgreSQL chose stay when the table or column is renamed. */
static bool same_sequence_name(const struct comparison *comparison)
{
    const struct column *from = (const struct column *)comparison->from;
    const struct column *to = (const struct column *)comparison->to;
    if (!from->identity || !to->identity)
        return true;
    struct arena scratch = {0};
    struct qname a = identity_sequence_name(&scratch, from);
    struct qname b = identity_sequence_name(&scratch, to);
    bool same = text_equal(a.name, b.name);
    arena_release(&scratch);
    return same;
}

/* A script does not say whether it is for a server that keeps such names, and what comes from a
 * parent goes on being called as it is there when it becomes the child's own. */
static bool may_be_called(const struct column *column, const char *name)
{
    if (column->not_null_name)
        return false;
    if (column->not_null_kept)
        return !name || text_equal(column->not_null_kept, name);
    const struct column *origin = not_null_origin(column);
    struct arena scratch = {0};
    bool same = name && origin != column && text_equal(not_null_name(&scratch, origin), name);
    arena_release(&scratch);
    return same;
}

static bool same_not_null_name(const struct comparison *comparison)
{
    const struct column *from = (const struct column *)comparison->from;
    const struct column *to = (const struct column *)comparison->to;
    if (!from->not_null || !to->not_null || comparison->version < 180000)
        return true;
    bool is_renamed = !text_equal(from->object.name.name, to->object.name.name) ||
                      !text_equal(from->object.parent->name.name, to->object.parent->name.name);
    if (!is_renamed)
        return text_equal(from->not_null_name, to->not_null_name) ||
               may_be_called(from, to->not_null_name) || may_be_called(to, from->not_null_name);
    struct arena scratch = {0};
    bool same = text_equal(not_null_name(&scratch, from), not_null_name(&scratch, to));
    arena_release(&scratch);
    return same;
}

static enum storage effective_storage(const struct column *column)
{
    return column->storage || column->type.user.name ? column->storage
                                                     : type_default_storage(&column->type);
}

static bool goes_with_table(const struct object *object)
{
    return object->kind == KIND_COLUMN && object->parent->kind == KIND_TABLE &&
           ((const struct table *)object->parent)->persistence == PERSISTENCE_UNLOGGED;
}

/* The sequence of an identity becomes unlogged and logged with its table: only one that is
 * unlogged beside a logged table is a matter of its own. */
static bool same_durability(const struct comparison *comparison, bool from, bool to)
{
    bool was = from && !goes_with_table(comparison->from);
    return comparison->version < 150000 || goes_with_table(comparison->to) || was == to;
}

static bool same_field(const struct comparison *comparison, const struct field *field)
{
    const void *from = (const char *)comparison->from + field->offset;
    const void *to = (const char *)comparison->to + field->offset;
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_IDENTIFIER: {
        const char *a = *(const char *const *)from, *b = *(const char *const *)to;
        return (field->may_be_unsaid && (!a || !b)) || text_equal(a, b);
    }
    case FIELD_BOOL:
        return *(const bool *)from == *(const bool *)to;
    case FIELD_INT:
    case FIELD_TARGET:
        return *(const int *)from == *(const int *)to;
    case FIELD_INT64:
        return *(const int64_t *)from == *(const int64_t *)to;
    case FIELD_NAME:
    case FIELD_OPERATOR:
        return same_name(field, from, to);
    case FIELD_REF:
        return same_ref(comparison, from, to);
    case FIELD_REFS:
        return same_parents(comparison, from, to);
    case FIELD_COLUMN:
        return same_owned_column(comparison, *(const char *const *)from,
                                 *(const char *const *)to);
    case FIELD_COLUMNS:
        return same_columns(comparison, comparison->from->parent, from, to);
    case FIELD_FOREIGN_COLUMNS:
        return same_foreign_columns(comparison, from, to);
    case FIELD_OPTIONS:
        return options_equal(from, to);
    case FIELD_EXPR:
        return same_expression(comparison, from, to);
    case FIELD_TYPE:
        return same_type(comparison, from, to);
    case FIELD_SEQUENCE:
        return sequence_options_equal(from, to);
    case FIELD_ELEMENTS:
        return same_elements(comparison, from, to);
    case FIELD_LABELS:
        return same_labels(from, to);
    case FIELD_STATISTICS:
        return same_statistics(from, to);
    case FIELD_SEQUENCE_NAME:
        return same_sequence_name(comparison);
    case FIELD_STORAGE:
        return *(const int *)from == *(const int *)to ||
               effective_storage((const struct column *)comparison->from) ==
                   effective_storage((const struct column *)comparison->to);
    case FIELD_UNLOGGED:
        return same_durability(comparison, *(const bool *)from, *(const bool *)to);
    case FIELD_NOT_NULL_NAME:
        return same_not_null_name(comparison);
    case FIELD_TEXTS:
        return text_list_equal(from, to);
    case FIELD_MEMBERS:
    case FIELD_DROPPED:
    case FIELD_UNMODELLED:
        break;
    }
    return true;
}

uint64_t kind_compare(const struct object *from, const struct object *to,
                      const struct renames *renames, const char *schema, int version)
{
    struct comparison comparison = {from, to, renames, schema, version};
    const struct field *fields = kind_ops(to->kind)->fields;
    uint64_t differ = 0;
    for (size_t i = 0; fields[i].name; i++)
        if (!fields[i].only_kept && !same_field(&comparison, &fields[i]))
            differ |= UINT64_C(1) << i;
    return differ;
}

/* ------------------------------------------------------------------ what a server might decide
 */

/* Elements that differ in anything but expressions differ for certain: with one expression for
 * both, they would still. */
static bool elements_undecided(const struct comparison *comparison, const struct elements *from,
                               const struct elements *to)
{
    if (from->count != to->count)
        return false;
    for (size_t i = 0; i < from->count; i++) {
        const struct index_element *a = &from->at[i];
        struct index_element b = to->at[i];
        if (!a->expr.text || !b.expr.text) {
            if (!same_element(comparison, a, &b))
                return false;
            continue;
        }
        bool differ = judge_expression(comparison, &a->expr, &b.expr, expression_differs);
        struct index_element same = *a;
        same.expr = b.expr;
        /* the type of an expression, and what it stands for where nothing is said, is a
         * server's to tell */
        if (!a->opclass.name || !b.opclass.name)
            same.opclass = b.opclass;
        if (!a->collation.name || !b.collation.name)
            same.collation = b.collation;
        if (differ || !same_element(comparison, &same, &b))
            return false;
    }
    return true;
}

static bool field_undecided(const struct comparison *comparison, const struct field *field)
{
    const void *from = (const char *)comparison->from + field->offset;
    const void *to = (const char *)comparison->to + field->offset;
    if (field->type == FIELD_EXPR)
        return !judge_expression(comparison, from, to, expression_differs);
    return field->type == FIELD_ELEMENTS && elements_undecided(comparison, from, to);
}

uint64_t kind_undecided(const struct object *from, const struct object *to, uint64_t fields,
                        const struct renames *renames, const char *schema, int version)
{
    struct comparison comparison = {from, to, renames, schema, version};
    uint64_t undecided = 0;
    for (size_t i = 0; kind_ops(to->kind)->fields[i].name; i++)
        if (fields >> i & 1 && field_undecided(&comparison, &kind_ops(to->kind)->fields[i]))
            undecided |= UINT64_C(1) << i;
    return undecided;
}

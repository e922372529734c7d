/* What changes of columns cost. The types that PostgreSQL takes for one another are casts'
 * business, the statements column's. */

#include "kinds/cost.h"

#include "kinds/casts.h"
#include "model/types.h"
#include "postgres/expression.h"

#include <string.h>

/* ------------------------------------------------------------------ values of new columns */

/* Functions of PostgreSQL and of what it ships that give another value each time. Functions of
 * others do unless they say otherwise, which is not known here. */
static const char *const VOLATILE[] = {
    "clock_timestamp", "currval",          "gen_random_bytes", "gen_random_uuid",    "gen_salt",
    "lastval",         "nextval",          "random",           "random_normal",      "setval",
    "timeofday",       "uuid_generate_v1", "uuid_generate_v4", "uuid_generate_v1mc", "uuidv4",
    "uuidv7",
};

static void note_volatile(void *context, enum mention mention, struct qname name)
{
    bool *found = context;

    if (mention != MENTION_FUNCTION)
        return;
    if (name.schema && strcmp(name.schema, "pg_catalog") != 0)
        *found = true;
    for (size_t i = 0; i < COUNT_OF(VOLATILE); i++)
        *found |= strcmp(VOLATILE[i], name.name) == 0;
}

static bool is_volatile(const char *text)
{
    struct arena scratch = {0};
    bool found = false;

    if (text)
        expression_each_mention(&scratch, text, note_volatile, &found);
    arena_release(&scratch);
    return found;
}

static const struct domain *domain_of(const struct model *model, const struct type_name *type)
{
    const struct object *object =
        type->user.name && !type->dimensions ? model_find_type(model, type->user) : NULL;

    return object && object->kind == KIND_DOMAIN ? (const struct domain *)object : NULL;
}

/* A domain over a domain has the constraints of both. */
static bool is_constrained(const struct model *model, const struct type_name *type)
{
    for (const struct domain *domain = domain_of(model, type); domain;
         domain = domain_of(model, &domain->type))
        if (domain->not_null || domain->constraints.count)
            return true;
    return false;
}

/* The default of its type, where the column has none. */
static const char *value_of(const struct model *model, const struct column *column)
{
    const char *value = column->value.text;

    for (const struct domain *domain = domain_of(model, &column->type); domain && !value;
         domain = domain_of(model, &domain->type))
        value = domain->value.text;
    return value;
}

bool cost_new_column_rewrites(const struct writer *writer, const struct column *column)
{
    if (column->generated)
        return column->generated == GENERATED_STORED;
    return column->identity || is_constrained(writer->to, &column->type) ||
           is_volatile(value_of(writer->to, column));
}

/* ------------------------------------------------------------------ other types */

const struct type_name *type_below(const struct model *model, const struct type_name *type)
{
    for (const struct domain *domain; (domain = domain_of(model, type));)
        type = &domain->type;
    return type;
}

bool cost_retype_rewrites(const struct writer *writer, const struct column *from,
                          const struct column *to)
{
    if (type_equal(&from->type, &to->type))
        return false;
    return is_constrained(writer->to, &to->type) ||
           cast_rewrites(type_below(writer->from, &from->type),
                         type_below(writer->to, &to->type));
}

struct watching {
    const char *column;
    bool found;
};

static void note_column(void *context, enum mention mention, struct qname name)
{
    struct watching *watching = context;

    watching->found |= mention == MENTION_COLUMN && strcmp(name.name, watching->column) == 0;
}

static bool is_mentioned(const char *text, const char *column)
{
    struct arena scratch = {0};
    struct watching watching = {.column = column};

    if (text)
        expression_each_mention(&scratch, text, note_column, &watching);
    arena_release(&scratch);
    return watching.found;
}

/* PostgreSQL makes every check on the column anew, and so looks at the rows. */
static bool is_checked(const struct table *table, const char *column)
{
    for (array_each (const struct constraint, check, &table->constraints))
        if (check->type == CONSTRAINT_CHECK && !check->not_valid && !check->not_enforced &&
            is_mentioned(check->check.text, column))
            return true;
    return false;
}

/* An index is kept as long as it is over columns in the order that they had. */
static bool is_rebuilt(const struct index_element *elements, size_t count, const char *where,
                       const char *column, bool same_order)
{
    if (is_mentioned(where, column))
        return true;
    for (size_t i = 0; i < count; i++)
        if (elements[i].column ? !same_order && !elements[i].collation.name &&
                                     strcmp(elements[i].column, column) == 0
                               : is_mentioned(elements[i].expr.text, column))
            return true;
    return false;
}

static bool has_rebuilt_index(const struct table *table, const char *column, bool same_order)
{
    for (array_each (const struct index, index, &table->indexes))
        if (is_rebuilt(index->elements.at, index->elements.count, index->where.text, column,
                       same_order))
            return true;
    for (array_each (const struct constraint, key, &table->constraints))
        if (constraint_has_index(key) &&
            ((!same_order && text_list_has(&key->columns, column)) ||
             is_rebuilt(key->elements.at, key->elements.count, key->where.text, column,
                        same_order)))
            return true;
    return false;
}

bool cost_retype_scans(const struct column *from, const struct column *to)
{
    const struct table *table = (const struct table *)to->object.parent;
    const char *name = to->object.name.name;
    bool same_order = text_equal(from->collation.name, to->collation.name);

    return is_checked(table, name) || has_rebuilt_index(table, name, same_order);
}

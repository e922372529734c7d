/* What an object of a JSON model cannot do without, beyond its required members: that depends
 * on what else it says. What it refers to is resolve's to judge. */

#include "sources/json_reading.h"

#include <string.h>

static bool need(struct json_reader *reader, const struct json *value, bool said,
                 const struct object *object, const char *member)
{
    return said || json_complain(reader, value, "%s \"%s\" needs \"%s\"",
                                 kind_word(object->kind), object->name.name, member);
}

/* ------------------------------------------------------------------ elements */

struct elements {
    struct index_element *at;
    size_t count, capacity;
};

static bool judge_elements(struct json_reader *reader, const struct json *value,
                           const struct elements *elements, bool with_operator)
{
    const struct json *one = json_first(json_member(value, "elements"));
    bool ok = true;

    for (array_each (const struct index_element, element, elements)) {
        if (!element->column == !element->expr.text)
            ok = json_complain(reader, one, "an element is either a column or an expression");
        else if (!element->operator_name.name == with_operator)
            ok = json_complain(reader, one,
                               with_operator ? "an element of an exclusion needs \"operator\""
                                             : "an element of an index has no \"operator\"");
        one = json_next(one);
    }
    return ok;
}

/* ------------------------------------------------------------------ constraints */

static bool has_columns(const struct constraint *constraint)
{
    return constraint->columns.count > 0;
}

static bool has_check(const struct constraint *constraint)
{
    return constraint->check.text != NULL;
}

static bool has_references(const struct constraint *constraint)
{
    return constraint->references.name.name != NULL;
}

static bool has_elements(const struct constraint *constraint)
{
    return constraint->elements.count > 0;
}

static const struct constraint_need {
    enum constraint_type type;
    const char *member;
    bool (*said)(const struct constraint *constraint);
} constraint_needs[] = {
    {CONSTRAINT_PRIMARY, "columns", has_columns},
    {CONSTRAINT_UNIQUE, "columns", has_columns},
    {CONSTRAINT_CHECK, "check", has_check},
    {CONSTRAINT_FOREIGN, "columns", has_columns},
    {CONSTRAINT_FOREIGN, "references", has_references},
    {CONSTRAINT_EXCLUDE, "elements", has_elements},
};

static bool judge_constraint(struct json_reader *reader, const struct json *value,
                             const struct constraint *constraint)
{
    bool ok = true;

    for (size_t i = 0; i < COUNT_OF(constraint_needs); i++)
        if (constraint_needs[i].type == constraint->type)
            ok &= need(reader, value, constraint_needs[i].said(constraint), &constraint->object,
                       constraint_needs[i].member);
    return ok &&
           judge_elements(reader, value, (const struct elements *)&constraint->elements, true);
}

/* ------------------------------------------------------------------ the others */

static bool judge_index(struct json_reader *reader, const struct json *value,
                        const struct index *index)
{
    return need(reader, value, index->elements.count > 0, &index->object, "elements") &&
           judge_elements(reader, value, (const struct elements *)&index->elements, false);
}

static bool judge_column(struct json_reader *reader, const struct json *value,
                         const struct column *column)
{
    return need(reader, value, column->generated == GENERATED_NONE || column->value.text,
                &column->object, "default");
}

static bool judge_sequence(struct json_reader *reader, const struct json *value,
                           const struct sequence *sequence)
{
    const char *missing = sequence->owned_column ? "owned_by" : "owned_by_column";

    return need(reader, value, !sequence->owned_by.name.name == !sequence->owned_column,
                &sequence->object, missing);
}

static bool judge_table(struct json_reader *reader, const struct json *value,
                        const struct table *table)
{
    return need(reader, value, table->replica_identity != REPLICA_INDEX || table->replica_index,
                &table->object, "replica_identity_index");
}

static bool judge_domain(struct json_reader *reader, const struct json *value,
                         const struct domain *domain)
{
    for (array_each (const struct constraint, constraint, &domain->constraints))
        if (constraint->type != CONSTRAINT_CHECK)
            return json_complain(reader, value, "domain \"%s\" can have only checks",
                                 domain->object.name.name);
    return true;
}

bool json_judge_object(struct json_reader *reader, const struct json *value,
                       const struct object *object)
{
    if (!object->name.name)
        return false;
    switch (object->kind) {
    case KIND_CONSTRAINT:
        return judge_constraint(reader, value, (const struct constraint *)object);
    case KIND_INDEX:
        return judge_index(reader, value, (const struct index *)object);
    case KIND_COLUMN:
        return judge_column(reader, value, (const struct column *)object);
    case KIND_SEQUENCE:
        return judge_sequence(reader, value, (const struct sequence *)object);
    case KIND_TABLE:
        return judge_table(reader, value, (const struct table *)object);
    case KIND_DOMAIN:
        return judge_domain(reader, value, (const struct domain *)object);
    default:
        return true;
    }
}

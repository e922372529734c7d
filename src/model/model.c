/* Models: making them, entering and finding their objects. Judging what was entered is left to
 * resolve. */

#include "model/model.h"

#include "model/names.h"

#include <assert.h>
#include <stdlib.h>

/* What there is to know of a kind without its struct. */
static const struct kind_fact {
    size_t size;
    bool has_schema;
} kind_facts[] = {
    [KIND_SCHEMA] = {sizeof(struct schema), false},
    [KIND_EXTENSION] = {sizeof(struct extension), false},
    [KIND_ENUM] = {sizeof(struct enum_type), true},
    [KIND_COMPOSITE] = {sizeof(struct composite), true},
    [KIND_DOMAIN] = {sizeof(struct domain), true},
    [KIND_SEQUENCE] = {sizeof(struct sequence), true},
    [KIND_TABLE] = {sizeof(struct table), true},
    [KIND_COLUMN] = {sizeof(struct column), false},
    [KIND_CONSTRAINT] = {sizeof(struct constraint), false},
    [KIND_INDEX] = {sizeof(struct index), false},
    [KIND_LABEL] = {sizeof(struct label), false},
};
static_assert(COUNT_OF(kind_facts) == KIND_COUNT, "a row for every kind");

struct model *model_new(void)
{
    struct arena arena = {0};
    struct model *model = arena_alloc(&arena, sizeof *model);

    model->schema = "public";
    model->arena = arena;
    return model;
}

void model_free(struct model *model)
{
    if (!model)
        return;
    names_release(&model->names);
    struct arena arena = model->arena; /* the model itself lives in it */
    arena_release(&arena);
}

struct object *model_add(struct model *model, enum kind kind, struct qname name,
                         struct object **taken)
{
    struct object *object = arena_alloc(&model->arena, kind_facts[kind].size);
    struct object *earlier;

    if (!kind_facts[kind].has_schema)
        name.schema = NULL;
    else if (!name.schema)
        name.schema = model->schema;
    object->kind = kind;
    object->name = name;
    array_add(&model->arena, &model->objects[kind], object);

    earlier = names_enter(&model->names, names_space(kind), name, object);
    if (!earlier && (kind == KIND_COMPOSITE || kind == KIND_TABLE))
        earlier = names_enter(&model->names, NAMES_TYPE, name, object);
    if (taken)
        *taken = earlier;
    return object;
}

struct object *model_find(const struct model *model, enum kind kind, struct qname name)
{
    struct object *object;

    if (!kind_facts[kind].has_schema && kind != KIND_INDEX)
        name.schema = NULL;
    else if (!name.schema)
        name.schema = model->schema;
    object = names_find(model->names, names_space(kind), name);
    /* the name of a member may stand for its table */
    return object && object->kind == kind && text_equal(object->name.name, name.name) ? object
                                                                                      : NULL;
}

struct table *model_find_table(const struct model *model, struct qname name)
{
    return (struct table *)model_find(model, KIND_TABLE, name);
}

struct object *model_find_type(const struct model *model, struct qname name)
{
    struct object *object;

    if (!name.schema)
        name.schema = model->schema;
    object = names_find(model->names, NAMES_TYPE, name);
    return object && object->kind != KIND_TABLE ? object : NULL;
}

struct column *table_find_column(const struct table *table, const char *name)
{
    for (array_each (struct column, column, &table->columns))
        if (text_equal(column->object.name.name, name))
            return column;
    return NULL;
}

struct constraint *table_find_constraint(const struct table *table, const char *name)
{
    for (array_each (struct constraint, constraint, &table->constraints))
        if (text_equal(constraint->object.name.name, name))
            return constraint;
    return NULL;
}

struct index *table_find_index(const struct table *table, const char *name)
{
    for (array_each (struct index, index, &table->indexes))
        if (text_equal(index->object.name.name, name))
            return index;
    return NULL;
}

struct constraint *table_primary_key(const struct table *table)
{
    for (array_each (struct constraint, constraint, &table->constraints))
        if (constraint->type == CONSTRAINT_PRIMARY)
            return constraint;
    return NULL;
}

bool constraint_has_index(const struct constraint *constraint)
{
    return constraint->type == CONSTRAINT_PRIMARY || constraint->type == CONSTRAINT_UNIQUE ||
           constraint->type == CONSTRAINT_EXCLUDE;
}

struct label *enum_find_label(const struct enum_type *type, const char *text)
{
    for (array_each (struct label, label, &type->labels))
        if (text_equal(label->object.name.name, text))
            return label;
    return NULL;
}

static bool is_owned_by(const struct sequence *sequence, const struct table *table,
                        const char *column)
{
    return sequence->owned_by.to == &table->object &&
           text_equal(sequence->owned_column, column);
}

/* The sequence of the usual name: nearly always the one, and found without a search. */
static struct sequence *find_usual_sequence(const struct model *model,
                                            const struct table *table, const char *column)
{
    char name[2 * NAME_BYTES + sizeof "__seq"];
    struct object *found;

    snprintf(name, sizeof name, "%s_%s_seq", table->object.name.name, column);
    found = model_find(model, KIND_SEQUENCE, (struct qname){table->object.name.schema, name});
    return found && is_owned_by((struct sequence *)found, table, column)
               ? (struct sequence *)found
               : NULL;
}

struct sequence *model_find_owned_sequence(const struct model *model, const struct table *table,
                                           const char *column)
{
    const struct object_list *list = &model->objects[KIND_SEQUENCE];
    struct sequence *found = find_usual_sequence(model, table, column);

    for (size_t i = 0; i < list->count && !found; i++) {
        struct sequence *sequence = (struct sequence *)list->at[i];

        if (is_owned_by(sequence, table, column))
            found = sequence;
    }
    return found;
}

size_t kind_size(enum kind kind)
{
    return kind_facts[kind].size;
}

const char *kind_word(enum kind kind)
{
    return kind_words[kind];
}

const char *constraint_word(enum constraint_type type)
{
    return constraint_words[type];
}

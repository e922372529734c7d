/* Lists of what names what, sorted by the name that is asked for. What follows from it is left
 * to those who ask. */

#include "kinds/lookup.h"

#include "postgres/expression.h"

#include <stdlib.h>
#include <string.h>

struct draw {
    struct qname sequence;
    const struct object *table;
};

struct lookup {
    const struct model *model;
    struct arena *arena;
    bool knows_dependents, knows_indexes, knows_draws;
    ARRAY(struct dependent) dependents;
    ARRAY(struct qname) indexes;
    ARRAY(struct draw) draws;
};

struct lookup *lookup_new(struct arena *arena, const struct model *model)
{
    struct lookup *lookup = arena_alloc(arena, sizeof *lookup);
    lookup->model = model;
    lookup->arena = arena;
    return lookup;
}

/* The first of the sorted entries, each of which begins with a name, that does not stand before
 * that one. */
static size_t first_not_before(const void *entries, size_t count, size_t size,
                               struct qname name)
{
    size_t first = 0, end = count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        const struct qname *at = (const void *)((const char *)entries + middle * size);
        if (qname_compare(*at, name) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

/* ------------------------------------------------------------------ dependents */

static void add_dependent(struct lookup *lookup, struct qname on, const struct object *object)
{
    struct dependent dependent = {on, object, lookup->dependents.count};
    if (on.name)
        array_add(lookup->arena, &lookup->dependents, dependent);
}

static void gather_table(struct lookup *lookup, const struct table *table)
{
    for (array_each (const struct column, column, &table->columns))
        add_dependent(lookup, column->type.user, &column->object);
    for (array_each (const struct ref, parent, &table->inherits))
        add_dependent(lookup, parent->name, &table->object);
    add_dependent(lookup, table->of_type.name, &table->object);
}

static int compare_dependents(const void *left, const void *right)
{
    const struct dependent *a = left, *b = right;
    int order = qname_compare(a->on, b->on);
    return order ? order : a->place < b->place ? -1 : a->place > b->place;
}

static void gather_dependents(struct lookup *lookup)
{
    const struct object_list *lists = lookup->model->objects;
    lookup->knows_dependents = true;
    for (size_t i = 0; i < lists[KIND_TABLE].count; i++)
        gather_table(lookup, (const struct table *)lists[KIND_TABLE].at[i]);
    for (size_t i = 0; i < lists[KIND_COMPOSITE].count; i++) {
        const struct composite *type = (const struct composite *)lists[KIND_COMPOSITE].at[i];
        for (array_each (const struct column, attribute, &type->attributes))
            add_dependent(lookup, attribute->type.user, &attribute->object);
    }
    for (size_t i = 0; i < lists[KIND_DOMAIN].count; i++) {
        const struct domain *domain = (const struct domain *)lists[KIND_DOMAIN].at[i];
        add_dependent(lookup, domain->type.user, &domain->object);
    }
    if (lookup->dependents.count)
        qsort(lookup->dependents.at, lookup->dependents.count, sizeof *lookup->dependents.at,
              compare_dependents);
}

struct dependents lookup_dependents(struct lookup *lookup, struct qname name)
{
    if (!lookup->knows_dependents)
        gather_dependents(lookup);
    const struct dependent *all = lookup->dependents.at;
    size_t first = first_not_before(all, lookup->dependents.count, sizeof *all, name);
    size_t end = first;
    while (end < lookup->dependents.count && qname_equal(all[end].on, name))
        end++;
    return (struct dependents){end > first ? all + first : NULL, end - first};
}

/* ------------------------------------------------------------------ indexes */

static int compare_names(const void *left, const void *right)
{
    return qname_compare(*(const struct qname *)left, *(const struct qname *)right);
}

static void gather_indexes(struct lookup *lookup)
{
    const struct object_list *tables = &lookup->model->objects[KIND_TABLE];
    lookup->knows_indexes = true;
    for (size_t i = 0; i < tables->count; i++) {
        const struct table *table = (const struct table *)tables->at[i];
        struct qname name = {.schema = table->object.name.schema};
        for (array_each (const struct index, index, &table->indexes)) {
            name.name = index->object.name.name;
            array_add(lookup->arena, &lookup->indexes, name);
        }
        for (array_each (const struct constraint, key, &table->constraints)) {
            name.name = key->object.name.name;
            if (constraint_has_index(key))
                array_add(lookup->arena, &lookup->indexes, name);
        }
    }
    if (lookup->indexes.count)
        qsort(lookup->indexes.at, lookup->indexes.count, sizeof *lookup->indexes.at,
              compare_names);
}

bool lookup_has_index(struct lookup *lookup, struct qname name)
{
    if (!lookup->knows_indexes)
        gather_indexes(lookup);
    return lookup->indexes.count && bsearch(&name, lookup->indexes.at, lookup->indexes.count,
                                            sizeof name, compare_names);
}

/* ------------------------------------------------------------------ draws */

struct drawing {
    struct lookup *lookup;
    const struct object *table;
};

static void note_draw(void *context, enum mention mention, struct qname name)
{
    struct drawing *drawing = context;
    struct lookup *lookup = drawing->lookup;
    if (mention != MENTION_RELATION)
        return;
    struct draw draw = {{name.schema ? name.schema : lookup->model->schema, name.name},
                        drawing->table};
    array_add(lookup->arena, &lookup->draws, draw);
}

static int compare_draws(const void *left, const void *right)
{
    return qname_compare(((const struct draw *)left)->sequence,
                         ((const struct draw *)right)->sequence);
}

static void gather_draws(struct lookup *lookup)
{
    const struct object_list *tables = &lookup->model->objects[KIND_TABLE];
    lookup->knows_draws = true;
    for (size_t i = 0; i < tables->count; i++) {
        const struct table *table = (const struct table *)tables->at[i];
        struct drawing drawing = {lookup, &table->object};
        for (array_each (const struct column, column, &table->columns))
            if (column->value.text && strchr(column->value.text, '\''))
                expression_each_mention(lookup->arena, column->value.text, note_draw, &drawing);
    }
    if (lookup->draws.count)
        qsort(lookup->draws.at, lookup->draws.count, sizeof *lookup->draws.at, compare_draws);
}

bool lookup_is_drawn_elsewhere(struct lookup *lookup, struct qname sequence,
                               const struct object *table)
{
    if (!lookup->knows_draws)
        gather_draws(lookup);
    const struct draw *all = lookup->draws.at;
    size_t first = first_not_before(all, lookup->draws.count, sizeof *all, sequence);
    for (; first < lookup->draws.count && qname_equal(all[first].sequence, sequence); first++)
        if (all[first].table != table)
            return true;
    return false;
}

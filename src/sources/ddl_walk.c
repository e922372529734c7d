/* Goes round what is there: objects, their types, their expressions. For statements that have
 * to look at everything, because anything may speak of what they change. */

#include "sources/ddl_alter.h"

struct object *ddl_next_object(struct ddl *ddl, enum kind kind, size_t *at)
{
    const struct object_list *list = &ddl->model->objects[kind];

    while (*at < list->count) {
        struct object *object = list->at[(*at)++];

        if (ddl_is_there(ddl, object))
            return object;
    }
    return NULL;
}

struct table *ddl_next_table(struct ddl *ddl, size_t *at)
{
    return (struct table *)ddl_next_object(ddl, KIND_TABLE, at);
}

void ddl_inherit(struct ddl *ddl, struct table *child, struct table *parent, int location)
{
    struct ref ref = {KIND_TABLE, parent->object.name, ddl_place(ddl, location),
                      &parent->object};
    bool is_heir = child->inherits.count > 0;

    for (size_t i = 0; !is_heir && i < ddl->heirs.count; i++)
        is_heir = ddl->heirs.at[i] == child;
    if (!is_heir)
        array_add(&ddl->model->arena, &ddl->heirs, child);
    array_add(&ddl->model->arena, &child->inherits, ref);
}

struct table *ddl_next_child(struct ddl *ddl, const struct table *parent, size_t *at)
{
    while (*at < ddl->heirs.count) {
        struct table *table = ddl->heirs.at[(*at)++];

        for (array_each (struct ref, ref, &table->inherits))
            if (ref->to == &parent->object && ddl_is_there(ddl, &table->object))
                return table;
    }
    return NULL;
}

struct ddl_other *ddl_next_other(struct ddl *ddl, size_t *at)
{
    while (*at < ddl->others.count) {
        struct ddl_other *other = ddl->others.at[(*at)++];

        if (!other->dropped)
            return other;
    }
    return NULL;
}

/* ------------------------------------------------------------------ types */

void ddl_each_type(struct ddl *ddl, ddl_type_visitor *visit, void *context)
{
    struct object *object;
    struct table *table;

    for (size_t i = 0; (table = ddl_next_table(ddl, &i));)
        for (array_each (struct column, column, &table->columns))
            visit(context,
                  (struct ddl_address){&table->object, PART_COLUMN, column->object.name.name},
                  &column->type);
    for (size_t i = 0; (object = ddl_next_object(ddl, KIND_COMPOSITE, &i));)
        for (array_each (struct column, column, &((struct composite *)object)->attributes))
            visit(context, (struct ddl_address){object, PART_COLUMN, column->object.name.name},
                  &column->type);
    for (size_t i = 0; (object = ddl_next_object(ddl, KIND_DOMAIN, &i));)
        visit(context, (struct ddl_address){object, PART_WHOLE, NULL},
              &((struct domain *)object)->type);
}

/* ------------------------------------------------------------------ expressions */

static void each_element_expr(struct ddl_address holder, struct index_element *elements,
                              size_t count, ddl_expr_visitor *visit, void *context)
{
    for (size_t i = 0; i < count; i++)
        if (elements[i].expr.text)
            visit(context, holder, &elements[i].expr);
}

static void each_constraint_expr(struct object *owner, struct constraint *constraint,
                                 ddl_expr_visitor *visit, void *context)
{
    struct ddl_address holder = {owner, PART_CONSTRAINT, constraint->object.name.name};

    if (constraint->check.text)
        visit(context, holder, &constraint->check);
    if (constraint->where.text)
        visit(context, holder, &constraint->where);
    each_element_expr(holder, constraint->elements.at, constraint->elements.count, visit,
                      context);
}

static void each_table_expr(struct table *table, ddl_expr_visitor *visit, void *context)
{
    for (array_each (struct column, column, &table->columns))
        if (column->value.text)
            visit(context,
                  (struct ddl_address){&table->object,
                                       column->generated ? PART_COLUMN : PART_DEFAULT,
                                       column->object.name.name},
                  &column->value);
    for (array_each (struct constraint, constraint, &table->constraints))
        each_constraint_expr(&table->object, constraint, visit, context);
    for (array_each (struct index, index, &table->indexes)) {
        struct ddl_address holder = {&table->object, PART_INDEX, index->object.name.name};

        if (index->where.text)
            visit(context, holder, &index->where);
        each_element_expr(holder, index->elements.at, index->elements.count, visit, context);
    }
}

static void each_domain_expr(struct domain *domain, ddl_expr_visitor *visit, void *context)
{
    if (domain->value.text)
        visit(context, (struct ddl_address){&domain->object, PART_DEFAULT, NULL},
              &domain->value);
    for (array_each (struct constraint, check, &domain->constraints))
        each_constraint_expr(&domain->object, check, visit, context);
}

void ddl_each_expr_of(struct object *object, ddl_expr_visitor *visit, void *context)
{
    if (object->kind == KIND_TABLE)
        each_table_expr((struct table *)object, visit, context);
    else if (object->kind == KIND_DOMAIN)
        each_domain_expr((struct domain *)object, visit, context);
}

void ddl_each_expr(struct ddl *ddl, ddl_expr_visitor *visit, void *context)
{
    static const enum kind kinds[] = {KIND_TABLE, KIND_DOMAIN};
    struct object *object;

    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        for (size_t i = 0; (object = ddl_next_object(ddl, kinds[k], &i));)
            ddl_each_expr_of(object, visit, context);
}

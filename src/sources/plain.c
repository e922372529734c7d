/* The expressions of a model as a person would have written them. How one is written is
 * postgres/expression's; here is only where each stands. */

#include "sources/plain.h"

#include "postgres/expression.h"

#include <string.h>

/* Where an expression stands: in a table, a domain. */
struct place {
    struct model *model;
    struct expression_side side;
};

static void make_plain(const struct place *place, struct expr *expr,
                       const struct type_name *type)
{
    struct expression_setting setting = {
        .type = type, .schema = place->model->schema, .from = place->side, .to = place->side};

    if (expr->text)
        expr->text = expression_plain(&place->model->arena, &setting, expr->text);
}

/* A column alone would be another kind of element. */
static void make_element_plain(const struct place *place, struct index_element *element)
{
    struct expr plain = element->expr;

    make_plain(place, &plain, NULL);
    if (plain.text && !table_find_column(place->side.table, plain.text))
        element->expr = plain;
}

static void make_constraint_plain(const struct place *place, struct constraint *constraint)
{
    make_plain(place, &constraint->check, NULL);
    make_plain(place, &constraint->where, NULL);
    for (array_each (struct index_element, element, &constraint->elements))
        make_element_plain(place, element);
}

static void make_table_plain(struct model *model, struct table *table)
{
    const struct place place = {model, {.table = table, .model = model}};

    /* what serial says by itself is known by its text */
    for (array_each (struct column, column, &table->columns))
        if (column->serial == SERIAL_NONE)
            make_plain(&place, &column->value, &column->type);
    for (array_each (struct constraint, constraint, &table->constraints))
        make_constraint_plain(&place, constraint);
    for (array_each (struct index, index, &table->indexes)) {
        make_plain(&place, &index->where, NULL);
        for (array_each (struct index_element, element, &index->elements))
            make_element_plain(&place, element);
    }
}

static void make_domain_plain(struct model *model, struct domain *domain)
{
    const struct place place = {model, {.value = &domain->type, .model = model}};

    make_plain(&place, &domain->value, &domain->type);
    for (array_each (struct constraint, constraint, &domain->constraints))
        make_constraint_plain(&place, constraint);
}

void model_make_plain(struct model *model)
{
    const struct object_list *tables = &model->objects[KIND_TABLE];
    const struct object_list *domains = &model->objects[KIND_DOMAIN];

    for (size_t i = 0; i < tables->count; i++)
        make_table_plain(model, (struct table *)tables->at[i]);
    for (size_t i = 0; i < domains->count; i++)
        make_domain_plain(model, (struct domain *)domains->at[i]);
}

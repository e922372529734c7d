#ifndef UNIT_MADE_MODEL_H
#define UNIT_MADE_MODEL_H

/* Models made by hand, for tests of what becomes of them. Types are as their authors write
 * them. To be included behind cmocka.h. */

#include "model/types.h"

static inline struct type_name type_of(struct model *model, const char *name,
                                       const char *modifiers)
{
    struct type_syntax syntax = {.name = {.name = name}, .modifiers = modifiers};
    struct type_name type;

    assert_true(type_canonical(&model->arena, &syntax, &type, NULL));
    return type;
}

static inline struct column *add_column(struct model *model, struct table *table,
                                        const char *name, const char *type)
{
    struct column *column = array_push(&model->arena, &table->columns);

    column->object.name.name = name;
    column->type = type_of(model, type, NULL);
    return column;
}

/* column: NULL for none */
static inline struct constraint *add_constraint(struct model *model, struct table *table,
                                                enum constraint_type type, const char *column)
{
    struct constraint *constraint = array_push(&model->arena, &table->constraints);

    constraint->type = type;
    if (column)
        array_add(&model->arena, &constraint->columns, column);
    return constraint;
}

#endif

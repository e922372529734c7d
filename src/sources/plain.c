/* What a person would not have said, or not so. How an expression is written is
 * postgres/expression's; here is only where each stands, and that what says the same at like
 * places is worked out once. */

#include "sources/plain.h"

#include "base/buffer.h"
#include "postgres/expression.h"

#include <string.h>
#include <uthash.h>

/* What was worked out for a key, or just that key as a number. */
struct kept {
    UT_hash_handle hh;
    size_t number;
    const char *plain; /* the model's; NULL as long as it is not known */
    char key[];
};

struct plains {
    struct model *model;
    struct arena arena; /* of what is kept */
    struct kept *kept;
};

/* Where an expression stands: in a table, a domain. Places with the same number have columns of
 * the same names and types. */
struct place {
    struct plains *plains;
    const char *schema; /* of the table or the domain */
    struct expression_side side;
    size_t number;
};

static struct kept *keep(struct plains *plains, const char *key)
{
    size_t size = strlen(key) + 1;
    struct kept *kept;

    HASH_FIND_STR(plains->kept, key, kept);
    if (!kept) {
        kept = arena_alloc(&plains->arena, sizeof *kept + size);
        memcpy(kept->key, key, size);
        kept->number = HASH_COUNT(plains->kept) + 1;
        HASH_ADD_STR(plains->kept, key, kept);
    }
    return kept;
}

/* All that an expression may depend on. A type of no object says by its text what it is. */
static struct kept *keep_text(const struct place *place, const char *text,
                              const struct type_name *type, bool has_columns)
{
    struct buf key = BUF_INIT;
    struct kept *kept;

    buf_addf(&key, "%s\n%zu\n%s\n%s", place->schema, has_columns ? place->number : 0,
             type && type->text ? type->text : "", text);
    kept = keep(place->plains, buf_text(&key));
    buf_release(&key);
    return kept;
}

static void make_plain(const struct place *place, struct expr *expr,
                       const struct type_name *type, bool has_columns)
{
    struct model *model = place->plains->model;
    bool is_usual = text_equal(place->schema, model->schema);
    /* elsewhere a migration finds only what the models know without a schema */
    struct expression_setting setting = {.type = type,
                                         .schema = is_usual ? model->schema : NULL,
                                         .from = place->side,
                                         .to = place->side};
    struct kept *kept;

    if (!expr->text)
        return;
    kept = keep_text(place, expr->text, type, has_columns);
    if (!kept->plain)
        kept->plain = expression_plain(&model->arena, &setting, expr->text);
    expr->text = kept->plain;
}

/* A column alone would be another kind of element. */
static void make_element_plain(const struct place *place, struct index_element *element)
{
    struct expr plain = element->expr;

    make_plain(place, &plain, NULL, true);
    if (plain.text && !table_find_column(place->side.table, plain.text))
        element->expr = plain;
}

static void make_constraint_plain(const struct place *place, struct constraint *constraint)
{
    make_plain(place, &constraint->check, NULL, true);
    make_plain(place, &constraint->where, NULL, true);
    for (array_each (struct index_element, element, &constraint->elements))
        make_element_plain(place, element);
}

static size_t number_of_columns(struct plains *plains, const struct table *table)
{
    struct buf columns = BUF_INIT;
    size_t number;

    buf_add(&columns, "columns\n");
    for (array_each (const struct column, column, &table->columns))
        buf_addf(&columns, "%s\n%s\n", column->object.name.name,
                 column->type.text ? column->type.text : "");
    number = keep(plains, buf_text(&columns))->number;
    buf_release(&columns);
    return number;
}

/* What serial says by itself is known by its text, in the children of its table too. */
static bool is_said_by_serial(const struct table *table, const struct column *column)
{
    if (column->serial != SERIAL_NONE)
        return true;
    for (array_each (const struct ref, ref, &table->inherits)) {
        const struct table *parent = (const struct table *)ref->to;
        const struct column *above = parent && column->inherited
                                         ? table_find_column(parent, column->object.name.name)
                                         : NULL;
        if (above && text_equal(above->value.text, column->value.text) &&
            is_said_by_serial(parent, above))
            return true;
    }
    return false;
}

static void make_table_plain(struct plains *plains, struct table *table)
{
    const struct place place = {plains,
                                table->object.name.schema,
                                {.table = table, .model = plains->model},
                                number_of_columns(plains, table)};

    for (array_each (struct column, column, &table->columns))
        if (!is_said_by_serial(table, column))
            make_plain(&place, &column->value, &column->type,
                       column->generated != GENERATED_NONE);
    for (array_each (struct constraint, constraint, &table->constraints))
        make_constraint_plain(&place, constraint);
    for (array_each (struct index, index, &table->indexes)) {
        make_plain(&place, &index->where, NULL, true);
        for (array_each (struct index_element, element, &index->elements))
            make_element_plain(&place, element);
    }
}

static void make_domain_plain(struct plains *plains, struct domain *domain)
{
    const char *value = arena_printf(&plains->arena, "value\n%s", domain->type.text);
    const struct place place = {plains,
                                domain->object.name.schema,
                                {.value = &domain->type, .model = plains->model},
                                keep(plains, value)->number};

    make_plain(&place, &domain->value, &domain->type, false);
    for (array_each (struct constraint, constraint, &domain->constraints))
        make_constraint_plain(&place, constraint);
}

/* Unsaid it is the schema at hand. */
static void leave_schema_unsaid(struct model *model, struct extension *extension)
{
    if (text_equal(extension->schema, model->schema))
        extension->schema = NULL;
}

void model_make_plain(struct model *model)
{
    const struct object_list *extensions = &model->objects[KIND_EXTENSION];
    const struct object_list *tables = &model->objects[KIND_TABLE];
    const struct object_list *domains = &model->objects[KIND_DOMAIN];
    struct plains plains = {.model = model};

    for (size_t i = 0; i < extensions->count; i++)
        leave_schema_unsaid(model, (struct extension *)extensions->at[i]);
    for (size_t i = 0; i < tables->count; i++)
        make_table_plain(&plains, (struct table *)tables->at[i]);
    for (size_t i = 0; i < domains->count; i++)
        make_domain_plain(&plains, (struct domain *)domains->at[i]);
    HASH_CLEAR(hh, plains.kept);
    arena_release(&plains.arena);
}

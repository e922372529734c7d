/* What types and access methods are not able to do: indexes that a method cannot make, columns
 * whose type has no collation or is not stored apart. Methods and types that are not
 * PostgreSQL's own are left to the server. */

#include "model/resolving.h"
#include "model/types.h"

#include <string.h>

/* ------------------------------------------------------------------ types */

static const struct object *user_type(const struct resolver *resolver,
                                      const struct type_name *type)
{
    return type->user.name && !type->dimensions ? model_find_type(resolver->model, type->user)
                                                : NULL;
}

const struct type_name *resolve_base_type(const struct resolver *resolver,
                                          const struct type_name *type)
{
    const struct object *object = user_type(resolver, type);

    for (int depth = 0; object && object->kind == KIND_DOMAIN && depth < RESOLVE_DEPTH;
         depth++) {
        type = &((const struct domain *)object)->type;
        object = user_type(resolver, type);
    }
    return type;
}

static bool is_enum(const struct resolver *resolver, const struct type_name *type)
{
    const struct object *object = user_type(resolver, type);

    return object && object->kind == KIND_ENUM;
}

static bool has_no_collation(const struct resolver *resolver, const struct type_name *type)
{
    type = resolve_base_type(resolver, type);
    return is_enum(resolver, type) || !type_has_collation(type);
}

static bool is_plain(const struct resolver *resolver, const struct type_name *type)
{
    type = resolve_base_type(resolver, type);
    return is_enum(resolver, type) || type_storage(type) == STORAGE_PLAIN;
}

static void check_collation(struct resolver *resolver, const struct type_name *type,
                            struct qname collation, struct span at)
{
    if (collation.name && type->text && has_no_collation(resolver, type))
        diag_error(resolver->diags, at, CHECK_CLAUSE, "collations are not supported by type %s",
                   type->text);
}

static void check_column(struct resolver *resolver, const struct column *column)
{
    const struct type_name *type = &column->type;
    struct span at = type->at.file ? type->at : column->object.at;
    bool apart = column->storage != STORAGE_DEFAULT && column->storage != STORAGE_PLAIN;

    check_collation(resolver, type, column->collation, at);
    if (column->generated == GENERATED_VIRTUAL && resolve_base_type(resolver, type) != type)
        diag_error(resolver->diags, at, CHECK_CLAUSE,
                   "virtual generated column \"%s\" cannot have a domain type",
                   column->object.name.name);
    if ((!apart && !column->compression) || !type->text || !is_plain(resolver, type))
        return;
    if (apart)
        diag_error(resolver->diags, at, CHECK_CLAUSE,
                   "column data type %s can only have storage PLAIN", type->text);
    if (column->compression)
        diag_error(resolver->diags, at, CHECK_CLAUSE,
                   "column data type %s does not support compression", type->text);
}

void resolve_abilities_of_types(struct resolver *resolver)
{
    const struct object_list *domains = &resolver->model->objects[KIND_DOMAIN];
    const struct object_list *composites = &resolver->model->objects[KIND_COMPOSITE];

    for (size_t i = 0; i < domains->count; i++) {
        const struct domain *domain = (const struct domain *)domains->at[i];

        check_collation(resolver, &domain->type, domain->collation,
                        domain->type.at.file ? domain->type.at : domain->object.at);
    }
    for (size_t i = 0; i < composites->count; i++)
        for (array_each (const struct column, attribute,
                         &((const struct composite *)composites->at[i])->attributes))
            check_column(resolver, attribute);
}

/* ------------------------------------------------------------------ methods */

/* PostgreSQL's own access methods of indexes: what pg_indexam_has_property() says of them. */
static const struct method {
    const char *name;
    bool unique, multicolumn, include, order, exclusion, cluster;
} methods[] = {
    {"btree", true, true, true, true, true, true},
    {"hash", false, false, false, false, true, false},
    {"gist", false, true, true, false, true, true},
    {"spgist", false, false, true, false, true, false},
    {"gin", false, true, false, false, false, false},
    {"brin", false, true, false, false, false, false},
};

static const struct method *method_named(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(methods); i++)
        if (strcmp(methods[i].name, name ? name : "btree") == 0)
            return &methods[i];
    return NULL;
}

static void refuse(struct resolver *resolver, struct span at, const struct method *method,
                   const char *what)
{
    diag_error(resolver->diags, at, CHECK_CLAUSE, "access method \"%s\" does not support %s",
               method->name, what);
}

static void check_order(struct resolver *resolver, const struct method *method,
                        const struct index_element *elements, size_t count, struct span at)
{
    for (size_t i = 0; i < count && !method->order; i++)
        if (elements[i].desc || elements[i].nulls_reversed)
            refuse(resolver, elements[i].at.file ? elements[i].at : at, method,
                   elements[i].desc ? "ASC/DESC options" : "NULLS FIRST/LAST options");
}

/* Of PostgreSQL 18. */
static void check_not_virtual(struct resolver *resolver, const struct column *column,
                              const char *what, struct span at)
{
    if (column->generated == GENERATED_VIRTUAL)
        diag_error(resolver->diags, at, CHECK_CLAUSE,
                   "%s on virtual generated columns are not supported", what);
}

static void check_elements(struct resolver *resolver, const struct table *table,
                           const struct index_element *elements, size_t count, struct span at)
{
    for (size_t i = 0; i < count; i++) {
        const struct column *column =
            elements[i].column ? table_find_column(table, elements[i].column) : NULL;

        struct span place = elements[i].at.file ? elements[i].at : at;

        if (!column)
            continue;
        check_collation(resolver, &column->type, elements[i].collation, place);
        check_not_virtual(resolver, column, "indexes", place);
        if (elements[i].statistics != STATISTICS_DEFAULT)
            diag_error(resolver->diags, place, CHECK_CLAUSE,
                       "cannot alter statistics on non-expression column \"%s\" of an index",
                       elements[i].column);
    }
}

static void check_index(struct resolver *resolver, const struct table *table,
                        const struct index *index)
{
    const struct method *method = method_named(index->method);
    struct span at = index->object.at;

    check_elements(resolver, table, index->elements.at, index->elements.count, at);
    if (index->clustered && index->where.text)
        diag_error(resolver->diags, at, CHECK_CLAUSE, "cannot cluster on a partial index");
    if (!method)
        return;
    check_order(resolver, method, index->elements.at, index->elements.count, at);
    if (index->unique && !method->unique)
        refuse(resolver, at, method, "unique indexes");
    if (index->elements.count > 1 && !method->multicolumn)
        refuse(resolver, at, method, "multicolumn indexes");
    if (index->include.count && !method->include)
        refuse(resolver, at, method, "included columns");
    if (index->clustered && !method->cluster)
        refuse(resolver, at, method, "clustering");
}

static void check_exclusion(struct resolver *resolver, const struct table *table,
                            const struct constraint *constraint)
{
    const struct method *method = method_named(constraint->method);
    struct span at = constraint->object.at;

    check_elements(resolver, table, constraint->elements.at, constraint->elements.count, at);
    if (!method)
        return;
    check_order(resolver, method, constraint->elements.at, constraint->elements.count, at);
    if (!method->exclusion)
        refuse(resolver, at, method, "exclusion constraints");
    if (constraint->elements.count > 1 && !method->multicolumn)
        refuse(resolver, at, method, "multicolumn indexes");
    if (constraint->include.count && !method->include)
        refuse(resolver, at, method, "included columns");
    if (constraint->clustered && !method->cluster)
        refuse(resolver, at, method, "clustering");
}

static void check_columns_of_key(struct resolver *resolver, const struct table *table,
                                 const struct constraint *key)
{
    static const char *const whats[] = {[CONSTRAINT_PRIMARY] = "primary keys",
                                        [CONSTRAINT_UNIQUE] = "unique constraints",
                                        [CONSTRAINT_FOREIGN] = "foreign key constraints"};

    for (size_t i = 0; i < key->columns.count; i++) {
        const struct column *column = table_find_column(table, key->columns.at[i]);

        if (column)
            check_not_virtual(resolver, column, whats[key->type], key->object.at);
    }
}

/* ------------------------------------------------------------------ the pass */

void resolve_abilities_of(struct resolver *resolver, const struct table *table)
{
    for (array_each (const struct column, column, &table->columns))
        if (!column->inherited)
            check_column(resolver, column);
    for (array_each (const struct index, index, &table->indexes))
        check_index(resolver, table, index);
    for (array_each (const struct constraint, constraint, &table->constraints))
        if (constraint->type == CONSTRAINT_EXCLUDE)
            check_exclusion(resolver, table, constraint);
        else
            check_columns_of_key(resolver, table, constraint);
}

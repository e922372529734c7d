/* What was said although PostgreSQL does it unasked: its catalog does not keep that it was
 * said, so the model does not either. */

#include "model/names.h"
#include "model/resolve.h"
#include "model/resolving.h"
#include "model/types.h"

#include <string.h>

/* ------------------------------------------------------------------ types underneath */

/* The type under domains, and the nearest collation on the way there. */
static const struct type_name *underlying(const struct model *model,
                                          const struct type_name *type, struct qname *collation)
{
    *collation = (struct qname){0};
    for (unsigned depth = 0; type->user.name && !type->dimensions; depth++) {
        const struct domain *domain =
            (const struct domain *)model_find(model, KIND_DOMAIN, type->user);

        if (!domain || depth > RESOLVE_DEPTH)
            break;
        if (!collation->name)
            *collation = domain->collation;
        type = &domain->type;
    }
    return type;
}

static bool is_collation(struct qname name, struct qname other)
{
    return other.name ? qname_equal(name, other)
                      : !name.schema && text_equal(name.name, "default");
}

static void forget_catalog(struct qname *name)
{
    if (text_equal(name->schema, "pg_catalog"))
        name->schema = NULL;
}

/* A collation that the type has anyway. */
static void settle_collation(const struct model *model, struct qname *collation,
                             const struct type_name *type)
{
    struct qname own;

    if (!collation->name)
        return;
    forget_catalog(collation);
    type = underlying(model, type, &own);
    if (!own.name && text_equal(type->text, "name"))
        own.name = "C";
    if (is_collation(*collation, own))
        *collation = (struct qname){0};
}

/* ------------------------------------------------------------------ columns */

enum storage model_type_storage(const struct model *model, const struct type_name *type)
{
    struct qname collation;

    type = underlying(model, type, &collation);
    if (type->user.name && !type->dimensions) {
        if (model_find(model, KIND_ENUM, type->user))
            return STORAGE_PLAIN;
        const struct object *composite = model_find(model, KIND_COMPOSITE, type->user);
        if (composite && !composite->external)
            return STORAGE_EXTENDED;
    }
    return type_storage(type);
}

static void forget_default_name(struct arena *arena, const struct table *table,
                                const char *column, const char **name)
{
    if (*name && text_equal(*name, default_name(arena, table->object.name.name, column,
                                                "not_null", NULL, NULL)))
        *name = NULL;
}

static void settle_column(struct resolver *resolver, const struct table *table,
                          struct column *column)
{
    struct arena *arena = &resolver->model->arena;
    const char *name = column->object.name.name;

    settle_collation(resolver->model, &column->collation, &column->type);
    if (column->storage != STORAGE_DEFAULT &&
        column->storage == model_type_storage(resolver->model, &column->type))
        column->storage = STORAGE_DEFAULT;
    forget_default_name(arena, table, name, &column->not_null_name);
    forget_default_name(arena, table, name, &column->not_null_kept);
    if (column->identity_sequence.name &&
        text_equal(column->identity_sequence.schema, table->object.name.schema) &&
        text_equal(column->identity_sequence.name,
                   default_name(arena, table->object.name.name, name, "seq", NULL, NULL)))
        column->identity_sequence = (struct qname){0};
}

/* ------------------------------------------------------------------ operator classes */

/* Methods whose default class is TYPE_ops, for every type that has one by that name or for
 * those listed. */
static const struct method_classes {
    const char *method;
    const char *const *types; /* NULL: every one */
    const char *suffix;
} method_classes[] = {
    {"btree", NULL, "_ops"},
    {"hash", NULL, "_ops"},
    {"gin", (const char *const[]){"jsonb", "tsvector", NULL}, "_ops"},
    {"gist", (const char *const[]){"box", "circle", "point", "tsquery", "tsvector", NULL},
     "_ops"},
    {"spgist", (const char *const[]){"box", "inet", "text", NULL}, "_ops"},
    {"brin", NULL, "_minmax_ops"},
};

/* The default classes of other names; the type is one of pg_type or a kind of types. */
static const struct odd_class {
    const char *method, *type, *name;
} odd_classes[] = {
    {"brin", "anyrange", "range_inclusion_ops"},
    {"brin", "box", "box_inclusion_ops"},
    {"brin", "inet", "inet_inclusion_ops"},
    {"btree", "anyarray", "array_ops"},
    {"btree", "anyenum", "enum_ops"},
    {"btree", "anymultirange", "multirange_ops"},
    {"btree", "anyrange", "range_ops"},
    {"gin", "anyarray", "array_ops"},
    {"gist", "anymultirange", "multirange_ops"},
    {"gist", "anyrange", "range_ops"},
    {"gist", "polygon", "poly_ops"},
    {"hash", "anyarray", "array_ops"},
    {"hash", "anyenum", "enum_ops"},
    {"hash", "anymultirange", "multirange_ops"},
    {"hash", "anyrange", "range_ops"},
    {"spgist", "anyrange", "range_ops"},
    {"spgist", "point", "quad_point_ops"},
    {"spgist", "polygon", "poly_ops"},
};

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);

    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* What the classes call the type; NULL if it is an extension's, or no class knows it. */
static const char *class_type(const struct model *model, const struct type_name *type)
{
    struct qname collation;
    const char *name;

    type = underlying(model, type, &collation);
    if (type->dimensions)
        return "anyarray";
    if (type->user.name)
        return model_find(model, KIND_ENUM, type->user)        ? "anyenum"
               : model_find(model, KIND_COMPOSITE, type->user) ? "record"
                                                               : NULL;
    name = type_catalog_name(type);
    if (!name)
        return NULL;
    if (ends_in(name, "multirange"))
        return "anymultirange";
    if (ends_in(name, "range"))
        return "anyrange";
    if (strcmp(name, "varchar") == 0)
        return "text";
    return strcmp(name, "cidr") == 0 ? "inet" : name;
}

static bool is_among(const char *const *names, const char *name)
{
    if (!names)
        return true;
    while (*names && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

static bool is_default_class(const char *method, const char *type, const char *name)
{
    size_t length = strlen(type);

    for (size_t i = 0; i < COUNT_OF(odd_classes); i++)
        if (strcmp(odd_classes[i].method, method) == 0 &&
            strcmp(odd_classes[i].type, type) == 0)
            return strcmp(odd_classes[i].name, name) == 0;
    for (size_t i = 0; i < COUNT_OF(method_classes); i++)
        if (strcmp(method_classes[i].method, method) == 0 &&
            is_among(method_classes[i].types, type))
            return strncmp(name, type, length) == 0 &&
                   strcmp(name + length, method_classes[i].suffix) == 0;
    return false;
}

static void settle_element(struct resolver *resolver, const struct table *table,
                           const char *method, struct index_element *element)
{
    const struct model *model = resolver->model;
    const struct column *column =
        element->column ? table_find_column(table, element->column) : NULL;
    const char *type;

    forget_catalog(&element->collation);
    forget_catalog(&element->opclass);
    if (column && element->collation.name && column->collation.name &&
        qname_equal(element->collation, column->collation))
        element->collation = (struct qname){0};
    if (column && !column->collation.name)
        settle_collation(model, &element->collation, &column->type);
    if (!column || !element->opclass.name || element->opclass.schema ||
        element->opclass_options.count)
        return;
    type = class_type(model, &column->type);
    if (type && is_default_class(method ? method : "btree", type, element->opclass.name))
        element->opclass = (struct qname){0};
}

/* ------------------------------------------------------------------ the pass */

static void settle_tablespace(const char **tablespace)
{
    if (text_equal(*tablespace, "pg_default"))
        *tablespace = NULL;
}

static void settle_table(struct resolver *resolver, struct table *table)
{
    settle_tablespace(&table->tablespace);
    for (array_each (struct column, column, &table->columns))
        settle_column(resolver, table, column);
    for (array_each (struct constraint, constraint, &table->constraints)) {
        settle_tablespace(&constraint->tablespace);
        for (array_each (struct index_element, element, &constraint->elements))
            settle_element(resolver, table, constraint->method, element);
    }
    for (array_each (struct index, index, &table->indexes)) {
        settle_tablespace(&index->tablespace);
        for (array_each (struct index_element, element, &index->elements))
            settle_element(resolver, table, index->method, element);
    }
}

static void settle_domain(struct resolver *resolver, struct domain *domain)
{
    settle_collation(resolver->model, &domain->collation, &domain->type);
    if (domain->not_null_name &&
        text_equal(domain->not_null_name,
                   default_name(&resolver->model->arena, domain->object.name.name, NULL,
                                "not_null", NULL, NULL)))
        domain->not_null_name = NULL;
}

void resolve_defaults(struct resolver *resolver)
{
    const struct object_list *objects = resolver->model->objects;

    for (size_t i = 0; i < objects[KIND_TABLE].count; i++)
        settle_table(resolver, (struct table *)objects[KIND_TABLE].at[i]);
    for (size_t i = 0; i < objects[KIND_DOMAIN].count; i++)
        settle_domain(resolver, (struct domain *)objects[KIND_DOMAIN].at[i]);
    for (size_t i = 0; i < objects[KIND_COMPOSITE].count; i++) {
        struct composite *type = (struct composite *)objects[KIND_COMPOSITE].at[i];

        for (array_each (struct column, column, &type->attributes))
            settle_collation(resolver->model, &column->collation, &column->type);
    }
}

/* From what sources fill in to a whole model: the passes in their order, links, and the order
 * of objects. What each pass decides is in its own file. */

#include "model/resolve.h"

#include "model/names.h"
#include "model/resolving.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ looking up */

/* Finds the table that a reference in an object of that schema
 * means and completes its name; NULL if there is none. */
static struct table *find_table(struct resolver *resolver, struct ref *ref, const char *schema)
{
    struct qname name = ref->name;
    struct table *table;

    if (!name.schema)
        name.schema = schema;
    table = model_find_table(resolver->model, name);
    if (!table && !ref->name.schema) {
        name.schema = resolver->model->schema;
        table = model_find_table(resolver->model, name);
    }
    if (!table)
        return NULL;
    ref->name = table->object.name;
    ref->to = &table->object;
    return table;
}

#define HINTS_MOST 100

bool resolve_may_hint(const struct resolver *resolver)
{
    return diags_errors(resolver->diags) <= HINTS_MOST;
}

/* The names of all objects of a kind, as one would write them from that schema. */
static const char **names_from(struct resolver *resolver, enum kind kind, bool qualified,
                               size_t *count)
{
    const struct object_list *list = &resolver->model->objects[kind];
    struct arena *arena = &resolver->model->arena;
    const char **names = arena_alloc(arena, (list->count + 1) * sizeof *names);

    *count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        struct qname name = list->at[i]->name;

        names[i] = qualified ? arena_printf(arena, "%s.%s", name.schema, name.name) : name.name;
    }
    return names;
}

struct table *resolve_need_table(struct resolver *resolver, struct ref *ref, const char *schema)
{
    struct table *table = find_table(resolver, ref, schema);
    struct arena *arena = &resolver->model->arena;
    const char *said = ref->name.name, *closest;
    const char **names;
    size_t count;

    if (table || resolver->partial)
        return table;
    if (ref->name.schema)
        said = arena_printf(arena, "%s.%s", ref->name.schema, ref->name.name);
    diag_error(resolver->diags, ref->at, CHECK_REF_MISSING, "table \"%s\" does not exist",
               said);
    if (!resolve_may_hint(resolver))
        return NULL;
    names = names_from(resolver, KIND_TABLE, ref->name.schema != NULL, &count);
    closest = name_closest(said, names, count);
    if (closest)
        diag_hint(resolver->diags, "Did you mean \"%s\"?", closest);
    return NULL;
}

void resolve_hint_column(struct resolver *resolver, const struct table *table, const char *name)
{
    const char **names, *closest;

    if (!resolve_may_hint(resolver))
        return;
    names = arena_alloc(&resolver->model->arena, (table->columns.count + 1) * sizeof *names);
    for (size_t i = 0; i < table->columns.count; i++)
        names[i] = table->columns.at[i].object.name.name;
    closest = name_closest(name, names, table->columns.count);
    if (closest)
        diag_hint(resolver->diags, "Did you mean \"%s\"?", closest);
}

/* ------------------------------------------------------------------ doubles */

static int compare_names(const void *a, const void *b)
{
    const struct object *left = *(struct object *const *)a, *right = *(struct object *const *)b;
    int order = qname_compare(left->name, right->name);

    if (order)
        return order;
    /* members of one array: by their addresses, that is as declared */
    return (left > right) - (left < right);
}

void resolve_each_double(struct object_pointers *objects,
                         void (*visit)(struct resolver *resolver, struct object *first,
                                       struct object *second),
                         struct resolver *resolver)
{
    if (objects->count > 1)
        qsort(objects->at, objects->count, sizeof *objects->at, compare_names);
    for (size_t i = 1; i < objects->count; i++)
        if (objects->at[i]->name.name &&
            qname_equal(objects->at[i - 1]->name, objects->at[i]->name))
            visit(resolver, objects->at[i - 1], objects->at[i]);
}

/* ------------------------------------------------------------------ members and links */

static void adopt(struct object *member, enum kind kind, struct object *parent)
{
    member->kind = kind;
    member->parent = parent;
}

static void adopt_members(struct object *object)
{
    if (object->kind == KIND_TABLE) {
        struct table *table = (struct table *)object;

        for (array_each (struct column, column, &table->columns))
            adopt(&column->object, KIND_COLUMN, object);
        for (array_each (struct constraint, constraint, &table->constraints))
            adopt(&constraint->object, KIND_CONSTRAINT, object);
        for (array_each (struct index, index, &table->indexes))
            adopt(&index->object, KIND_INDEX, object);
    } else if (object->kind == KIND_ENUM) {
        for (array_each (struct label, label, &((struct enum_type *)object)->labels))
            adopt(&label->object, KIND_LABEL, object);
    } else if (object->kind == KIND_COMPOSITE) {
        for (array_each (struct column, column, &((struct composite *)object)->attributes))
            adopt(&column->object, KIND_COLUMN, object);
    } else if (object->kind == KIND_DOMAIN) {
        for (array_each (struct constraint, check, &((struct domain *)object)->constraints))
            adopt(&check->object, KIND_CONSTRAINT, object);
    }
}

static void adopt_all(struct model *model)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < model->objects[kind].count; i++)
            adopt_members(model->objects[kind].at[i]);
}

static bool is_reserved_schema(const char *name)
{
    return strncmp(name, "pg_", 3) == 0 || strcmp(name, "information_schema") == 0;
}

static void need_schema(struct model *model, const char *name, struct span at)
{
    struct qname schema = {.name = name};

    if (name && !model_find(model, KIND_SCHEMA, schema))
        model_add(model, KIND_SCHEMA, schema, NULL)->at = at;
}

/* An extension may be in a schema that is always there. */
static void need_schema_of_extension(struct model *model, const struct extension *extension)
{
    if (extension->schema && !is_reserved_schema(extension->schema))
        need_schema(model, extension->schema, extension->object.at);
}

/* Schemas that nobody declared, but that something is in. */
static void add_schemas(struct model *model)
{
    need_schema(model, "public", NOWHERE);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        for (size_t i = 0; i < model->objects[kind].count; i++)
            need_schema(model, model->objects[kind].at[i]->name.schema,
                        model->objects[kind].at[i]->at);
    for (size_t i = 0; i < model->objects[KIND_EXTENSION].count; i++)
        need_schema_of_extension(model,
                                 (struct extension *)model->objects[KIND_EXTENSION].at[i]);
}

static void link_table(struct resolver *resolver, struct table *table)
{
    const char *schema = table->object.name.schema;

    for (array_each (struct ref, parent, &table->inherits))
        find_table(resolver, parent, schema);
    for (array_each (struct constraint, constraint, &table->constraints))
        if (constraint->type == CONSTRAINT_FOREIGN)
            find_table(resolver, &constraint->references, schema);
    if (table->of_type.name.name)
        table->of_type.to = model_find_type(resolver->model, table->of_type.name);
}

static void sort_objects(struct model *model)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (model->objects[kind].count > 1)
            qsort(model->objects[kind].at, model->objects[kind].count,
                  sizeof *model->objects[kind].at, compare_names);
}

void model_link(struct model *model)
{
    struct resolver resolver = {.model = model};
    const struct object_list *tables = &model->objects[KIND_TABLE];
    const struct object_list *sequences = &model->objects[KIND_SEQUENCE];

    add_schemas(model);
    adopt_all(model);
    for (size_t i = 0; i < tables->count; i++)
        link_table(&resolver, (struct table *)tables->at[i]);
    for (size_t i = 0; i < sequences->count; i++) {
        struct sequence *sequence = (struct sequence *)sequences->at[i];

        if (sequence->owned_by.name.name)
            find_table(&resolver, &sequence->owned_by, sequence->object.name.schema);
    }
    resolve_types(&resolver);
    resolve_serials(model);
    sort_objects(model);
}

void model_settle(struct model *model)
{
    struct resolver resolver = {.model = model};

    model_link(model);
    resolve_defaults(&resolver);
}

/* ------------------------------------------------------------------ top-level names */

static void check_schema_names(struct resolver *resolver)
{
    const struct object_list *schemas = &resolver->model->objects[KIND_SCHEMA];

    for (size_t i = 0; i < schemas->count; i++) {
        const struct object *schema = schemas->at[i];

        if (!is_reserved_schema(schema->name.name) || schema->external || resolver->partial)
            continue;
        diag_error(resolver->diags, schema->at, CHECK_NAME_RESERVED,
                   "unacceptable schema name \"%s\"", schema->name.name);
        diag_hint(resolver->diags,
                  "The prefix \"pg_\" and \"information_schema\" belong to PostgreSQL.");
    }
}

static void report_taken(struct resolver *resolver, const struct object *object,
                         const struct object *earlier)
{
    struct diags *diags = resolver->diags;

    if (object->kind == earlier->kind)
        diag_error(diags, object->at, CHECK_DUPLICATE, "%s \"%s\" is declared twice",
                   kind_word(object->kind), object->name.name);
    else
        diag_error(diags, object->at, CHECK_DUPLICATE,
                   "%s \"%s\" cannot have the name of %s \"%s\"", kind_word(object->kind),
                   object->name.name, kind_word(earlier->kind), earlier->name.name);
    diag_note(diags, earlier->at, "the other one is declared here");
}

/* Files are read in order, so the holder of a name is the earlier one. */
static void check_taken(struct resolver *resolver)
{
    struct model *model = resolver->model;

    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (size_t i = 0; i < model->objects[kind].count; i++) {
            struct object *object = model->objects[kind].at[i];
            enum name_space space = names_space(object->kind);
            struct object *holder = names_find(model->names, space, object->name);

            if (holder == object && (kind == KIND_TABLE || kind == KIND_COMPOSITE))
                holder = names_find(model->names, NAMES_TYPE, object->name);
            if (holder != object)
                report_taken(resolver, object, holder);
        }
    }
}

/* ------------------------------------------------------------------ the whole */

/* What asks nothing of other tables but their columns and keys: table by table, while each is
 * in the processor's cache. */
static void check_tables(struct resolver *resolver)
{
    const struct object_list *tables = &resolver->model->objects[KIND_TABLE];
    bool may_have_more_classes = resolve_may_have_more_classes(resolver->model);

    resolve_sequences(resolver);
    resolve_abilities_of_types(resolver);
    for (size_t i = 0; i < tables->count; i++) {
        struct table *table = (struct table *)tables->at[i];

        resolve_keys_of(resolver, table);
        resolve_abilities_of(resolver, table);
        if (!may_have_more_classes)
            resolve_key_types_of(resolver, table);
        resolve_options_of(resolver, table);
    }
}

bool model_resolve(struct model *model, struct diags *diags)
{
    struct resolver resolver = {.model = model, .diags = diags};
    size_t errors = diags_errors(diags);

    add_schemas(model);
    adopt_all(model);
    check_schema_names(&resolver);
    check_taken(&resolver);
    resolve_types(&resolver);
    resolve_columns(&resolver);
    if (resolver.too_wide)
        return false;
    resolve_circles(&resolver);
    resolve_names(&resolver);
    check_tables(&resolver);
    resolve_renames(&resolver);
    resolve_defaults(&resolver);
    resolve_serials(model);
    sort_objects(model);
    return diags_errors(diags) == errors;
}

bool model_judge(struct model *model, bool partial, struct diags *diags)
{
    struct resolver resolver = {.model = model, .diags = diags, .partial = partial};
    size_t errors = diags_errors(diags);

    add_schemas(model);
    adopt_all(model);
    check_schema_names(&resolver);
    check_taken(&resolver);
    resolve_types(&resolver);
    resolve_check_columns(&resolver);
    if (resolver.too_wide)
        return false;
    resolve_circles(&resolver);
    resolve_check_names(&resolver);
    check_tables(&resolver);
    if (diags_errors(diags) != errors)
        return false;
    model_link(model);
    return true;
}

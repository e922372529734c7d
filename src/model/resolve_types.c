/* Types of columns, attributes and domains: finds what a name that is not built in means. */

#include "model/names.h"
#include "model/resolving.h"
#include "model/types.h"

#include <string.h>

static struct object *find_type(struct resolver *resolver, struct qname name,
                                const char *schema)
{
    struct names *names = resolver->model->names;
    struct object *found;

    if (name.schema)
        return names_find(names, NAMES_TYPE, name);
    name.schema = schema;
    found = schema ? names_find(names, NAMES_TYPE, name) : NULL;
    if (found)
        return found;
    name.schema = resolver->model->schema;
    return names_find(names, NAMES_TYPE, name);
}

static const enum kind type_kinds[] = {KIND_ENUM, KIND_COMPOSITE, KIND_DOMAIN};

/* Every type there is, for 'did you mean'. */
static const char **all_type_names(struct resolver *resolver, size_t *count)
{
    struct model *model = resolver->model;
    size_t builtin_count, total;
    const char *const *builtins = type_builtin_names(&builtin_count);
    const char **names;

    total = builtin_count;
    for (size_t k = 0; k < COUNT_OF(type_kinds); k++)
        total += model->objects[type_kinds[k]].count;
    names = arena_alloc(&model->arena, total * sizeof *names);
    memcpy(names, builtins, builtin_count * sizeof *names);
    *count = builtin_count;
    for (size_t k = 0; k < COUNT_OF(type_kinds); k++) {
        const struct object_list *list = &model->objects[type_kinds[k]];

        for (size_t i = 0; i < list->count; i++)
            names[(*count)++] = list->at[i]->name.name;
    }
    return names;
}

static void report_unknown(struct resolver *resolver, const struct type_name *type)
{
    const char **names, *closest;
    size_t count;

    diag_error(resolver->diags, type->at, CHECK_TYPE_UNKNOWN, "type \"%s\" does not exist",
               type->text);
    if (!resolve_may_hint(resolver))
        return;
    if (!type->user.schema && type_serial(type->user.name, &closest)) {
        diag_hint(resolver->diags, "Only the column of a table can be \"%s\".",
                  type->user.name);
        return;
    }
    names = all_type_names(resolver, &count);
    closest = name_closest(type->user.name, names, count);
    if (closest)
        diag_hint(resolver->diags, "Did you mean \"%s\"?", closest);
    else
        diag_hint(resolver->diags, "If an extension brings it, declare that: extension NAME.");
}

static bool is_of_postgres(const char *schema)
{
    return schema && strcmp(schema, "pg_catalog") == 0;
}

static void resolve_type(struct resolver *resolver, struct type_name *type, const char *schema)
{
    struct object *found;

    if (!type->user.name) {
        if (resolver->diags && type->text && type_is_pseudo(type->text))
            diag_error(resolver->diags, type->at, CHECK_TYPE_UNKNOWN,
                       "\"%s\" is a pseudo-type: nothing can be of it", type->text);
        return;
    }
    found = find_type(resolver, type->user, schema);
    if (!found && type_settle_catalog(&resolver->model->arena, type))
        return;
    if (!found) {
        type->from_extension = true;
        if (resolver->diags && !resolver->partial &&
            (is_of_postgres(type->user.schema) ||
             !resolver->model->objects[KIND_EXTENSION].count))
            report_unknown(resolver, type);
        return;
    }
    type->from_extension = false;
    if (type->modifiers && resolver->diags && !found->external)
        diag_error(resolver->diags, type->at, CHECK_TYPE_MODIFIER,
                   "type modifier is not allowed for type \"%s\"", found->name.name);
    if (!qname_equal(type->user, found->name)) {
        type->user = found->name;
        type_spell(&resolver->model->arena, type);
    }
}

/* ------------------------------------------------------------------ types made of themselves
 */

/* A walk over the types that types are made of; a type that is met again while it is being
 * walked is made of itself. */
struct walk {
    struct resolver *resolver;
    struct names *entered; /* what was begun, by name */
};

struct frame {
    const struct object *object;
    const struct frame *outer;
    unsigned depth;
};

static void walk_type(struct walk *walk, const struct object *object,
                      const struct frame *outer);

/* An array of a type is made of it, too. */
static void walk_part(struct walk *walk, const struct type_name *type,
                      const struct frame *frame)
{
    struct object *part;

    if (!type->user.name)
        return;
    part = find_type(walk->resolver, type->user, NULL);
    for (const struct frame *at = frame; part && at; at = at->outer) {
        if (at->object != part)
            continue;
        diag_error(walk->resolver->diags, type->at, CHECK_TYPE_UNKNOWN,
                   "type \"%s\" cannot be made of itself", part->name.name);
        return;
    }
    if (part && frame->depth >= RESOLVE_DEPTH)
        diag_error(walk->resolver->diags, type->at, CHECK_LIMIT,
                   "type \"%s\" is nested too deeply", part->name.name);
    else if (part)
        walk_type(walk, part, frame);
}

static void walk_type(struct walk *walk, const struct object *object, const struct frame *outer)
{
    struct frame frame = {object, outer, outer ? outer->depth + 1 : 1};

    if (names_enter(&walk->entered, NAMES_TYPE, object->name, (struct object *)object))
        return;
    if (object->kind == KIND_DOMAIN)
        walk_part(walk, &((const struct domain *)object)->type, &frame);
    if (object->kind == KIND_COMPOSITE)
        for (array_each (const struct column, column,
                         &((const struct composite *)object)->attributes))
            walk_part(walk, &column->type, &frame);
    if (object->kind == KIND_TABLE)
        for (array_each (const struct column, column, &((const struct table *)object)->columns))
            walk_part(walk, &column->type, &frame);
}

void resolve_circles(struct resolver *resolver)
{
    static const enum kind made_kinds[] = {KIND_COMPOSITE, KIND_DOMAIN, KIND_TABLE};
    struct walk walk = {.resolver = resolver};

    for (size_t k = 0; k < COUNT_OF(made_kinds); k++) {
        const struct object_list *list = &resolver->model->objects[made_kinds[k]];

        for (size_t i = 0; i < list->count; i++)
            walk_type(&walk, list->at[i], NULL);
    }
    names_release(&walk.entered);
}

/* ------------------------------------------------------------------ the pass */

void resolve_types(struct resolver *resolver)
{
    struct model *model = resolver->model;

    for (size_t i = 0; i < model->objects[KIND_DOMAIN].count; i++) {
        struct domain *domain = (struct domain *)model->objects[KIND_DOMAIN].at[i];

        resolve_type(resolver, &domain->type, domain->object.name.schema);
    }
    for (size_t i = 0; i < model->objects[KIND_COMPOSITE].count; i++) {
        struct composite *type = (struct composite *)model->objects[KIND_COMPOSITE].at[i];

        for (array_each (struct column, column, &type->attributes))
            resolve_type(resolver, &column->type, type->object.name.schema);
    }
    for (size_t i = 0; i < model->objects[KIND_TABLE].count; i++) {
        struct table *table = (struct table *)model->objects[KIND_TABLE].at[i];

        for (array_each (struct column, column, &table->columns))
            resolve_type(resolver, &column->type, table->object.name.schema);
    }
}

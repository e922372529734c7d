/* Parts of models. What belongs to a part is the caller's to say. */

#include "model/part.h"

#include "model/resolve.h"

#include <string.h>

static void *copy_array(struct arena *arena, const void *at, size_t count, size_t size)
{
    void *copy = arena_alloc(arena, count ? count * size : 1);
    if (count)
        memcpy(copy, at, count * size);
    return copy;
}

/* The array of a copied object as an array of its own, whose elements know their new parent. */
#define OWN_MEMBERS(arena, owner, list)                                                        \
    do {                                                                                       \
        (list)->at = copy_array(arena, (list)->at, (list)->count, sizeof *(list)->at);         \
        (list)->capacity = (list)->count;                                                      \
        for (size_t i_ = 0; i_ < (list)->count; i_++)                                          \
            (list)->at[i_].object.parent = (owner);                                            \
    } while (0)

static bool refers_outside(const struct model *part, const struct constraint *constraint)
{
    return constraint->type == CONSTRAINT_FOREIGN &&
           !model_find_table(part, constraint->references.name);
}

static void drop_outside_references(const struct model *part, struct table *table)
{
    size_t kept = 0;
    for (size_t i = 0; i < table->constraints.count; i++)
        if (!refers_outside(part, &table->constraints.at[i]))
            table->constraints.at[kept++] = table->constraints.at[i];
    table->constraints.count = kept;
}

static void own_members(struct arena *arena, struct object *object)
{
    switch (object->kind) {
    case KIND_ENUM:
        OWN_MEMBERS(arena, object, &((struct enum_type *)object)->labels);
        break;
    case KIND_COMPOSITE:
        OWN_MEMBERS(arena, object, &((struct composite *)object)->attributes);
        break;
    case KIND_DOMAIN:
        OWN_MEMBERS(arena, object, &((struct domain *)object)->constraints);
        break;
    case KIND_TABLE: {
        struct table *table = (struct table *)object;
        OWN_MEMBERS(arena, object, &table->columns);
        OWN_MEMBERS(arena, object, &table->constraints);
        OWN_MEMBERS(arena, object, &table->indexes);
        table->inherits.at =
            copy_array(arena, table->inherits.at, table->inherits.count, sizeof(struct ref));
        table->inherits.capacity = table->inherits.count;
        break;
    }
    default:
        break;
    }
}

struct model *model_part(const struct model *model,
                         bool (*wants)(void *context, const struct object *object),
                         void *context)
{
    struct model *part = model_new();
    part->schema = model->schema;
    part->owners = model->owners;
    part->server_version = model->server_version;
    for (enum kind kind = KIND_SCHEMA; kind <= KIND_TABLE; kind++) {
        for (size_t i = 0; i < model->objects[kind].count; i++) {
            const struct object *object = model->objects[kind].at[i];
            if (kind > KIND_EXTENSION && !wants(context, object))
                continue;
            struct object *copy = model_add(part, kind, object->name, NULL);
            memcpy(copy, object, kind_size(kind));
            own_members(&part->arena, copy);
        }
    }
    for (size_t i = 0; i < part->objects[KIND_TABLE].count; i++)
        drop_outside_references(part, (struct table *)part->objects[KIND_TABLE].at[i]);
    model_link(part);
    return part;
}

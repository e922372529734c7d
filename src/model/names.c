/* The look-up table of names: one hash by name space, schema and name, open addressed, for a
 * model of thousands of tables asks it some hundred thousand times. What may stand in which
 * name space is for model.c and resolve to know. */

#include "model/names.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    struct qname name;
    struct object *object; /* NULL: the slot is free */
    enum name_space space;
    uint32_t hash, uses;
};

/* Slots are a power of two, and at least half of them are free. */
struct names {
    struct entry *slots;
    size_t count, size;
};

#define SLOTS_FIRST 64

static uint32_t hash_text(uint32_t hash, const char *text)
{
    for (; text && *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return (hash ^ 0xff) * 16777619u;
}

static uint32_t hash_name(enum name_space space, struct qname name)
{
    uint32_t hash = hash_text(hash_text(2166136261u + space, name.schema), name.name);

    /* the upper bits are the better mixed ones */
    return hash ^ hash >> 15;
}

/* The name's slot, or the free one where it would go. */
static struct entry *find_slot(const struct names *names, enum name_space space,
                               struct qname name, uint32_t hash)
{
    size_t at = hash & (names->size - 1);

    for (;; at = (at + 1) & (names->size - 1)) {
        struct entry *slot = &names->slots[at];

        if (!slot->object || (slot->hash == hash && slot->space == space &&
                              text_equal(slot->name.name, name.name) &&
                              text_equal(slot->name.schema, name.schema)))
            return slot;
    }
}

static void grow(struct names *names)
{
    struct names old = *names;

    names->size = old.size ? old.size * 2 : SLOTS_FIRST;
    names->slots = memory_resize(NULL, names->size * sizeof *names->slots);
    memset(names->slots, 0, names->size * sizeof *names->slots);
    for (size_t i = 0; i < old.size; i++)
        if (old.slots[i].object)
            *find_slot(names, old.slots[i].space, old.slots[i].name, old.slots[i].hash) =
                old.slots[i];
    free(old.slots);
}

struct object *names_enter(struct names **names, enum name_space space, struct qname name,
                           struct object *object)
{
    uint32_t hash = hash_name(space, name);
    struct entry *slot;

    if (!*names) {
        *names = memory_resize(NULL, sizeof **names);
        **names = (struct names){0};
    }
    if ((*names)->count * 2 >= (*names)->size)
        grow(*names);
    slot = find_slot(*names, space, name, hash);
    if (slot->object) {
        slot->uses++;
        return slot->object;
    }
    *slot =
        (struct entry){.name = name, .object = object, .space = space, .hash = hash, .uses = 1};
    (*names)->count++;
    return NULL;
}

static const struct entry *find_entry(const struct names *names, enum name_space space,
                                      struct qname name)
{
    static const struct entry none;

    return names ? find_slot(names, space, name, hash_name(space, name)) : &none;
}

struct object *names_find(const struct names *names, enum name_space space, struct qname name)
{
    return find_entry(names, space, name)->object;
}

/* Moves later entries of the same run up, so that none is cut off from where its hash
 * begins. */
static void close_gap(struct names *names, size_t gap)
{
    size_t mask = names->size - 1;

    for (size_t at = (gap + 1) & mask; names->slots[at].object; at = (at + 1) & mask) {
        size_t home = names->slots[at].hash & mask;

        if (((at - home) & mask) < ((at - gap) & mask))
            continue;
        names->slots[gap] = names->slots[at];
        gap = at;
    }
    names->slots[gap] = (struct entry){0};
}

void names_leave(struct names *names, enum name_space space, struct qname name)
{
    struct entry *slot = names ? find_slot(names, space, name, hash_name(space, name)) : NULL;

    if (!slot || !slot->object || --slot->uses)
        return;
    names->count--;
    close_gap(names, (size_t)(slot - names->slots));
}

size_t names_uses(const struct names *names, enum name_space space, struct qname name)
{
    return find_entry(names, space, name)->uses;
}

void names_release(struct names **names)
{
    if (*names)
        free((*names)->slots);
    free(*names);
    *names = NULL;
}

enum name_space names_space(enum kind kind)
{
    switch (kind) {
    case KIND_SCHEMA:
        return NAMES_SCHEMA;
    case KIND_EXTENSION:
        return NAMES_EXTENSION;
    case KIND_ENUM:
    case KIND_DOMAIN:
        return NAMES_TYPE;
    case KIND_CONSTRAINT:
        return NAMES_CONSTRAINT;
    default:
        return NAMES_RELATION;
    }
}

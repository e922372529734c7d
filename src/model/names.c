/* The look-up table of names: one hash by name space, schema and name, open addressed, for a
 * model of thousands of tables asks it some hundred thousand times. Its slots are small, so
 * that a look at a free name, the most frequent one, stays in the processor's cache. What may
 * stand in which name space is for model.c and resolve to know. */

#include "model/names.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    struct qname name;
    struct object *object;
    enum name_space space;
    uint32_t hash, uses;
};

struct slot {
    uint32_t hash, number; /* of the entry, from 1; 0: the slot is free */
};

/* Slots are a power of two, and at least half of them are free. */
struct names {
    struct slot *slots;
    size_t size;
    struct entry *entries; /* room for half as many */
    size_t count;
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

static bool is_entry(const struct entry *entry, enum name_space space, struct qname name)
{
    return entry->space == space && text_equal(entry->name.name, name.name) &&
           text_equal(entry->name.schema, name.schema);
}

/* The name's slot, or the free one where it would go. */
static struct slot *find_slot(const struct names *names, enum name_space space,
                              struct qname name, uint32_t hash)
{
    for (size_t at = hash;; at++) {
        struct slot *slot = &names->slots[at & (names->size - 1)];

        if (!slot->number ||
            (slot->hash == hash && is_entry(&names->entries[slot->number - 1], space, name)))
            return slot;
    }
}

/* The slot that has the entry of that number; with 0, the free one where it would go. */
static struct slot *slot_of(const struct names *names, uint32_t hash, uint32_t number)
{
    size_t at = hash;

    while (names->slots[at & (names->size - 1)].number != number)
        at++;
    return &names->slots[at & (names->size - 1)];
}

static void grow(struct names *names)
{
    names->size = names->size ? names->size * 2 : SLOTS_FIRST;
    names->entries = memory_resize(names->entries, names->size / 2 * sizeof *names->entries);
    names->slots = memory_resize(names->slots, names->size * sizeof *names->slots);
    memset(names->slots, 0, names->size * sizeof *names->slots);
    for (uint32_t i = 0; i < names->count; i++) {
        uint32_t hash = names->entries[i].hash;

        *slot_of(names, hash, 0) = (struct slot){hash, i + 1};
    }
}

struct object *names_enter(struct names **names, enum name_space space, struct qname name,
                           struct object *object)
{
    uint32_t hash = hash_name(space, name);
    struct slot *slot;

    if (!*names) {
        *names = memory_resize(NULL, sizeof **names);
        **names = (struct names){0};
    }
    if ((*names)->count * 2 >= (*names)->size)
        grow(*names);
    slot = find_slot(*names, space, name, hash);
    if (slot->number) {
        struct entry *entry = &(*names)->entries[slot->number - 1];

        entry->uses++;
        return entry->object;
    }
    (*names)->entries[(*names)->count++] = (struct entry){name, object, space, hash, 1};
    *slot = (struct slot){hash, (uint32_t)(*names)->count};
    return NULL;
}

static const struct entry *find_entry(const struct names *names, enum name_space space,
                                      struct qname name)
{
    static const struct entry none;
    uint32_t number = names ? find_slot(names, space, name, hash_name(space, name))->number : 0;

    return number ? &names->entries[number - 1] : &none;
}

struct object *names_find(const struct names *names, enum name_space space, struct qname name)
{
    return find_entry(names, space, name)->object;
}

/* Moves later slots of the same run up, so that none is cut off from where its hash begins. */
static void close_gap(struct names *names, size_t gap)
{
    size_t mask = names->size - 1;

    for (size_t at = (gap + 1) & mask; names->slots[at].number; at = (at + 1) & mask) {
        size_t home = names->slots[at].hash & mask;

        if (((at - home) & mask) < ((at - gap) & mask))
            continue;
        names->slots[gap] = names->slots[at];
        gap = at;
    }
    names->slots[gap] = (struct slot){0};
}

void names_leave(struct names *names, enum name_space space, struct qname name)
{
    struct slot *slot = names ? find_slot(names, space, name, hash_name(space, name)) : NULL;
    uint32_t number = slot ? slot->number : 0;
    struct entry *entry = number ? &names->entries[number - 1] : NULL;

    if (!entry || --entry->uses)
        return;
    close_gap(names, (size_t)(slot - names->slots));
    /* the last entry takes its place */
    if (number != names->count) {
        *entry = names->entries[names->count - 1];
        slot_of(names, entry->hash, (uint32_t)names->count)->number = number;
    }
    names->count--;
}

size_t names_uses(const struct names *names, enum name_space space, struct qname name)
{
    return find_entry(names, space, name)->uses;
}

void names_release(struct names **names)
{
    if (*names) {
        free((*names)->entries);
        free((*names)->slots);
    }
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

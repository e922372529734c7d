/* The look-up table of names: one hash by name space, schema and name. What may stand in which
 * name space is for model.c and resolve to know. */

#include "model/names.h"

#include <string.h>

struct name_key {
    enum name_space space;
    struct qname name;
};

static unsigned hash_text(unsigned hash, const char *text)
{
    for (; text && *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return (hash ^ 0xff) * 16777619u;
}

static unsigned hash_key(const struct name_key *key)
{
    return hash_text(hash_text(2166136261u + key->space, key->name.schema), key->name.name);
}

static int differ_keys(const void *a, const void *b)
{
    const struct name_key *left = a, *right = b;

    return left->space != right->space || !qname_equal(left->name, right->name);
}

#define HASH_FUNCTION(key, length, hash) ((hash) = hash_key((const struct name_key *)(key)))
#define HASH_KEYCMP(a, b, length) differ_keys(a, b)
#include <uthash.h>

struct name_entry {
    struct name_key key;
    struct object *object;
    size_t uses;
    UT_hash_handle hh;
};

static struct name_entry *find_entry(struct name_entry *names, enum name_space space,
                                     struct qname name)
{
    struct name_key key = {.space = space, .name = name};
    struct name_entry *entry;

    HASH_FIND(hh, names, &key, sizeof key, entry);
    return entry;
}

struct object *names_enter(struct arena *arena, struct name_entry **names,
                           enum name_space space, struct qname name, struct object *object)
{
    struct name_entry *entry = find_entry(*names, space, name);

    if (entry) {
        entry->uses++;
        return entry->object;
    }
    entry = arena_alloc(arena, sizeof *entry);
    entry->key = (struct name_key){.space = space, .name = name};
    entry->object = object;
    entry->uses = 1;
    HASH_ADD(hh, *names, key, sizeof entry->key, entry);
    return NULL;
}

struct object *names_find(struct name_entry *names, enum name_space space, struct qname name)
{
    struct name_entry *entry = find_entry(names, space, name);

    return entry ? entry->object : NULL;
}

size_t names_uses(struct name_entry *names, enum name_space space, struct qname name)
{
    struct name_entry *entry = find_entry(names, space, name);

    return entry ? entry->uses : 0;
}

void names_release(struct name_entry **names)
{
    HASH_CLEAR(hh, *names);
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

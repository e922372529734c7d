#ifndef SCHEMAGEN_BASE_POINTER_MAP_H
#define SCHEMAGEN_BASE_POINTER_MAP_H

/* From addresses to addresses: one block of memory, found in one step. A zeroed map is empty.
 * What it holds is borrowed; a copy of the struct borrows the block. */

#include <stddef.h>

struct pointer_slot;

struct pointer_map {
    struct pointer_slot *slots; /* NULL while empty */
    size_t count, capacity;     /* capacity is a power of two */
};

/* Sets or replaces; the key is not NULL. */
void pointer_map_set(struct pointer_map *map, const void *key, const void *value);

/* NULL if the key is not there. */
const void *pointer_map_get(const struct pointer_map *map, const void *key);
void pointer_map_release(struct pointer_map *map);

#endif

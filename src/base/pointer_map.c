/* Open addressing, linear probing, at most two thirds full; nothing is ever taken out. */

#include "base/pointer_map.h"

#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 64

struct pointer_slot {
    const void *key, *value;
};

/* The slot that has the key, or the free one where it belongs. */
static struct pointer_slot *find_slot(const struct pointer_map *map, const void *key)
{
    size_t mask = map->capacity - 1;
    size_t i = (size_t)(((uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u) >> 32) & mask;

    while (map->slots[i].key && map->slots[i].key != key)
        i = (i + 1) & mask;
    return &map->slots[i];
}

static void grow(struct pointer_map *map)
{
    struct pointer_map larger = {.capacity =
                                     map->capacity ? map->capacity * 2 : FIRST_CAPACITY};
    size_t size = larger.capacity * sizeof *larger.slots;

    larger.slots = memset(memory_resize(NULL, size), 0, size);
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].key)
            *find_slot(&larger, map->slots[i].key) = map->slots[i];
    }
    larger.count = map->count;
    free(map->slots);
    *map = larger;
}

void pointer_map_set(struct pointer_map *map, const void *key, const void *value)
{
    struct pointer_slot *slot;

    if (map->count * 3 >= map->capacity * 2)
        grow(map);
    slot = find_slot(map, key);
    map->count += slot->key == NULL;
    *slot = (struct pointer_slot){key, value};
}

const void *pointer_map_get(const struct pointer_map *map, const void *key)
{
    return map->capacity ? find_slot(map, key)->value : NULL;
}

void pointer_map_release(struct pointer_map *map)
{
    free(map->slots);
    *map = (struct pointer_map){0};
}

/* How arrays grow: by doubling, in place where the arena can. */

#include "base/array.h"

#define FIRST_CAPACITY 4

void *array_room(struct arena *arena, void *at, size_t count, size_t *capacity, size_t size)
{
    size_t wanted = *capacity ? *capacity * 2 : FIRST_CAPACITY;

    if (count < *capacity)
        return at;
    at = arena_grow(arena, at, *capacity * size, wanted * size);
    *capacity = wanted;
    return at;
}

void *array_room_for(struct arena *arena, void *at, size_t wanted, size_t *capacity,
                     size_t size)
{
    if (wanted <= *capacity)
        return at;
    at = arena_grow(arena, at, *capacity * size, wanted * size);
    *capacity = wanted;
    return at;
}

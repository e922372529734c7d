/* How arrays grow: by half, in place where the arena can. Most arrays of a model stay short,
 * and there are very many of them, so what is large begins small. */

#include "base/array.h"

#include <string.h>

#define FIRST_BYTES 64

void *array_room(struct arena *arena, void *at, size_t count, size_t *capacity, size_t size)
{
    size_t first = size < FIRST_BYTES ? FIRST_BYTES / size : 1;
    size_t wanted = *capacity ? *capacity + (*capacity + 1) / 2 : first;

    if (count < *capacity) {
        memset((char *)at + count * size, 0, size); /* one may have been there before */
        return at;
    }
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

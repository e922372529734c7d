#ifndef SCHEMAGEN_BASE_ARRAY_H
#define SCHEMAGEN_BASE_ARRAY_H

/* Growing arrays of structs in an arena: ARRAY(struct column) columns; columns.at[i]. A zeroed
 * array is empty. Growing moves the elements: keep no pointer to one while pushing. */

#include "base/arena.h"

#define ARRAY(type)                                                                            \
    struct {                                                                                   \
        type *at;                                                                              \
        size_t count, capacity;                                                                \
    }

/* A new zeroed element at the end; its address. */
#define array_push(arena, array)                                                               \
    ((array)->at = array_room((arena), (array)->at, (array)->count, &(array)->capacity,        \
                              sizeof *(array)->at),                                            \
     &(array)->at[(array)->count++])

/* Appends a value. */
#define array_add(arena, array, value) ((void)(*array_push(arena, array) = (value)))

/* for (array_each(struct column, column, &table->columns)) */
#define array_each(type, item, array)                                                          \
    type *item = (array)->at;                                                                  \
    (array)->count &&item < (array)->at + (array)->count;                                      \
    item++

#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

/* Room for that many elements in all, exactly: a loader that knows how many there will be
 * wastes nothing on growing. */
#define array_reserve(arena, array, wanted)                                                    \
    ((array)->at = array_room_for((arena), (array)->at, (wanted), &(array)->capacity,          \
                                  sizeof *(array)->at))
void *array_room_for(struct arena *arena, void *at, size_t wanted, size_t *capacity,
                     size_t size);

/* Room for one element more than count; the address of the array, moved if it had to grow. The
 * new element is zeroed. */
void *array_room(struct arena *arena, void *at, size_t count, size_t *capacity, size_t size);

#endif

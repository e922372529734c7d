#ifndef SCHEMAGEN_BASE_ARENA_H
#define SCHEMAGEN_BASE_ARENA_H

/* An arena: memory that is asked for in small pieces and given back all at once. Whatever a
 * model, a syntax tree or a plan reaches lives in one. Running out of memory ends the process
 * with a message, so no caller checks for NULL. */

#include <stdarg.h>
#include <stddef.h>

struct arena_chunk;
struct arena_spares;

struct arena {
    struct arena_chunk *head;    /* the chunk being filled; NULL while nothing was asked for */
    size_t total;                /* bytes taken from the system */
    struct arena_spares *spares; /* pieces that were outgrown, for other growing ones */
};

/* Zeroed memory, aligned for any object. */
void *arena_alloc(struct arena *arena, size_t size);

/* More room for a piece of old_size bytes: in place where it is the last that was asked for,
 * else a copy. What is new is zeroed. */
void *arena_grow(struct arena *arena, void *piece, size_t old_size, size_t new_size);

/* Copies of text, NUL-terminated. A NULL text gives NULL. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Gives everything back; the arena is empty afterwards and can be used again. */
void arena_release(struct arena *arena);

/* What the heap gives, or the end of the process with 'out of memory'. */
void *memory_resize(void *memory, size_t size);

#endif

/* Chunks from the heap, handed out piece by piece. Under AddressSanitizer what was not asked
 * for is poisoned, so that running over the end of a piece is found. */

#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

#define CHUNK_FIRST ((size_t)8 << 10)
#define CHUNK_LARGEST ((size_t)1 << 20)

struct arena_chunk {
    struct arena_chunk *next;
    size_t used, size;
    alignas(max_align_t) char data[];
};

static _Noreturn void end_without_memory(void)
{
    fputs("schemagen: error: out of memory\n", stderr);
    exit(1);
}

static size_t aligned(size_t size)
{
    size_t mask = alignof(max_align_t) - 1;

    if (size > SIZE_MAX / 2)
        end_without_memory();
    return (size + mask) & ~mask;
}

static struct arena_chunk *chunk_new(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = calloc(1, sizeof *chunk + size);

    if (!chunk)
        end_without_memory();
    chunk->size = size;
    arena->total += sizeof *chunk + size;
    ASAN_POISON_MEMORY_REGION(chunk->data, size);
    return chunk;
}

/* A large piece gets a chunk of its own behind the head, so that the head's rest is not lost.
 */
static struct arena_chunk *chunk_with_room(struct arena *arena, size_t size)
{
    struct arena_chunk *head = arena->head, *chunk;
    size_t next = head ? head->size * 2 : CHUNK_FIRST;

    if (head && head->size - head->used >= size)
        return head;
    if (next > CHUNK_LARGEST)
        next = CHUNK_LARGEST;
    if (head && size > next / 4) {
        chunk = chunk_new(arena, size);
        chunk->next = head->next;
        head->next = chunk;
        return chunk;
    }
    chunk = chunk_new(arena, size > next ? size : next);
    chunk->next = head;
    arena->head = chunk;
    return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t room = aligned(size ? size : 1);
    struct arena_chunk *chunk = chunk_with_room(arena, room);
    void *piece = chunk->data + chunk->used;

    chunk->used += room;
    ASAN_UNPOISON_MEMORY_REGION(piece, size);
    return piece;
}

void *arena_grow(struct arena *arena, void *piece, size_t old_size, size_t new_size)
{
    struct arena_chunk *head = arena->head;
    size_t old_room = aligned(old_size ? old_size : 1), room = aligned(new_size);
    void *moved;

    if (new_size <= old_size)
        return piece;
    if (piece && (char *)piece + old_room == head->data + head->used &&
        room - old_room <= head->size - head->used) {
        head->used += room - old_room;
        ASAN_UNPOISON_MEMORY_REGION(piece, new_size);
        return piece;
    }
    moved = arena_alloc(arena, new_size);
    if (piece && old_size)
        memcpy(moved, piece, old_size);
    return moved;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
    char *copy;

    if (!text)
        return NULL;
    copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    char *text;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        end_without_memory();
    text = arena_alloc(arena, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

void arena_release(struct arena *arena)
{
    struct arena_chunk *chunk = arena->head, *next;

    for (; chunk; chunk = next) {
        next = chunk->next;
        ASAN_UNPOISON_MEMORY_REGION(chunk->data, chunk->size);
        free(chunk);
    }
    *arena = (struct arena){0};
}

void *memory_resize(void *memory, size_t size)
{
    void *resized = realloc(memory, size ? size : 1);

    if (!resized)
        end_without_memory();
    return resized;
}

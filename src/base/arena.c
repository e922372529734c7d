/* Chunks from the heap, handed out piece by piece. Under AddressSanitizer what was not asked
 * for is poisoned, so that running over the end of a piece is found. */

#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
#define HUGE_FROM SIZE_MAX
#else
#define HUGE_FROM HUGE_PAGE
#endif

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

#define CHUNK_FIRST ((size_t)8 << 10)
#define CHUNK_LARGEST (HUGE_PAGE - sizeof(struct arena_chunk))
#define HUGE_PAGE ((size_t)2 << 20)

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

/* The kernel only makes huge pages of what is aligned like one: asks for more, gives the ends
 * back.
 */
static void *map_huge(size_t size)
{
    size_t mapped = size + HUGE_PAGE, before;
    char *memory =
        mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED)
        return NULL;
    before = (HUGE_PAGE - (uintptr_t)memory % HUGE_PAGE) % HUGE_PAGE;
    if (before)
        munmap(memory, before);
    munmap(memory + before + size, mapped - before - size);
    madvise(memory + before, size, MADV_HUGEPAGE);
    return memory + before;
}

static struct arena_chunk *chunk_new(struct arena *arena, size_t size)
{
    size_t whole = sizeof(struct arena_chunk) + size;
    bool is_huge = whole >= HUGE_FROM;
    struct arena_chunk *chunk;

    if (is_huge)
        whole = (whole + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    chunk = is_huge ? map_huge(whole) : calloc(1, whole);
    if (!chunk)
        end_without_memory();
    chunk->size = whole - sizeof *chunk;
    size = chunk->size;
    arena->total += whole;
    ASAN_POISON_MEMORY_REGION(chunk->data, size);
    return chunk;
}

/* A large piece gets a chunk of its own behind the head, so that the head's rest is
 * not lost. */
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

/* What was outgrown, by size: four classes for each power of two. */
struct spare {
    struct spare *next;
    size_t size;
};

#define SPARE_CLASSES (4 * 40)

struct arena_spares {
    struct spare *of[SPARE_CLASSES];
};

static unsigned spare_class(size_t size)
{
    unsigned power = 63 - (unsigned)__builtin_clzll(size);

    return 4 * power + (unsigned)(size >> (power - 2) & 3);
}

static void keep_spare(struct arena *arena, void *piece, size_t size)
{
    unsigned class = spare_class(size);
    struct spare *spare = piece;

    if (class >= SPARE_CLASSES)
        return;
    if (!arena->spares)
        arena->spares = arena_alloc(arena, sizeof *arena->spares);
    ASAN_UNPOISON_MEMORY_REGION(piece, sizeof *spare);
    *spare = (struct spare){arena->spares->of[class], size};
    arena->spares->of[class] = spare;
    ASAN_POISON_MEMORY_REGION(piece, size);
}

/* A spare piece that is large enough, or NULL; not zeroed. */
static void *take_spare(struct arena *arena, size_t size)
{
    unsigned class = spare_class(size);

    for (unsigned i = class; arena->spares && i < SPARE_CLASSES && i < class + 2; i++) {
        struct spare *spare = arena->spares->of[i];

        if (!spare)
            continue;
        ASAN_UNPOISON_MEMORY_REGION(spare, sizeof *spare);
        if (spare->size >= size) {
            arena->spares->of[i] = spare->next;
            return spare;
        }
        ASAN_POISON_MEMORY_REGION(spare, sizeof *spare);
    }
    return NULL;
}

static bool grow_in_place(struct arena *arena, void *piece, size_t old_room, size_t room)
{
    struct arena_chunk *head = arena->head;

    if (!piece || (char *)piece + old_room != head->data + head->used ||
        room - old_room > head->size - head->used)
        return false;
    head->used += room - old_room;
    return true;
}

void *arena_grow(struct arena *arena, void *piece, size_t old_size, size_t new_size)
{
    size_t old_room = aligned(old_size ? old_size : 1), room = aligned(new_size);
    char *moved;

    if (new_size <= old_size)
        return piece;
    if (grow_in_place(arena, piece, old_room, room)) {
        ASAN_UNPOISON_MEMORY_REGION(piece, new_size);
        return piece;
    }
    moved = take_spare(arena, room);
    if (moved) {
        ASAN_UNPOISON_MEMORY_REGION(moved, new_size);
        memset(moved + old_size, 0, new_size - old_size);
    } else {
        moved = arena_alloc(arena, new_size);
    }
    if (piece && old_size) {
        memcpy(moved, piece, old_size);
        keep_spare(arena, piece, old_room);
    }
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

/* Most texts are short: those are formatted once. */
#define PRINTED_MOST 256

char *arena_printf(struct arena *arena, const char *format, ...)
{
    char printed[PRINTED_MOST], *text;
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(printed, sizeof printed, format, arguments);
    va_end(arguments);
    if (length < 0)
        end_without_memory();
    if (length < PRINTED_MOST)
        return arena_strndup(arena, printed, (size_t)length);
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
        if (sizeof *chunk + chunk->size >= HUGE_FROM)
            munmap(chunk, sizeof *chunk + chunk->size);
        else
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

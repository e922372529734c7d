/* Open addressing, linear probing, at most a quarter full. */

#include "base/word_table.h"

#include <stdbool.h>
#include <string.h>

static const char *word_of(const struct word_table *table, size_t row)
{
    return *(const char *const *)((const char *)table->rows + row * table->size);
}

static bool is_word(const char *other, const char *word, size_t length)
{
    return strncmp(other, word, length) == 0 && !other[length];
}

/* Words of one length that begin, go on in the middle and end alike are few. */
static size_t hash_word(const char *word, size_t length)
{
    uint32_t sample = (uint32_t)length << 24;

    if (length)
        sample ^= (uint32_t)(unsigned char)word[0] |
                  (uint32_t)(unsigned char)word[length / 2] << 8 |
                  (uint32_t)(unsigned char)word[length - 1] << 16;
    /* the upper bits are the better mixed ones */
    return sample * 2654435769u >> 16;
}

/* The slot of the row with the word, or the free one where it belongs. */
static uint16_t *find_slot(const struct word_table *table, const char *word, size_t length)
{
    for (size_t at = hash_word(word, length);; at++) {
        uint16_t *slot = &table->slots[at & (table->capacity - 1)];

        if (!*slot || is_word(word_of(table, *slot - 1u), word, length))
            return slot;
    }
}

static void make_slots(struct word_table *table)
{
    for (table->capacity = 4; table->capacity < table->count * 4;)
        table->capacity *= 2;
    table->slots = memory_resize(NULL, table->capacity * sizeof *table->slots);
    memset(table->slots, 0, table->capacity * sizeof *table->slots);
    for (size_t row = 0; row < table->count; row++) {
        const char *word = word_of(table, row);

        *find_slot(table, word, strlen(word)) = (uint16_t)(row + 1);
    }
}

const void *word_table_find(struct word_table *table, const char *word, size_t length)
{
    if (!table->slots)
        make_slots(table);
    size_t row = *find_slot(table, word, length);

    return row ? (const char *)table->rows + (row - 1) * table->size : NULL;
}

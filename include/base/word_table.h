#ifndef SCHEMAGEN_BASE_WORD_TABLE_H
#define SCHEMAGEN_BASE_WORD_TABLE_H

/* Rows of a constant table, found by their words in one step. The hash is made at the first
 * look and kept, so a table is asked by one thread alone. */

#include "base/array.h"

#include <stdint.h>

struct word_table {
    const void *rows;   /* each begins with its word, a const char * */
    size_t count, size; /* how many; the bytes of one */
    uint16_t *slots;    /* the numbers of rows, from 1; 0: free. NULL before the first look */
    size_t capacity;    /* of slots, a power of two */
};

#define WORD_TABLE(table)                                                                      \
    {                                                                                          \
        .rows = (table), .count = COUNT_OF(table), .size = sizeof *(table)                     \
    }

/* The row whose word is that many bytes of a text; NULL if there is none. */
const void *word_table_find(struct word_table *table, const char *word, size_t length);

#endif

#ifndef SCHEMAGEN_COMMANDS_OPTION_H
#define SCHEMAGEN_COMMANDS_OPTION_H

/* Options as rows: parsing, help and the manual page all come from the same tables. */

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum option_type {
    OPTION_FLAG,     /* bool */
    OPTION_TEXT,     /* const char * */
    OPTION_LIST,     /* struct words: may be given again and again */
    OPTION_CHOICE,   /* int: which of the words in 'value', parted by '|' */
    OPTION_NUMBER,   /* struct number */
    OPTION_DURATION, /* struct number, of milliseconds: "500ms", "5s", "2m" */
    OPTION_SECONDS   /* the same; a bare number is seconds */
};

struct words {
    const char **at;
    size_t count, capacity;
};

struct number {
    bool said;
    long value;
};

struct option_row {
    const char *name;
    char letter;       /* 0: none */
    const char *value; /* what stands for the value in help; NULL for a flag */
    const char *help;
    enum option_type type;
    size_t offset; /* of the field in the struct that the table fills */
};

struct option_table {
    const struct option_row *rows;
    size_t count;
    void *values; /* a zeroed struct, filled by option_parse */
};

enum option_result {
    OPTION_OK,
    OPTION_STOP, /* an argument that is not an option: *position stands at it */
    OPTION_WRONG /* reported */
};

/* Reads words[*position] and what belongs to it, if it is an option of one of the tables (the
 * first that knows it), and moves on. "-1" and "-" are arguments, never options. */
enum option_result option_parse(struct arena *arena, const struct option_table *tables,
                                size_t count, char *const *words, size_t word_count,
                                size_t *position, struct diags *diags);

/* The rows as lines of help, two columns. */
void option_help(struct buf *out, const struct option_row *rows, size_t count);

#endif

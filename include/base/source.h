#ifndef SCHEMAGEN_BASE_SOURCE_H
#define SCHEMAGEN_BASE_SOURCE_H

/* Source text that is kept, and places in it. A place is two byte offsets; line and column are
 * worked out only when a message is printed. */

#include <stddef.h>
#include <stdint.h>

struct source {
    const char *path; /* as the user would type it; what messages print */
    const char *text; /* NUL-terminated */
    size_t size;      /* without the NUL; at most UINT32_MAX */
};

struct span {
    const struct source *file; /* NULL: no place (an object of a live database) */
    uint32_t start, end;       /* bytes, end exclusive; start == end marks a point */
};

struct position {
    uint32_t line, column; /* from 1; columns count characters of UTF-8 */
};

#define NOWHERE ((struct span){0})

/* Where the line of a place begins, and how many line ends lie between two places. */
uint32_t source_line_start(const struct source *source, uint32_t offset);
uint32_t source_count_lines(const struct source *source, uint32_t from, uint32_t to);

/* How long the byte order mark is that the text begins with; 0: there is none. */
size_t source_mark(const struct source *source);

/* The bytes of the UTF-8 character at 'at', before 'end'; 0 if it is none, or NUL. */
size_t source_character(const unsigned char *at, const unsigned char *end);

/* The column alone, from 1. */
uint32_t source_column(const struct source *source, uint32_t offset);

/* Line and column, both from 1, of the byte at that offset. */
struct position source_position(const struct source *source, uint32_t offset);

#endif

#ifndef SCHEMAGEN_POSTGRES_NEWER_H
#define SCHEMAGEN_POSTGRES_NEWER_H

/* The pass before the parser: clauses of newer PostgreSQL are lifted out of the text, blanks
 * or what means nearly the same take their place, and every other byte keeps its place.
 * Private to the parser's room; postgres/parser.h says what is lifted, and how it is kept. */

#include "base/arena.h"
#include "postgres/parser.h"

struct lifted {
    char *text; /* on the heap; NULL: the text can be parsed as it stands */
    struct notes {
        struct note *at;
        size_t count, capacity;
    } notes; /* in the arena, by place */
};

void newer_lift(struct arena *arena, const char *text, struct lifted *lifted);

#endif

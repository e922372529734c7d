#ifndef SCHEMAGEN_POSTGRES_STATEMENT_H
#define SCHEMAGEN_POSTGRES_STATEMENT_H

/* What statements are about: the objects that they make, change or drop, and those that they
 * only speak of. */

#include "base/arena.h"
#include "base/name.h"

enum touched_type {
    TOUCHED_RELATION, /* tables, views, indexes, sequences and types, which share their names */
    TOUCHED_FUNCTION,
    TOUCHED_SINGLE, /* what is in no schema: schemas, extensions, roles */
    TOUCHED_ROLE    /* a role that is spoken of: an owner, one that is granted something */
};

struct touched {
    enum touched_type type;
    struct qname name; /* the schema NULL where it is not said */
    bool changes;      /* false: it is only spoken of */
};

typedef void touched_visitor(void *context, const struct touched *touched);

/* Calls back for each object, as often as it is named. False, and why (in the arena), if the
 * text cannot be parsed. */
bool statement_each_touched(struct arena *arena, const char *text, touched_visitor *visit,
                            void *context, const char **why);

#endif

#ifndef SCHEMAGEN_SOURCES_OVERLAP_H
#define SCHEMAGEN_SOURCES_OVERLAP_H

/* Objects that several heads of the history touch independently of each other: what to look at
 * before they are merged. */

#include "postgres/statement.h"
#include "sources/graph.h"

/* One statement on one side that names the object. */
struct touch {
    struct touched touched; /* its schema is filled in */
    struct migration *migration;
    const struct script_step *step;
    size_t side; /* which heads need the migration, one bit each */
};

struct touches {
    struct touch *at;
    size_t count, capacity;
};

struct overlap {
    const char *name; /* of the object, as messages print it */
    struct touches touches;
};

struct overlaps {
    struct overlap *at;
    size_t count, capacity;
    struct touches unread; /* statements that could not be followed; they name nothing */
};

/* Finds what at least two sides name and at least one of them changes, in the order of names.
 * 'schema' is what unqualified names mean; NULL: public. False and messages if a file is not
 * sound. */
bool overlap_find(const struct migrations *migrations, const struct selection *heads,
                  const char *schema, struct overlaps *overlaps, struct diags *diags);

#endif

#ifndef SCHEMAGEN_KINDS_LOOKUP_H
#define SCHEMAGEN_KINDS_LOOKUP_H

/* A model seen from the other end: who is made of a type or a table, what is an index, and who
 * draws from a sequence.
 * Gathered once, when it is first asked for; the model must not change any more. */

#include "model/model.h"

struct lookup;

/* Of that model, which is borrowed; lives in the arena. */
struct lookup *lookup_new(struct arena *arena, const struct model *model);

/* What is made of a type or table: a column or attribute whose (element) type it is, a domain
 * over it, a table that inherits from it or is of it. */
struct dependent {
    struct qname on;
    const struct object *object;
    size_t place;
};

struct dependents {
    const struct dependent *at;
    size_t count;
};

/* Columns and tables in the order of the model's tables, then attributes, then domains. */
struct dependents lookup_dependents(struct lookup *lookup, struct qname name);

/* Whether an index, or a constraint with one, has that name. */
bool lookup_has_index(struct lookup *lookup, struct qname name);

/* Whether a column of another table than that one takes its default from the sequence. */
bool lookup_is_drawn_elsewhere(struct lookup *lookup, struct qname sequence,
                               const struct object *table);

#endif

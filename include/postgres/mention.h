#ifndef SCHEMAGEN_POSTGRES_MENTION_H
#define SCHEMAGEN_POSTGRES_MENTION_H

/* What a parse tree mentions, with its places. Who needs only the names asks
 * postgres/expression. */

#include "postgres/expression.h"
#include "postgres/parser.h"

struct mentioned {
    enum mention mention;
    struct qname name;
    int location;   /* of the dotted name, or of the literal that holds it */
    size_t part;    /* how many parts of the dotted name stand before this one */
    bool qualifies; /* the table of table.column */
};

typedef void mentioned_visitor(void *context, const struct mentioned *mentioned);

/* Calls back for everything that the tree names, in its order; names are in the arena. */
void mention_each(struct arena *arena, const PgQuery__Node *root, mentioned_visitor *visit,
                  void *context);

#endif

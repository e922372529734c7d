#ifndef SCHEMAGEN_POSTGRES_PARSER_H
#define SCHEMAGEN_POSTGRES_PARSER_H

/* PostgreSQL's own parser, by libpg_query. Only this room calls it; postgres/expression reads
 * its trees. */

#include "base/arena.h"
#include "base/diag.h"

#include <pg_query/pg_query.pb-c.h>

struct parse; /* a parse tree; the caller frees it */

/* Parses one expression. NULL if it is not valid; then *message, if given, is why (in the
 * arena) and *offset where, in bytes from the start of the text. */
struct parse *parse_expression(struct arena *arena, const char *text, const char **message,
                               size_t *offset);
/* The expression's root, borrowed. */
const PgQuery__Node *parse_root(const struct parse *parse);
void parse_free(struct parse *parse);

#endif

#ifndef SCHEMAGEN_POSTGRES_SQL_H
#define SCHEMAGEN_POSTGRES_SQL_H

/* All quoting of SQL. No other file puts a quote around a name or a value. */

#include "base/buffer.h"
#include "base/name.h"

/* An identifier, quoted where PostgreSQL's quote_identifier() would: not plain lower case, or
 * any keyword that is not unreserved (as of the newest PostgreSQL). */
void sql_ident(struct buf *out, const char *name);

/* schema.name; name alone where the schema is NULL. */
void sql_qname(struct buf *out, struct qname name);

/* An operator by its signs, or OPERATOR(schema.signs). */
void sql_operator(struct buf *out, struct qname name);

/* 'text', or E'text' where it holds a backslash. */
void sql_literal(struct buf *out, const char *text);

/* a, b, c as identifiers */
void sql_ident_list(struct buf *out, const char *const *names, size_t count);

#endif

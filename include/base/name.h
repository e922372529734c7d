#ifndef SCHEMAGEN_BASE_NAME_H
#define SCHEMAGEN_BASE_NAME_H

/* Names of PostgreSQL objects: folded and unquoted, at most NAME_BYTES long. Quoting happens at
 * the edge (postgres/sql for SQL, model/print for models). */

#include <stdbool.h>
#include <stddef.h>

#define NAME_BYTES 63 /* NAMEDATALEN - 1 */

struct qname {
    const char *schema; /* NULL: not said, or the kind has no schema */
    const char *name;   /* NULL: no name at all */
};

/* NULL-safe: NULL sorts first and equals only NULL. */
int text_compare(const char *a, const char *b);
bool text_equal(const char *a, const char *b);

int qname_compare(struct qname a, struct qname b);
bool qname_equal(struct qname a, struct qname b);

/* The candidate nearest to name by edits, if it is near enough to be a slip; else NULL. For
 * 'did you mean'. */
const char *name_closest(const char *name, const char *const *candidates, size_t count);

#endif

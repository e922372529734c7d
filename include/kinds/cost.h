#ifndef SCHEMAGEN_KINDS_COST_H
#define SCHEMAGEN_KINDS_COST_H

/* Whether PostgreSQL rewrites or scans a table for a change of a column where the words of the
 * statement alone do not say so. Facts of pg_proc.provolatile, ATExecAddColumn(),
 * ATColumnChangeRequiresRewrite() and ATPostAlterTypeCleanup(). */

#include "kinds/kinds.h"

/* Whether a new column gives each row a value of its own, or one that a domain has to judge. */
bool cost_new_column_rewrites(const struct writer *writer, const struct column *column);

/* What a domain, or a domain over it, is made of; any other type itself. */
const struct type_name *type_below(const struct model *model, const struct type_name *type);

/* Whether the conversion of the column's values writes the table anew. */
bool cost_retype_rewrites(const struct writer *writer, const struct column *from,
                          const struct column *to);

/* Whether a conversion that leaves the rows as they are reads them all the same, for a check or
 * an index on the column. */
bool cost_retype_scans(const struct column *from, const struct column *to);

#endif

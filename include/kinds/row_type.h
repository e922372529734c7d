#ifndef SCHEMAGEN_KINDS_ROW_TYPE_H
#define SCHEMAGEN_KINDS_ROW_TYPE_H

/* Types whose values tables store. PostgreSQL does not change what is stored elsewhere: it
 * refuses to change the type of a table's column, and to add one that has values at once, while
 * another table has a column of the first one's row type (find_composite_type_dependencies()).
 */

#include "kinds/kinds.h"

/* The first column of a table that is of the type (a table is one too), or of one that holds
 * it; NULL: there is none. */
const struct column *type_stored_in(struct lookup *lookup, const struct object *type);

/* A column that goes on storing rows of that table of the to side, or of a child of it; NULL:
 * there is none. */
const struct column *row_type_kept_in(const struct writer *writer, const struct table *table);

/* Reports a change of the column that needs values in its table, where rows of that are stored
 * elsewhere: true if there are none. what: "be added with values"; is_new: the rows of before
 * have no such column. */
bool row_type_lets(const struct writer *writer, const struct column *column, const char *what,
                   bool is_new);

#endif

#ifndef SCHEMAGEN_KINDS_COLUMN_PARTS_H
#define SCHEMAGEN_KINDS_COLUMN_PARTS_H

/* What the parts of a column's changes share. Private to kinds/column. */

#include "kinds/kinds.h"

#define BIT(member) FIELD_BIT(KIND_COLUMN, column, member)

const struct table *column_table(const struct object *column);

/* "ALTER COLUMN name ", for a subcommand to be added; the caller's to release. */
struct buf column_begin_alter(const struct column *column);

/* The step that changes type and collation, with the assertions it needs; an error where
 * nothing converts the values. */
void column_change_type(struct writer *writer, const struct column *from,
                        const struct column *to);

/* Whether the new type cannot hold bounds of the identity, which then have to shrink first. */
bool column_bounds_too_wide(const struct column *from, const struct column *to);

/* Makes, takes away or changes the identity; fields as kind_compare() gives them. */
void column_change_identity(struct writer *writer, const struct column *from,
                            const struct column *to, uint64_t fields);

/* The sequence gets the name that the identity's has by default, or is said to have. */
void column_rename_identity(struct writer *writer, const struct column *from,
                            const struct column *to);

/* The sequence becomes as durable as the column says, whatever its table is made. */
void column_set_identity_logged(struct writer *writer, const struct column *column);

#endif

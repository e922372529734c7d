#ifndef SCHEMAGEN_KINDS_COLUMN_H
#define SCHEMAGEN_KINDS_COLUMN_H

/* What a table needs to know of its columns. */

#include "kinds/kinds.h"

/* Steps for what neither CREATE TABLE nor ADD COLUMN can say: storage, statistics,
 * attributes; of a new typed table the compression too. */
void column_finish(struct writer *writer, enum phase phase, unsigned rank,
                   const struct column *column);

/* Steps for what a column of a new table that comes from a parent has of its own. */
void column_finish_inherited(struct writer *writer, unsigned rank, const struct column *column);

/* Steps to drop a column that may have gone with its parent's by then. */
void column_drop_if_exists(struct writer *writer, const struct column *column);

/* True if the column is written as serial, and its sequence comes with it. */
bool column_makes_sequence(const struct writer *writer, const struct column *column);

#endif

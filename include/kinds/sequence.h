#ifndef SCHEMAGEN_KINDS_SEQUENCE_H
#define SCHEMAGEN_KINDS_SEQUENCE_H

/* What sequences and identity columns have in common. */

#include "kinds/kinds.h"

/* A step that brings the value of a sequence inside bounds that are getting narrower; none if
 * they are not. Runs before the bounds change (ALTER SEQUENCE in PostgreSQL's
 * documentation). */
void sequence_keep_inside(struct writer *writer, enum phase phase, struct qname name,
                          const struct sequence_options *from,
                          const struct sequence_options *to);

/* True if the old and the new bounds have no value in common: then only RESTART is left. */
bool sequence_starts_over(const struct sequence_options *from,
                          const struct sequence_options *to);

/* A step that takes a new sequence past the values that its column holds already. */
struct step *sequence_catch_up(struct writer *writer, enum phase phase, struct qname name,
                               const struct column *column);

#endif

#ifndef SCHEMAGEN_KINDS_TABLE_OF_KINDS_H
#define SCHEMAGEN_KINDS_TABLE_OF_KINDS_H

/* The rows of the table of kinds, each defined in the kind's own file. Everybody else asks
 * kind_ops(). */

#include "kinds/kinds.h"

extern const struct kind_ops schema_kind, extension_kind, enum_kind, composite_kind,
    domain_kind, sequence_kind, table_kind, column_kind, constraint_kind, index_kind,
    label_kind;

#endif

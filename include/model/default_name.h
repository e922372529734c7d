#ifndef SCHEMAGEN_MODEL_DEFAULT_NAME_H
#define SCHEMAGEN_MODEL_DEFAULT_NAME_H

/* The names that PostgreSQL gives to what nobody named, before collision numbers. resolve.h has
 * default_name(), which adds those. */

#include "model/model.h"

/* The parts that default_name() joins. */
struct name_parts {
    const char *name1, *name2, *label; /* name2: NULL if none */
};

/* Of a constraint of a table (its check reads the table's columns), of an index, and of the
 * sequence of an identity or serial column. */
struct name_parts constraint_name_parts(struct arena *arena, const struct table *table,
                                        const struct constraint *constraint);
struct name_parts index_name_parts(struct arena *arena, const struct table *table,
                                   const struct index *index);
struct name_parts sequence_name_parts(const struct table *table, const char *column);
/* Of a check of a domain. */
struct name_parts domain_check_parts(const struct domain *domain);

/* The name of those parts, numbered until nothing in the schema has it: no relation, if the
 * first is set, and no constraint, if the second is. */
const char *name_choose(struct model *model, struct name_parts parts, const char *schema,
                        bool relations, bool constraints);

/* The order in which CREATE TABLE comes to its constraints to name them. */
#define NAMING_RANKS 4
unsigned constraint_naming_rank(enum constraint_type type);

#endif

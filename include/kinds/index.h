#ifndef SCHEMAGEN_KINDS_INDEX_H
#define SCHEMAGEN_KINDS_INDEX_H

/* What indexes and the indexes under constraints have in common. */

#include "kinds/kinds.h"

/* ALTER INDEX for storage parameters that changed. */
void index_change_options(struct writer *writer, struct qname index, const struct options *from,
                          const struct options *to);
/* ALTER INDEX … SET TABLESPACE; NULL is the database's default. */
void index_change_tablespace(struct writer *writer, struct qname index, const char *tablespace);
/* ADD CONSTRAINT … USING INDEX: the key comes to be of an index that stands, under the key's
 * name. */
void constraint_adopt_index(struct writer *writer, const struct constraint *key,
                            const struct index *index);
/* ALTER TABLE … CLUSTER ON */
void index_cluster_on(struct writer *writer, const struct table *table, const char *index);

#endif

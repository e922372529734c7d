#ifndef SCHEMAGEN_KINDS_CASTS_H
#define SCHEMAGEN_KINDS_CASTS_H

/* What PostgreSQL does when a column's type changes: whether values are converted on their own,
 * and whether the table is rewritten. Facts of pg_cast and of ATColumnChangeRequiresRewrite().
 */

#include "base/buffer.h"
#include "model/model.h"

/* An enum on both sides of a change; NULL where it is none. */
struct label_change {
    const struct enum_type *from, *to;
};

/* Writes " USING c::type" where the values are not converted by assignment; nothing where they
 * are. rebuilt: the type is new under its old name; labels: it is this enum, whose labels may
 * say which ones they replace (else NULL). */
void cast_write_using(struct buf *out, const struct column *from, const struct column *to,
                      bool rebuilt, struct label_change labels);

/* Whether PostgreSQL has a conversion at all, by assignment, by a cast, or through text. */
bool cast_exists(const struct type_name *from, const struct type_name *to);

/* Whether changing the type rewrites the table. */
bool cast_rewrites(const struct type_name *from, const struct type_name *to);

/* The same type but for its modifiers: varchar(10) and varchar(20). */
bool cast_same_base(const struct type_name *from, const struct type_name *to);

/* The storage a type has unless a column says otherwise, as far as it is known without asking
 * (PostgreSQL before 16 cannot be told DEFAULT). */
enum storage type_default_storage(const struct type_name *type);

#endif

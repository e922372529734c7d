#ifndef SCHEMAGEN_KINDS_CASTS_H
#define SCHEMAGEN_KINDS_CASTS_H

/* What PostgreSQL does when a column's type changes: whether values are converted on their own,
 * and whether the table is rewritten. Facts of pg_cast and of
 * ATColumnChangeRequiresRewrite(). */

#include "base/buffer.h"
#include "model/model.h"

/* The type of a column that is made anew under its old name, on both sides; NULL: it is not. */
struct renewal {
    const struct object *from, *to;
};

/* Writes " USING c::type" where the values are not converted by assignment; nothing where they
 * are. from and below: the column's types, or what they are made of where they are domains. A
 * type that is made anew says itself what becomes of its labels and attributes. */
void cast_write_using(struct buf *out, const struct type_name *from,
                      const struct type_name *below, const struct column *to,
                      struct renewal renewal);

/* The first attribute whose values such a conversion leaves behind; NULL: none. */
const char *cast_lost_attribute(const struct renewal *renewal);

/* Whether every attribute has the place that it had, so that the text of a row means the same;
 * true of what is no composite type. */
bool cast_rows_line_up(const struct renewal *renewal);

/* Whether PostgreSQL has a conversion at all, by assignment, by a cast, or through text. */
bool cast_exists(const struct type_name *from, const struct type_name *to);

/* Whether values are converted on their own, without USING (which a generated column cannot
 * have). */
bool cast_by_assignment(const struct type_name *from, const struct type_name *to);

/* What a conversion that PostgreSQL makes without a word may take from values ("fractions");
 * NULL: nothing. */
const char *cast_loses(const struct type_name *from, const struct type_name *to);

/* Whether changing the type rewrites the table. */
bool cast_rewrites(const struct type_name *from, const struct type_name *to);

/* The same type but for its modifiers: varchar(10) and varchar(20). */
bool cast_same_base(const struct type_name *from, const struct type_name *to);

/* Whether what PostgreSQL printed of an expression over a column of one type means the same
 * over the other: it writes literals and casts out in the type that it found. text: the
 * expression's; NULL: there is none. */
bool cast_reads_the_same(const struct type_name *from, const struct type_name *to,
                         const char *text);

/* The storage a type has unless a column says otherwise, as far as it is known without asking
 * (PostgreSQL before 16 cannot be told DEFAULT). */
enum storage type_default_storage(const struct type_name *type);

#endif

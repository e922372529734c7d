#ifndef SCHEMAGEN_KINDS_TABLE_H
#define SCHEMAGEN_KINDS_TABLE_H

/* CREATE TABLE takes in what belongs to the table; which foreign keys can stand inside it
 * depends on the order of all tables, which the plan knows. */

#include "kinds/kinds.h"

struct table_form {
    bool (*foreign_inside)(void *context, const struct constraint *foreign);
    void *context;
};

/* CREATE TABLE, and the statements for what it cannot say. Foreign keys that cannot stand
 * inside become steps of their own. */
void table_create(struct writer *writer, const struct table *table, unsigned rank,
                  const struct table_form *form);

/* True if the key that a foreign key refers to is a constraint of its table (an index alone
 * comes later than the table). */
bool table_has_key(const struct table *table, const struct text_list *columns);

/* True if a table of either side is of that composite type of the to side. */
bool type_has_tables(const struct writer *writer, const struct object *type);

/* What a table of the to side was; NULL: it is new. */
const struct table *table_before(const struct writer *writer, struct qname name);

/* True if a table inherits from that one, of the model that is looked up in. */
bool table_has_children(struct lookup *lookup, const struct table *table);

/* Whether the table, which is resolved, inherits from that one; parent may be NULL. */
bool table_is_child(const struct table *table, const struct object *parent);
/* How many tables stand above it, at most. */
unsigned table_depth(const struct table *table);

/* The column of that name in the first parent that has one; NULL if none. */
const struct column *table_inherited_from(const struct table *table, const char *name);
/* The column above that PostgreSQL 18 calls an inherited column's not-null constraint after;
 * the column itself where it comes from none. */
const struct column *not_null_origin(const struct column *column);
/* The default that a column of that name gets from the parents; NULL if none. */
const char *table_inherited_default(const struct table *table, const char *name);
/* Whether the column has no default of its own, and would get one from a parent. */
bool column_says_null(const struct column *column);

#endif

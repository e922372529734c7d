#ifndef SCHEMAGEN_MODEL_NAMES_H
#define SCHEMAGEN_MODEL_NAMES_H

/* The look-up table of a model's names, by name space. Names that are entered are borrowed, so
 * they must live as long as the table. NULL is the empty table. */

#include "model/model.h"

enum name_space {
    NAMES_SCHEMA,
    NAMES_EXTENSION,
    NAMES_RELATION,  /* tables, sequences, composite types, indexes and what has one under it */
    NAMES_TYPE,      /* enums, composite types, domains, and tables for their row types */
    NAMES_CONSTRAINT /* of one schema: PostgreSQL looks there when it chooses a name */
};

/* The earlier holder of the name, whose uses are then one more; NULL if the name was free and
 * object is now entered. */
struct object *names_enter(struct names **names, enum name_space space, struct qname name,
                           struct object *object);

/* The holder of the name; NULL if it is free. A NULL schema is one of its own. */
struct object *names_find(const struct names *names, enum name_space space, struct qname name);

/* Takes one use back; after the last one the name is free. A name that is not there is passed
 * over. */
void names_leave(struct names *names, enum name_space space, struct qname name);

/* How often the name was entered. */
size_t names_uses(const struct names *names, enum name_space space, struct qname name);

void names_release(struct names **names);

/* The name space where a top-level kind's own name stands. */
enum name_space names_space(enum kind kind);

#endif

#ifndef SCHEMAGEN_POSTGRES_TYPING_H
#define SCHEMAGEN_POSTGRES_TYPING_H

/* The built-in types, operators and functions of PostgreSQL, for typing.c. */

#include "postgres/form.h"

/* ------------------------------------------------------------------ types (sql_type.c) */

bool sql_type_is_known(const struct sql_type *type);
bool sql_type_is_unknown(const struct sql_type *type); /* a literal's, that has none yet */
bool sql_type_is_builtin(const struct sql_type *type);
bool sql_type_is_polymorphic(const struct sql_type *type);
/* Of pg_type: typcategory, typispreferred. */
char sql_type_category(const struct sql_type *type);
bool sql_type_is_preferred(const struct sql_type *type);
/* can_coerce_type() of PostgreSQL, implicitly. */
bool sql_type_can_become(const struct sql_type *from, const struct sql_type *to);

/* ------------------------------------------------------------------ choosing (choice.c) */

#define ARGUMENTS_MOST 8

/* Operators and functions alike; the arguments with a blank between. */
struct signature {
    const char *name, *arguments, *result;
};

/* A signature with its argument types read. */
struct candidate {
    const struct signature *signature;
    struct sql_type arguments[ARGUMENTS_MOST];
};

struct choice {
    struct sql_type given[ARGUMENTS_MOST];
    size_t count; /* of arguments */
    ARRAY(struct candidate) candidates;
};

/* The one operator or function of the name that PostgreSQL would choose for the types that are
 * given (unknown ones among them); NULL if it does not come down to one. It lives in the
 * choice, whose candidates are the arena's. */
const struct candidate *choice_of_operator(struct arena *arena, struct choice *choice,
                                           const char *name);
const struct candidate *choice_of_function(struct arena *arena, struct choice *choice,
                                           const char *name);

/* Whether a function of PostgreSQL itself, of any arguments, has that name: without a schema it
 * comes before one of the user's. */
bool function_name_is_builtin(const char *name);

#endif

#ifndef SCHEMAGEN_MODEL_TYPES_H
#define SCHEMAGEN_MODEL_TYPES_H

/* Type names: every spelling that SQL knows for a built-in type, and its canonical one, as
 * format_type() prints it. The table of built-in types is data (types.c). */

#include "base/buffer.h"
#include "model/model.h"

/* A type as it stands in source text, in pieces. */
struct type_syntax {
    struct qname name;     /* folded; multi-word names as one: "timestamp with time zone",
                              "interval day to second" */
    bool quoted;           /* the name stood in double quotes: "char" is not char */
    const char *modifiers; /* the text between the parentheses, NULL if there are none */
    bool array;
    struct span at;
};

/* Works out the canonical form. Built-in names (also when qualified with pg_catalog) are
 * settled here, with their modifiers checked; any other name is left to resolve: type->user is
 * set, type->text is "schema.name(modifiers)[]" with the schema as it was said, quoted where
 * SQL would quote it. False and a message for modifiers that the type does not take. */
bool type_canonical(struct arena *arena, const struct type_syntax *syntax,
                    struct type_name *type, struct diags *diags);

/* Appends a canonical built-in name in the shorter spelling that people write where there is
 * one: varchar(255), timestamptz. */
void type_add_short(struct buf *out, const char *canonical);

/* Rebuilds type->text of a user type from type->user, modifiers and dimensions. */
void type_spell(struct arena *arena, struct type_name *type);

/* The same type. A type of an extension whose schema one side does not know equals the type of
 * that name in whatever schema. */
bool type_equal(const struct type_name *a, const struct type_name *b);

/* Whether a built-in type of that name (canonical or an alias, without modifiers) exists. */
bool type_is_builtin(const char *name);
/* The name in pg_type of the built-in type with that name or alias ("int4" for "integer"); NULL
 * if there is none. */
const char *type_internal_name(const char *name);
/* The same for a type, whose modifiers and brackets do not count; NULL if it is not
 * built in. */
const char *type_catalog_name(const struct type_name *type);
/* Whether its values have a collation; true also if it is not built in, and so not known. */
bool type_has_collation(const struct type_name *type);
/* Whether it is a built-in range, or multirange, or an array of such. */
bool type_is_range(const struct type_name *type);
bool type_is_multirange(const struct type_name *type);
/* How the type's values are stored where nothing is said; STORAGE_DEFAULT: not known here. */
enum storage type_storage(const struct type_name *type);
/* What nothing in the model defines, and PostgreSQL does: a type of information_schema, or the
 * row type of a catalog, which all begin with "pg_". The latter becomes like one that is built
 * in: it has a text and no user name any more. */
bool type_settle_catalog(struct arena *arena, struct type_name *type);
/* What serial is written as, and the type that its column then has ("integer"); SERIAL_NONE for
 * any other word. */
enum serial type_serial(const char *word, const char **type);
/* Whether it is a pseudo-type, which no column can have ("anyelement", "void", …). */
bool type_is_pseudo(const char *name);
/* All canonical built-in names and aliases, for 'did you mean'. */
const char *const *type_builtin_names(size_t *count);

#endif

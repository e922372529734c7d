#ifndef SCHEMAGEN_POSTGRES_FORM_H
#define SCHEMAGEN_POSTGRES_FORM_H

/* The normal form of an expression: the tree that PostgreSQL would store for it, as far as that
 * is known. Private to postgres/expression. Forms live in the arena that they were made in. */

#include "postgres/parser.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/name.h"
#include "model/model.h"
#include "postgres/expression.h"

/* A type; names are pg_type's ("int4"). Name NULL: not known. "unknown": a literal's, that
 * nobody has given one yet. */
struct sql_type {
    struct qname name; /* schema NULL: built in, or not said */
    bool array;
    const char *modifiers; /* "10,2"; NULL: none */
};

enum form_kind {
    FORM_OTHER,    /* any other node: what it is, in text; its children */
    FORM_STRING,   /* text; type */
    FORM_NUMBER,   /* text; type */
    FORM_BOOLEAN,  /* text: "true", "false" */
    FORM_NULL,     /* type */
    FORM_COLUMN,   /* name */
    FORM_CAST,     /* one child; type */
    FORM_CALL,     /* name; arguments; text: FORM_SQL_SYNTAX, or NULL */
    FORM_OPERATOR, /* name; one operand or two */
    FORM_ANY,      /* name (of the operator); operand, array */
    FORM_ALL,
    FORM_AND,
    FORM_OR,
    FORM_NOT,
    FORM_ARRAY, /* text: FORM_IN_LIST until it is settled, or NULL */
    FORM_ROW,
    FORM_COALESCE,
    FORM_GREATEST,
    FORM_LEAST,
    FORM_NULLIF,   /* name; two operands */
    FORM_DISTINCT, /* is distinct from: name; two operands */
    FORM_CASE,     /* operand, or FORM_NONE; FORM_WHENs; the else */
    FORM_WHEN,     /* condition, result */
    FORM_NONE,
    FORM_TEST,    /* text: what for; one child */
    FORM_COLLATE, /* name; one child */
    FORM_ELEMENT, /* of an array or a composite: text says how; the whole, indexes */
    FORM_VALUE,   /* text: current_date and such */
};

/* An array that was written as the list of IN: its elements find their type with what is
 * compared to them, not among themselves. */
#define FORM_IN_LIST "in"

/* A call that was written in words of SQL: EXTRACT(year FROM x), x AT TIME ZONE y. */
#define FORM_SQL_SYNTAX "syntax"

struct form {
    enum form_kind kind;
    struct qname name;
    const char *text;
    struct sql_type type;
    struct form_list {
        struct form **at;
        size_t count, capacity;
    } children;
};

/* What is known about the names in an expression; parts may be NULL. */
struct form_setting {
    struct arena *arena;
    const struct table *table;     /* whose columns it mentions */
    const struct type_name *value; /* the type of VALUE */
    const struct model *model;     /* whose domains are known */
    const char *schema;            /* of unqualified names */
    bool keeps_casts;              /* as form_cast() has it */
};

/* A new form of that kind. */
struct form *form_new(struct arena *arena, enum form_kind kind);
struct form *form_new_2(struct arena *arena, enum form_kind kind, struct form *a,
                        struct form *b);

/* From a parse tree, with what the grammar writes in more than one way made one. Types and
 * casts are those that were said. */
struct form *form_read(struct arena *arena, const PgQuery__Node *root);

/* Works out types bottom-up, and writes out the casts that PostgreSQL makes by itself. What is
 * not known stays as it was said. */
void form_settle(const struct form_setting *setting, struct form *form);

/* The form as it is assigned to a column of the type: what settles an untyped literal, and
 * makes the cast of a literal to that very type redundant. */
struct form *form_assign(const struct form_setting *setting, struct form *form,
                         const struct type_name *type);

/* The form as it is stored as the default of a column of the type: an untyped literal has found
 * that type, and nothing else changes. */
struct form *form_store(const struct form_setting *setting, struct form *form,
                        const struct type_name *type);

/* The form, cast to a type. Casts of literals become typed literals, casts of ARRAY[…] casts of
 * its elements, casts to the type it has nothing. Where casts are kept, that of a literal which
 * has another type already stays one, as PostgreSQL stores it. */
struct form *form_cast(struct arena *arena, struct form *form, struct sql_type type,
                       bool keeps_casts);

/* A literal's text as the type's output function would print it, where that is known; else the
 * text itself. */
const char *literal_canonical(struct arena *arena, const char *text,
                              const struct sql_type *type);
const char *literal_canonical_json(struct arena *arena, const char *text);
const char *literal_canonical_interval(struct arena *arena, const char *text);
const char *literal_canonical_timestamp(struct arena *arena, const char *text);
const char *literal_canonical_timestamptz(struct arena *arena, const char *text);
const char *literal_canonical_date(struct arena *arena, const char *text);
const char *literal_canonical_time(struct arena *arena, const char *text);

/* True if the two cannot be stored as the same: one has a column, a constant, a function or an
 * operator that nothing in the other becomes. False is 'not known'. column_now gives what a
 * column of the from side is called on the other. */
bool forms_differ(const struct form_setting *from_setting, const struct form *from,
                  const struct form_setting *to_setting, const struct form *to,
                  const char *(*column_now)(const void *context, const char *name),
                  const void *context);

/* What PostgreSQL stores for the text, wherever the setting's 'from' stands, with its literals'
 * types found; NULL if that cannot be told. In the arena. */
struct form *expression_stored(struct arena *arena, const struct expression_setting *setting,
                               const char *text);

/* Whether it stores the same for the text. */
bool expression_stored_same(const struct expression_setting *setting, struct form *stored,
                            const char *text);

bool sql_type_is(const struct sql_type *type, const char *name);        /* built in, no array */
bool sql_type_same(const struct sql_type *a, const struct sql_type *b); /* modifiers aside */
struct sql_type sql_type_named(const char *name); /* built in; "_int4" is int4[] */
struct sql_type sql_type_of(struct arena *arena, const struct type_name *type);
/* What a domain is made of, if it is one that is known; else the type itself. */
struct sql_type sql_type_base(const struct form_setting *setting, struct sql_type type);

#endif

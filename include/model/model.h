#ifndef SCHEMAGEN_MODEL_MODEL_H
#define SCHEMAGEN_MODEL_MODEL_H

/* The model: what a database is, whichever source it was read from. Every kind of object is one
 * struct on this page, and every struct begins with a struct object. A zeroed struct is the
 * kind's default, and that is PostgreSQL's own default, never one of ours: a source fills in
 * only what differs from it.
 *
 * Ownership: one arena a model; everything reachable from the model lives and dies with it.
 * Names are folded and unquoted. All text is NUL-terminated UTF-8. */

#include "base/arena.h"
#include "base/array.h"
#include "base/diag.h"
#include "base/name.h"
#include "base/source.h"

#include <stdbool.h>
#include <stdint.h>

enum kind {
    KIND_SCHEMA,
    KIND_EXTENSION,
    KIND_ENUM,
    KIND_COMPOSITE,
    KIND_DOMAIN,
    KIND_SEQUENCE,
    KIND_TABLE,
    /* members: they have a parent and no schema of their own */
    KIND_COLUMN,     /* of a table; of a composite type (an attribute) */
    KIND_CONSTRAINT, /* of a table; of a domain */
    KIND_INDEX,      /* of a table; its name stands in the table's schema */
    KIND_LABEL,      /* of an enum */
    KIND_COUNT
};

/* ------------------------------------------------------------------ parts of objects */

struct text_list {
    const char **at;
    size_t count, capacity;
};

/* name=value pairs as in WITH (…) and SET (…); folded names in the order they were said, which
 * does not count when comparing. A value is the bare text that PostgreSQL stores in reloptions
 * ("70", "off"). */
struct option {
    const char *name, *value;
    struct span at; /* NOWHERE: not said in a file */
};

struct options {
    struct option *at;
    size_t count, capacity;
};

/* An SQL expression. The text is what its author wrote (or the server printed), without the
 * parentheses that the grammar asks for around it; canon is the server's own form of it where a
 * server was asked. Never compare texts: ask postgres/expression. */
struct expr {
    const char *text;  /* NULL: there is none */
    const char *canon; /* NULL: not known */
    struct span at;
};

/* A type's name with its modifiers, as in a column. */
struct type_name {
    /* The canonical spelling, as PostgreSQL's format_type() prints it under an empty
     * search_path: "integer", "character varying(255)", "timestamp(3) with time zone",
     * "public.mood[]". NULL: no type, or one that could not be read, which was an error. A type
     * of an extension whose schema is not known stands without a schema. */
    const char *text;
    /* The element type, where it is not built in: the object that the column depends on. */
    struct qname user;     /* name NULL: built in */
    const char *modifiers; /* of a user type: "(768)", or NULL */
    unsigned dimensions;   /* 1 if an array (PostgreSQL does not keep how many), else 0 */
    bool from_extension;   /* user is neither in the model nor built in: an extension's */
    struct span at;
};

/* A reference to another object by name; resolve fills 'to'. */
struct ref {
    enum kind kind;
    struct qname name;
    struct span at;
    struct object *to; /* borrowed from the same model; NULL: not resolved, or not modelled */
};

/* What every kind begins with. */
struct object {
    enum kind kind;
    bool external;             /* others own it: may be referred to, is never touched */
    bool name_implied;         /* nobody said the name: it is what PostgreSQL would choose */
    struct qname name;         /* members and schema-less kinds: name.schema is NULL */
    struct object *parent;     /* of a member: its table, type or domain; else NULL */
    struct span at;            /* where the name stands in its model file */
    const char *comment;       /* NULL: none */
    const char *owner;         /* NULL: not said (owners are compared only if configured) */
    struct qname renamed_from; /* name NULL: not said. Schema NULL: the same one */
    struct span renamed_at;
};

/* 'dropped NAME' in a model: the drop of an object that goes with no rename */
struct dropped {
    enum kind kind; /* KIND_COUNT: whatever kind has that name */
    struct qname name;
    struct span at;
};

struct dropped_list {
    struct dropped *at;
    size_t count, capacity;
};

/* ------------------------------------------------------------------ kinds */

struct schema {
    struct object object;
    bool declared; /* false: it is there because something in it was declared (or it is public)
                    */
};

struct extension {
    struct object object;
    const char *schema;  /* NULL: not said. From a database: where it is */
    const char *version; /* NULL: not said, so not compared */
};

struct label {
    struct object object; /* object.name.name is the label's text */
    const char *replaces; /* 'c' replaces 'b': rows with b get c when b goes. NULL: none */
};

struct enum_type {
    struct object object;
    ARRAY(struct label) labels;
    struct dropped_list dropped; /* labels */
};

enum sequence_type { SEQUENCE_BIGINT, SEQUENCE_INTEGER, SEQUENCE_SMALLINT };

/* Options of a sequence, with PostgreSQL's defaults worked out by the source that fills it (see
 * sequence_options_default), so that comparing is comparing numbers. */
struct sequence_options {
    enum sequence_type type;
    bool cycle;
    int64_t start, increment, min, max, cache;
};

struct sequence {
    struct object object;
    struct sequence_options options;
    bool unlogged;            /* PostgreSQL 15 on */
    struct ref owned_by;      /* the table; name.name NULL: not owned */
    const char *owned_column; /* its column */
    bool serial;              /* it is there because a column is written as serial */
};

enum generated { GENERATED_NONE, GENERATED_STORED, GENERATED_VIRTUAL };
enum identity { IDENTITY_NONE, IDENTITY_ALWAYS, IDENTITY_BY_DEFAULT };
enum storage {
    STORAGE_DEFAULT, /* the type's own */
    STORAGE_PLAIN,
    STORAGE_EXTERNAL,
    STORAGE_EXTENDED,
    STORAGE_MAIN
};
enum serial { SERIAL_NONE, SERIAL_SMALL, SERIAL_NORMAL, SERIAL_BIG };

/* There are very many columns: what is small stands together. */
struct column {
    struct object object;
    struct type_name type;
    bool not_null;
    bool not_null_no_inherit; /* PostgreSQL 18 */
    bool not_null_not_valid;  /* PostgreSQL 18 */
    bool identity_unlogged;
    bool inherited;        /* comes from a parent table only (attislocal is false) */
    bool backfill_default; /* intent: bare backfill, with the default */
    enum generated generated;
    enum identity identity;
    enum storage storage;
    enum serial serial;      /* its author wrote serial; type, value, not_null say the same */
    int statistics;          /* STATISTICS_DEFAULT, or the target */
#define STATISTICS_DEFAULT 0 /* a target of n is kept as n + 1: zeroed is the default */
    /* PostgreSQL 18: the constraint's name where its author gave one */
    const char *not_null_name;
    const char *not_null_kept; /* the default name of before, which servers that name such
                                  constraints have kept (of scripts), or the one that comes from
                                  a parent (of databases), where not_null_name is NULL */
    struct expr value;         /* the default, or the generation expression */
    struct sequence_options identity_options; /* meaningful with identity */
    struct qname identity_sequence;           /* name NULL: the default name */
    struct qname collation;                   /* name NULL: the type's own */
    const char *compression;                  /* "pglz", "lz4"; NULL: default */
    struct options attributes;                /* SET (n_distinct = …) */
    /* intent, only in models */
    struct expr backfill; /* backfill (expr) */
    struct expr using_expr;
};

enum constraint_type {
    CONSTRAINT_PRIMARY,
    CONSTRAINT_UNIQUE,
    CONSTRAINT_CHECK,
    CONSTRAINT_FOREIGN,
    CONSTRAINT_EXCLUDE
};

enum fk_action { FK_NO_ACTION, FK_RESTRICT, FK_CASCADE, FK_SET_NULL, FK_SET_DEFAULT };

enum fk_match { MATCH_SIMPLE, MATCH_FULL, MATCH_PARTIAL };

/* The order of nulls that goes with the direction (last with asc, first with desc) is the
 * default and is not kept: nulls_reversed is set only where it is the other one. */
struct index_element {
    const char *column; /* NULL: an expression */
    struct expr expr;
    struct qname collation; /* name NULL: the column's own */
    /* name NULL: the type's default. Schema NULL: pg_catalog or not said */
    struct qname opclass;
    struct options opclass_options;
    bool desc;
    bool nulls_reversed;        /* nulls first with asc, or nulls last with desc */
    struct qname operator_name; /* of an exclusion: "&&", its schema if said; else empty */
    int statistics;             /* as in struct column; expressions only */
    struct span at;
};

struct constraint {
    struct object object;
    enum constraint_type type;
    bool no_inherit;              /* check */
    bool not_valid, not_enforced; /* check, foreign */
    bool deferrable, initially_deferred;
    bool inherited;           /* comes from a parent table only (conislocal is false) */
    struct text_list columns; /* primary, unique, foreign */
    /* primary, unique, exclude: the index under it */
    bool nulls_not_distinct;
    bool without_overlaps; /* PostgreSQL 18, primary and unique; with period on a foreign key */
    bool clustered;
    struct text_list include;
    struct options with;
    const char *tablespace;
    const char *index_comment;
    const char *method;                   /* exclude; NULL: btree */
    ARRAY(struct index_element) elements; /* exclude */
    struct expr where;                    /* exclude */
    struct expr check;                    /* check */
    struct ref references;                /* foreign */
    /* empty in a model: the other's primary key; filled by resolve */
    struct text_list ref_columns;
    enum fk_action on_update, on_delete;
    enum fk_match match;
    struct text_list set_columns; /* on delete set null (cols) */
};

struct index {
    struct object object;
    bool unique, nulls_not_distinct;
    bool clustered;
    bool invalid;       /* a failed CREATE INDEX CONCURRENTLY left it; only from a database */
    const char *method; /* NULL: btree */
    ARRAY(struct index_element) elements;
    struct text_list include;
    struct options with;
    const char *tablespace;
    struct expr where;
};

struct domain {
    struct object object;
    struct type_name type;
    struct qname collation;
    bool not_null;
    const char *not_null_name;            /* PostgreSQL 18, as in struct column */
    struct expr value;                    /* the default */
    ARRAY(struct constraint) constraints; /* check only */
};

/* One that is external may be any type at all: then it has no attributes. */
struct composite {
    struct object object;
    ARRAY(struct column) attributes; /* name, type, collation, comment only */
    struct dropped_list dropped;     /* attributes */
};

enum persistence { PERSISTENCE_PERMANENT, PERSISTENCE_UNLOGGED };
enum replica_identity { REPLICA_DEFAULT, REPLICA_NOTHING, REPLICA_FULL, REPLICA_INDEX };

#define TABLE_COLUMNS_MOST 1600 /* MaxHeapAttributeNumber */

struct table {
    struct object object;
    enum persistence persistence;
    struct options with; /* toast.x for those of the toast table */
    const char *tablespace;
    const char *access_method; /* NULL: heap */
    ARRAY(struct ref) inherits;
    struct ref of_type; /* name.name NULL: not a typed table */
    enum replica_identity replica_identity;
    const char *replica_index;
    ARRAY(struct column) columns;
    ARRAY(struct constraint) constraints;
    ARRAY(struct index) indexes;
    struct dropped_list dropped; /* members */
    int64_t rows; /* from a database: the planner's estimate (reltuples), -1 if never counted */
};

/* ------------------------------------------------------------------ the model */

/* What a database has and the model has no kind for: 'view public.live' … Reported, never
 * dropped. Where it depends on something modelled, 'on' says what (postgres/sources fill one
 * entry for each such edge, and one with on.name NULL for the object itself). */
struct unmodelled {
    const char *kind;   /* "view", "function", "policy", … */
    const char *name;   /* as PostgreSQL would print it */
    struct qname on;    /* relation or type it depends on */
    const char *column; /* the column of it; NULL: the whole */
};

struct names; /* the look-up table of names: model/names.h */

struct model {
    struct arena arena;
    /* top-level objects of each kind, sorted by name once resolved; members hang on them */
    struct object_list {
        struct object **at;
        size_t count, capacity;
    } objects[KIND_COUNT];
    struct dropped_list dropped; /* top level */
    ARRAY(struct unmodelled) unmodelled;
    ARRAY(const char *) excluded; /* patterns of the configuration, "schema.name" with '*' */
    /* statements of its scripts that could not be followed: it may be wrong */
    size_t unfollowed;
    ARRAY(const char *) unfollowed_texts; /* those statements, where they are known */
    int server_version; /* server_version_num of the database read; 0: not from a database */
    const char *schema; /* what unqualified names mean: "public" if not configured */
    bool owners;        /* owners are compared and written */
    struct names *names;
};

struct model *model_new(void);
void model_free(struct model *model); /* NULL is allowed */

/* A new zeroed top-level object of the kind, entered under its name. If that name is taken in
 * the same name space (tables, sequences, indexes and composite types share one; types another)
 * the new object is made, but not entered, and *taken, if given, is the earlier one;
 * else NULL. */
struct object *model_add(struct model *model, enum kind kind, struct qname name,
                         struct object **taken);

/* Top-level objects by exact name; NULL if there is none. A NULL schema means model->schema. */
struct object *model_find(const struct model *model, enum kind kind, struct qname name);
struct table *model_find_table(const struct model *model, struct qname name);
/* The enum, composite type or domain of that name. */
struct object *model_find_type(const struct model *model, struct qname name);

struct column *table_find_column(const struct table *table, const char *name);
/* Does every table have a column of that name, so that none can be made? */
bool column_is_system(const char *name);
struct constraint *table_find_constraint(const struct table *table, const char *name);
struct index *table_find_index(const struct table *table, const char *name);
struct constraint *table_primary_key(const struct table *table); /* NULL if none */
/* Whether there is an index under it, of the same name: primary, unique, exclude. */
bool constraint_has_index(const struct constraint *constraint);
struct label *enum_find_label(const struct enum_type *type, const char *text);

/* The sequence that a serial column owns, or any sequence owned by that column; NULL
 * if none. */
struct sequence *model_find_owned_sequence(const struct model *model, const struct table *table,
                                           const char *column);

/* Fills in PostgreSQL's defaults for a sequence of that type and direction. Call with type and
 * increment set and min, max, start said or not. */
struct sequence_said {
    bool start, min, max;
};
void sequence_options_complete(struct sequence_options *options, struct sequence_said said);
/* The type that has this name ("integer"); false where sequences have no such type. */
bool sequence_type_find(const char *name, enum sequence_type *type);
/* Of the sequence of an identity or serial column: bigint where its type is none of these. */
enum sequence_type sequence_type_of(const struct column *column);
/* How far the type reaches, whichever way a sequence of it goes. */
struct sequence_limits {
    int64_t min, max;
};
struct sequence_limits sequence_type_limits(enum sequence_type type);
/* The options of CREATE SEQUENCE without any, of that type. */
struct sequence_options sequence_options_default(enum sequence_type type);
bool sequence_options_equal(const struct sequence_options *a, const struct sequence_options *b);

/* Option lists: a repeated name replaces the value and returns false. */
bool options_set(struct arena *arena, struct options *options, struct option said);
const char *options_get(const struct options *options,
                        const char *name);                      /* NULL if not there */
void options_remove(struct options *options, const char *name); /* if it is there */
bool options_equal(const struct options *a, const struct options *b);
bool text_list_equal(const struct text_list *a, const struct text_list *b);
/* The same texts in whatever order; neither list repeats one. */
bool text_list_same_set(const struct text_list *a, const struct text_list *b);
bool text_list_has(const struct text_list *list, const char *text);

/* sizeof the kind's struct. */
size_t kind_size(enum kind kind);

/* Words for messages and the language: "table", "foreign key", … */
const char *kind_word(enum kind kind);
const char *constraint_word(enum constraint_type type);
/* One word for each value of an enum, in its order, NULL behind the last. */
extern const char *const kind_words[],
    *const constraint_words[], *const fk_action_words[],
                                   *const fk_match_words[],
                                       *const generated_words[],
                                           *const identity_words[],
                                               *const storage_words[],
                                                   *const persistence_words[],
                                                       *const replica_identity_words[],
                                                           *const sequence_type_words[];

#endif

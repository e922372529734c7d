#ifndef SCHEMAGEN_KINDS_KINDS_H
#define SCHEMAGEN_KINDS_KINDS_H

/* Everything particular to one kind of object: which attributes are compared, and the
 * statements that create, change and drop it. The passes of plan/ loop over kinds through
 * kind_ops() and name one only where PostgreSQL itself ties two kinds together. */

#include "base/buffer.h"
#include "kinds/lookup.h"
#include "model/model.h"

/* ------------------------------------------------------------------ fields */

enum field_type {
    FIELD_TEXT,       /* const char * */
    FIELD_TEXTS,      /* struct text_list: any texts */
    FIELD_IDENTIFIER, /* const char *: one name */
    FIELD_OPERATOR,   /* struct qname: as in struct index_element */
    FIELD_BOOL,       /* bool */
    FIELD_INT,        /* int or any enum */
    FIELD_INT64,      /* int64_t */
    FIELD_NAME,       /* struct qname that renames do not touch: collation, operator class */
    FIELD_REF,        /* struct ref */
    FIELD_REFS,       /* ARRAY(struct ref) */
    FIELD_COLUMN,     /* const char *: a column of the table that owns a sequence */
    FIELD_COLUMNS,    /* struct text_list: columns of the parent */
    FIELD_FOREIGN_COLUMNS, /* struct text_list: columns of the referenced table */
    FIELD_OPTIONS,         /* struct options */
    FIELD_EXPR,            /* struct expr */
    FIELD_TYPE,            /* struct type_name */
    FIELD_SEQUENCE,        /* struct sequence_options */
    FIELD_ELEMENTS,        /* ARRAY(struct index_element) */
    FIELD_STATISTICS,      /* ARRAY(struct index_element): their statistics targets alone */
    FIELD_SEQUENCE_NAME,   /* struct qname: what a column's identity sequence is called */
    FIELD_NOT_NULL_NAME,   /* const char *: what a column's not-null constraint is called */
    FIELD_STORAGE,         /* enum storage: the type's own is the same as none said */
    FIELD_UNLOGGED,        /* bool that PostgreSQL keeps from version 15 on */
    FIELD_LABELS,          /* ARRAY(struct label) */
    FIELD_TARGET,          /* int: a statistics target, kept as n + 1 */
    FIELD_MEMBERS,         /* ARRAY of the structs of field->kind */
    FIELD_DROPPED,         /* struct dropped_list */
    FIELD_UNMODELLED,      /* ARRAY(struct unmodelled) */
};

/* A member of a kind's struct. What is in no row is worked out from others, or is no part of
 * the schema. */
struct field {
    const char *name; /* as messages print it, and JSON with '_' for blanks */
    enum field_type type;
    size_t offset;
    bool may_be_unsaid; /* absent in one of the models means 'not said': not compared */
    bool only_kept;     /* never compared: intent, origin, and members, which are matched */
    bool required;      /* has no value that could go unsaid */
    enum kind kind;     /* of members, and of what a reference refers to */
    const char *const *words; /* of an enum, its values, NULL behind them; NULL: a number */
};

/* FIELD("on delete", INT, constraint, on_delete, .words = fk_action_words) */
#define FIELD(label, form, owner, member, ...)                                                 \
    {                                                                                          \
        .name = (label), .type = FIELD_##form, .offset = offsetof(struct owner, member),       \
        __VA_ARGS__                                                                            \
    }
#define KEPT .only_kept = true

/* What an object of the 'from' side is called on the 'to' side. Names that are not in the
 * models come back unchanged. */
struct renames {
    void *context;
    struct qname (*object)(void *context, enum kind kind, struct qname name);
    const char *(*column)(void *context, const struct object *parent, const char *name);
    /* a relation, type or function as an expression names it */
    struct qname (*mentioned)(void *context, struct qname name);
    /* whether a type of the from side has to be made anew, so that whatever uses it changes
     * too; NULL: none has */
    const void *rebuilt;
    bool (*is_rebuilt)(const void *rebuilt, struct qname type);
    /* the models, for what the types in expressions are based on; NULL: not known */
    const struct model *from, *to;
};

/* The fields in which two objects of one kind differ: bit i for kind_ops(kind)->fields[i].
 * Names, comments and owners are no fields: every kind has them. schema: what unqualified names
 * in expressions mean. */
uint64_t kind_compare(const struct object *from, const struct object *to,
                      const struct renames *renames, const char *schema, int version);

/* Those of the fields that differ in expressions alone, and whose expressions are not proved
 * different (postgres/expression.h): a server might find them the same. */
uint64_t kind_undecided(const struct object *from, const struct object *to, uint64_t fields,
                        const struct renames *renames, const char *schema, int version);

/* Whether the type, of the from side, is one that is made anew. */
bool renames_rebuild(const struct renames *renames, const struct type_name *type);

/* ------------------------------------------------------------------ steps */

/* When a statement runs. The order of this list is the order of a migration. */
enum phase {
    PHASE_LABEL,           /* labels added to enums, committed before they are used */
    PHASE_SEARCH_PATH,     /* for the text of authors */
    PHASE_FOREIGN_DROP,    /* foreign keys that go, or whose key is rebuilt */
    PHASE_CONSTRAINT_DROP, /* constraints and indexes that go */
    PHASE_SCHEMA,          /* schemas that come */
    PHASE_PART,            /* children from parents, whose renames they would follow */
    PHASE_RENAME,          /* containers before members */
    PHASE_EXTENSION,       /* extensions that come or change */
    PHASE_DETACH,          /* sequences from columns, tables from types */
    PHASE_CREATE,          /* types, sequences, tables, by dependency */
    PHASE_ALTER_TYPE,      /* changes of types and sequences in place */
    PHASE_GENERATED_DROP,  /* generated columns that go, are rebuilt or left behind */
    PHASE_COLUMN_REPLACE,  /* columns that go and whose name comes back */
    PHASE_ALTER_COLUMN,    /* types, defaults and the rest of columns that stay */
    PHASE_COLUMN_ADD,
    PHASE_GENERATED_ADD,
    PHASE_BACKFILL,
    PHASE_NOT_NULL, /* once the rows are filled */
    PHASE_COLUMN_DROP,
    PHASE_ALTER_TABLE, /* storage parameters, persistence, parents, … */
    PHASE_CONSTRAINT_ADD,
    PHASE_NULLABLE,    /* once no key forbids it */
    PHASE_CREATE_LATE, /* tables that take after others, or types, which change first */
    PHASE_INDEX_ADD,
    PHASE_FOREIGN_ADD,
    PHASE_ATTACH, /* owned by, replica identity, cluster on */
    PHASE_DROP,   /* tables, sequences, types, by dependency */
    PHASE_EXTENSION_DROP,
    PHASE_SCHEMA_DROP,
    PHASE_COMMENT,
    PHASE_OWNER,
    PHASE_COUNT
};

/* The lock that a statement takes on the table it names. */
enum lock {
    LOCK_NONE, /* nothing that exists is locked */
    LOCK_ACCESS_EXCLUSIVE,
    LOCK_SHARE_ROW_EXCLUSIVE,
    LOCK_SHARE,
    LOCK_SHARE_UPDATE_EXCLUSIVE,
    LOCK_ROW_EXCLUSIVE,
    LOCK_COUNT
};

struct step {
    enum phase phase;
    unsigned rank;     /* within the phase, by dependency */
    unsigned sequence; /* order of adding, for equal ranks */
    const char *table; /* quoted, where the statement is ALTER TABLE table sql; else NULL */
    bool joins;        /* shares one ALTER TABLE with its neighbours of that table that join */
    const char *sql;   /* without the semicolon */
    const char *what;  /* "add column songs.genre" */
    enum lock lock;
    bool rewrites, scans;
    const char *loses;     /* "all rows of songs"; NULL: nothing */
    const char *assertion; /* SQL that must give true before; NULL: none */
    bool needs_empty;      /* works only while the table 'of' has no rows */
    struct qname of;
    const char *literal; /* must be committed before a later statement holds it; NULL: none */
    const struct object *about; /* whose difference it settles, of either side; NULL: several */
};

struct steps {
    struct step *at;
    size_t count, capacity;
};

/* What kinds need to know to write statements. */
struct writer {
    struct arena *arena;
    struct steps steps;
    const struct renames *renames;
    const struct model *from, *to;
    struct lookup *from_lookup, *to_lookup; /* of those two models */
    int version;                            /* server_version_num of the target */
    bool logged;  /* the target is known to have no unlogged sequences (before 15) */
    bool is_down; /* the intents of a model (backfill, using) belong to the way up */
    const struct object *about; /* of the steps to come */
    /* whether a table is known to have no rows; NULL: nothing is known */
    bool (*table_is_empty)(void *context, struct qname table);
    void *table_context;
    struct diags *diags;
};

/* Adds a step; sql is copied and the buffer reset. */
struct step *writer_step(struct writer *writer, enum phase phase, struct buf *sql,
                         enum lock lock, const char *what, ...)
    __attribute__((format(printf, 5, 6)));
/* The same for a subcommand of ALTER TABLE. */
struct step *writer_alter(struct writer *writer, enum phase phase, const struct table *table,
                          struct buf *subcommand, enum lock lock, const char *what, ...)
    __attribute__((format(printf, 6, 7)));

/* COMMENT ON the object, to NULL if it has none. */
void writer_comment(struct writer *writer, const struct object *object);
void writer_owner(struct writer *writer, const struct object *object);

/* ALTER … RENAME TO / SET SCHEMA: from is what it is called now, already mapped for what was
 * renamed before it. */
void writer_rename(struct writer *writer, const struct object *from, const struct object *to);

/* ------------------------------------------------------------------ kinds */

/* Called for each object that another one refers to by that name. */
typedef void ref_visitor(void *context, enum kind kind, struct qname name, bool soft);

struct kind_ops {
    const char *sql;            /* as in COMMENT ON and ALTER: "TABLE" */
    const struct field *fields; /* ends with a row without a name */
    /* see kind_in_place(); NULL: all */
    uint64_t (*in_place)(const struct object *from, const struct object *to, int version);
    /* Visits what has to be there before the object; soft references (foreign keys) can be made
     * later. NULL: refers to nothing. */
    void (*each_ref)(const struct object *object, ref_visitor *visit, void *context);
    void (*create)(struct writer *writer, const struct object *object, unsigned rank);
    void (*alter)(struct writer *writer, const struct object *from, const struct object *to,
                  uint64_t fields);
    void (*drop)(struct writer *writer, const struct object *object, unsigned rank);
};

const struct kind_ops *kind_ops(enum kind kind);

/* The fields that can be changed in place; a difference in any other makes the object anew. */
uint64_t kind_in_place(const struct object *from, const struct object *to, int version);

/* Bit of a field by its offset, for the alter functions: FIELD_BIT(KIND_COLUMN, column,
 * type). */
uint64_t kind_field_bit(enum kind kind, size_t offset);
#define FIELD_BIT(kind_enum, type, member)                                                     \
    kind_field_bit(kind_enum, offsetof(struct type, member))

/* "songs.title", "billing.invoices": for messages, without quotes, public left out */
const char *object_label(struct arena *arena, const struct object *object);

#endif

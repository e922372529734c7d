#ifndef RANDOM_WORLD_H
#define RANDOM_WORLD_H

/* Random schemas. A world is a flat list of items of plain data, so that a copy of it, changed
 * here and there, is the other side of a pair, and shrinking is taking items away. What an item
 * says is a row of small choices; what its choices mean, and whether the item can stand at all
 * beside the others, is decided when it is written. */

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum item_kind {
    ITEM_SCHEMA,
    ITEM_ENUM,
    ITEM_LABEL,
    ITEM_COMPOSITE,
    ITEM_ATTRIBUTE,
    ITEM_DOMAIN,
    ITEM_DOMAIN_CHECK,
    ITEM_SEQUENCE,
    ITEM_TABLE,
    ITEM_COLUMN,
    ITEM_CONSTRAINT,
    ITEM_INDEX,
    ITEM_KIND_COUNT
};

#define CHOICES 16
#define REFS 4
#define ITEMS 400

struct item {
    enum item_kind kind;
    unsigned id;         /* the same on both sides of a pair */
    unsigned parent;     /* id of what it is a member of; 0: none */
    unsigned space;      /* id of its schema; 0: public */
    unsigned name;       /* counts its renames */
    unsigned refs[REFS]; /* ids of columns, types, sequences, keys, tables; 0: none */
    unsigned char choice[CHOICES];
};

struct world {
    struct item items[ITEMS];
    unsigned count, next_id;
    int major;  /* the server's version */
    bool woven; /* has typed tables, row types, and what children say themselves */
};

/* Choices of each kind. 0 is the default that PostgreSQL has. */
enum schema_choice { SCHEMA_COMMENT, SCHEMA_CHOICES };
enum enum_choice { ENUM_COMMENT, ENUM_CHOICES };
enum label_choice { LABEL_PINNED, LABEL_CHOICES };
enum composite_choice { COMPOSITE_COMMENT, COMPOSITE_CHOICES };
enum attribute_choice {
    ATTRIBUTE_TYPE,
    ATTRIBUTE_COLLATION,
    ATTRIBUTE_COMMENT,
    ATTRIBUTE_ARRAY, /* of a user's type */
    ATTRIBUTE_CHOICES
};
enum domain_choice {
    DOMAIN_TYPE,
    DOMAIN_COLLATION,
    DOMAIN_DEFAULT,
    DOMAIN_NOT_NULL,
    DOMAIN_COMMENT,
    DOMAIN_CHOICES
};
enum domain_check_choice {
    DOMAIN_CHECK_EXPRESSION,
    DOMAIN_CHECK_NAMED,
    DOMAIN_CHECK_NOT_VALID,
    DOMAIN_CHECK_COMMENT,
    DOMAIN_CHECK_CHOICES
};
enum sequence_choice {
    SEQUENCE_TYPE,
    SEQUENCE_INCREMENT,
    SEQUENCE_START,
    SEQUENCE_MIN,
    SEQUENCE_MAX,
    SEQUENCE_CACHE,
    SEQUENCE_CYCLE,
    SEQUENCE_UNLOGGED,
    SEQUENCE_COMMENT,
    SEQUENCE_CHOICES
};
enum table_choice {
    TABLE_UNLOGGED,
    TABLE_FILLFACTOR,
    TABLE_AUTOVACUUM,
    TABLE_TOAST,
    TABLE_TABLESPACE,
    TABLE_REPLICA,
    TABLE_COMMENT,
    TABLE_OWNER,
    TABLE_ADOPTED, /* its parent was given to it later */
    TABLE_CHOICES
};
enum column_choice {
    COLUMN_TYPE,
    COLUMN_ARRAY, /* of a user's type */
    COLUMN_NOT_NULL,
    COLUMN_DEFAULT,
    COLUMN_COLLATION,
    COLUMN_STORAGE,
    COLUMN_COMPRESSION,
    COLUMN_STATISTICS,
    COLUMN_DISTINCT,
    COLUMN_IDENTITY,
    COLUMN_IDENTITY_OPTIONS,
    COLUMN_SERIAL,
    COLUMN_GENERATED,
    COLUMN_VIRTUAL,
    COLUMN_COMMENT,
    COLUMN_CHOICES
};
enum constraint_choice {
    CONSTRAINT_TYPE,
    CONSTRAINT_NAMED,
    CONSTRAINT_EXPRESSION,
    CONSTRAINT_DEFERRABLE,
    CONSTRAINT_INCLUDE, /* refs[3] of keys */
    CONSTRAINT_WITH,
    CONSTRAINT_TABLESPACE,
    CONSTRAINT_NULLS,
    CONSTRAINT_NO_INHERIT,
    CONSTRAINT_NOT_VALID,
    CONSTRAINT_NOT_ENFORCED,
    CONSTRAINT_ON_DELETE,
    CONSTRAINT_ON_UPDATE,
    CONSTRAINT_MATCH,
    CONSTRAINT_CLUSTERED,
    CONSTRAINT_COMMENT,
    CONSTRAINT_CHOICES
};
enum constraint_type_choice {
    TYPE_CHECK,
    TYPE_UNIQUE,
    TYPE_PRIMARY,
    TYPE_FOREIGN,
    TYPE_EXCLUDE
};
enum index_choice {
    INDEX_METHOD,
    INDEX_UNIQUE,
    INDEX_NAMED,
    INDEX_DIRECTION,
    INDEX_NULLS,
    INDEX_EXPRESSION,
    INDEX_OPCLASS,
    INDEX_COLLATION,
    INDEX_INCLUDE, /* refs[3] */
    INDEX_WITH,
    INDEX_TABLESPACE,
    INDEX_PARTIAL,
    INDEX_NULLS_DISTINCT,
    INDEX_CLUSTERED,
    INDEX_STATISTICS,
    INDEX_COMMENT,
    INDEX_CHOICES
};

/* How many alternatives a choice has, the default included. */
unsigned choice_alternatives(enum item_kind kind, unsigned choice);

/* Reproducible numbers. */
struct dice {
    uint64_t state;
};
uint64_t dice_roll(struct dice *dice, unsigned sides); /* 0 … sides - 1 */
bool dice_is(struct dice *dice, unsigned percent);

struct item *world_find(const struct world *world, unsigned id); /* NULL if there is none */
struct item *world_add(struct world *world, enum item_kind kind, const struct item *parent);
/* Takes the item away, with its members; refs to it are left hanging. */
void world_remove(struct world *world, unsigned id);

/* A whole new world, and one that differs from it. */
void world_make(struct world *world, struct dice *dice, int major);
void world_mutate(struct world *world, struct dice *dice, unsigned times);

/* ------------------------------------------------------------------ types */

/* What values of a type are like: types of one family can be cast to each other, whatever the
 * rows hold that a random pair puts there. */
enum family {
    FAMILY_NUMBER,
    FAMILY_TEXT, /* and numbers: the rows hold digits */
    FAMILY_TIME,
    FAMILY_JSON,
    FAMILY_BITS,
    FAMILY_ARRAY,
    FAMILY_OTHER /* each stays what it is */
};

enum type_trait {
    TRAIT_BTREE = 1,
    TRAIT_GIN = 2,
    TRAIT_GIST = 4,
    TRAIT_TOAST = 8,
    TRAIT_COLLATION = 16,
    TRAIT_SERIAL = 32, /* may be an identity or a serial column */
    TRAIT_RANGE = 64,
    TRAIT_UNIQUE = 128, /* the values of two rows differ */
};

struct type {
    const char *name; /* NULL: a user's type, or none */
    enum family family;
    unsigned traits;
    const char *value;    /* of row $; quoted where need be */
    const char *function; /* a default that is a call; NULL: none */
};

extern const struct type types[];
unsigned types_count(void);
bool types_share_family(unsigned one, unsigned other);

/* ------------------------------------------------------------------ writing */

/* Whether the item can stand in its world: its parent and all it refers to do, and it makes
 * sense beside them. */
bool item_stands(const struct world *world, const struct item *item);

/* The type of a column, attribute or domain as SQL spells it, and what it is like. False if it
 * has none here. */
struct type_use {
    char name[160];
    struct type type;
    bool array, composite, label;
};
bool item_type(const struct world *world, const struct item *item, struct type_use *use);

bool column_is_generated(const struct world *world, const struct item *column);
/* Whether its values come from a counter, so that nobody can say which they are. */
bool column_counts(const struct world *world, const struct item *column);

/* The name as the models write it, and the qualified one. */
void item_name(const struct world *world, const struct item *item, char *out, size_t size);
void item_qualified(const struct world *world, const struct item *item, char *out, size_t size);

/* ------------------------------------------------------------------ handed down */

/* The table that it would inherit from; NULL if none. */
const struct item *table_base(const struct world *world, const struct item *table);
bool table_inherits(const struct world *world, const struct item *table);
/* The composite type that it is a table of; NULL if none. */
const struct item *table_type(const struct world *world, const struct item *table);

/* A column whose refs[3] is a column of a table above, or an attribute, has its name and type:
 * the table says more of it, or has it by itself while it is tied to neither. That column or
 * attribute; the item itself if there is none. */
const struct item *column_origin(const struct world *world, const struct item *column);
/* Whether the table would have the column unsaid. */
bool column_is_had(const struct world *world, const struct item *column);
bool column_stands(const struct world *world, const struct item *column);
/* Whether rows of the table or composite type are inside the type. */
bool type_holds(const struct world *world, unsigned type, unsigned inside);

/* The value that the row with that number (from 1) has in the column, as SQL. */
void column_value(const struct world *world, const struct item *column, unsigned row,
                  struct buf *out);

/* The world as a model. before: the other side, whose names are renamed from; or NULL. */
void world_write(const struct world *world, const struct world *before, struct buf *out);

#endif

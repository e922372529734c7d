#ifndef SCHEMAGEN_SOURCES_DATABASE_H
#define SCHEMAGEN_SOURCES_DATABASE_H

/* What the files of the database source share: the queries, the rows they bring, and what is
 * known of each oid while a database is being read. Not for other rooms: they call
 * database_load() of sources/source.h. */

#include "base/buffer.h"
#include "model/model.h"
#include "postgres/connection.h"
#include "sources/source.h"

/* ------------------------------------------------------------------ queries */

struct reader;

/* A row of the result at hand. */
struct row {
    const struct rows *rows;
    size_t number;
};

/* One set-based statement and who takes its rows. '@name' in its texts stands for an expression
 * that depends on the server's version (the table is in database.c). */
struct catalog_query {
    const char *const *columns; /* the select list: columns[i] is column i of each row */
    size_t count;
    const char *from;                                                /* from FROM on */
    void (*prepare)(struct reader *reader, const struct rows *rows); /* before; or NULL */
    void (*read)(struct reader *reader, struct row row);
    void (*finish)(struct reader *reader, const struct rows *rows); /* after; or NULL */
};

#define QUERY_COLUMNS(list) .columns = (list), .count = COUNT_OF(list)

/* In the order in which they are sent and read. */
extern const struct catalog_query query_schemas, query_members, query_owned_sequences,
    query_collations, query_operator_classes, query_casts, query_types, query_extensions,
    query_labels, query_domains, query_relations, query_columns, query_defaults,
    query_sequences, query_constraints, query_not_nulls, query_indexes, query_comments,
    query_unmodelled;

/* Oids of catalogs, which never change: classid and classoid are compared with them. */
enum catalog {
    CATALOG_TYPE = 1247,
    CATALOG_RELATION = 1259,
    CATALOG_CONSTRAINT = 2606,
    CATALOG_SCHEMA = 2615,
    CATALOG_EXTENSION = 3079,
};

/* ------------------------------------------------------------------ values */

const char *row_text(struct row row, size_t column); /* NULL for null */
uint32_t row_oid(struct row row, size_t column);     /* 0 for null */
int row_number(struct row row, size_t column);       /* 0 for null */
int64_t row_big(struct row row, size_t column);
bool row_true(struct row row, size_t column);

/* The letter at that place of a column that packs several of type "char" and boolean. */
char row_letter(struct row row, size_t column, size_t at);

/* What such a letter means, in a table whose indexes are the letters. */
#define BY_LETTER(table, letter) (table)[(unsigned char)(letter) % COUNT_OF(table)]

/* The next number of an int2vector, oidvector or array of numbers ("1 2", "{1,2}"); moves *at.
 * False at the end. */
bool next_number(const char **at, int64_t *number);

/* The next text of an array that is printed as text; NULL at the end. In the arena. */
const char *next_text(struct arena *arena, const char **at);

/* Adds 'name=value' texts of an array, each name behind the prefix. */
void read_options(struct reader *reader, struct options *options, const char *prefix,
                  const char *array);

/* An expression as the server prints it, without the parentheses around the whole. */
struct expr read_expression(struct reader *reader, const char *text);

/* True if that is the name that PostgreSQL makes of the parts, with or without a number. */
bool is_default_name(struct reader *reader, const char *name, const char *name1,
                     const char *name2, const char *label);

/* ------------------------------------------------------------------ oids */

struct oid_map {
    struct oid_slot {
        uint32_t oid;
        void *value;
    } * at;
    size_t count, capacity;
};

void oid_map_put(struct arena *arena, struct oid_map *map, uint32_t oid, void *value);
void *oid_map_get(const struct oid_map *map, uint32_t oid); /* NULL if it is not there */

struct catalog_schema {
    const char *name, *owner, *comment;
    bool left_out;  /* everything in it is */
    bool is_own;    /* the history is in it */
    size_t objects; /* of the model that are in it */
};

struct catalog_type {
    struct qname name;
    char type, category;
    bool preferred, is_member; /* of an extension */
    uint32_t element, base, collation;
    char storage;
    struct object *object;           /* enum, domain or composite type of the model, or NULL */
    struct qname relation;           /* of a table's row type */
    size_t constraint_count;         /* of a domain, counted before they are read */
    struct type_spelling *spellings; /* with modifiers, as columns use it */
};

struct operator_class {
    struct qname name;
    uint32_t method, input;
    bool is_default;
};

/* A column, as far as other catalogs ask for it. */
struct catalog_column {
    uint32_t type, collation;
    size_t row;            /* where it is in the result, from 1; 0: dropped */
    struct column *column; /* NULL: dropped */
};

/* Anything in pg_class that is not an index. What is left out has its structs in the scratch
 * arena, so that it reads the same and is never seen. */
struct relation {
    struct qname name;
    struct catalog_schema *schema;
    char kind;
    bool left_out;
    const char *owner;
    const char *parents; /* oids of inherited tables */
    bool unlogged;
    struct object *object;          /* the table, composite type or sequence; NULL: no model */
    struct table *table;            /* tables */
    struct composite *composite;    /* composite types */
    struct catalog_column *columns; /* by attnum - 1 */
    size_t column_count;
    size_t constraint_count, index_count; /* counted before they are read */
};

/* Statistics target and options of an index column. */
struct index_extra {
    int number; /* from 1 */
    int statistics;
    const char *options;
    struct index_extra *next;
};

struct ownership {
    uint32_t relation;
    int column;
    bool is_identity;
};

struct reader {
    struct model *model;
    const struct source_settings *settings;
    struct connection *connection;
    struct diags *diags;
    int version;
    struct arena scratch; /* what is known only while reading */
    struct oid_map schemas, member_types, member_relations, member_schemas, owned_sequences,
        collations, operator_classes, types, relations, constraints, constraint_of_index,
        indexes, index_extras;
    ARRAY(struct catalog_schema *) schema_list;
    ARRAY(struct relation *) relation_list;
    ARRAY(struct operator_class *) default_classes;
    ARRAY(uint64_t) casts; /* from << 32 | to, binary-coercible and implicit */
    ARRAY(const char *) invisible;
    const char *other, *other_kind; /* the object not modelled whose rows are being read */
};

/* Text that is kept in the model. */
const char *keep(struct reader *reader, const char *text);

/* ------------------------------------------------------------------ what is left out */

/* The schema of that oid; one that is left out if the oid is not known. */
struct catalog_schema *reader_schema(struct reader *reader, uint32_t oid);

/* True for members of extensions, what the configuration excludes, other tools' version tables
 * and the tool's own history. */
bool is_left_out(struct reader *reader, const struct catalog_schema *schema, const char *name,
                 uint32_t catalog, uint32_t oid);
bool is_member(const struct reader *reader, uint32_t catalog, uint32_t oid);
/* The same by the configuration's patterns alone; schema may be NULL. */
bool is_excluded(const struct reader *reader, const char *schema, const char *name);

/* Enters the schemas, once it is known what is in them. */
void add_schemas(struct reader *reader);

/* ------------------------------------------------------------------ meaning of oids */

/* The type of that oid as the server spelled it, with its modifiers. */
struct type_name read_type(struct reader *reader, uint32_t oid, const char *text);

/* The collation, name NULL where it is the one that goes without saying. */
struct qname read_collation(struct reader *reader, uint32_t collation, uint32_t usual);

/* The operator class, by name NULL where there is none of that oid. */
struct qname read_operator_class_name(struct reader *reader, uint32_t oid);

/* The operator class, name NULL where it is the type's default. Type 0: not known. */
struct qname read_operator_class(struct reader *reader, uint32_t oid, uint32_t type);

/* The column of a relation by attnum, NULL if there is none. */
const struct catalog_column *relation_column(const struct relation *relation, int64_t attnum);
/* Its name, kept in the model; NULL if there is none. */
const char *relation_column_name(const struct relation *relation, int64_t attnum);

/* What has no kind in the model, or is part of something and has no field there. */
void add_unmodelled(struct reader *reader, const char *kind, const char *name, struct qname on,
                    const char *column);

/* ------------------------------------------------------------------ messages */

/* False after one error for all that the role may not see. */
bool report_invisible(struct reader *reader);

#endif

#ifndef SCHEMAGEN_SOURCES_DDL_ALTER_H
#define SCHEMAGEN_SOURCES_DDL_ALTER_H

/* What the files of sources/ddl that alter, rename and drop share. Private to them. */

#include "postgres/expression.h"
#include "sources/ddl_build.h"

/* A top-level object, or a part of one: parts are known by name, for they move. */
enum ddl_part {
    PART_WHOLE,
    PART_COLUMN, /* an attribute, of a composite type */
    PART_DEFAULT,
    PART_CONSTRAINT,
    PART_INDEX
};

struct ddl_address {
    struct object *object;
    enum ddl_part part;
    const char *name; /* of the part; a default has its column's, NULL in a domain */
};

struct ddl_addresses {
    struct ddl_address *at;
    size_t count, capacity;
};

/* ------------------------------------------------------------------ going round (ddl_walk.c)
 */

/* The next table, domain … that is there, from place *at of the model's list on; NULL at the
 * end. */
struct object *ddl_next_object(struct ddl *ddl, enum kind kind, size_t *at);
struct table *ddl_next_table(struct ddl *ddl, size_t *at);
/* The next child of a table that inherits from it, from place *at on; NULL at the end. */
struct table *ddl_next_child(struct ddl *ddl, const struct table *parent, size_t *at);
struct ddl_other *ddl_next_other(struct ddl *ddl, size_t *at);

typedef void ddl_type_visitor(void *context, struct ddl_address holder, struct type_name *type);
/* The types of all columns, attributes and domains. */
void ddl_each_type(struct ddl *ddl, ddl_type_visitor *visit, void *context);

typedef void ddl_expr_visitor(void *context, struct ddl_address holder, struct expr *expr);
/* Every expression of one object; of all of them. */
void ddl_each_expr_of(struct object *object, ddl_expr_visitor *visit, void *context);
void ddl_each_expr(struct ddl *ddl, ddl_expr_visitor *visit, void *context);

/* ------------------------------------------------------------------ dropping */

/* Calls back for what depends on something: is_auto where PostgreSQL drops it along without
 * being asked. */
typedef void ddl_dependent(void *context, struct ddl_address dependent, bool is_auto);
void ddl_each_dependent(struct ddl *ddl, struct ddl_address of, ddl_dependent *visit,
                        void *context);

/* Drops them together, as performMultipleDeletions() does: with what depends on them if cascade
 * is said, else refused if anything does. */
bool ddl_drop_all(struct ddl *ddl, const struct ddl_addresses *targets, bool cascade,
                  int location);
bool ddl_drop_part(struct ddl *ddl, struct ddl_address target, bool cascade, int location);

/* "column title of table songs", for messages; in the scratch arena. */
const char *ddl_describe(struct ddl *ddl, struct ddl_address address);

/* ------------------------------------------------------------------ renaming */

/* ddl_rename_mentions.c: the new name in every type and expression, before the names change. */
void ddl_rename_mentions(struct ddl *ddl, enum mention mention, struct qname from,
                         struct qname to);
void ddl_rename_collation(struct ddl *ddl, struct qname from, struct qname to);
bool ddl_is_collation(struct qname said, struct qname name);
void ddl_rename_type_users(struct ddl *ddl, struct qname from, struct qname to);
/* In the table itself, what refers to it, and its children. */
void ddl_rename_column(struct ddl *ddl, struct table *table, const char *from, const char *to);
void ddl_rename_label(struct ddl *ddl, const struct enum_type *type, const char *from,
                      const char *to);

/* ------------------------------------------------------------------ finding */

/* The column of the table at hand; NULL and an error, or just NULL if missing_ok. */
struct column *ddl_need_column(struct ddl *ddl, struct table *table, const char *name);
/* The column whose not null is called so, or was before a rename; NULL: there is none
 * (ddl_not_null.c). */
struct column *ddl_find_not_null(struct ddl *ddl, const struct table *table, const char *name);
void ddl_name_not_null(struct ddl *ddl, struct column *column, const char *name);
struct constraint *ddl_find_check(const struct domain *domain, const char *name);
/* A List, String or TypeName node as a name. */
struct qname ddl_node_name(struct ddl *ddl, const PgQuery__Node *node);
/* The type of that name, whatever it is; NULL and an error, or just NULL if missing_ok. */
struct object *ddl_need_type(struct ddl *ddl, struct qname name, bool missing_ok);
/* The same, of a kind that ALTER TYPE or ALTER DOMAIN is for: no table's rows. */
struct object *ddl_need_altered_type(struct ddl *ddl, PgQuery__ObjectType type,
                                     const PgQuery__Node *node, bool missing_ok);

/* What is not modelled, as DROP, ALTER … SET SCHEMA and RENAME name it; NULL: there is none, or
 * it is of a kind that is not listed (ddl_find_other.c). */
struct ddl_other *ddl_find_other_by_node(struct ddl *ddl, PgQuery__ObjectType type,
                                         const PgQuery__Node *node);
struct ddl_other *ddl_find_renamed(struct ddl *ddl, const PgQuery__RenameStmt *rename);
/* "function"; NULL: a kind that is not listed. */
const char *ddl_other_word(PgQuery__ObjectType type);

/* ------------------------------------------------------------------ kinds (ddl_kind.c) */

/* Whether a statement for that kind may be said of what has the name; else an error. Kinds that
 * are neither relations nor domains fit always. */
bool ddl_is_of_kind(const struct ddl *ddl, PgQuery__ObjectType type,
                    const struct object *object, struct qname found);
bool ddl_judge_kind(struct ddl *ddl, PgQuery__ObjectType type, const struct object *object,
                    struct qname found, int location);
/* The same of RENAME TO and SET SCHEMA. */
bool ddl_judge_moved(struct ddl *ddl, PgQuery__ObjectType type, const struct object *object,
                     struct qname found, int location);

/* ------------------------------------------------------------------ small parts */

void ddl_move_extension(struct ddl *ddl, const char *name, const char *schema);

/* A copy in the place of elements that may be another table's too, as LIKE leaves them. */
void ddl_own_elements(struct ddl *ddl, struct index_element **elements, size_t count);
/* Takes an index out of its table, and its name out of the look-up table. */
void ddl_take_index(struct ddl *ddl, struct table *table, struct index *index);

void ddl_set_owner(struct ddl *ddl, struct object *object, const PgQuery__RoleSpec *owner);
void ddl_reset_options(struct ddl *ddl, struct options *options, PgQuery__Node *const *nodes,
                       size_t count);

/* ------------------------------------------------------------------ ALTER TABLE */

/* One subcommand. */
struct ddl_command {
    const PgQuery__AlterTableStmt *statement;
    const PgQuery__AlterTableCmd *node;
    uint32_t start, end; /* its text */
    struct table *table;
    bool recurses;    /* to the children; ONLY says no */
    bool from_parent; /* it comes from a parent's change, as part of it */
};

typedef void ddl_subcommand(struct ddl *ddl, const struct ddl_command *command);

/* Carries the subcommand out on the children of the table, if it recurses. */
void ddl_recurse(struct ddl *ddl, const struct ddl_command *command,
                 ddl_subcommand *subcommand);
bool ddl_has_children(struct ddl *ddl, const struct table *table);
/* The table's parent that has a column of that name, or a check that is inherited; 'but' aside.
 * NULL: none. */
const struct table *ddl_parent_with_column(const struct table *table, const char *name,
                                           const struct table *but);
const struct table *ddl_parent_with_check(const struct table *table, const char *name,
                                          const struct table *but);

/* ddl_alter_column.c */
/* A child has the column already, and then it counts as inherited too, or gets one. */
void ddl_hand_column_down(struct ddl *ddl, struct table *parent, const char *name);
/* Adds the children's columns of the command's name that have no other reason to be there. */
void ddl_add_inheriting(struct ddl *ddl, const struct ddl_command *command,
                        const struct table *parent, struct ddl_addresses *targets);
ddl_subcommand ddl_add_column, ddl_set_default, ddl_set_not_null, ddl_drop_not_null,
    ddl_drop_expression, ddl_set_statistics, ddl_set_column_options, ddl_reset_column_options,
    ddl_set_storage, ddl_set_compression, ddl_drop_column, ddl_add_identity, ddl_set_identity,
    ddl_drop_identity;
/* A copy of the column, behind those the table has. */
struct column *ddl_push_column(struct ddl *ddl, struct table *table,
                               const struct column *column);
/* ddl_retype.c */
ddl_subcommand ddl_set_type;
/* The type and collation that the node says; what went with the old type goes. */
void ddl_retype_column(struct ddl *ddl, struct column *column, const PgQuery__ColumnDef *node);
struct column *ddl_find_attribute(struct composite *type, const char *name); /* NULL: none */
/* ddl_alter_attribute.c: one subcommand of ALTER TYPE, with the tables made of the type. */
void ddl_alter_attribute(struct ddl *ddl, struct composite *type,
                         const PgQuery__AlterTableCmd *node);
/* ddl_alter_constraint.c */
/* Gives the children of a table its check of that name. */
void ddl_inherit_check(struct ddl *ddl, struct table *parent, const char *name);
bool ddl_is_key(const PgQuery__Constraint *node); /* it has an index */
ddl_subcommand ddl_add_constraint, ddl_alter_constraint, ddl_validate_constraint,
    ddl_drop_constraint;
/* ddl_alter_parent.c */
ddl_subcommand ddl_add_parent, ddl_drop_parent, ddl_add_of, ddl_drop_of, ddl_attach_partition,
    ddl_detach_partition;

/* A statistics target as the model keeps it. */
int ddl_statistics(int target);

/* The column whose identity has the sequence of that name; NULL: none. */
struct column *ddl_find_identity(const struct table *table, const char *sequence);

/* A table becomes a child of another one; false and an error if it cannot. And it is one no
 * more. */
bool ddl_tie(struct ddl *ddl, const struct ddl_command *command, struct table *child,
             struct table *parent, const PgQuery__RangeVar *range);
void ddl_part(struct ddl *ddl, struct table *child, struct table *parent, int location);

#endif

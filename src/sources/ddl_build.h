#ifndef SCHEMAGEN_SOURCES_DDL_BUILD_H
#define SCHEMAGEN_SOURCES_DDL_BUILD_H

/* What the files of sources/ddl share: the state that statements change, and how they find, add
 * and name things in it. Not for other rooms: they call ddl.h.
 *
 * The state is a model whose look-up table of names is exact after every statement, while its
 * lists and links are made when it is finished:
 * - A top-level object is there iff the table has it under its own name (ddl_is_there). Its
 * list keeps it for good; a drop takes the name out, a rename takes it out and enters the new
 * one.
 * - Names of members that stand among the relations (indexes, what has one under it, sequences
 *   of identities) are entered too, for their table: the holder of such a name is the table,
 * and the member is found in it by name. Names of constraints are entered among the
 * constraints.
 * - References are found when they are said: ref.to is set, and a rename changes only the
 * object (ddl_finish copies names along 'to'). Column names are texts, in whatever mentions
 * them. */

#include "base/pointer_map.h"
#include "model/default_name.h"
#include "model/names.h"
#include "postgres/parser.h"
#include "postgres/sql.h"
#include "sources/ddl.h"

/* The statement at hand. */
struct ddl_statement {
    const struct script_step *step;
    const struct variables *variables;
    struct parse *parse;
    struct source source; /* the text that places in the tree are counted in */
    bool is_nested;       /* in a block: its places are not told */
    bool expanded;        /* variables were put in: places are not those of the file */
};

/* What has no kind in the model. A relation or a type stands in the names like any other; of
 * tables that are not modelled see ddl.left_out. */
struct ddl_other {
    struct object object;  /* kind KIND_COUNT */
    const char *word;      /* "view": as the database source calls it */
    const char *identity;  /* as pg_identify_object() prints it; NULL: just the name */
    struct object *parent; /* of a trigger, policy or rule: what it is on; else NULL */
    bool name_is_whole;    /* it has a parent, but is not called by it */
    bool unlisted;         /* as the database source does not list it: its parent is listed */
    bool dropped;
    struct qname key;       /* among other_names */
    struct text_list parts; /* of statistics: columns, NULL for an expression */
    ARRAY(struct ddl_edge {
        struct object *on;
        const char *column; /* NULL: the whole */
    })
    edges;
};

/* What others call by name: ddl_called. */
enum ddl_called { CALLED_ROUTINE, CALLED_COLLATION, CALLED_CLASS, CALLED_COUNT };

struct ddl {
    struct model *model;
    const struct source_settings *settings;
    struct diags *diags;
    size_t errors;        /* that were there before */
    struct arena scratch; /* what is known while one statement is carried out */
    struct ddl_statement statement;
    struct text_list path;                  /* search_path */
    const char *tablespace, *access_method; /* default_…; NULL: the database's own */
    bool forgives;                          /* that a name is taken: it is */
    bool forgiven;                          /* then, and the statement does nothing */
    bool from_dump; /* pg_dump wrote it: comments on extensions are the extensions' own */
    /* tables that are built like any other and are no part of the model: what they are
     * ("partition", "temporary table"); absent: an ordinary table */
    struct pointer_map left_out;
    struct pointer_map row_security;  /* tables that have it: how (ddl_alter.c) */
    struct pointer_map kept_defaults; /* texts of defaults that are older than their column's
                                         type, and keep the type that they had */
    ARRAY(struct ddl_default_privilege {
        const char *schema; /* NULL: any */
        const char *grantee;
    })
    default_privileges;          /* on tables that are still to come */
    ARRAY(struct table *) heirs; /* tables that inherit, or did once (ddl_walk.c) */
    ARRAY(struct ddl_other *) others;
    struct names *other_names;
    struct names *called[CALLED_COUNT]; /* by name in a schema */
};

#define TEMPORARY_SCHEMA "pg_temp"
extern const char ddl_external[];  /* the same of what others own (ddl_external.c) */
extern const char ddl_temporary[]; /* the word in left_out of what ends with the session */

typedef void ddl_handler(struct ddl *ddl, const PgQuery__Node *node);

/* ------------------------------------------------------------------ places and messages */

/* The token at a byte of the statement's text; the whole statement for -1. */
struct span ddl_place(const struct ddl *ddl, int location);
/* The whole statement; its first line where it has several. */
struct span ddl_here(const struct ddl *ddl);

/* An error [statement]: PostgreSQL would refuse. Always false. */
bool ddl_refuse(struct ddl *ddl, int location, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A warning [unfollowed], counted. */
void ddl_cannot_follow(struct ddl *ddl, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ------------------------------------------------------------------ text (ddl_text.c) */

/* Text that is kept in the model; "" and NULL give NULL. */
const char *ddl_keep(struct ddl *ddl, const char *text);
const char *ddl_quoted(struct ddl *ddl, const char *name); /* as an identifier is written */

/* Whether the newer syntax that the note is for was lifted out at that place. */
bool ddl_has_note(const struct ddl *ddl, enum note_type type, int location);

/* A walk over the tokens of the statement, white space and comments left out. */
struct ddl_tokens {
    const struct ddl *ddl;
    uint32_t at;         /* behind the token */
    uint32_t start, end; /* the token; start == end at the end of the text */
    enum ddl_token {
        TOKEN_END,
        TOKEN_WORD,
        TOKEN_QUOTED, /* a string, a dollar body or a quoted name */
        TOKEN_OPEN,   /* ( and [ */
        TOKEN_CLOSE,
        TOKEN_COMMA,
        TOKEN_OTHER
    } type;
};
struct ddl_tokens ddl_tokens_from(const struct ddl *ddl, int location);
bool ddl_next(struct ddl_tokens *tokens); /* false at the end */
bool ddl_is_word(const struct ddl_tokens *tokens, const char *word);
/* Moves behind the bracket that closes the one at hand. */
void ddl_skip_brackets(struct ddl_tokens *tokens);

/* The expression between two bytes of the statement: comments and line ends are taken out, and
 * the parentheses around the whole. */
struct expr ddl_expr(struct ddl *ddl, uint32_t start, uint32_t end);
/* The one in the first parentheses behind the word, from that byte on: CHECK (…), AS (…). */
struct expr ddl_expr_in_brackets(struct ddl *ddl, int location, const char *word);
/* The one behind the word, up to byte 'limit' or the comma or bracket that ends it. */
struct expr ddl_expr_behind(struct ddl *ddl, int location, const char *word, uint32_t limit);

/* Where the clause of a column or a domain that begins at location ends at the latest: where
 * the next one begins. */
uint32_t ddl_clause_limit(int location, PgQuery__Node *const *constraints, size_t count,
                          const PgQuery__CollateClause *collate);

/* ------------------------------------------------------------------ values of nodes */

/* The text of a String or Integer node and such; NULL for others. In the model. */
const char *ddl_text(struct ddl *ddl, const PgQuery__Node *node);
void ddl_add_texts(struct ddl *ddl, struct text_list *list, PgQuery__Node *const *nodes,
                   size_t count);
/* A list of Strings as a qualified name; pg_catalog and the catalog's name are left out. */
struct qname ddl_qname(struct ddl *ddl, PgQuery__Node *const *nodes, size_t count);
const char *ddl_role_name(struct ddl *ddl, const PgQuery__RoleSpec *role); /* NULL: not said */
/* defGetString() of PostgreSQL: the text that reloptions keep. "true" without a value. */
const char *ddl_option_text(struct ddl *ddl, const PgQuery__DefElem *element);
/* WITH (…) and SET (…). */
void ddl_set_options(struct ddl *ddl, struct options *options, PgQuery__Node *const *nodes,
                     size_t count);

/* ------------------------------------------------------------------ names (ddl_names.c) */

/* The name that CREATE gives: schema, if said, has to exist. Name NULL after an error. */
struct qname ddl_new_name(struct ddl *ddl, struct qname said, int location);
struct qname ddl_new_relation(struct ddl *ddl, const PgQuery__RangeVar *range);

/* Whether there is a schema of that name. */
bool ddl_has_schema(const struct ddl *ddl, const char *name);

/* Whether a schema may get that name; else an error. */
bool ddl_judge_schema(struct ddl *ddl, const char *name);

/* Who holds the name, by the search path where no schema is said; NULL: nobody. Of a member's
 * name among the relations it is the table; *found, if given, is the whole name. */
struct object *ddl_find(const struct ddl *ddl, enum name_space space, struct qname said,
                        struct qname *found);
struct object *ddl_find_relation(const struct ddl *ddl, const PgQuery__RangeVar *range,
                                 struct qname *found);
struct qname ddl_range_name(struct ddl *ddl, const PgQuery__RangeVar *range);

/* The table of that name; NULL and an error if there is none. If what has the name is not
 * modelled in full (a view, a table whose columns are unknown) NULL without an error. */
struct table *ddl_need_table(struct ddl *ddl, const PgQuery__RangeVar *range);

/* Whether a top-level object has not been dropped: see above. */
bool ddl_is_there(const struct ddl *ddl, const struct object *object);

/* Enters a new object under the name, owner unknown. NULL and an error if it is taken. */
struct object *ddl_add(struct ddl *ddl, enum kind kind, struct qname name, int location);
/* Makes a table the child of another, named at that byte of the statement. */
void ddl_inherit(struct ddl *ddl, struct table *child, struct table *parent, int location);
/* Takes the names of a top-level object and of its members out of the look-up table, or enters
 * them (false and an error for those that are taken): what drops, renames and moves do. */
void ddl_leave(struct ddl *ddl, struct object *object);
bool ddl_enter(struct ddl *ddl, struct object *object, int location);

/* The name of a member among the relations: for its table. False and an error if taken. */
bool ddl_enter_member(struct ddl *ddl, struct table *table, struct qname name, int location);

/* The names of a table's or a domain's constraint: among the constraints, and among the
 * relations where it has an index. */
bool ddl_enter_constraint(struct ddl *ddl, struct object *owner,
                          const struct constraint *constraint);
void ddl_leave_constraint(struct ddl *ddl, struct object *owner,
                          const struct constraint *constraint);

/* The name of something that is not modelled and is referred to, with its schema where the
 * search path leads to one; else as it was said. */
struct qname ddl_called(const struct ddl *ddl, enum ddl_called called, struct qname said);
void ddl_enter_called(struct ddl *ddl, struct ddl_other *other);
void ddl_leave_called(struct ddl *ddl, const struct ddl_other *other);
struct qname ddl_collation(struct ddl *ddl, const PgQuery__CollateClause *clause);
/* The expression with what it mentions qualified where the search path is not the usual one. */
const char *ddl_qualified(struct ddl *ddl, const char *text);

/* ------------------------------------------------------------------ types (ddl_type.c) */

/* False and an error if there is no such type. */
bool ddl_read_type(struct ddl *ddl, const PgQuery__TypeName *node, struct type_name *type);

/* The same, but a type that is not there is taken for an extension's. */
bool ddl_read_loose_type(struct ddl *ddl, const PgQuery__TypeName *node,
                         struct type_name *type);
/* format_type_be_qualified() of PostgreSQL, as names of functions and casts have it. */
const char *ddl_qualified_type(struct ddl *ddl, const PgQuery__TypeName *node);

/* The column's not null is called from now on as that of 'named' is now, unless it has a name
 * of its own: before a rename of the column or its table with the column itself
 * (ddl_not_null.c). */
void ddl_keep_not_null(struct ddl *ddl, struct column *column, const struct column *named);

/* ------------------------------------------------------------------ members */

/* A column as it is defined, with its constraints added to the table's list unnamed, but not
 * entered in the table. */
bool ddl_read_column(struct ddl *ddl, struct table *table, const PgQuery__ColumnDef *node,
                     bool creating, struct column *column);
/* GENERATED … AS IDENTITY */
bool ddl_read_identity(struct ddl *ddl, struct column *column, const PgQuery__Constraint *node);
/* Sequence names of identity and serial columns: before the table is entered, or for a new
 * column. */
void ddl_add_sequence(struct ddl *ddl, struct table *table, struct column *column,
                      int location);

/* One constraint of a table into its list, unnamed where its name was not said; of a column if
 * one is given. creating: in CREATE TABLE, where NOT VALID says nothing. */
bool ddl_read_constraint(struct ddl *ddl, struct table *table, const char *column,
                         const PgQuery__Constraint *node, bool creating);
/* DEFERRABLE and such, for the constraint before. */
void ddl_read_attribute(struct constraint *constraint, const PgQuery__Constraint *node);

/* Names and enters the table's constraints from that one on, in the order in which PostgreSQL
 * comes to them; drops what another of them makes redundant; keys make columns not null,
 * foreign keys find the columns that they do not say. False and errors for what is missing and
 * for names that are taken. */
bool ddl_settle_constraints(struct ddl *ddl, struct table *table, size_t first);
/* The same in steps, for CREATE TABLE: of the constraints in the range those of some ranks
 * (default_name.h). */
struct ddl_range {
    size_t first, end;
};
void ddl_drop_redundant(struct table *table, size_t first);
bool ddl_settle_ranks(struct ddl *ddl, struct table *table, struct ddl_range range,
                      unsigned from, unsigned to);

/* Where an expression stands. */
enum ddl_use { USE_CHECK, USE_DEFAULT, USE_GENERATED, USE_INDEX, USE_PREDICATE };

/* Whether the expression (NULL is one) may stand there, and the table (NULL: none) has every
 * column that it mentions; the same of every clause of a column's definition, and of what a
 * constraint holds. False and errors if not (ddl_judge.c). */
bool ddl_judge_expression(struct ddl *ddl, enum ddl_use use, const struct table *table,
                          const PgQuery__Node *node);
bool ddl_judge_constraint(struct ddl *ddl, const struct table *table,
                          const PgQuery__Constraint *node);
/* A relation that is not known here may be there all the same: PostgreSQL's own, an
 * extension's, or one of statements that could not be followed. */
bool ddl_is_elsewhere(const struct ddl *ddl, struct qname name);
bool ddl_judge_value(struct ddl *ddl, const PgQuery__Node *node); /* a domain's check */
bool ddl_judge_column(struct ddl *ddl, const struct table *table,
                      const PgQuery__ColumnDef *node);

/* Copies of another table's: the index is named and entered, the constraint not yet. */
void ddl_copy_index(struct ddl *ddl, struct table *table, const struct index *from,
                    bool comments);
void ddl_copy_constraint(struct ddl *ddl, struct table *table, const struct constraint *from,
                         bool comments);
/* The partitions of a table get its index, or its key, where they have none like it
 * (ddl_partition.c). */
void ddl_hand_down_index(struct ddl *ddl, struct table *table, const char *name);
void ddl_hand_down_key(struct ddl *ddl, struct table *table, const char *name);

/* Names and enters a copy of the index. */
void ddl_add_index(struct ddl *ddl, struct table *table, struct index index);

/* What TABLESPACE says, or the setting; NULL: the database's own. */
const char *ddl_tablespace(struct ddl *ddl, const char *said);
void ddl_copy_texts(struct ddl *ddl, struct text_list *to, const struct text_list *from);

/* An attribute of a composite type. */
bool ddl_add_attribute(struct ddl *ddl, struct composite *type, const PgQuery__ColumnDef *node);
/* STORAGE_DEFAULT for any other word. */
enum storage ddl_storage(const char *word);

/* A check of a domain, named and entered. */
void ddl_add_domain_check(struct ddl *ddl, struct domain *domain,
                          const PgQuery__Constraint *node);

/* OWNED BY */
bool ddl_own_sequence(struct ddl *ddl, struct sequence *sequence,
                      const PgQuery__DefElem *element);

/* Sequence options: those that are said, over what the options are. */
bool ddl_read_sequence_options(struct ddl *ddl, struct sequence_options *options,
                               PgQuery__Node *const *nodes, size_t count, bool is_new);

/* ------------------------------------------------------------------ not modelled */

/* One more, with a name of its own kind only; or among the relations or the types: NULL and an
 * error if the name is taken there. identity NULL: it is the name. */
struct ddl_other *ddl_add_other(struct ddl *ddl, const char *word, struct qname name,
                                const char *identity, struct object *parent);
struct ddl_other *ddl_add_other_relation(struct ddl *ddl, const char *word, struct qname name,
                                         int location);
struct ddl_other *ddl_add_other_type(struct ddl *ddl, const char *word, struct qname name);
/* CREATE TYPE with a name and nothing else: a type of whatever kind takes the place of it. */
extern const char ddl_shell[];                  /* the word of one */
bool ddl_is_shell(const struct object *object); /* NULL: no */
void ddl_take_shell(struct ddl *ddl, struct qname name);
/* Enters all of them in the model's list, with what they are on. */
void ddl_list_others(struct ddl *ddl);

/* NULL: there is none. */
struct ddl_other *ddl_find_other(struct ddl *ddl, const char *word, const char *identity,
                                 const struct object *parent);
/* By name in a schema, or by the search path. */
struct ddl_other *ddl_find_other_named(struct ddl *ddl, const char *word, struct qname name);
void ddl_drop_other(struct ddl *ddl, struct ddl_other *other);
/* False and an error if the name is taken. */
bool ddl_rename_other(struct ddl *ddl, struct ddl_other *other, struct qname to);
/* What comes with another one that is not modelled and has a name among the relations or the
 * types: only the name counts. */
void ddl_add_companion(struct ddl *ddl, enum name_space space, const char *word,
                       struct qname name, struct ddl_other *parent);
/* CREATE INDEX on a materialized view and such. */
void ddl_create_other_index(struct ddl *ddl, struct ddl_other *other,
                            const PgQuery__IndexStmt *create);
/* name(type,type), as format_procedure_qualified() of PostgreSQL prints it. */
const char *ddl_signature(struct ddl *ddl, struct qname name, PgQuery__Node *const *parameters,
                          size_t count);
/* What an object is on, each once: a relation or one of its columns (NULL: all of it), a type
 * of the model, or what a query mentions (a name that several of its tables have counts for all
 * of them), or an expression over a relation (NULL: none). */
void ddl_add_edge(struct ddl *ddl, struct ddl_other *other, struct object *on,
                  const char *column);
void ddl_add_type_edge(struct ddl *ddl, struct ddl_other *other, const PgQuery__TypeName *node);
void ddl_add_edges(struct ddl *ddl, struct ddl_other *other, struct object *over,
                   const PgQuery__Node *node);
/* What a table has and the model has no field for ("row security of table"). */
void ddl_note_on_table(struct ddl *ddl, const char *word, struct object *table, bool is_set);
/* What a table is that is no part of the model ("partition"); NULL: an ordinary one. */
const char *ddl_left_out(const struct ddl *ddl, const struct object *table);

/* What ALTER DEFAULT PRIVILEGES has said about new tables (ddl_privileges.c). */
void ddl_take_default_privileges(struct ddl *ddl, struct table *table);
/* CREATE STATISTICS without a name is parsed as a SELECT; false: this is none. */
bool ddl_create_unnamed_statistics(struct ddl *ddl, const PgQuery__SelectStmt *select);
/* LIKE … INCLUDING STATISTICS (ddl_statistics.c) */
void ddl_copy_statistics(struct ddl *ddl, const struct table *from, struct table *to);

/* ------------------------------------------------------------------ statements */

ddl_handler ddl_do;
/* What a node says, by its kind; what changes no schema is passed over. */
ddl_handler ddl_carry_out;

ddl_handler ddl_create_table, ddl_create_table_as, ddl_create_foreign_table, ddl_create_index,
    ddl_create_sequence, ddl_create_schema, ddl_create_extension, ddl_create_enum,
    ddl_create_composite, ddl_create_domain;

/* What the model declares as external is there from now on. */
void ddl_know_external(struct ddl *ddl, const struct model *model);

/* The statement is the block that our own migrations have where an extension gets its own
 * comment back: then it has one no more (ddl_comment.c). */
bool ddl_restores_comment(struct ddl *ddl);

ddl_handler ddl_alter_table, ddl_alter_enum, ddl_alter_domain, ddl_alter_sequence,
    ddl_alter_extension, ddl_alter_owner, ddl_set_schema, ddl_rename, ddl_drop, ddl_drop_owned,
    ddl_comment, ddl_alter_publication, ddl_alter_policy;

/* what is not modelled */
ddl_handler ddl_create_view, ddl_create_function, ddl_create_trigger, ddl_create_policy,
    ddl_create_rule, ddl_grant, ddl_alter_default_privileges, ddl_define, ddl_create_range,
    ddl_create_operator_class, ddl_create_operator_family, ddl_create_statistics,
    ddl_create_conversion, ddl_create_cast, ddl_create_transform, ddl_create_publication,
    ddl_create_event_trigger, ddl_create_wrapper, ddl_create_server, ddl_create_access_method,
    ddl_create_language;

#endif

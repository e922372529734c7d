#ifndef SCHEMAGEN_SOURCES_MODELS_BUILD_H
#define SCHEMAGEN_SOURCES_MODELS_BUILD_H

/* What the files of sources/models share: from the syntax tree to unresolved objects. Judges
 * only what one item can be judged by: clauses that are repeated or do not fit. */

#include "grammar/syntax.h"
#include "model/model.h"

struct mixin; /* a hash entry, private to models_table.c */

struct builder {
    struct model *model;
    struct diags *diags;
    const char *schema; /* of the schema block at hand; NULL: none */
    struct arena *nodes;
    struct mixin *mixins;
};

/* ------------------------------------------------------------------ clauses by table */

/* What a clause does to the thing being built. */
typedef void clause_handler(struct builder *builder, void *thing, const struct clause *clause);

/* Applies each clause by its handler. A clause without one does not belong there; one that
 * stands twice and whose bit is not in 'repeats' is an error. */
struct clause_table {
    const char *what;                /* "a column" */
    clause_handler *const *handlers; /* CLAUSE_COUNT of them */
    const bool *repeats;             /* CLAUSE_COUNT of them; NULL: none may */
};
/* Reports a clause of a kind that was seen before; else notes it. */
bool clause_repeats(struct builder *builder, const struct clause *seen[CLAUSE_COUNT],
                    const struct clause *clause);

/* Calls the table's handler for each clause; one without a handler is misplaced. */
void clauses_apply(struct builder *builder, const struct clause_table *table, void *thing,
                   const struct clause *clauses);

/* Reports that the clause does not belong to "a column"; returns false. */
bool clause_misplaced(struct builder *builder, const struct clause *clause, const char *what);

/* ------------------------------------------------------------------ parts */

/* A doc comment before what cannot have one is an error. */
void refuse_doc(struct builder *builder, const struct item *item);
void build_doc(struct builder *builder, struct object *object, const struct item *item);
/* renamed from, comment, owner to: handlers for anything that begins with a struct object */
clause_handler build_renamed, build_comment, build_owner;

void build_type(struct builder *builder, struct type_name *type, const struct clause *clause);
/* The type of a column, which may be serial. */
void build_column_type(struct builder *builder, struct column *column,
                       const struct clause *clause);
void build_options(struct builder *builder, struct options *options,
                   const struct clause *parts);
void build_names(struct builder *builder, struct text_list *list, const struct clause *parts);
/* Where PostgreSQL minds no column that is listed twice. */
void build_include(struct builder *builder, struct text_list *list, const struct clause *parts);
void build_element(struct builder *builder, struct index_element *element,
                   const struct clause *clause);
size_t count_parts(const struct clause *parts);
struct expr build_expr(const struct clause *clause);
long build_number(struct builder *builder, const struct clause *clause, long least, long most);

struct sequence_build {
    struct sequence_options options;
    struct sequence_said said;
    struct sequence *sequence; /* NULL: of an identity column */
    struct column *column;     /* else NULL */
};
void build_sequence_options(struct builder *builder, struct sequence_build *build,
                            const struct clause *clauses);

/* ------------------------------------------------------------------ items */

void build_table(struct builder *builder, struct table *table, const struct item *item);
/* Constraint and index items, and the clauses behind them. */
void build_constraint(struct builder *builder, struct constraint *constraint,
                      const struct item *item);
void build_index(struct builder *builder, struct index *index, const struct item *item);
/* One line of a table that is a column, with what its clauses add to the table. */
void build_column(struct builder *builder, struct table *table, const struct item *item);

/* Applies a clause to a constraint; false if it does not fit one of that type. */
bool constraint_take(struct builder *builder, struct constraint *constraint,
                     const struct clause *clause);
bool index_take(struct builder *builder, struct index *index, const struct clause *clause);

/* Enters a mixin under its name, an error if another has it; they are looked up by 'like'. */
void mixin_declare(struct builder *builder, const struct item *item);
void mixins_release(struct builder *builder);

#endif

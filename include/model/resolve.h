#ifndef SCHEMAGEN_MODEL_RESOLVE_H
#define SCHEMAGEN_MODEL_RESOLVE_H

/* From what sources fill in to a whole model: names that were left unsaid get the ones
 * PostgreSQL would give (63 bytes, collision numbers and all), serial columns get their
 * sequence, column types find their type, references find their object, lists are sorted, and
 * every rule that needs more than one line to judge is judged: duplicates, missing columns,
 * missing references, two primary keys, renames that cannot be. Reports all errors, each with
 * its place and, where there is a near name, 'did you mean'. */

#include "model/model.h"

/* For models from files. False if there were errors. */
bool model_resolve(struct model *model, struct diags *diags);

/* For models from a database: links references and sorts; nothing is named, checked or reported
 * (what is not modelled stays unlinked). */
void model_link(struct model *model);

/* For models whose every fact is said already, by whoever: links as above, and reports names
 * that are taken, members that are not there, and what is made of itself. partial: what it
 * refers to and is not in it may be there all the same. False if there were errors. */
bool model_judge(struct model *model, bool partial, struct diags *diags);

/* The default of a serial column with that sequence, as PostgreSQL prints it. */
const char *sequence_value(struct arena *arena, struct qname sequence);

/* type_storage() where the type may be one of the model's. */
enum storage model_type_storage(const struct model *model, const struct type_name *type);

/* What model_link() does, and then forgets what was said although it is the default: for models
 * whose names and references are known. */
void model_settle(struct model *model);

/* Whether the default is NULL, and so none: said of a column that shall not have its parent's
 * default, or its domain's. text may be NULL. */
bool default_is_null(const char *text);
/* Forgets such a default where it has done its work; PostgreSQL keeps it for a domain. */
void column_forget_null(const struct model *model, struct column *column);

/* The columns that a table gets from the type it is of and from its parents, before its own and
 * merged with those of the same name. References to them have to be linked. */
void table_inherit_columns(struct model *model, struct table *table, struct diags *diags);
/* The checks that it gets from its parents, where it has none of that name. */
void table_inherit_checks(struct model *model, struct table *table);

/* Whether a foreign key may refer to these columns, in whatever order: a key or a unique index
 * is over just them. */
bool table_offers_key(const struct table *table, const struct text_list *columns);

/* ChooseIndexName(), ChooseConstraintName() and ChooseRelationName() of PostgreSQL:
 * name1_name2_label cut to 63 bytes as makeObjectName() does, then with 1, 2, … until free says
 * so. */
const char *default_name(struct arena *arena, const char *name1, const char *name2,
                         const char *label, bool (*is_taken)(const char *name, void *context),
                         void *context);

#endif

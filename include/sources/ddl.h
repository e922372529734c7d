#ifndef SCHEMAGEN_SOURCES_DDL_H
#define SCHEMAGEN_SOURCES_DDL_H

/* SQL as a source: the statements of scripts, carried out in order on a model instead of a
 * database. What changes no schema (INSERT, SELECT, SET …) is passed over. What PostgreSQL
 * would refuse is an error. What cannot be known without a server (DO with statements that
 * define something in it, CREATE TABLE AS, IMPORT FOREIGN SCHEMA) is a warning [unfollowed]
 * with its place, and counted: whoever compares the model must then say that it cannot tell.
 * docs/sql.md says which is which. */

#include "model/model.h"
#include "sources/migrations.h"
#include "sources/source.h"

struct ddl; /* a model that statements are carried out on */

/* An empty database: the schema public and nothing else. The settings are borrowed; messages go
 * to diags. */
struct ddl *ddl_new(const struct source_settings *settings, struct diags *diags);

/* Carries out the statements of a script in order, each run beginning with the search_path that
 * the runner sets (settings->schema, public). Variables that are set are put in; a statement
 * that defines something and has one that is not set cannot be followed. False after errors;
 * what came before them and after them is carried out all the same. The script's source has to
 * outlive the model where messages about the model are to have places. */
bool ddl_run(struct ddl *ddl, const struct script *script, const struct variables *variables);

/* Statements so far that could not be followed. */
size_t ddl_unfollowed(const struct ddl *ddl);

/* The model as it stands, with names, links and order as model_resolve() and database_load()
 * leave them, and judged as a whole (model_judge) where there were no errors before; the caller
 * owns it. Frees the ddl, which is not usable any more. Never NULL: whoever had errors does not
 * use it. */
struct model *ddl_finish(struct ddl *ddl);
void ddl_free(struct ddl *ddl); /* without a model; NULL is allowed */

#endif

#ifndef SCHEMAGEN_SOURCES_SOURCE_H
#define SCHEMAGEN_SOURCES_SOURCE_H

/* Everything that describes a schema loads into a model. */

#include "model/model.h"
#include "postgres/connection.h"

/* Settings of the project that shape every source. */
struct source_settings {
    const char *schema; /* what unqualified names mean; NULL: "public" */
    bool owners;        /* read and compare owners */
    const char *const
        *exclude; /* patterns "schema.name" or "name", with '*'; NULL-terminated */
    const char *history_schema, *history_table; /* the tool's own, always left out */
    /* whose external objects scripts may refer to without making them; NULL: none */
    const struct model *models;
};

/* All .sg files under path (a folder or one file), parsed and resolved. NULL and messages for
 * every error in any of them. */
struct model *models_load(const char *path, const struct source_settings *settings,
                          struct diags *diags);

/* One text, for tests and editors. */
struct model *models_load_source(const struct source *source,
                                 const struct source_settings *settings, struct diags *diags);

/* A model that was exported as JSON. NULL and messages, each with its place, for every error in
 * it. */
struct model *json_load(const char *path, const struct source_settings *settings,
                        struct diags *diags);

/* An option of columns that minor versions of late 2026 keep for themselves: no part of a
 * schema, and passed over by their pg_dump, though not by one of another version. */
#define SERVER_OPTION "pg_attver"

/* A script of SQL, as psql would run it on an empty database: a pg_dump --schema-only file or
 * one written by hand. sources/ddl.h says what is read. NULL and messages after errors. */
struct model *sql_load(const char *path, const struct source_settings *settings,
                       struct diags *diags);
struct model *sql_load_source(const struct source *source,
                              const struct source_settings *settings, struct diags *diags);

/* A live database, read in one repeatable-read snapshot by a constant number of statements in
 * one pipeline. What it has and the model has no kind for is listed in model->unmodelled. NULL
 * and a message if it cannot be read, or if the role may not see all of it. */
struct model *database_load(struct connection *connection,
                            const struct source_settings *settings, struct diags *diags);

/* The same in two steps: the server works and a thread waits for it while the caller does
 * something else, but nothing with this connection. Each begin is followed by one finish or, if
 * the model is not wanted any more, one abandon (NULL is allowed). The settings are borrowed
 * until then. */
struct database_reading;
struct database_reading *database_begin(struct connection *connection,
                                        const struct source_settings *settings);
struct model *database_finish(struct database_reading *reading, struct diags *diags);
void database_abandon(struct database_reading *reading);

#endif

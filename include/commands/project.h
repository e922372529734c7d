#ifndef SCHEMAGEN_COMMANDS_PROJECT_H
#define SCHEMAGEN_COMMANDS_PROJECT_H

/* The project: schemagen.json looked for upwards from the working folder, the .env file beside
 * it, the options that stand above both, and the address of the database out of all of them. */

#include "commands/config.h"
#include "commands/option.h"
#include "postgres/url.h"
#include "runner/history.h"
#include "sources/migrations.h"
#include "sources/source.h"

struct global_options;

struct project {
    const char *root;        /* the folder, as seen from the working folder: ".", "../.." */
    const char *config_path; /* NULL: there is no file */
    struct config config;
    const char *models;      /* path of the models */
    const char *migrations;  /* path of the migrations folder */
    const char *dev;         /* --dev, or NULL */
    const char *environment; /* --env, or NULL */
    const char *database;    /* -d, or NULL */
    struct source_settings settings;
    struct history_names history;
    struct variables variables; /* -x */
    struct words from_file;     /* environment variables that came from .env */
};

/* Fills the project. False after errors in the file or the options, such as an --env that does
 * not exist. project_release afterwards, whatever the result. */
bool project_read(struct arena *arena, const struct global_options *global,
                  struct project *project, struct diags *diags);
void project_release(struct project *project);

/* Is a database said anywhere? (User and password alone do not say one.) */
bool project_has_database(const struct project *project);

/* The address of the configured database. False and a message if it is wrong, if --env comes
 * out empty, or if none is configured. */
bool project_database(struct arena *arena, const struct project *project,
                      struct address *address, struct diags *diags);

/* Where proofs may be made: --dev, else the file's "dev". *said is false where there
 * is none. */
bool project_dev(struct arena *arena, const struct project *project, struct address *address,
                 bool *said, struct diags *diags);

/* The setting "lock_timeout", of --env first. Both stay as they are where nothing is said.
 * False and a message if it is none. */
bool project_lock_timeout(struct arena *arena, const struct project *project,
                          long *milliseconds, bool *said, struct diags *diags);

/* Text with each ${NAME} replaced from the environment; NULL and a message if one is not set.
 * 'at' is where the text stands. */
const char *project_expand(struct arena *arena, const char *text, struct span at,
                           struct diags *diags);

/* Reads NAME=VALUE lines into the process's environment, where they are not set there yet; the
 * names that were set are added to 'set'. A file that is not there is no error. */
bool environment_read_file(struct arena *arena, const char *path, struct words *set,
                           struct diags *diags);

#endif

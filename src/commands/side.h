#ifndef SCHEMAGEN_COMMANDS_SIDE_H
#define SCHEMAGEN_COMMANDS_SIDE_H

/* A source as it is said on the command line ("models:schemas", "db:", "empty:", a bare path or
 * URL), loaded into a model. */

#include "commands/command.h"

enum side_type {
    SIDE_MODELS,
    SIDE_DATABASE,
    SIDE_MIGRATIONS,
    SIDE_SCRIPT,
    SIDE_JSON,
    SIDE_EMPTY
};

struct side {
    enum side_type type;
    const char *argument; /* a path or an address; "" means the project's own */
    /* filled by side_load */
    struct model *model;
    struct connection *connection;    /* of a database, open until side_release */
    struct database_reading *reading; /* between side_begin and side_load */
};

/* Reads the word. STATUS_USAGE, reported, if it is no source or none that is supported yet. */
enum status side_read(struct context *context, const char *word, struct side *side);

/* Lets a database's server work already, while the other side is loaded; side_load then takes
 * it up. Of the other kinds there is nothing to begin. */
bool side_begin(struct context *context, struct side *side);

/* Opens what has to be opened and loads the model. */
bool side_load(struct context *context, struct side *side);
void side_release(struct side *side);

/* One warning for each kind of object that the database has and the model has no kind for. */
void side_report_unmodelled(struct context *context, const struct side *side);

/* Whether there are models at the path; else says how a project is started. */
bool side_find_models(struct context *context, const char *path);

/* Connects to the configured database. NULL after a message. */
struct connection *project_connect(struct context *context);

#endif

#ifndef SCHEMAGEN_COMMANDS_CONFIG_H
#define SCHEMAGEN_COMMANDS_CONFIG_H

/* schemagen.json: read, judged against the table of what it may say, and looked up. */

#include "base/arena.h"
#include "base/diag.h"
#include "base/json.h"

struct config {
    const struct source *source; /* NULL: there is no file */
    struct json *document;
};

/* Reads the file and judges every member. False and messages with their places. */
bool config_read(struct arena *arena, const char *path, struct config *config,
                 struct diags *diags);
void config_release(struct config *config);

/* The text of a member, of an object's member with 'object' not NULL; NULL where it is not
 * said. */
const char *config_text(const struct config *config, const char *object, const char *name);
bool config_is_true(const struct config *config, const char *name);
/* The list's texts, NULL-terminated; NULL where it is not said. */
const char *const *config_list(struct arena *arena, const struct config *config,
                               const char *name);

/* A setting of an environment; an environment that is only a text says "database". */
const char *config_environment(const struct config *config, const char *environment,
                               const char *name);
bool config_has_environment(const struct config *config, const char *environment);
/* The names of all environments, NULL-terminated. */
const char *const *config_environments(struct arena *arena, const struct config *config);

/* Where a member stands; 'object' as above, or an environment. */
struct span config_place(const struct config *config, const char *object, const char *name);

#endif

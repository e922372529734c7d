#ifndef SCHEMAGEN_SOURCES_MIGRATIONS_STATE_H
#define SCHEMAGEN_SOURCES_MIGRATIONS_STATE_H

/* What migrations build, worked out offline: their up files are carried out on a model, in the
 * order of the graph. The files are the only truth; nothing is cached. */

#include "sources/migrations.h"
#include "sources/source.h"

/* The state after the migrations of the set (a flag for each of the list, by position; NULL:
 * all of them). Variables that are not set stand as placeholders. model->unfollowed says how
 * many statements could not be followed, each with a warning. *refused says whether there are
 * some that PostgreSQL would refuse, each with an error: then the model is what the others
 * make. NULL and messages if a file cannot be split. The caller owns the model, which must not
 * outlive the migrations. */
struct model *migrations_state(const struct migrations *migrations, const bool *set,
                               const struct source_settings *settings,
                               const struct variables *variables, bool *refused,
                               struct diags *diags);

#endif

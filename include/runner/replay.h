#ifndef SCHEMAGEN_RUNNER_REPLAY_H
#define SCHEMAGEN_RUNNER_REPLAY_H

/* Migrations run on a throwaway server by the runner that runs them later, and what they lead
 * to. check --replay and diff ask what a folder builds; verify asks more of each migration. */

#include "runner/runner.h"
#include "runner/scratch.h"
#include "sources/source.h"

/* A database of its own, with its own history. Set prover, migrations, settings, names,
 * variables and diags, then open; close it whatever came of that. All borrowed. */
struct replay {
    struct prover *prover;
    const struct migrations *migrations;
    const struct source_settings *settings;
    const struct history_names *names;
    const struct variables *variables;
    struct arena *arena;
    struct diags *diags;
    /* private */
    struct scratch scratch;
    struct revisions made; /* roles, and what else is in no schema, that the migrations make */
};

/* Makes the database, and the roles and tablespaces that the model names (NULL: none). False
 * with a message (check THROWAWAY) if there is no server for it. */
bool replay_open(struct replay *replay, const struct model *furniture);

/* Runs one migration; roles that it speaks of and that no migration makes are made first. False
 * and messages at the statement that failed. */
bool replay_run(struct replay *replay, struct migration *migration, enum direction direction);

/* What the database is now; the caller frees it. NULL and a message if it cannot be read. */
struct model *replay_read(struct replay *replay);

struct connection *replay_connection(const struct replay *replay); /* the replay's own */
void replay_close(struct replay *replay);

#endif

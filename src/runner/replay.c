/* Replays: the runner on a scratch database. Where that comes from is scratch.c's. */

#include "runner/replay.h"

#include <string.h>

bool replay_open(struct replay *replay, const struct model *furniture)
{
    replay->scratch = scratch_open(replay->prover);
    if (!replay->scratch.connection ||
        (furniture && !scratch_furnish(&replay->scratch, furniture))) {
        diag_error(replay->diags, NOWHERE, CHECK_THROWAWAY, "%s", replay->scratch.reason);
        diag_hint(replay->diags, "--dev says a server to try it on.");
        return false;
    }
    return history_create(replay->scratch.connection, replay->names, replay->diags);
}

static const struct applied *stopped_row(const struct history *history, const char *revision)
{
    for (array_each (const struct applied, row, &history->rows))
        if (!strcmp(row->revision, revision) && !applied_is_whole(row))
            return row;
    return NULL;
}

bool replay_run(struct replay *replay, struct migration *migration, enum direction direction)
{
    struct history history;
    struct run run = {
        .connection = replay->scratch.connection,
        .arena = replay->arena,
        .history = replay->names,
        .schema = replay->settings->schema,
        .variables = replay->variables,
        .diags = replay->diags,
    };
    long milliseconds;

    return migration_split(replay->migrations, migration, replay->diags) &&
           history_read(run.connection, replay->arena, replay->names, &history,
                        replay->diags) &&
           runner_run_migration(&run, migration, direction,
                                stopped_row(&history, migration->revision), &milliseconds);
}

struct model *replay_read(struct replay *replay)
{
    return database_load(replay->scratch.connection, replay->settings, replay->diags);
}

struct connection *replay_connection(const struct replay *replay)
{
    return replay->scratch.connection;
}

void replay_close(struct replay *replay)
{
    if (replay->scratch.prover)
        scratch_close(&replay->scratch);
}

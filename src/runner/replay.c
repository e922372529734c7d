/* Replays: the runner on a scratch database. Where that comes from is scratch.c's. */

#include "runner/replay.h"

#include "postgres/statement.h"

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

/* ------------------------------------------------------------------ roles */

static bool is_made(const struct replay *replay, const char *name)
{
    for (array_each (const char *, made, &replay->made))
        if (!strcmp(*made, name))
            return true;
    return false;
}

static void see_touched(void *context, const struct touched *touched)
{
    struct replay *replay = context;

    if (touched->type == TOUCHED_SINGLE && touched->changes)
        array_add(replay->arena, &replay->made,
                  arena_strdup(replay->arena, touched->name.name));
    else if (touched->type == TOUCHED_ROLE && !is_made(replay, touched->name.name))
        scratch_make_role(&replay->scratch, touched->name.name);
}

/* What cannot be parsed may still run. */
static void make_roles(struct replay *replay, const struct script *script)
{
    struct arena scratch = {0};
    const char *why;

    for (array_each (struct segment, segment, &script->segments))
        for (array_each (struct script_step, step, &segment->steps))
            if (step->type == STEP_STATEMENT)
                statement_each_touched(&scratch, step->text, see_touched, replay, &why);
    arena_release(&scratch);
}

/* ------------------------------------------------------------------ running */

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

    if (!migration_split(replay->migrations, migration, replay->diags))
        return false;
    make_roles(replay, direction == DIRECTION_UP ? migration->up : migration->down);
    return history_read(run.connection, replay->arena, replay->names, &history,
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

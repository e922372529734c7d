/* Goes through a script segment by segment and records how far it has come. Splitting is done
 * (sources/migrations); which migrations are run is the command's to decide; how one step is
 * run is attempt.c's. */

#include "base/duration.h"
#include "runner/effect.h"
#include "runner/run_text.h"
#include "runner/running.h"

#include <string.h>

static bool control(const struct runner *r, const char *sql)
{
    return connection_run(r->run->connection, sql, r->run->diags);
}

/* ------------------------------------------------------------------ recording */

static bool is_nothing(const struct applied *row)
{
    return !row->segment && !row->statement && !row->started;
}

/* The row of a migration of which nothing is done: none, or that of one that stands. */
static bool take_back(const struct runner *r)
{
    struct applied row = r->progress;

    if (r->direction == DIRECTION_UP)
        return history_remove(r->run->connection, r->run->history, &row, NULL, r->run->diags);
    row = applied_whole(r->run->arena, r->migration);
    return history_progress(r->run->connection, r->run->history, &row, r->run->diags);
}

/* Enters how far it has come; the last segment settles it. */
static bool record(struct runner *r)
{
    struct applied *row = &r->progress;
    bool whole = row->segment >= row->segments;

    if (!control(r, RUN_TEXT_OWN_ROLE))
        return false;
    row->checksums = script_checksums(r->run->arena, r->script, (size_t)row->segment,
                                      (size_t)row->statement);
    row->milliseconds = duration_now() - r->began;
    if (is_nothing(row))
        return take_back(r);
    if (r->direction == DIRECTION_DOWN && whole)
        return history_remove(r->run->connection, r->run->history, row, "downgrade",
                              r->run->diags);
    return (r->has_row ? history_enter : history_begin)(
        r->run->connection, r->run->history, row, whole ? "upgrade" : NULL, r->run->diags);
}

/* ------------------------------------------------------------------ segments */

/* Deferred constraints speak up only here. */
static bool commit(struct runner *r, const struct script_step *last)
{
    return connection_run(r->run->connection, "COMMIT", NULL) ||
           attempt_fail(r, last ? last->at : NOWHERE, "could not commit: ");
}

/* A failure that might pass is none that passes if the connection is gone with it. */
static bool roll_back(struct runner *r)
{
    if (!connection_run(r->run->connection, "ROLLBACK", NULL) && r->again) {
        r->again = false;
        attempt_fail(r, r->step ? r->step->at : NOWHERE, "");
    }
    return false;
}

static bool try_together(struct runner *r, const struct script_step *steps, size_t count,
                         const struct applied *after)
{
    struct applied before = r->progress;

    if (!control(r, "BEGIN"))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!attempt_step(r, &steps[i]))
            return roll_back(r);
    if (r->migration) {
        r->progress = *after;
        if (record(r) && commit(r, count ? &steps[count - 1] : NULL)) {
            r->has_row = r->direction == DIRECTION_DOWN || !is_nothing(after);
            return true;
        }
        r->progress = before;
        return roll_back(r);
    }
    return commit(r, count ? &steps[count - 1] : NULL) || roll_back(r);
}

bool runner_run_together(struct runner *r, const struct script_step *steps, size_t count,
                         const struct applied *after)
{
    int tries = r->tries;
    bool done;

    r->tries = 0;
    do
        done = try_together(r, steps, count, after);
    while (!done && attempt_again(r));
    r->tries = tries;
    return done;
}

static bool run_segment(struct runner *r, const struct segment *segment)
{
    struct applied after = r->progress;

    r->segment = segment;
    if (!segment->transaction)
        return outside_run(r, segment);
    after.segment++;
    return runner_run_together(r, segment->steps.at, segment->steps.count, &after);
}

static bool run_segments(struct runner *r)
{
    const struct script *script = r->script;
    struct applied whole = r->progress;
    size_t first = (size_t)whole.segment;

    for (size_t i = first; i < script->segments.count; i++)
        if (!run_segment(r, &script->segments.at[i]))
            return false;
    if (!r->migration || first < script->segments.count)
        return true;
    /* a file without a statement, or of which only what has run is left */
    whole.segment = whole.segments;
    return runner_run_together(r, NULL, 0, &whole);
}

/* ------------------------------------------------------------------ going on */

static bool report_begun(const struct runner *r, const char *what)
{
    diag_error(r->run->diags, NOWHERE, CHECK_HISTORY,
               "segment %d of \"%s\" had begun outside a transaction, and %s",
               r->progress.segment + 1, r->script->source->path, what);
    diag_hint(r->run->diags, "Put it back as it was; what has not run yet may be edited.");
    return false;
}

/* Settles what an earlier run has left in the middle of a segment. */
static bool settle(struct runner *r)
{
    const struct segment *segment;

    if (!r->progress.statement && !r->progress.started)
        return true;
    if ((size_t)r->progress.segment >= r->script->segments.count)
        return report_begun(r, "is gone");
    segment = &r->script->segments.at[r->progress.segment];
    if (segment->transaction)
        return report_begun(r, "now runs in one");
    r->segment = segment;
    r->step = NULL;
    return !r->progress.started || outside_settle(r, segment);
}

/* What the statements that are done have set for their session holds for the others too. */
static bool restore_settings(struct runner *r)
{
    for (size_t i = 0; i < r->script->segments.count; i++) {
        const struct segment *segment = &r->script->segments.at[i];
        size_t count = segment->steps.count;

        if (i > (size_t)r->progress.segment)
            return true;
        if (i == (size_t)r->progress.segment)
            count =
                (size_t)r->progress.statement < count ? (size_t)r->progress.statement : count;
        r->segment = segment;
        for (size_t j = 0; j < count; j++)
            if (segment->steps.at[j].type == STEP_STATEMENT &&
                effect_sets_session(segment->steps.at[j].text) &&
                !attempt_step(r, &segment->steps.at[j]))
                return false;
    }
    return true;
}

static bool go_on(struct runner *r)
{
    bool ok;

    do
        ok = restore_settings(r) && settle(r);
    while (!ok && attempt_again(r));
    return ok;
}

/* ------------------------------------------------------------------ whole runs */

bool runner_run_script(struct connection *connection, const struct script *script,
                       struct diags *diags)
{
    struct run run = {.connection = connection, .diags = diags};
    struct runner r = {.run = &run, .script = script};

    return script_judge_variables(script, NULL, diags) && run_segments(&r);
}

bool runner_set_search_path(struct connection *connection, const char *schema,
                            struct diags *diags)
{
    struct buf sql = BUF_INIT;
    bool set;

    run_text_search_path(&sql, schema);
    set = connection_run(connection, buf_text(&sql), diags);
    buf_release(&sql);
    return set;
}

/* What an earlier migration set for its session shall not reach this one. */
static bool reset_session(const struct run *run)
{
    struct buf sql = BUF_INIT;
    bool reset;

    run_text_session(&sql, run->schema);
    reset = connection_run(run->connection, buf_text(&sql), run->diags);
    buf_release(&sql);
    return reset;
}

static void say_where_it_stands(const struct runner *r)
{
    const struct applied *row = &r->progress;

    if (!connection_is_alive(r->run->connection))
        diag_note(r->run->diags, NOWHERE,
                  "the history says what stands (\"schemagen current\"), and the next run goes "
                  "on from there");
    else if (is_nothing(row))
        diag_note(r->run->diags, NOWHERE,
                  "revision \"%s\" is rolled back, nothing of it is done", row->revision);
    else
        diag_note(
            r->run->diags, NOWHERE,
            "of revision \"%s\" %d of %d segments are done and recorded; the next run goes "
            "on from there",
            row->revision, row->segment, row->segments);
}

/* The log tells of failures too, if it can be written. */
static void log_failure(struct runner *r)
{
    static const char *const actions[] = {"upgrade failed", "downgrade failed"};
    struct diags *unsaid = diags_new();

    r->progress.milliseconds = duration_now() - r->began;
    if (*r->failure && connection_is_alive(r->run->connection) &&
        connection_run(r->run->connection, "RESET SESSION AUTHORIZATION; RESET ROLE", NULL))
        history_log(r->run->connection, r->run->history, &r->progress, actions[r->direction],
                    r->failure, unsaid);
    diags_free(unsaid);
}

static bool run_migration(struct runner *r, const struct applied *stopped)
{
    if (!reset_session(r->run) || !attempt_begin(r))
        return false;
    if ((!stopped || go_on(r)) && run_segments(r))
        return true;
    log_failure(r);
    say_where_it_stands(r);
    return false;
}

bool runner_run_migration(const struct run *run, const struct migration *migration,
                          enum direction direction, const struct applied *stopped,
                          long *milliseconds)
{
    struct runner r = {
        .run = run,
        .script = direction == DIRECTION_UP ? migration->up : migration->down,
        .migration = migration,
        .direction = direction,
        .began = duration_now(),
        .progress = applied_begun(migration, direction == DIRECTION_DOWN),
    };
    bool ok;

    r.has_row = stopped || direction == DIRECTION_DOWN;
    if (stopped) {
        r.progress.segment = stopped->segment;
        r.progress.statement = stopped->statement;
        r.progress.started = stopped->started;
    }
    ok = script_judge_variables(r.script, run->variables, run->diags) &&
         script_variables(run->arena, r.script, run->variables, &r.variables, run->diags) &&
         run_migration(&r, stopped);
    attempt_end(&r);
    *milliseconds = duration_now() - r.began;
    return ok;
}

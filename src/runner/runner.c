/* Runs scripts and migrations. Splitting them is done (sources/migrations); which ones are run
 * is the command's to decide. */

#include "runner/runner.h"
#include "runner/run_text.h"

#include <string.h>
#include <time.h>

/* A run of one script. */
struct runner {
    const struct run *run;
    const struct script *script;
    struct variables variables;
    /* recording; NULL: nothing is recorded */
    const struct migration *migration;
    enum direction direction;
    struct applied progress;
    long began;
};

static struct diags *diags_of(const struct runner *r)
{
    return r->run->diags;
}

static long now_milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ------------------------------------------------------------------ failures */

static bool is_state(const struct sql_error *error, const char *sqlstate)
{
    return error->sqlstate && !strcmp(error->sqlstate, sqlstate);
}

static bool report_failure(const struct runner *r, const struct script_step *step)
{
    const struct sql_error *error = connection_error(r->run->connection);
    struct span at =
        error->position > 0 ? step_place(step, &r->variables, error->position) : step->at;
    bool cancelled = is_state(error, "57014") && runner_was_interrupted();

    diag_error(diags_of(r), at, CHECK_MIGRATION_RUN, "%s",
               cancelled ? "interrupted" : error->message);
    if (error->detail && *error->detail)
        diag_note(diags_of(r), NOWHERE, "%s", error->detail);
    if (error->hint && *error->hint)
        diag_hint(diags_of(r), "%s", error->hint);
    if (is_state(error, "25001"))
        diag_hint(diags_of(r), "A line \"-- schemagen: transaction off\" before it lets it run "
                               "outside a transaction.");
    return false;
}

/* ------------------------------------------------------------------ steps */

static void pass_notices(const struct runner *r)
{
    const char *notices = connection_notices(r->run->connection);

    if (r->run->messages)
        fputs(notices, r->run->messages);
}

static bool run_statement(const struct runner *r, const struct script_step *step)
{
    struct buf text = BUF_INIT;
    bool ok = step_expand(step, &r->variables, &text, diags_of(r));

    if (ok && !connection_run(r->run->connection, buf_text(&text), NULL))
        ok = report_failure(r, step);
    pass_notices(r);
    buf_release(&text);
    return ok;
}

static bool report_assertion(const struct runner *r, const struct script_step *step)
{
    diag_error(diags_of(r), step->at, CHECK_ASSERTION, "the assertion does not hold");
    if (step->note)
        diag_note(diags_of(r), NOWHERE, "%s", step->note);
    return false;
}

static bool run_assertion(const struct runner *r, const struct script_step *step)
{
    struct buf condition = BUF_INIT, query = BUF_INIT;
    struct rows *rows = NULL;
    bool holds = false;

    if (step_expand(step, &r->variables, &condition, diags_of(r))) {
        buf_add(&query, "SELECT ");
        run_text_assertion(&query, buf_text(&condition));
        buf_add(&query, " IS TRUE");
        rows = connection_query(r->run->connection, buf_text(&query), 0, NULL, NULL);
        if (!rows)
            diag_error(diags_of(r), step->at, CHECK_ASSERTION, "%s",
                       connection_error(r->run->connection)->message);
        else
            holds = rows_true(rows, 0, 0) || report_assertion(r, step);
    }
    rows_free(rows);
    buf_release(&condition);
    buf_release(&query);
    return holds;
}

static bool run_refusal(const struct runner *r, const struct script_step *step)
{
    return diag_error(diags_of(r), step->at, CHECK_MIGRATION_RUN,
                      "the migration cannot be taken back: %s", step->text);
}

static bool run_step(const struct runner *r, const struct script_step *step)
{
    static bool (*const runs[])(const struct runner *, const struct script_step *) = {
        [STEP_STATEMENT] = run_statement,
        [STEP_ASSERTION] = run_assertion,
        [STEP_IRREVERSIBLE] = run_refusal,
    };

    if (runner_was_interrupted())
        return diag_error(diags_of(r), step->at, CHECK_MIGRATION_RUN, "interrupted");
    return runs[step->type](r, step);
}

/* ------------------------------------------------------------------ recording */

/* Enters how far it has come; the last segment settles it. */
static bool record(struct runner *r)
{
    struct applied *row = &r->progress;
    bool whole = row->segment >= row->segments;

    if (!r->migration)
        return true;
    row->checksums = script_checksums(r->run->arena, r->script, (size_t)row->segment,
                                      (size_t)row->statement);
    row->milliseconds = now_milliseconds() - r->began;
    if (r->direction == DIRECTION_DOWN && whole)
        return history_remove(r->run->connection, r->run->history, row, "downgrade",
                              diags_of(r));
    return history_enter(r->run->connection, r->run->history, row, whole ? "upgrade" : NULL,
                         diags_of(r));
}

static bool record_segment(struct runner *r)
{
    r->progress.segment++;
    r->progress.statement = 0;
    return record(r);
}

/* ------------------------------------------------------------------ segments */

static bool control(const struct runner *r, const char *sql)
{
    return connection_run(r->run->connection, sql, diags_of(r));
}

/* Deferred constraints speak up only here. */
static bool commit(const struct runner *r, const struct segment *segment)
{
    const struct sql_error *error;
    struct span at = NOWHERE;

    if (connection_run(r->run->connection, "COMMIT", NULL))
        return true;
    if (segment)
        at = segment->steps.at[segment->steps.count - 1].at;
    error = connection_error(r->run->connection);
    diag_error(diags_of(r), at, CHECK_MIGRATION_RUN, "could not commit: %s", error->message);
    if (error->detail && *error->detail)
        diag_note(diags_of(r), NOWHERE, "%s", error->detail);
    return false;
}

/* segment NULL: a file without a statement, which is only recorded. */
static bool run_in_transaction(struct runner *r, const struct segment *segment)
{
    struct applied before = r->progress;

    if (!control(r, "BEGIN"))
        return false;
    for (size_t i = 0; segment && i < segment->steps.count; i++)
        if (!run_step(r, &segment->steps.at[i]))
            goto failed;
    if (r->migration && (!control(r, "RESET ROLE") || !record_segment(r)))
        goto failed;
    if (commit(r, segment))
        return true;
failed:
    r->progress = before;
    connection_run(r->run->connection, "ROLLBACK", NULL);
    return false;
}

static bool run_outside(struct runner *r, const struct segment *segment)
{
    for (size_t i = (size_t)r->progress.statement; i < segment->steps.count; i++) {
        if (!record(r) || !run_step(r, &segment->steps.at[i]))
            return false;
        r->progress.statement = (int)i + 1;
    }
    return record_segment(r);
}

static bool run_segments(struct runner *r)
{
    const struct script *script = r->script;

    if (!script->segments.count)
        return !r->migration || run_in_transaction(r, NULL);
    for (size_t i = (size_t)r->progress.segment; i < script->segments.count; i++) {
        const struct segment *segment = &script->segments.at[i];

        if (!(segment->transaction ? run_in_transaction : run_outside)(r, segment))
            return false;
    }
    return true;
}

/* Variables are looked for before the first statement runs, not in the middle. */
static bool judge_variables(struct runner *r)
{
    struct buf text = BUF_INIT;
    bool ok = true;

    for (array_each (struct segment, segment, &r->script->segments))
        for (array_each (struct script_step, step, &segment->steps)) {
            buf_reset(&text);
            if (step->variables.count)
                ok &= step_expand(step, &r->variables, &text, diags_of(r));
        }
    buf_release(&text);
    return ok;
}

/* ------------------------------------------------------------------ whole runs */

bool runner_run_script(struct connection *connection, const struct script *script,
                       struct diags *diags)
{
    struct run run = {.connection = connection, .diags = diags};
    struct runner r = {.run = &run, .script = script};

    return judge_variables(&r) && run_segments(&r);
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
        diag_note(
            diags_of(r), NOWHERE,
            "the connection is lost; the history says what stands: \"schemagen current\"");
    else if (row->segments <= 1 && r->script->segments.count &&
             r->script->segments.at[0].transaction)
        diag_note(diags_of(r), NOWHERE, "revision \"%s\" is rolled back, nothing of it is done",
                  row->revision);
    else
        diag_note(
            diags_of(r), NOWHERE,
            "of revision \"%s\" %d of %d segments are done and recorded; the next run goes "
            "on from there",
            row->revision, row->segment, row->segments);
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
        .began = now_milliseconds(),
        .progress = applied_begun(migration, direction == DIRECTION_DOWN),
    };
    bool ok;

    if (stopped) {
        r.progress.segment = stopped->segment;
        r.progress.statement = stopped->statement;
    }
    ok = script_variables(run->arena, r.script, run->variables, &r.variables, run->diags) &&
         judge_variables(&r) && reset_session(run);
    if (ok && !run_segments(&r)) {
        say_where_it_stands(&r);
        ok = false;
    }
    *milliseconds = now_milliseconds() - r.began;
    return ok;
}

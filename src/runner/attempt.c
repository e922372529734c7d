/* Runs one step of a script: looks on while it runs, judges its failure, and tries again what
 * may pass. Which step comes next is runner.c's and outside.c's. */

#include "base/duration.h"
#include "runner/run_text.h"
#include "runner/running.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define PAUSE_FIRST 500 /* milliseconds before trying again; twice as long every time */
#define PAUSE_LONGEST 30000
#define CLIENT_CHECKED                                                                         \
    2000               /* milliseconds until the server notices that its client is gone        \
                        */
#define LOOK_FIRST 200 /* milliseconds until it is looked who is in the way */
#define LOOK_AGAIN 1000
#define WATCH_INTERVAL 100
#define WATCH_SHORTEST 10

static long shorter(long a, long b)
{
    return a < b ? a : b;
}

/* ------------------------------------------------------------------ looking on */

static void add_progress(const struct runner *r, struct buf *out, long milliseconds)
{
    static const char *const words[] = {"upgrading", "downgrading"};
    size_t segment = (size_t)(r->segment - r->script->segments.at);
    size_t step = (size_t)(r->step - r->segment->steps.at);

    buf_addf(out, "%s %s %s: ", words[r->direction], r->migration->revision,
             r->migration->message);
    if (r->script->segments.count > 1)
        buf_addf(out, "segment %zu of %zu, ", segment + 1, r->script->segments.count);
    buf_addf(out, "statement %zu of %zu, ", step + 1, r->segment->steps.count);
    duration_add(out, milliseconds);
    if (r->waiting)
        buf_addf(out, ", waiting for %s", buf_text(&r->blockers.first));
}

static void look_on(void *context, long milliseconds)
{
    struct runner *r = context;
    struct buf text = BUF_INIT;

    if (milliseconds >= r->next_look) {
        r->waiting = blockers_look(&r->blockers);
        r->next_look = milliseconds + LOOK_AGAIN;
        if (r->lock_milliseconds)
            r->next_look = milliseconds + shorter(LOOK_AGAIN, r->lock_milliseconds / 4);
    }
    if (r->step && progress_is_due(&r->line, milliseconds)) {
        add_progress(r, &text, milliseconds);
        progress_say(&r->line, buf_text(&text), milliseconds);
    }
    buf_release(&text);
}

static void begin_looking(struct runner *r, const struct script_step *step)
{
    r->step = step;
    r->waiting = false;
    r->next_look = LOOK_FIRST;
    if (r->lock_milliseconds)
        r->next_look = shorter(LOOK_FIRST, r->lock_milliseconds / 2);
    blockers_forget(&r->blockers);
    progress_restart(&r->line);
}

/* ------------------------------------------------------------------ guards */

/* A limit that the role, the database or the address sets already stays, unless one is asked
 * for. */
static bool set_lock_timeout(struct runner *r)
{
    static const char sql[] =
        "SELECT set_config('lock_timeout',\n"
        "  CASE WHEN $2::boolean OR current_setting('lock_timeout') = '0' THEN $1\n"
        "       ELSE current_setting('lock_timeout') END, false)";
    struct buf wanted = BUF_INIT;
    struct rows *rows;

    buf_addf(&wanted, "%ld", r->run->lock_timeout);
    rows = connection_query(
        r->run->connection, sql, 2,
        (const char *[]){buf_text(&wanted), r->run->lock_timeout_said ? "true" : "false"},
        r->run->diags);
    buf_release(&wanted);
    if (!rows)
        return false;
    r->lock_timeout = arena_strdup(r->run->arena, rows_text(rows, 0, 0));
    if (!duration_read(r->lock_timeout, 1, &r->lock_milliseconds))
        r->lock_milliseconds = r->run->lock_timeout;
    rows_free(rows);
    return true;
}

/* Servers on systems that cannot notice a client's end refuse the setting
 * (https://www.postgresql.org/docs/current/runtime-config-connection.html). */
static void set_client_check(const struct runner *r, int milliseconds)
{
    struct buf sql = BUF_INIT;

    buf_addf(&sql, "SET client_connection_check_interval = %d", milliseconds);
    connection_run(r->run->connection, buf_text(&sql), NULL);
    buf_release(&sql);
}

bool attempt_begin(struct runner *r)
{
    if (!set_lock_timeout(r))
        return false;
    set_client_check(r, CLIENT_CHECKED);
    r->line = progress_begin(r->run->messages);
    r->blockers.session = r->run->connection;
    r->watch = (struct watch){.look = look_on, .context = r, .interval = WATCH_INTERVAL};
    if (r->lock_milliseconds && r->lock_milliseconds / 4 < WATCH_INTERVAL)
        r->watch.interval = r->lock_milliseconds / 4 < WATCH_SHORTEST
                                ? WATCH_SHORTEST
                                : (int)r->lock_milliseconds / 4;
    connection_watch(r->run->connection, &r->watch);
    return true;
}

void attempt_end(struct runner *r)
{
    progress_clear(&r->line);
    connection_watch(r->run->connection, NULL);
    blockers_release(&r->blockers);
}

/* What the migration has set for itself stays as it is. */
bool attempt_lift_guards(struct runner *r)
{
    struct rows *rows = connection_query(r->run->connection,
                                         "SELECT set_config('lock_timeout', '0', false)\n"
                                         " WHERE current_setting('lock_timeout') = $1",
                                         1, (const char *[]){r->lock_timeout}, NULL);
    bool lifted = rows && rows_count(rows);

    rows_free(rows);
    set_client_check(r, 0);
    return lifted;
}

void attempt_restore_guards(struct runner *r, bool lifted)
{
    if (!connection_is_alive(r->run->connection))
        return;
    if (lifted)
        rows_free(connection_query(r->run->connection,
                                   "SELECT set_config('lock_timeout', $1, false)", 1,
                                   (const char *[]){r->lock_timeout}, NULL));
    set_client_check(r, CLIENT_CHECKED);
}

/* ------------------------------------------------------------------ failures */

#define STATE_LOCK "55P03"
#define STATE_IN_TRANSACTION "25001"
#define STATE_TERMINATION "2D000" /* of a procedure that commits */
#define STATE_CANCELLED "57014"

/* What may go well another time, though nothing is changed
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
static const char *const passing_states[] = {STATE_LOCK, "40P01", "40001"};

static bool is_state(const struct sql_error *error, const char *sqlstate)
{
    return error->sqlstate && !strcmp(error->sqlstate, sqlstate);
}

static bool may_pass(const struct sql_error *error)
{
    for (size_t i = 0; i < COUNT_OF(passing_states); i++)
        if (is_state(error, passing_states[i]))
            return true;
    return false;
}

static void keep_failure(struct runner *r, const struct sql_error *error)
{
    long segment = r->segment ? r->segment - r->script->segments.at + 1 : 0;
    long step = r->segment && r->step ? r->step - r->segment->steps.at + 1 : 0;

    snprintf(r->failure, sizeof r->failure, "segment %ld, statement %ld: SQLSTATE %s", segment,
             step, error->sqlstate);
}

static void explain(const struct runner *r, const struct sql_error *error)
{
    if (error->detail && *error->detail)
        diag_note(r->run->diags, NOWHERE, "%s", error->detail);
    if (error->hint && *error->hint)
        diag_hint(r->run->diags, "%s", error->hint);
    if (r->segment && r->segment->transaction &&
        (is_state(error, STATE_IN_TRANSACTION) || is_state(error, STATE_TERMINATION)))
        diag_hint(r->run->diags,
                  "A line \"-- schemagen: transaction off\" before it lets it run "
                  "outside a transaction.");
    if (r->tries)
        diag_note(r->run->diags, NOWHERE, "it was tried %d times", r->tries + 1);
    if (!is_state(error, STATE_LOCK) || !r->migration)
        return;
    blockers_explain(&r->blockers, r->run->diags);
    diag_hint(r->run->diags,
              "Run it again when that has ended. \"--lock-timeout\" says how long "
              "a lock is waited for, \"--retries\" how often.");
}

bool attempt_fail(struct runner *r, struct span at, const char *what)
{
    const struct sql_error *error = connection_error(r->run->connection);
    bool interrupted = is_state(error, STATE_CANCELLED) && runner_was_interrupted();

    if (!connection_is_alive(r->run->connection))
        return diag_error(r->run->diags, at, CHECK_CONNECT,
                          "lost the connection to the server: %s", error->message);
    if (r->migration && may_pass(error) && r->tries < r->run->retries &&
        !runner_was_interrupted()) {
        snprintf(r->reason, sizeof r->reason, "%s", error->message);
        r->again = true;
        return false;
    }
    keep_failure(r, error);
    diag_error(r->run->diags, at, CHECK_MIGRATION_RUN, "%s%s", what,
               interrupted ? "interrupted" : error->message);
    explain(r, error);
    return false;
}

static bool report_interrupt(const struct runner *r, struct span at)
{
    return diag_error(r->run->diags, at, CHECK_MIGRATION_RUN, "interrupted");
}

/* ------------------------------------------------------------------ trying again */

/* Twice as long every time, and at random by half of it: whoever fought for the same locks
 * shall not meet again. */
static long pause_before(int tries)
{
    long pause = PAUSE_FIRST;
    unsigned random = 0;

    for (int i = 0; i < tries && pause < PAUSE_LONGEST; i++)
        pause *= 2;
    pause = shorter(pause, PAUSE_LONGEST);
    if (getrandom(&random, sizeof random, GRND_NONBLOCK) != sizeof random)
        random = (unsigned)duration_now();
    return pause / 2 + (long)(random % (unsigned)pause);
}

static void say_again(struct runner *r, long pause)
{
    struct buf text = BUF_INIT;

    if (!r->run->messages)
        return;
    progress_clear(&r->line);
    if (r->step)
        buf_addf(&text, "%s:%u: ", r->step->at.file->path,
                 source_position(r->step->at.file, r->step->at.start).line);
    buf_add(&text, r->reason);
    if (blockers_seen(&r->blockers))
        buf_addf(&text, ", behind %s", buf_text(&r->blockers.first));
    buf_add(&text, "; trying again in ");
    duration_add(&text, pause);
    fprintf(r->run->messages, "%s (%d of %ld)\n", buf_text(&text), r->tries, r->run->retries);
    buf_release(&text);
}

bool attempt_again(struct runner *r)
{
    long pause;

    if (!r->again)
        return false;
    r->again = false;
    pause = pause_before(r->tries++);
    say_again(r, pause);
    duration_pause(pause);
    return !runner_was_interrupted() || report_interrupt(r, r->step ? r->step->at : NOWHERE);
}

/* ------------------------------------------------------------------ steps */

static void pass_notices(struct runner *r)
{
    const char *notices = connection_notices(r->run->connection);

    if (!r->run->messages || !*notices)
        return;
    progress_clear(&r->line);
    fputs(notices, r->run->messages);
}

static bool run_statement(struct runner *r, const struct script_step *step)
{
    struct buf text = BUF_INIT;
    bool ok = step_expand(step, &r->variables, &text, r->run->diags);

    if (ok && !connection_run(r->run->connection, buf_text(&text), NULL)) {
        const struct sql_error *error = connection_error(r->run->connection);
        struct span at =
            error->position > 0 ? step_place(step, &r->variables, error->position) : step->at;

        r->refused = r->may_refuse && is_state(error, STATE_IN_TRANSACTION);
        ok = !r->refused && attempt_fail(r, at, "");
    }
    pass_notices(r);
    buf_release(&text);
    return ok;
}

static bool report_assertion(const struct runner *r, const struct script_step *step)
{
    diag_error(r->run->diags, step->at, CHECK_ASSERTION, "the assertion does not hold");
    if (step->note)
        diag_note(r->run->diags, NOWHERE, "%s", step->note);
    return false;
}

static bool run_assertion(struct runner *r, const struct script_step *step)
{
    struct buf condition = BUF_INIT, query = BUF_INIT;
    struct rows *rows = NULL;
    bool holds = false;

    if (step_expand(step, &r->variables, &condition, r->run->diags)) {
        buf_add(&query, "SELECT ");
        run_text_assertion(&query, buf_text(&condition));
        buf_add(&query, " IS TRUE");
        rows = connection_query(r->run->connection, buf_text(&query), 0, NULL, NULL);
        holds = rows ? rows_true(rows, 0, 0) || report_assertion(r, step)
                     : attempt_fail(r, step->at, "");
    }
    rows_free(rows);
    buf_release(&condition);
    buf_release(&query);
    return holds;
}

static bool run_refusal(struct runner *r, const struct script_step *step)
{
    return diag_error(r->run->diags, step->at, CHECK_MIGRATION_RUN,
                      "the migration cannot be taken back: %s", step->text);
}

bool attempt_step(struct runner *r, const struct script_step *step)
{
    static bool (*const runs[])(struct runner *, const struct script_step *) = {
        [STEP_STATEMENT] = run_statement,
        [STEP_ASSERTION] = run_assertion,
        [STEP_IRREVERSIBLE] = run_refusal,
    };

    bool ok;

    begin_looking(r, step);
    if (runner_was_interrupted())
        return report_interrupt(r, step->at);
    ok = runs[step->type](r, step);
    progress_clear(&r->line);
    return ok;
}

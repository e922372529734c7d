/* Keeping other runs out, and hearing an interrupt. */

#include "base/duration.h"
#include "runner/blockers.h"
#include "runner/run_text.h"
#include "runner/runner.h"

#include <signal.h>

/* RUN_LOCK_KEYS, as they are listed. */
#define LOCK_WHERE                                                                             \
    "l.locktype = 'advisory' AND l.classid = 1396919909 AND l.objid = 1 AND l.objsubid = 2"

#define PAUSE_FIRST 20 /* milliseconds; each is half as long again as the one before */
#define PAUSE_LONGEST 500

static struct connection *volatile interruptible;
static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
    connection_cancel(interruptible);
}

void runner_catch_interrupts(struct connection *connection)
{
    struct sigaction action = {.sa_handler = connection ? on_interrupt : SIG_DFL,
                               .sa_flags = connection ? (int)SA_RESETHAND : 0};

    interruptible = connection;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool runner_was_interrupted(void)
{
    return interrupted;
}

/* 1: taken; 0: another run has it; -1: reported. */
static int try_lock(struct connection *connection, struct diags *diags)
{
    struct rows *rows = connection_query(
        connection, "SELECT pg_try_advisory_lock(" RUN_LOCK_KEYS ")", 0, NULL, diags);
    int taken;

    if (!rows)
        return -1;
    taken = rows_true(rows, 0, 0);
    rows_free(rows);
    return taken;
}

/* False where there is none, or it cannot be seen. */
static bool find_holder(struct connection *connection, struct buf *out)
{
    static const char sql[] =
        "SELECT " SESSION_DESCRIBED "\n"
        "       || coalesce(', since ' || to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS'), "
        "'')\n"
        "  FROM pg_catalog.pg_locks l\n"
        "  JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid\n"
        " WHERE " LOCK_WHERE "\n"
        "   AND l.granted AND a.datname = current_database() AND a.pid <> pg_backend_pid()\n"
        " ORDER BY a.pid LIMIT 1";
    struct rows *rows = connection_query(connection, sql, 0, NULL, NULL);
    bool found = rows && rows_count(rows) && rows_text(rows, 0, 0);

    if (found)
        buf_add(out, rows_text(rows, 0, 0));
    rows_free(rows);
    return found;
}

static void describe_holder(struct connection *connection, struct buf *out)
{
    if (!find_holder(connection, out))
        buf_add(out, "an unknown process");
}

const char *runner_other(struct connection *connection, struct arena *arena)
{
    struct buf holder = BUF_INIT;
    const char *other =
        find_holder(connection, &holder) ? arena_strdup(arena, buf_text(&holder)) : NULL;

    buf_release(&holder);
    return other;
}

static bool refuse_lock(struct connection *connection, const char *what, struct diags *diags)
{
    struct buf holder = BUF_INIT;

    describe_holder(connection, &holder);
    diag_error(diags, NOWHERE, CHECK_MIGRATION_RUN,
               "%s: another run is at work in the database", what);
    diag_note(diags, NOWHERE, "it is %s", buf_text(&holder));
    buf_release(&holder);
    return false;
}

static void say_waiting(struct connection *connection, FILE *messages)
{
    struct buf holder = BUF_INIT;

    describe_holder(connection, &holder);
    if (messages)
        fprintf(messages, "waiting for another run to end (%s)\n", buf_text(&holder));
    buf_release(&holder);
}

bool runner_lock(struct connection *connection, long wait, FILE *messages, struct diags *diags)
{
    long deadline = duration_now() + wait, pause = PAUSE_FIRST;
    int taken;

    for (bool said = false; (taken = try_lock(connection, diags)) == 0; said = true) {
        if (interrupted)
            return refuse_lock(connection, "interrupted", diags);
        if (wait >= 0 && duration_now() >= deadline)
            return refuse_lock(connection, "could not begin", diags);
        if (!said)
            say_waiting(connection, messages);
        duration_pause(pause);
        pause = pause * 3 / 2 < PAUSE_LONGEST ? pause * 3 / 2 : PAUSE_LONGEST;
    }
    return taken == 1;
}

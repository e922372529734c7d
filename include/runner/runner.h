#ifndef SCHEMAGEN_RUNNER_RUNNER_H
#define SCHEMAGEN_RUNNER_RUNNER_H

/* Running migrations: segment by segment, each in a transaction unless its file says otherwise,
 * recorded in the same transaction. */

#include "runner/history.h"

#include <stdio.h>

enum direction { DIRECTION_UP, DIRECTION_DOWN };

/* Runs a script segment by segment, with nothing recorded and no variables, in the search_path
 * that the session has. A failure is reported at its statement; what ran in earlier segments
 * stays. */
bool runner_run_script(struct connection *connection, const struct script *script,
                       struct diags *diags);

/* Sets the search_path that migrations are run in: the schema, and public. */
bool runner_set_search_path(struct connection *connection, const char *schema,
                            struct diags *diags);

/* What becomes of a statement of which nobody can tell whether it was carried out. */
enum in_doubt { IN_DOUBT_STOP, IN_DOUBT_DONE, IN_DOUBT_AGAIN };

/* How long a lock is waited for, and how often it is tried again, unless something is said. */
#define RUN_LOCK_TIMEOUT 5000 /* milliseconds */
#define RUN_RETRIES 5

/* What a run needs to know. All borrowed. */
struct run {
    struct connection *connection;
    struct arena *arena;
    const struct history_names *history;
    const char *schema; /* what unqualified names mean; NULL: public */
    const struct variables *variables;
    FILE *messages;         /* where notices and progress go; NULL: nowhere */
    long lock_timeout;      /* milliseconds; 0: none */
    bool lock_timeout_said; /* it holds even where the server has a limit of its own */
    long retries;
    enum in_doubt in_doubt;
    struct diags *diags;
};

/* Runs one migration up or down and records it. A lock that cannot be had in time, a deadlock
 * and a conflict of transactions are tried again where all of it was rolled back. 'stopped'
 * says where an earlier run of the same direction stopped, or is NULL. False and a message with
 * its place if it fails: then what the failed segment did is rolled back, and the history says
 * which segments stand. */
bool runner_run_migration(const struct run *run, const struct migration *migration,
                          enum direction direction, const struct applied *stopped,
                          long *milliseconds);

/* Keeps other runs out of the database for as long as the connection lives. Waits so many
 * milliseconds for another run to end (negative: without limit), and tells 'messages' that it
 * waits.
 */
bool runner_lock(struct connection *connection, long wait, FILE *messages, struct diags *diags);

/* The session of another run that is at work in the database now, as messages describe it; NULL
 * where there is none. */
const char *runner_other(struct connection *connection, struct arena *arena);

/* From now on an interrupt cancels what the connection runs and ends the run in order; a second
 * one ends the process. NULL: back to the usual. */
void runner_catch_interrupts(struct connection *connection);
bool runner_was_interrupted(void);

#endif

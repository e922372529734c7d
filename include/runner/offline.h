#ifndef SCHEMAGEN_RUNNER_OFFLINE_H
#define SCHEMAGEN_RUNNER_OFFLINE_H

/* Runs as scripts: what an upgrade, a downgrade or a stamp would do, written down for psql,
 * with the history and its rows. No connection is made; the script itself looks where the
 * database stands, and refuses where it does not fit. */

#include "runner/history.h"
#include "runner/runner.h"

/* What a script is to hold. All borrowed. */
struct offline {
    struct arena *arena;
    const struct history_names *history;
    const char *schema; /* what unqualified names mean; NULL: public */
    const struct variables *variables;
    long lock_timeout;      /* milliseconds; 0: none */
    bool lock_timeout_said; /* it holds even where the server has a limit of its own */
    struct diags *diags;
    enum direction direction;
    const char *from, *to; /* for its reader: "base", a revision */
    /* Where the database has to stand: the revisions that none that stands revises, and how
     * many stand in all; none at base. */
    const char *const *heads;
    size_t head_count, standing;
    const struct migration *const *migrations; /* in the order in which they are run */
    size_t count;
};

/* Adds the script. False and messages, all of them, for what cannot be run offline: a variable
 * or data file that is missing, a migration that cannot be taken back. */
bool offline_travel(const struct offline *offline, struct buf *out);

/* Adds the script that replaces the history by rows of the migrations; heads are those that
 * are logged, direction and standing mean nothing here. */
void offline_stamp(const struct offline *offline, struct buf *out);

#endif

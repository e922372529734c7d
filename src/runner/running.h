#ifndef SCHEMAGEN_RUNNER_RUNNING_H
#define SCHEMAGEN_RUNNER_RUNNING_H

/* One script on its way, as the files of the runner hand it to each other: runner.c goes from
 * segment to segment, outside.c through those outside a transaction, attempt.c runs a step. */

#include "runner/blockers.h"
#include "runner/progress.h"
#include "runner/runner.h"

struct runner {
    const struct run *run;
    const struct script *script;
    struct variables variables;
    const struct migration *migration; /* NULL: nothing is recorded */
    enum direction direction;
    struct applied progress; /* what is recorded, or about to be */
    bool has_row;            /* in the history */
    long began;

    /* the step that runs */
    const struct segment *segment;
    const struct script_step *step;
    int tries;        /* how often it failed in a way that passes */
    bool again;       /* it failed so, and is to be tried again */
    bool may_refuse;  /* a statement may say that it cannot run in a transaction … */
    bool refused;     /* … and did */
    char reason[160]; /* why it is tried again */
    char failure[80]; /* where and how the run failed, for the log; "" if it did not */

    /* what looks on */
    struct watch watch;
    struct progress line;
    struct blockers blockers;
    long next_look; /* milliseconds of the statement */
    bool waiting;   /* for a lock, when it was last looked */

    const char *lock_timeout; /* as the server says it: "5s" */
    long lock_milliseconds;
};

/* ------------------------------------------------------------------ attempt.c */

/* Begins to look on, and sets what guards others against this run: a limit for waiting for
 * locks, and an end for statements whose client is gone. */
bool attempt_begin(struct runner *r);
void attempt_end(struct runner *r);

/* Before a statement that waits without keeping others waiting, and after it. */
bool attempt_lift_guards(struct runner *r);
void attempt_restore_guards(struct runner *r, bool lifted);

/* Runs a step. False: it is reported, or r->again or r->refused say why not. */
bool attempt_step(struct runner *r, const struct script_step *step);

/* Judges the connection's error: reports it at that place, or sets r->again. 'what' is put
 * before the server's message. Always false. */
bool attempt_fail(struct runner *r, struct span at, const char *what);

/* After a failed step was rolled back: is it to be tried again? Then pauses before. */
bool attempt_again(struct runner *r);

/* ------------------------------------------------------------------ runner.c */

/* Runs the steps and writes the row in one transaction; on success 'after' is what is recorded.
 * False: reported, rolled back. Tries again what may pass. */
bool runner_run_together(struct runner *r, const struct script_step *steps, size_t count,
                         const struct applied *after);

/* ------------------------------------------------------------------ outside.c */

/* Runs a segment statement by statement, from where progress says. */
bool outside_run(struct runner *r, const struct segment *segment);

/* Settles the statement that an earlier run was cut off in. */
bool outside_settle(struct runner *r, const struct segment *segment);

#endif

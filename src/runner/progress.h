#ifndef SCHEMAGEN_RUNNER_PROGRESS_H
#define SCHEMAGEN_RUNNER_PROGRESS_H

/* What a run that takes long says meanwhile: on a terminal one line that is kept up to date,
 * elsewhere a line now and then. */

#include <stdbool.h>
#include <stdio.h>

struct progress {
    FILE *out; /* NULL: nothing is said */
    bool terminal;
    bool shown; /* the line stands on the terminal */
    long next;  /* milliseconds of the statement at which the next plain line is due */
};

/* On a terminal where 'out' is one. */
struct progress progress_begin(FILE *out);

/* A statement begins. */
void progress_restart(struct progress *progress);

/* Is something to be said about a statement that has run for so long? */
bool progress_is_due(const struct progress *progress, long milliseconds);
void progress_say(struct progress *progress, const char *text, long milliseconds);

/* Takes the line away, before anything else is printed. */
void progress_clear(struct progress *progress);

#endif

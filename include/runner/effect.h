#ifndef SCHEMAGEN_RUNNER_EFFECT_H
#define SCHEMAGEN_RUNNER_EFFECT_H

/* Statements that cannot run in a transaction, and what one that was cut off has left behind.
 * Which they are is said by "cannot be executed inside a transaction block" on the page of each
 * command: https://www.postgresql.org/docs/current/sql-commands.html. */

#include "postgres/connection.h"

/* What a statement of a segment outside a transaction is like. */
struct effect {
    const struct effect_row *row; /* NULL: it can run in a transaction as any other */
    const char *names[2];         /* what it works on, as its text says it; NULL: not said */
};

/* Finds out from the statement's text, in which variables are put in already. */
struct effect effect_of(struct arena *arena, const char *statement);

/* Does the server's own wait for older transactions, which blocks nobody, belong to it? */
bool effect_waits(const struct effect *effect);

/* Does the statement set something for the rest of the session (SET, RESET)? */
bool effect_sets_session(const char *statement);

enum effect_state {
    EFFECT_NOTHING, /* nothing of it is there */
    EFFECT_DONE,    /* all of it is */
    EFFECT_LEFT,    /* a part that has to be taken away before it is run again */
    EFFECT_HALF,    /* a part that can be finished */
    EFFECT_BUSY,    /* another session is at it */
    EFFECT_UNKNOWN  /* it cannot be told */
};

/* What the database shows of a statement's effect. */
struct trace {
    enum effect_state state;
    const char *what; /* "index public.a_idx is invalid"; NULL where there is nothing to say */
    struct {
        const char **at;
        size_t count, capacity;
    } repairs; /* the statements that take away what is left, or finish it */
};

/* Looks it up. False and a message if the database cannot be asked. */
bool effect_look(struct connection *connection, struct arena *arena,
                 const struct effect *effect, struct trace *trace, struct diags *diags);

#endif

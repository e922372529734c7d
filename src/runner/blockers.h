#ifndef SCHEMAGEN_RUNNER_BLOCKERS_H
#define SCHEMAGEN_RUNNER_BLOCKERS_H

/* Who keeps a session waiting: seen from a second connection while it waits, for a session that
 * waits can ask nothing itself
 * (https://www.postgresql.org/docs/current/functions-info.html, pg_blocking_pids). */

#include "postgres/connection.h"

/* A row a of pg_stat_activity as "process 4711 of anna (psql) from 10.0.0.7". */
#define SESSION_DESCRIBED                                                                      \
    "'process ' || a.pid || coalesce(' of ' || a.usename, '')\n"                               \
    " || coalesce(' (' || nullif(a.application_name, '') || ')', '')\n"                        \
    " || coalesce(' from ' || host(a.client_addr), '')"

/* Zeroed but for 'session', which is borrowed. */
struct blockers {
    const struct connection *session; /* the one that waits */
    struct connection *second;        /* opened when it is first needed */
    bool refused;                     /* there was none to be had */
    struct buf wanted;                /* "ACCESS EXCLUSIVE on songs" */
    struct buf first;                 /* the first of them, in a few words */
    struct buf all;                   /* a line each, in full */
};

/* Looks once: does it wait? What was seen stays where nothing is to be seen now. */
bool blockers_look(struct blockers *blockers);

/* Nothing was seen, or all of it belongs to another statement. */
void blockers_forget(struct blockers *blockers);
bool blockers_seen(const struct blockers *blockers);

/* Notes about each of them for the error before, and what can be done. */
void blockers_explain(const struct blockers *blockers, struct diags *diags);
void blockers_release(struct blockers *blockers);

#endif

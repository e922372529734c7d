#ifndef SCHEMAGEN_POSTGRES_CONNECTION_H
#define SCHEMAGEN_POSTGRES_CONNECTION_H

/* Talking to a server. The only room that includes libpq-fe.h; the rest sees rows of text.
 * Every failure is reported once, with SQLSTATE-worthy detail and the address, never a
 * password. */

#include "base/diag.h"
#include "postgres/url.h"

#include <stdio.h>

struct connection;
struct rows; /* the rows of a statement's result, released by who asked for it */

#define SERVER_OLDEST 140000
/* the first version not known to work; warned about, not refused */
#define SERVER_NEWEST 190000

/* Opens a connection with application_name schemagen, client_encoding UTF8, and notices
 * gathered, not printed. Refuses servers older than SERVER_OLDEST. NULL and a message if it
 * cannot. */
struct connection *connection_open(const struct address *address, struct diags *diags);

/* The same, waiting up to so many milliseconds for a server that is not there yet, cannot be
 * found yet or does not take connections yet; 'messages' (or NULL) is told that it waits. One
 * that answers and refuses is not waited for. */
struct connection *connection_open_within(const struct address *address, long milliseconds,
                                          FILE *messages, struct diags *diags);

/* Another connection to the same database, whose address must still be there; NULL if it cannot
 * be had, without a message. */
struct connection *connection_open_another(const struct connection *connection);
void connection_close(struct connection *connection); /* NULL is allowed */

int connection_version(const struct connection *connection); /* server_version_num */
bool connection_is_alive(const struct connection *connection);
const char *connection_version_text(const struct connection *connection); /* "15.18" */
const char *connection_user(const struct connection *connection);
int connection_backend(const struct connection *connection); /* process id of its backend */

/* A failed statement, where the caller wants to judge it itself. Borrowed until the
 * next call. */
struct sql_error {
    const char *sqlstate; /* "42P01"; "" if the connection broke */
    const char *message, *detail, *hint;
    int position; /* character in the statement, from 1; 0: none */
};
const struct sql_error *connection_error(const struct connection *connection);

/* The SQLSTATE of the last statement that failed, also when others ran since; "" if
 * none did. */
const char *connection_last_state(const struct connection *connection);

/* What the server said beside the results (NOTICE, WARNING …) since this was last asked for, a
 * line each; "" if nothing. Borrowed until the next call of any kind. */
const char *connection_notices(struct connection *connection);

/* What looks on while statements run: called every 'interval' milliseconds with the time that
 * the statement has taken so far. It must not use the connection itself. */
struct watch {
    void (*look)(void *context, long milliseconds);
    void *context;
    int interval;
};

/* From now on the watch looks on; NULL: nobody. Borrowed. */
void connection_watch(struct connection *connection, const struct watch *watch);

/* Runs one or more statements without parameters (simple protocol). Failures go to diags as
 * check QUERY, with the message, detail and hint of the server; with diags NULL they are only
 * kept for connection_error(). */
bool connection_run(struct connection *connection, const char *sql, struct diags *diags);

/* Runs one statement with text parameters (NULL: null); its rows, or NULL. */
struct rows *connection_query(struct connection *connection, const char *sql, size_t count,
                              const char *const *parameters, struct diags *diags);

/* Sends all statements in one pipeline. Each one's rows are handed over as soon as they are all
 * there, in the order of the statements. false: there were fewer; those that were handed over
 * stay the taker's. */
typedef void rows_taker(void *context, struct rows *rows);
bool connection_query_each(struct connection *connection, size_t count, const char *const *sql,
                           rows_taker *take, void *context, struct diags *diags);

/* Asks the server to cancel what runs; safe in a signal handler. */
void connection_cancel(struct connection *connection);

size_t rows_count(const struct rows *rows);
/* The text at row, column; NULL for null. Valid until rows_free. */
const char *rows_text(const struct rows *rows, size_t row, size_t column);
bool rows_true(const struct rows *rows, size_t row, size_t column);      /* is it 't' */
int64_t rows_number(const struct rows *rows, size_t row, size_t column); /* null: 0 */
void rows_free(struct rows *rows);                                       /* NULL is allowed */

#endif

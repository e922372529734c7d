/* Talks to servers through libpq: opens connections, runs statements, gathers rows and errors.
 * Where a database is, is url.c's; what is asked of it, its callers'. */

#include "postgres/connection.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/duration.h"

#include <libpq-fe.h>

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#define SERVER_PAUSE 200  /* milliseconds between two looks for a server */
#define TRIED_SECONDS "5" /* how long each of them may take */

extern char **environ;

struct connection {
    PGconn *link;
    PGcancel *cancel;
    PGresult *failed; /* owns the texts of error, where the server sent them */
    struct sql_error error;
    char last_state[6];       /* of the last failure, whatever ran since */
    struct buf broken;        /* libpq's own message, where it did not */
    struct buf notices, said; /* said: what connection_notices() handed out last */
    struct arena arena;
    struct address address;
    const char *place; /* address_describe() */
    const struct watch *watch;
    char *version_text;
};

struct rows {
    PGresult *result;
};

/* ------------------------------------------------------------------ opening */

/* What a connection is opened with unless its address says otherwise; forced ones in
 * any case. */
static const struct {
    const char *keyword, *value;
    const char *variable; /* of the environment, that counts as saying otherwise */
    bool forced;
} parameters[] = {
    {"client_encoding", "UTF8", NULL, true},
    {"fallback_application_name", "schemagen", NULL, false},
    {"connect_timeout", "30", "PGCONNECT_TIMEOUT", false},
    {"keepalives", "1", NULL, false},
    {"keepalives_idle", "60", NULL, false},
    {"keepalives_interval", "10", NULL, false},
    {"keepalives_count", "6", NULL, false},
};

static struct address complete_address(struct arena *arena, const struct address *address)
{
    struct address complete = *address;

    for (size_t i = 0; i < COUNT_OF(parameters); i++) {
        bool said = address_value(address, parameters[i].keyword) ||
                    (parameters[i].variable && getenv(parameters[i].variable));
        if (parameters[i].forced || !said) {
            complete =
                address_with(arena, &complete, parameters[i].keyword, parameters[i].value);
        }
    }
    const char *password = getenv("PGPASS");
    if (password && !address->isolated && !getenv("PGPASSWORD") &&
        !address_value(address, "password")) {
        complete = address_with(arena, &complete, "password", password);
    }
    return complete;
}

struct saved_variables {
    char **at;
    size_t count, capacity;
};

static struct saved_variables hide_variables(struct arena *arena)
{
    struct saved_variables saved = {0};

    for (char **variable = environ; *variable; variable++) {
        if (!strncmp(*variable, "PG", 2)) {
            array_add(arena, &saved, arena_strdup(arena, *variable));
        }
    }
    for (array_each (char *, text, &saved)) {
        char *name = arena_strndup(arena, *text, strcspn(*text, "="));
        unsetenv(name);
    }
    return saved;
}

static void show_variables(struct arena *arena, struct saved_variables *saved)
{
    for (array_each (char *, text, saved)) {
        size_t length = strcspn(*text, "=");
        setenv(arena_strndup(arena, *text, length), *text + length + 1, 1);
    }
}

static PGconn *dial(struct arena *arena, const struct address *address)
{
    struct address complete = complete_address(arena, address);
    struct saved_variables saved = {0};

    if (address->isolated) {
        saved = hide_variables(arena);
    }
    PGconn *link = PQconnectdbParams(complete.keywords, complete.values, 0);
    show_variables(arena, &saved);
    return link;
}

/* Is there a server, and does it take connections? What it thinks of this one counts
 * no more. */
static bool is_answering(struct arena *arena, const struct address *address)
{
    struct address complete = complete_address(arena, address);
    PGPing answer = PQpingParams(complete.keywords, complete.values, 0);

    return answer != PQPING_NO_RESPONSE && answer != PQPING_REJECT;
}

/* A refusal counts if the server answers, twice in a row: after one it may just have
 * come up. */
static PGconn *dial_patiently(struct connection *connection, const struct address *address,
                              long milliseconds, FILE *messages)
{
    struct arena *arena = &connection->arena;
    long began = duration_now();
    bool answered = false;

    if (!milliseconds) {
        return dial(arena, address);
    }
    struct address hasty = *address;
    if (!address_value(address, "connect_timeout")) {
        hasty = address_with(arena, address, "connect_timeout", TRIED_SECONDS);
    }
    for (bool said = false;; said = true) {
        PGconn *link = dial(arena, &hasty);
        bool answers = PQstatus(link) != CONNECTION_OK && is_answering(arena, &hasty);
        if (PQstatus(link) == CONNECTION_OK || (answers && answered) ||
            duration_now() - began >= milliseconds) {
            return link;
        }
        if (!said && !answers && messages) {
            fprintf(messages, "waiting for the server of %s\n", connection->place);
        }
        answered = answers;
        PQfinish(link);
        duration_pause(answered ? 0 : SERVER_PAUSE);
    }
}

/* libpq's messages have a line a host, and advice on lines that begin with a tab. */
static void split_message(const char *text, struct buf *message, struct buf *advice)
{
    while (*text) {
        size_t length = strcspn(text, "\n");
        struct buf *out = *text == '\t' ? advice : message;
        size_t indent = *text == '\t';
        if (length > indent) {
            buf_add(out, out->length ? (out == message ? "; " : " ") : "");
            buf_add_n(out, text + indent, length - indent);
        }
        text += length + (text[length] == '\n');
    }
}

static void report_refused(struct connection *connection, struct diags *diags)
{
    struct buf message = BUF_INIT, advice = BUF_INIT;

    split_message(PQerrorMessage(connection->link), &message, &advice);
    diag_error(diags, NOWHERE, CHECK_CONNECT, "could not connect to %s: %s", connection->place,
               buf_text(&message));
    if (PQconnectionNeedsPassword(connection->link)) {
        diag_hint(diags, "Set PGPASSWORD, or put the password into a password file "
                         "(~/.pgpass).");
    } else if (advice.length) {
        diag_hint(diags, "%s", buf_text(&advice));
    }
    buf_release(&message);
    buf_release(&advice);
}

static void gather_notice(void *context, const PGresult *result)
{
    struct connection *connection = context;
    const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

    if (message) {
        buf_addf(&connection->notices, "%s: %s\n", severity ? severity : "NOTICE", message);
    }
}

static bool check_version(struct connection *connection, struct diags *diags)
{
    int version = PQserverVersion(connection->link);

    if (version < SERVER_OLDEST) {
        diag_error(diags, NOWHERE, CHECK_SERVER_VERSION, "PostgreSQL %s is not supported: %s",
                   connection->version_text, connection->place);
        diag_hint(diags, "Supported are the versions from %d on.", SERVER_OLDEST / 10000);
        return false;
    }
    if (version >= SERVER_NEWEST) {
        diag_warning(diags, NOWHERE, CHECK_SERVER_VERSION,
                     "PostgreSQL %s is newer than the versions this is known to work with",
                     connection->version_text);
    }
    return true;
}

static void keep_version(struct connection *connection)
{
    const char *text = PQparameterStatus(connection->link, "server_version");

    text = text ? text : "";
    connection->version_text = arena_strndup(&connection->arena, text, strcspn(text, " \t"));
}

static struct connection *open_at(const struct address *address, long milliseconds,
                                  FILE *messages, struct diags *diags)
{
    struct connection *connection = memory_resize(NULL, sizeof *connection);

    *connection = (struct connection){.address = *address};
    connection->place = address_describe(&connection->arena, address);
    connection->link = dial_patiently(connection, address, milliseconds, messages);
    if (PQstatus(connection->link) != CONNECTION_OK) {
        report_refused(connection, diags);
        connection_close(connection);
        return NULL;
    }
    keep_version(connection);
    if (!check_version(connection, diags)) {
        connection_close(connection);
        return NULL;
    }
    PQsetNoticeReceiver(connection->link, gather_notice, connection);
    connection->cancel = PQgetCancel(connection->link);
    return connection;
}

struct connection *connection_open(const struct address *address, struct diags *diags)
{
    return open_at(address, 0, NULL, diags);
}

struct connection *connection_open_within(const struct address *address, long milliseconds,
                                          FILE *messages, struct diags *diags)
{
    return open_at(address, milliseconds, messages, diags);
}

struct connection *connection_open_another(const struct connection *connection)
{
    struct diags *unsaid = diags_new();
    struct connection *another = open_at(&connection->address, 0, NULL, unsaid);

    diags_free(unsaid);
    return another;
}

void connection_close(struct connection *connection)
{
    if (!connection) {
        return;
    }
    PQfreeCancel(connection->cancel);
    PQfinish(connection->link);
    PQclear(connection->failed);
    buf_release(&connection->broken);
    buf_release(&connection->notices);
    buf_release(&connection->said);
    arena_release(&connection->arena);
    free(connection);
}

/* ------------------------------------------------------------------ about a connection */

int connection_version(const struct connection *connection)
{
    return PQserverVersion(connection->link);
}

bool connection_is_alive(const struct connection *connection)
{
    return PQstatus(connection->link) == CONNECTION_OK;
}

const char *connection_version_text(const struct connection *connection)
{
    return connection->version_text;
}

const char *connection_user(const struct connection *connection)
{
    return PQuser(connection->link);
}

int connection_backend(const struct connection *connection)
{
    return PQbackendPID(connection->link);
}

const struct sql_error *connection_error(const struct connection *connection)
{
    return &connection->error;
}

const char *connection_last_state(const struct connection *connection)
{
    return connection->last_state;
}

const char *connection_notices(struct connection *connection)
{
    buf_reset(&connection->said);
    buf_add(&connection->said, buf_text(&connection->notices));
    buf_reset(&connection->notices);
    return buf_text(&connection->said);
}

void connection_cancel(struct connection *connection)
{
    char reason[256];

    if (connection && connection->cancel) {
        PQcancel(connection->cancel, reason, sizeof reason);
    }
}

/* ------------------------------------------------------------------ failures */

static void forget_error(struct connection *connection)
{
    PQclear(connection->failed);
    connection->failed = NULL;
    connection->error = (struct sql_error){.sqlstate = "", .message = ""};
}

static const char *field_of(const PGresult *result, int field)
{
    const char *text = result ? PQresultErrorField(result, field) : NULL;

    return text && *text ? text : NULL;
}

/* Takes the result over. */
static void keep_error(struct connection *connection, PGresult *result)
{
    const char *message = field_of(result, PG_DIAG_MESSAGE_PRIMARY);
    const char *sqlstate = field_of(result, PG_DIAG_SQLSTATE);
    const char *position = field_of(result, PG_DIAG_STATEMENT_POSITION);

    forget_error(connection);
    connection->failed = result;
    if (!message) {
        struct buf advice = BUF_INIT;
        buf_reset(&connection->broken);
        split_message(PQerrorMessage(connection->link), &connection->broken, &advice);
        buf_release(&advice);
        message = buf_text(&connection->broken);
    }
    snprintf(connection->last_state, sizeof connection->last_state, "%s",
             sqlstate ? sqlstate : "");
    connection->error = (struct sql_error){
        .sqlstate = sqlstate && connection_is_alive(connection) ? sqlstate : "",
        .message = message,
        .detail = field_of(result, PG_DIAG_MESSAGE_DETAIL),
        .hint = field_of(result, PG_DIAG_MESSAGE_HINT),
        .position = position ? atoi(position) : 0,
    };
}

/* The line of the statement that the server's error points at; positions count characters. */
static void note_line(struct diags *diags, const char *sql, int position)
{
    const char *line = sql, *end = sql;

    for (int left = position; *end && left > 1; end++) {
        if (*end == '\n') {
            line = end + 1;
        }
        if ((end[1] & 0xC0) != 0x80) {
            left--;
        }
    }
    diag_note(diags, NOWHERE, "in: %.*s", (int)strcspn(line, "\n"), line);
}

static void report_error(struct connection *connection, const char *sql, struct diags *diags)
{
    const struct sql_error *error = &connection->error;

    if (!diags) {
        return;
    }
    if (!connection_is_alive(connection)) {
        diag_error(diags, NOWHERE, CHECK_CONNECT, "lost the connection to %s: %s",
                   connection->place, error->message);
        return;
    }
    diag_error(diags, NOWHERE, CHECK_QUERY, "%s", error->message);
    if (error->position > 0) {
        note_line(diags, sql, error->position);
    }
    if (error->detail) {
        diag_note(diags, NOWHERE, "%s", error->detail);
    }
    if (error->hint) {
        diag_hint(diags, "%s", error->hint);
    }
}

/* ------------------------------------------------------------------ statements */

static bool is_done(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);

    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
           status == PGRES_EMPTY_QUERY;
}

/* COPY through the connection has nobody to talk to here: it is ended, so that the server
 * reports it as a failed statement and the connection goes on. */
static PGresult *end_copy(struct connection *connection, PGresult *result)
{
    char *data;

    if (PQresultStatus(result) == PGRES_COPY_IN) {
        PQputCopyEnd(connection->link, "COPY FROM STDIN is not supported here");
    } else {
        while (PQgetCopyData(connection->link, &data, 0) > 0) {
            PQfreemem(data);
        }
    }
    PQclear(result);
    result = PQgetResult(connection->link);
    for (PGresult *more; (more = PQgetResult(connection->link));) {
        PQclear(more);
    }
    return result;
}

void connection_watch(struct connection *connection, const struct watch *watch)
{
    connection->watch = watch;
}

/* Lets the watch look on until there is a result to get. */
static void watch_until_ready(struct connection *connection, long began)
{
    const struct watch *watch = connection->watch;

    while (watch && PQisBusy(connection->link)) {
        struct pollfd ready = {.fd = PQsocket(connection->link), .events = POLLIN | POLLRDHUP};
        int events = poll(&ready, 1, watch->interval);
        if (events == 0) {
            watch->look(watch->context, duration_now() - began);
        } else if (events < 0 && errno == EINTR) {
            continue;
        } else if (ready.revents != POLLIN || !PQconsumeInput(connection->link)) {
            return; /* it is lost: what the server said before, PQgetResult reads best */
        }
    }
}

/* What follows a failure is its consequence. */
static PGresult *end_failed(struct connection *connection, PGresult *failed)
{
    for (PGresult *more; (more = PQgetResult(connection->link));) {
        PQclear(more);
    }
    return failed;
}

/* The last result of what was sent, or the first failure. */
static PGresult *receive(struct connection *connection)
{
    long began = duration_now();
    PGresult *last = NULL;

    for (PGresult *next;;) {
        watch_until_ready(connection, began);
        next = PQgetResult(connection->link);
        if (!next) {
            return last;
        }
        PQclear(last);
        last = next;
        ExecStatusType status = PQresultStatus(last);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
            return end_copy(connection, last);
        }
        if (!is_done(last)) {
            return end_failed(connection, last);
        }
    }
}

bool connection_run(struct connection *connection, const char *sql, struct diags *diags)
{
    PGresult *result = PQsendQuery(connection->link, sql) ? receive(connection) : NULL;

    forget_error(connection);
    if (!is_done(result)) {
        keep_error(connection, result);
        report_error(connection, sql, diags);
        return false;
    }
    PQclear(result);
    return true;
}

static struct rows *keep_rows(PGresult *result)
{
    struct rows *rows = memory_resize(NULL, sizeof *rows);

    rows->result = result;
    return rows;
}

struct rows *connection_query(struct connection *connection, const char *sql, size_t count,
                              const char *const *texts, struct diags *diags)
{
    PGresult *result = NULL;

    if (PQsendQueryParams(connection->link, sql, (int)count, NULL, texts, NULL, NULL, 0)) {
        result = receive(connection);
    }

    forget_error(connection);
    if (!is_done(result)) {
        keep_error(connection, result);
        report_error(connection, sql, diags);
        return NULL;
    }
    return keep_rows(result);
}

static bool send_all(struct connection *connection, size_t count, const char *const *sql)
{
    if (!PQenterPipelineMode(connection->link)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (!PQsendQueryParams(connection->link, sql[i], 0, NULL, NULL, NULL, NULL, 0)) {
            return false;
        }
    }
    return PQpipelineSync(connection->link);
}

/* Reads up to the end of the pipeline. The first failure is kept and its statement returned;
 * count if there is none. What comes after a failure is not handed over. */
static size_t receive_all(struct connection *connection, size_t count, rows_taker *take,
                          void *context)
{
    size_t at = 0, taken = 0, failed = count;

    while (connection_is_alive(connection)) {
        PGresult *result = PQgetResult(connection->link);
        if (!result) {
            at++;
        } else if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
            PQclear(result);
            break;
        } else if (is_done(result) && at < count && at == taken && failed == count) {
            taken++;
            take(context, keep_rows(result));
        } else if (failed == count && PQresultStatus(result) != PGRES_PIPELINE_ABORTED) {
            failed = at < count ? at : count - 1;
            keep_error(connection, result);
        } else {
            PQclear(result);
        }
    }
    if (!connection_is_alive(connection)) {
        if (failed == count) {
            failed = 0;
            keep_error(connection, NULL);
        }
        connection->error.sqlstate = "";
    }
    return failed;
}

bool connection_query_each(struct connection *connection, size_t count, const char *const *sql,
                           rows_taker *take, void *context, struct diags *diags)
{
    size_t failed = 0;

    forget_error(connection);
    if (!count) {
        return true;
    }
    if (send_all(connection, count, sql)) {
        failed = receive_all(connection, count, take, context);
    } else {
        keep_error(connection, NULL);
    }
    PQexitPipelineMode(connection->link);
    if (failed < count) {
        report_error(connection, sql[failed], diags);
    }
    return failed == count;
}

/* ------------------------------------------------------------------ rows */

size_t rows_count(const struct rows *rows)
{
    return (size_t)PQntuples(rows->result);
}

const char *rows_text(const struct rows *rows, size_t row, size_t column)
{
    if (PQgetisnull(rows->result, (int)row, (int)column)) {
        return NULL;
    }
    return PQgetvalue(rows->result, (int)row, (int)column);
}

bool rows_true(const struct rows *rows, size_t row, size_t column)
{
    const char *text = rows_text(rows, row, column);

    return text && !strcmp(text, "t");
}

int64_t rows_number(const struct rows *rows, size_t row, size_t column)
{
    const char *text = rows_text(rows, row, column);

    return text ? strtoll(text, NULL, 10) : 0;
}

void rows_free(struct rows *rows)
{
    if (rows) {
        PQclear(rows->result);
        free(rows);
    }
}

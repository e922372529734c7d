/* Reads a live database into a model: one snapshot, one pipeline, a constant number of
 * statements. What each statement asks and what becomes of its rows stands in the other
 * database_*.c files; talking to the server is postgres/connection's. */

#include "sources/database.h"

#include "model/resolve.h"

#include <ctype.h>
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The order matters: rows are looked up in what was read before them. */
static const struct catalog_query *const queries[] = {
    &query_schemas,          &query_members,   &query_owned_sequences, &query_collations,
    &query_operator_classes, &query_casts,     &query_types,           &query_extensions,
    &query_labels,           &query_domains,   &query_relations,       &query_columns,
    &query_defaults,         &query_sequences, &query_constraints,     &query_not_nulls,
    &query_indexes,          &query_comments,  &query_unmodelled,
};

/* What differs between versions, by column. */
static const struct version_expression {
    const char *name;
    int since;
    const char *newer, *older;
} version_expressions[] = {
    {"@nulls_not_distinct", 150000, "i.indnullsnotdistinct", "false"},
    {"@set_columns", 150000, "c.confdelsetcols", "NULL"},
    {"@period", 180000, "c.conperiod", "false"},
    {"@enforced", 180000, "c.conenforced", "true"},
    {"@has_not_nulls", 180000, "c.contype = 'n'", "false"},
};

/* Settings that shape how the server prints types, expressions and constants. */
static const char begin[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n"
                            "SET LOCAL search_path = '';\n"
                            "SET LOCAL jit = off;\n"
                            "SET LOCAL quote_all_identifiers = off;\n"
                            "SET LOCAL standard_conforming_strings = on;\n"
                            "SET LOCAL extra_float_digits = 1;\n"
                            "SET LOCAL bytea_output = hex;\n"
                            "SET LOCAL DateStyle = ISO;\n"
                            "SET LOCAL IntervalStyle = postgres;\n"
                            "SET LOCAL TimeZone = 'UTC';\n"
                            "SET LOCAL statement_timeout = 0";

/* ------------------------------------------------------------------ texts */

static const struct version_expression *find_version(const char *text, size_t length)
{
    for (size_t i = 0; i < COUNT_OF(version_expressions); i++) {
        const char *name = version_expressions[i].name;
        if (strlen(name) == length && !strncmp(name, text, length))
            return &version_expressions[i];
    }
    return NULL;
}

static void add_versioned(struct buf *sql, const char *text, int version)
{
    while (*text) {
        size_t length = strcspn(text, "@");
        buf_add_n(sql, text, length);
        text += length;
        length = *text ? 1 : 0;
        while (length && (islower((unsigned char)text[length]) || text[length] == '_'))
            length++;
        const struct version_expression *found = find_version(text, length);
        if (found)
            buf_add(sql, version >= found->since ? found->newer : found->older);
        else
            buf_add_n(sql, text, length);
        text += length;
    }
}

static char *query_text(const struct catalog_query *query, int version)
{
    struct buf sql = BUF_INIT;

    buf_add(&sql, "SELECT ");
    for (size_t i = 0; i < query->count; i++) {
        buf_add(&sql, i ? ",\n       " : "");
        add_versioned(&sql, query->columns[i], version);
    }
    buf_add(&sql, "\n");
    add_versioned(&sql, query->from, version);
    return sql.data;
}

/* ------------------------------------------------------------------ asking */

/* What the server is asked and has answered. A thread of its own may wait for it, which touches
 * nothing but this and the connection; rows are read while the next ones come in. */
struct database_reading {
    struct connection *connection;
    const struct source_settings *settings;
    char *sql[COUNT_OF(queries)];
    bool has_thread;
    pthread_t thread;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t changed;
    struct rows *rows[COUNT_OF(queries)];
    size_t arrived;
    bool over;
    bool ok; /* once it is over; else connection_error() has why */
};

static void take_rows(void *context, struct rows *rows)
{
    struct database_reading *reading = context;

    pthread_mutex_lock(&reading->lock);
    reading->rows[reading->arrived++] = rows;
    pthread_cond_signal(&reading->changed);
    pthread_mutex_unlock(&reading->lock);
}

static void *fetch(void *context)
{
    struct database_reading *reading = context;
    bool ok =
        connection_run(reading->connection, begin, NULL) &&
        connection_query_each(reading->connection, COUNT_OF(queries),
                              (const char *const *)reading->sql, take_rows, reading, NULL);

    pthread_mutex_lock(&reading->lock);
    reading->ok = ok;
    reading->over = true;
    pthread_cond_signal(&reading->changed);
    pthread_mutex_unlock(&reading->lock);
    return NULL;
}

/* The rows of that query, once they are there; NULL if they do not come. */
static struct rows *await_rows(struct database_reading *reading, size_t query)
{
    struct rows *rows;

    pthread_mutex_lock(&reading->lock);
    while (reading->arrived <= query && !reading->over)
        pthread_cond_wait(&reading->changed, &reading->lock);
    rows = reading->rows[query];
    reading->rows[query] = NULL;
    pthread_mutex_unlock(&reading->lock);
    return rows;
}

static struct database_reading *open_reading(struct connection *connection,
                                             const struct source_settings *settings)
{
    struct database_reading *reading = memory_resize(NULL, sizeof *reading);

    *reading = (struct database_reading){.connection = connection, .settings = settings};
    pthread_mutex_init(&reading->lock, NULL);
    pthread_cond_init(&reading->changed, NULL);
    for (size_t i = 0; i < COUNT_OF(queries); i++)
        reading->sql[i] = query_text(queries[i], connection_version(connection));
    return reading;
}

static void join(struct database_reading *reading)
{
    if (reading->has_thread)
        pthread_join(reading->thread, NULL);
    reading->has_thread = false;
}

static void forget_rows(struct database_reading *reading)
{
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        rows_free(reading->rows[i]);
        reading->rows[i] = NULL;
    }
    reading->arrived = 0;
    reading->over = false;
}

static void close_reading(struct database_reading *reading)
{
    forget_rows(reading);
    for (size_t i = 0; i < COUNT_OF(queries); i++)
        free(reading->sql[i]);
    pthread_cond_destroy(&reading->changed);
    pthread_mutex_destroy(&reading->lock);
    if (connection_is_alive(reading->connection))
        connection_run(reading->connection, "ROLLBACK", NULL);
    free(reading);
}

/* ------------------------------------------------------------------ reading */

#define MANY_ROWS 10000

static void read_rows(struct reader *reader, const struct catalog_query *query,
                      const struct rows *rows)
{
    size_t count = rows_count(rows);

    if (query->prepare)
        query->prepare(reader, rows);
    for (size_t i = 0; i < count; i++)
        query->read(reader, (struct row){rows, i});
    if (query->finish)
        query->finish(reader, rows);
}

/* Rows are given back as soon as they are read, to the system too: there may be very many. */
static void give_back(struct rows *rows)
{
    bool are_many = rows_count(rows) >= MANY_ROWS;

    rows_free(rows);
    if (are_many)
        malloc_trim(0);
}

/* False if not all rows came. */
static bool read_all(struct reader *reader, struct database_reading *reading)
{
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        struct rows *rows = await_rows(reading, i);

        if (!rows)
            return false;
        read_rows(reader, queries[i], rows);
        give_back(rows);
    }
    add_schemas(reader);
    return true;
}

/* What the server's functions look up is not in the snapshot: if something was dropped
 * meanwhile, they fail. */
static bool is_passing(const struct sql_error *error)
{
    static const char *const beginnings[] = {"cache lookup failed", "could not open relation"};

    for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
        if (!strncmp(error->message, beginnings[i], strlen(beginnings[i])))
            return true;
    }
    return false;
}

static void report_failure(struct connection *connection, struct diags *diags)
{
    const struct sql_error *error = connection_error(connection);

    if (!connection_is_alive(connection)) {
        diag_error(diags, NOWHERE, CHECK_CONNECT,
                   "lost the connection while reading the database: %s", error->message);
    } else if (!strcmp(error->sqlstate, "42501")) {
        diag_error(diags, NOWHERE, CHECK_INVISIBLE, "role \"%s\" may not read the catalogs: %s",
                   connection_user(connection), error->message);
    } else {
        diag_error(diags, NOWHERE, CHECK_QUERY, "could not read the database: %s",
                   error->message);
    }
    if (error->detail)
        diag_note(diags, NOWHERE, "%s", error->detail);
    if (error->hint)
        diag_hint(diags, "%s", error->hint);
}

static struct model *new_model(const struct connection *connection,
                               const struct source_settings *settings)
{
    struct model *model = model_new();

    model->server_version = connection_version(connection);
    model->owners = settings->owners;
    if (settings->schema)
        model->schema = arena_strdup(&model->arena, settings->schema);
    for (size_t i = 0; settings->exclude && settings->exclude[i]; i++) {
        array_add(&model->arena, &model->excluded,
                  arena_strdup(&model->arena, settings->exclude[i]));
    }
    return model;
}

/* NULL after a failure: to fetch, which is left to report; to see, which has been. */
static struct model *read_model(struct database_reading *reading, struct diags *diags)
{
    struct reader reader = {
        .model = new_model(reading->connection, reading->settings),
        .settings = reading->settings,
        .connection = reading->connection,
        .diags = diags,
        .version = connection_version(reading->connection),
    };

    bool ok = read_all(&reader, reading);
    join(reading);
    ok = ok && reading->ok && report_invisible(&reader);
    if (ok)
        model_link(reader.model);
    else
        model_free(reader.model);
    arena_release(&reader.scratch);
    return ok ? reader.model : NULL;
}

/* ------------------------------------------------------------------ the contract */

struct database_reading *database_begin(struct connection *connection,
                                        const struct source_settings *settings)
{
    struct database_reading *reading = open_reading(connection, settings);

    reading->has_thread = !pthread_create(&reading->thread, NULL, fetch, reading);
    if (!reading->has_thread)
        fetch(reading);
    return reading;
}

struct model *database_finish(struct database_reading *reading, struct diags *diags)
{
    struct model *model = read_model(reading, diags);

    if (!reading->ok && is_passing(connection_error(reading->connection))) {
        connection_run(reading->connection, "ROLLBACK", NULL);
        forget_rows(reading);
        fetch(reading);
        model = read_model(reading, diags);
    }
    if (!reading->ok)
        report_failure(reading->connection, diags);
    close_reading(reading);
    return model;
}

void database_abandon(struct database_reading *reading)
{
    if (!reading)
        return;
    connection_cancel(reading->connection);
    join(reading);
    close_reading(reading);
}

struct model *database_load(struct connection *connection,
                            const struct source_settings *settings, struct diags *diags)
{
    struct database_reading *reading = open_reading(connection, settings);

    fetch(reading);
    return database_finish(reading, diags);
}

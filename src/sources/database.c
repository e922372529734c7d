/* Reads a live database into a model: one snapshot, one pipeline, a constant number of
 * statements. What each statement asks and what becomes of its rows stands in the other
 * database_*.c files; talking to the server is postgres/connection's. */

#include "sources/database.h"

#include "model/resolve.h"

#include <ctype.h>
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
 * nothing but this and the connection. */
struct database_reading {
    struct connection *connection;
    const struct source_settings *settings;
    char *sql[COUNT_OF(queries)];
    struct rows *rows[COUNT_OF(queries)];
    bool ok; /* else connection_error() has why */
    bool has_thread;
    pthread_t thread;
};

static void *fetch(void *context)
{
    struct database_reading *reading = context;

    reading->ok = connection_run(reading->connection, begin, NULL) &&
                  connection_query_all(reading->connection, COUNT_OF(queries),
                                       (const char *const *)reading->sql, reading->rows, NULL);
    return NULL;
}

static struct database_reading *open_reading(struct connection *connection,
                                             const struct source_settings *settings)
{
    struct database_reading *reading = memory_resize(NULL, sizeof *reading);

    *reading = (struct database_reading){.connection = connection, .settings = settings};
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

static void close_reading(struct database_reading *reading)
{
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        rows_free(reading->rows[i]);
        free(reading->sql[i]);
    }
    if (connection_is_alive(reading->connection))
        connection_run(reading->connection, "ROLLBACK", NULL);
    free(reading);
}

/* ------------------------------------------------------------------ reading */

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

/* Rows are given back as soon as they are read: there may be very many. */
static void read_all(struct reader *reader, struct rows **rows)
{
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        read_rows(reader, queries[i], rows[i]);
        rows_free(rows[i]);
        rows[i] = NULL;
    }
    add_schemas(reader);
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

static struct model *read_model(struct database_reading *reading, struct diags *diags)
{
    struct reader reader = {
        .model = new_model(reading->connection, reading->settings),
        .settings = reading->settings,
        .connection = reading->connection,
        .diags = diags,
        .version = connection_version(reading->connection),
    };

    read_all(&reader, reading->rows);
    bool ok = report_invisible(&reader);
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
    struct model *model = NULL;

    join(reading);
    if (!reading->ok && is_passing(connection_error(reading->connection))) {
        connection_run(reading->connection, "ROLLBACK", NULL);
        fetch(reading);
    }
    if (reading->ok)
        model = read_model(reading, diags);
    else
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

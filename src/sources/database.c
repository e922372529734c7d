/* Reads a live database into a model: one snapshot, one pipeline, a constant number of
 * statements. What each statement asks and what becomes of its rows stands in the other
 * database_*.c files; talking to the server is postgres/connection's. */

#include "sources/database.h"

#include "model/resolve.h"

#include <ctype.h>
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

static const char *query_text(struct reader *reader, const struct catalog_query *query)
{
    struct buf sql = BUF_INIT;

    buf_add(&sql, "SELECT ");
    for (size_t i = 0; i < query->count; i++) {
        add_versioned(&sql, i ? ",\n       " : "", reader->version);
        add_versioned(&sql, query->columns[i], reader->version);
    }
    buf_add(&sql, "\n");
    add_versioned(&sql, query->from, reader->version);
    const char *text = arena_strdup(&reader->scratch, buf_text(&sql));
    buf_release(&sql);
    return text;
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

/* False if the server failed; connection_error() then has why. */
static bool read_all(struct reader *reader)
{
    const char *sql[COUNT_OF(queries)];
    struct rows *rows[COUNT_OF(queries)];

    for (size_t i = 0; i < COUNT_OF(queries); i++)
        sql[i] = query_text(reader, queries[i]);
    if (!connection_query_all(reader->connection, COUNT_OF(queries), sql, rows, NULL))
        return false;
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        read_rows(reader, queries[i], rows[i]);
        rows_free(rows[i]);
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

/* One try. NULL without a message if the server failed. */
static struct model *try_load(struct connection *connection,
                              const struct source_settings *settings, struct diags *diags)
{
    struct reader reader = {
        .model = new_model(connection, settings),
        .settings = settings,
        .connection = connection,
        .diags = diags,
        .version = connection_version(connection),
    };

    bool ok = connection_run(connection, begin, NULL) && read_all(&reader);
    if (ok && report_invisible(&reader))
        report_unmodelled(&reader);
    else
        ok = false;
    if (ok)
        model_link(reader.model);
    else
        model_free(reader.model);
    arena_release(&reader.scratch);
    return ok ? reader.model : NULL;
}

struct model *database_load(struct connection *connection,
                            const struct source_settings *settings, struct diags *diags)
{
    size_t errors = diags_errors(diags);
    struct model *model = NULL;

    for (int tries = 2; !model && tries; tries--) {
        model = try_load(connection, settings, diags);
        bool failed = !model && diags_errors(diags) == errors;
        bool again = failed && tries > 1 && is_passing(connection_error(connection));
        if (failed && !again)
            report_failure(connection, diags);
        if (connection_is_alive(connection))
            connection_run(connection, "ROLLBACK", NULL);
        if (!again)
            break;
    }
    return model;
}

/* The tables that say what was applied. When to write them is the runner's; whether they fit
 * the folder is judged in standing.c. */

#include "runner/history.h"
#include "postgres/sql.h"
#include "runner/version.h"

#include <stdio.h>
#include <string.h>

#define NUMBER_BYTES 24

static void add_name(struct buf *out, const struct history_names *names, const char *table)
{
    sql_qname(out, (struct qname){names->schema, table});
}

bool applied_is_whole(const struct applied *row)
{
    return !row->down && row->segment == row->segments;
}

/* ------------------------------------------------------------------ reading */

static bool history_exists(struct connection *connection, const struct history_names *names,
                           bool *exists, struct diags *diags)
{
    static const char sql[] = "SELECT FROM pg_catalog.pg_class c\n"
                              "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n"
                              " WHERE n.nspname = $1 AND c.relname = $2";
    struct rows *rows = connection_query(connection, sql, 2,
                                         (const char *[]){names->schema, names->table}, diags);

    if (!rows)
        return false;
    *exists = rows_count(rows) > 0;
    rows_free(rows);
    return true;
}

enum row_column {
    COLUMN_REVISION,
    COLUMN_MESSAGE,
    COLUMN_CHECKSUM,
    COLUMN_AT,
    COLUMN_BY,
    COLUMN_TOOL,
    COLUMN_DURATION,
    COLUMN_DIRECTION,
    COLUMN_SEGMENT,
    COLUMN_SEGMENTS,
    COLUMN_STATEMENT
};

static struct applied row_read(struct arena *arena, const struct rows *rows, size_t row)
{
#define TEXT(column) arena_strdup(arena, rows_text(rows, row, column))
    return (struct applied){
        .revision = TEXT(COLUMN_REVISION),
        .message = TEXT(COLUMN_MESSAGE),
        .checksum = TEXT(COLUMN_CHECKSUM),
        .at = TEXT(COLUMN_AT),
        .by = TEXT(COLUMN_BY),
        .tool = TEXT(COLUMN_TOOL),
        .milliseconds = (long)rows_number(rows, row, COLUMN_DURATION),
        .down = !strcmp(rows_text(rows, row, COLUMN_DIRECTION), "down"),
        .segment = (int)rows_number(rows, row, COLUMN_SEGMENT),
        .segments = (int)rows_number(rows, row, COLUMN_SEGMENTS),
        .statement = (int)rows_number(rows, row, COLUMN_STATEMENT),
    };
#undef TEXT
}

bool history_read(struct connection *connection, struct arena *arena,
                  const struct history_names *names, struct history *history,
                  struct diags *diags)
{
    struct buf sql = BUF_INIT;
    struct rows *rows;

    *history = (struct history){0};
    if (!history_exists(connection, names, &history->exists, diags))
        return false;
    if (!history->exists)
        return true;
    buf_add(&sql,
            "SELECT revision, message, checksum,\n"
            "       to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),\n"
            "       applied_by, tool, duration_ms, direction, segment, segments, statement\n"
            "  FROM ");
    add_name(&sql, names, names->table);
    buf_add(&sql, "\n ORDER BY applied_at, revision");
    rows = connection_query(connection, buf_text(&sql), 0, NULL, diags);
    buf_release(&sql);
    if (!rows)
        return false;
    for (size_t i = 0; i < rows_count(rows); i++)
        array_add(arena, &history->rows, row_read(arena, rows, i));
    rows_free(rows);
    return true;
}

/* ------------------------------------------------------------------ making */

static void add_tables(struct buf *sql, const struct history_names *names)
{
    buf_add(sql, "CREATE TABLE IF NOT EXISTS ");
    add_name(sql, names, names->table);
    buf_add(sql, " (\n"
                 "  revision text PRIMARY KEY,\n"
                 "  message text NOT NULL,\n"
                 "  checksum text NOT NULL,\n"
                 "  applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),\n"
                 "  applied_by text NOT NULL DEFAULT session_user,\n"
                 "  duration_ms bigint NOT NULL,\n"
                 "  tool text NOT NULL,\n"
                 "  direction text NOT NULL DEFAULT 'up' CHECK (direction IN ('up', 'down')),\n"
                 "  segment integer NOT NULL,\n"
                 "  segments integer NOT NULL,\n"
                 "  statement integer NOT NULL DEFAULT 0\n"
                 ");\n"
                 "CREATE TABLE IF NOT EXISTS ");
    add_name(sql, names, names->log);
    buf_add(sql, " (\n"
                 "  entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
                 "  action text NOT NULL,\n"
                 "  revision text NOT NULL,\n"
                 "  message text NOT NULL,\n"
                 "  checksum text NOT NULL,\n"
                 "  done_at timestamptz NOT NULL DEFAULT clock_timestamp(),\n"
                 "  done_by text NOT NULL DEFAULT session_user,\n"
                 "  duration_ms bigint NOT NULL,\n"
                 "  tool text NOT NULL\n"
                 ");\n");
}

static bool schema_exists(struct connection *connection, const char *schema)
{
    static const char sql[] = "SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1";
    struct rows *rows = connection_query(connection, sql, 1, (const char *[]){schema}, NULL);
    bool exists = rows && rows_count(rows) > 0;

    rows_free(rows);
    return exists;
}

bool history_create(struct connection *connection, const struct history_names *names,
                    struct diags *diags)
{
    struct buf sql = BUF_INIT;
    const struct sql_error *error;
    bool made;

    buf_add(&sql, "BEGIN;\n");
    if (!schema_exists(connection, names->schema)) {
        buf_add(&sql, "CREATE SCHEMA ");
        sql_ident(&sql, names->schema);
        buf_add(&sql, ";\n");
    }
    add_tables(&sql, names);
    buf_add(&sql, "COMMIT");
    made = connection_run(connection, buf_text(&sql), NULL);
    buf_release(&sql);
    if (made)
        return true;
    error = connection_error(connection);
    diag_error(diags, NOWHERE, CHECK_HISTORY,
               "could not create the history table \"%s.%s\": %s", names->schema, names->table,
               error->message);
    if (!strcmp(error->sqlstate, "42501"))
        diag_hint(diags, "Let the role create it, or say where it may in schemagen.json: "
                         "\"history\": {\"schema\": \"public\", \"table\": "
                         "\"schemagen_migrations\"}.");
    connection_run(connection, "ROLLBACK", NULL);
    return false;
}

/* ------------------------------------------------------------------ writing */

static bool execute(struct connection *connection, struct buf *sql, size_t count,
                    const char *const *parameters, struct diags *diags)
{
    struct rows *rows = connection_query(connection, buf_text(sql), count, parameters, diags);

    buf_release(sql);
    rows_free(rows);
    return rows != NULL;
}

/* $1 … $5: what the log's own statement takes. */
static void add_log(struct buf *sql, const struct history_names *names)
{
    buf_add(sql, "INSERT INTO ");
    add_name(sql, names, names->log);
    buf_add(sql, " (revision, message, checksum, duration_ms, tool, action)\n"
                 "VALUES ($1, $2, $3, $4::bigint, $5, $6)");
}

bool history_enter(struct connection *connection, const struct history_names *names,
                   const struct applied *row, const char *log, struct diags *diags)
{
    struct buf sql = BUF_INIT;
    char duration[NUMBER_BYTES], segment[NUMBER_BYTES], segments[NUMBER_BYTES],
        statement[NUMBER_BYTES];
    const char *parameters[] = {row->revision,
                                row->message,
                                row->checksum,
                                duration,
                                SCHEMAGEN_VERSION,
                                log,
                                row->down ? "down" : "up",
                                segment,
                                segments,
                                statement};

    snprintf(duration, sizeof duration, "%ld", row->milliseconds);
    snprintf(segment, sizeof segment, "%d", row->segment);
    snprintf(segments, sizeof segments, "%d", row->segments);
    snprintf(statement, sizeof statement, "%d", row->statement);
    buf_add(&sql, "WITH entered AS (\nINSERT INTO ");
    add_name(&sql, names, names->table);
    buf_add(&sql,
            " (revision, message, checksum, duration_ms, tool,\n"
            "    direction, segment, segments, statement)\n"
            "VALUES ($1, $2, $3, $4::bigint, $5, $7, $8::integer, $9::integer, $10::integer)\n"
            "ON CONFLICT (revision) DO UPDATE SET\n"
            "  (message, checksum, applied_at, applied_by, duration_ms, tool,\n"
            "   direction, segment, segments, statement)\n"
            "  = (excluded.message, excluded.checksum, excluded.applied_at,\n"
            "     excluded.applied_by, excluded.duration_ms, excluded.tool,\n"
            "     excluded.direction, excluded.segment, excluded.segments,\n"
            "     excluded.statement))\n");
    if (log)
        add_log(&sql, names);
    else
        buf_add(&sql, "SELECT $6::text");
    return execute(connection, &sql, sizeof parameters / sizeof *parameters, parameters, diags);
}

bool history_remove(struct connection *connection, const struct history_names *names,
                    const struct applied *row, const char *log, struct diags *diags)
{
    struct buf sql = BUF_INIT;
    char duration[NUMBER_BYTES];
    const char *parameters[] = {row->revision, row->message,      row->checksum,
                                duration,      SCHEMAGEN_VERSION, log};

    snprintf(duration, sizeof duration, "%ld", row->milliseconds);
    buf_add(&sql, "WITH removed AS (\nDELETE FROM ");
    add_name(&sql, names, names->table);
    buf_add(&sql, " WHERE revision = $1)\n");
    if (log)
        add_log(&sql, names);
    else
        buf_add(&sql, "SELECT $2::text, $3::text, $4::text, $5::text, $6::text");
    return execute(connection, &sql, sizeof parameters / sizeof *parameters, parameters, diags);
}

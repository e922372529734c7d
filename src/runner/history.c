/* Reads and writes the tables that say what was applied. When to write them is the runner's;
 * the statements are history_text.c's; whether the rows fit the folder is judged in
 * standing.c. */

#include "runner/history.h"
#include "postgres/sql.h"
#include "runner/history_text.h"

#include <string.h>

#define UNIQUE_VIOLATION "23505"

static void add_name(struct buf *out, const struct history_names *names, const char *table)
{
    sql_qname(out, (struct qname){names->schema, table});
}

bool applied_is_whole(const struct applied *row)
{
    return !row->down && row->segment == row->segments;
}

struct applied applied_begun(const struct migration *migration, bool down)
{
    const struct script *script = down ? migration->down : migration->up;

    /* A file without a statement is one segment that does nothing. */
    return (struct applied){
        .revision = migration->revision,
        .message = migration->message,
        .checksum = migration->checksum,
        .down = down,
        .segments = script->segments.count ? (int)script->segments.count : 1,
    };
}

struct applied applied_whole(struct arena *arena, const struct migration *migration)
{
    struct applied row = applied_begun(migration, false);

    row.segment = row.segments;
    row.checksums = script_checksums(arena, migration->up, (size_t)row.segments, 0);
    return row;
}

/* ------------------------------------------------------------------ reading */

/* Which of the two tables are there. */
static bool find_tables(struct connection *connection, const struct history_names *names,
                        struct history *history, struct diags *diags)
{
    static const char sql[] = "SELECT c.relname FROM pg_catalog.pg_class c\n"
                              "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n"
                              " WHERE n.nspname = $1 AND c.relname IN ($2, $3)";
    struct rows *rows = connection_query(
        connection, sql, 3, (const char *[]){names->schema, names->table, names->log}, diags);

    if (!rows)
        return false;
    for (size_t i = 0; i < rows_count(rows); i++)
        *(strcmp(rows_text(rows, i, 0), names->log) ? &history->exists : &history->logged) =
            true;
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
    COLUMN_STATEMENT,
    COLUMN_CHECKSUMS,
    COLUMN_STARTED
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
        .checksums = TEXT(COLUMN_CHECKSUMS),
        .started = TEXT(COLUMN_STARTED),
    };
#undef TEXT
}

/* What a role that may not do it is short of. */
static void hint_grants(struct connection *connection, const struct history_names *names,
                        struct diags *diags)
{
    const struct sql_error *error = connection_error(connection);

    if (diags && !strcmp(error->sqlstate, "42501"))
        diag_hint(diags,
                  "The role needs USAGE on schema \"%s\"; on its tables \"%s\" and \"%s\" "
                  "SELECT to see where the database stands, and INSERT, UPDATE and DELETE too "
                  "to change it.",
                  names->schema, names->table, names->log);
}

bool history_read(struct connection *connection, struct arena *arena,
                  const struct history_names *names, struct history *history,
                  struct diags *diags)
{
    struct buf sql = BUF_INIT;
    struct rows *rows;

    *history = (struct history){0};
    if (!find_tables(connection, names, history, diags))
        return false;
    if (!history->exists)
        return true;
    buf_add(&sql,
            "SELECT revision, message, checksum,\n"
            "       to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),\n"
            "       applied_by, tool, duration_ms, direction, segment, segments, statement,\n"
            "       array_to_string(segment_checksums, ' '), started\n"
            "  FROM ");
    add_name(&sql, names, names->table);
    buf_add(&sql, "\n ORDER BY applied_at, revision");
    rows = connection_query(connection, buf_text(&sql), 0, NULL, diags);
    buf_release(&sql);
    if (!rows) {
        hint_grants(connection, names, diags);
        return false;
    }
    for (size_t i = 0; i < rows_count(rows); i++)
        array_add(arena, &history->rows, row_read(arena, rows, i));
    rows_free(rows);
    return true;
}

/* ------------------------------------------------------------------ making */

bool history_create(struct connection *connection, const struct history_names *names,
                    struct diags *diags)
{
    struct buf sql = BUF_INIT;
    const struct sql_error *error;
    bool made;

    history_text_create(&sql, names);
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
    return false;
}

/* ------------------------------------------------------------------ writing */

static bool execute(struct connection *connection, const struct history_names *names,
                    struct buf *sql, struct diags *diags)
{
    bool ok = connection_run(connection, buf_text(sql), diags);

    buf_release(sql);
    if (!ok)
        hint_grants(connection, names, diags);
    return ok;
}

bool history_enter(struct connection *connection, const struct history_names *names,
                   const struct applied *row, const char *log, struct diags *diags)
{
    struct buf sql = BUF_INIT;

    history_text_enter(&sql, names, row, log);
    return execute(connection, names, &sql, diags);
}

bool history_begin(struct connection *connection, const struct history_names *names,
                   const struct applied *row, const char *log, struct diags *diags)
{
    struct buf sql = BUF_INIT;
    const struct sql_error *error;
    bool ok;

    history_text_begin(&sql, names, row, log);
    ok = execute(connection, names, &sql, NULL);
    error = connection_error(connection);
    if (ok || strcmp(error->sqlstate, UNIQUE_VIOLATION))
        return ok || diag_error(diags, NOWHERE, CHECK_QUERY, "%s", error->message);
    diag_error(diags, NOWHERE, CHECK_HISTORY,
               "revision \"%s\" was applied by another run meanwhile", row->revision);
    diag_hint(diags, "Runs keep each other out by a lock of their session: connect to the "
                     "server itself, not to a pooler that shares sessions.");
    return false;
}

bool history_remove(struct connection *connection, const struct history_names *names,
                    const struct applied *row, const char *log, struct diags *diags)
{
    struct buf sql = BUF_INIT;

    history_text_remove(&sql, names, row, log);
    return execute(connection, names, &sql, diags);
}

bool history_progress(struct connection *connection, const struct history_names *names,
                      const struct applied *row, struct diags *diags)
{
    struct buf sql = BUF_INIT;

    history_text_progress(&sql, names, row);
    return execute(connection, names, &sql, diags);
}

bool history_log(struct connection *connection, const struct history_names *names,
                 const struct applied *row, const char *action, const char *detail,
                 struct diags *diags)
{
    struct buf sql = BUF_INIT;

    history_text_log(&sql, names, row, action, detail);
    return execute(connection, names, &sql, diags);
}

/* The text of the statements that make and write the history. Sending them is history.c's,
 * putting them into a script offline.c's. */

#include "runner/history_text.h"
#include "postgres/sql.h"
#include "runner/version.h"

static void add_name(struct buf *out, const struct history_names *names, const char *table)
{
    sql_qname(out, (struct qname){names->schema, table});
}

static void add_schema(struct buf *out, const struct history_names *names)
{
    buf_add(out, "  IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = ");
    sql_literal(out, names->schema);
    buf_add(out, ") THEN\n    CREATE SCHEMA ");
    sql_ident(out, names->schema);
    buf_add(out, ";\n  END IF;\n");
}

static void add_table(struct buf *out, const struct history_names *names, const char *table,
                      const char *columns)
{
    struct buf name = BUF_INIT;

    add_name(&name, names, table);
    buf_add(out, "  IF to_regclass(");
    sql_literal(out, buf_text(&name));
    buf_addf(out, ") IS NULL THEN\n    CREATE TABLE %s (\n%s    );\n  END IF;\n",
             buf_text(&name), columns);
    buf_release(&name);
}

static const char table_columns[] =
    "      revision text PRIMARY KEY,\n"
    "      message text NOT NULL,\n"
    "      checksum text NOT NULL,\n"
    "      applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),\n"
    "      applied_by text NOT NULL DEFAULT session_user,\n"
    "      duration_ms bigint NOT NULL,\n"
    "      tool text NOT NULL,\n"
    "      direction text NOT NULL DEFAULT 'up' CHECK (direction IN ('up', 'down')),\n"
    "      segment integer NOT NULL,\n"
    "      segments integer NOT NULL,\n"
    "      statement integer NOT NULL DEFAULT 0,\n"
    "      segment_checksums text[] NOT NULL DEFAULT '{}',\n"
    "      started text\n";

static const char log_columns[] =
    "      entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
    "      action text NOT NULL,\n"
    "      revision text NOT NULL,\n"
    "      message text NOT NULL,\n"
    "      checksum text NOT NULL,\n"
    "      done_at timestamptz NOT NULL DEFAULT clock_timestamp(),\n"
    "      done_by text NOT NULL DEFAULT session_user,\n"
    "      duration_ms bigint NOT NULL,\n"
    "      tool text NOT NULL,\n"
    "      detail text NOT NULL DEFAULT ''\n";

/* IF NOT EXISTS asks for the right to make what there is already
 * (https://www.postgresql.org/docs/current/sql-createschema.html), so it is looked for
 * first. */
void history_text_create(struct buf *out, const struct history_names *names)
{
    buf_add(out, "DO $history$ BEGIN\n");
    add_schema(out, names);
    add_table(out, names, names->table, table_columns);
    add_table(out, names, names->log, log_columns);
    buf_add(out, "END $history$;\n");
}

static void add_duration(struct buf *out, const struct applied *row)
{
    if (row->milliseconds == MEASURED_BY_SERVER)
        buf_add(out, "1000 * extract(epoch FROM clock_timestamp() - transaction_timestamp())");
    else
        buf_addf(out, "%ld", row->milliseconds);
}

/* What the table and its log both keep. */
static void add_common(struct buf *out, const struct applied *row)
{
    const char *const texts[] = {row->revision, row->message, row->checksum};

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        sql_literal(out, texts[i]);
        buf_add(out, ",\n    ");
    }
    add_duration(out, row);
    buf_add(out, ", ");
    sql_literal(out, SCHEMAGEN_VERSION);
}

void history_text_log(struct buf *out, const struct history_names *names,
                      const struct applied *row, const char *action, const char *detail)
{
    buf_add(out, "INSERT INTO ");
    add_name(out, names, names->log);
    buf_add(out,
            " (revision, message, checksum, duration_ms, tool, action, detail)\n  VALUES (");
    add_common(out, row);
    buf_add(out, ", ");
    sql_literal(out, action);
    buf_add(out, ", ");
    sql_literal(out, detail);
    buf_add(out, ");\n");
}

static void add_log(struct buf *out, const struct history_names *names,
                    const struct applied *row, const char *log)
{
    if (log)
        history_text_log(out, names, row, log, "");
}

/* How far a row has come, in the order of progress_columns. */
static const char progress_columns[] =
    "direction, segment, segments, statement, segment_checksums, started";

static void add_progress(struct buf *out, const struct applied *row)
{
    buf_addf(out, "'%s', %d, %d, %d, '{", row->down ? "down" : "up", row->segment,
             row->segments, row->statement);
    for (const char *at = row->checksums ? row->checksums : ""; *at; at++)
        buf_add_char(out, *at == ' ' ? ',' : *at);
    buf_add(out, "}', ");
    if (row->started)
        sql_literal(out, row->started);
    else
        buf_add(out, "NULL");
}

void history_text_progress(struct buf *out, const struct history_names *names,
                           const struct applied *row)
{
    buf_add(out, "UPDATE ");
    add_name(out, names, names->table);
    buf_addf(out, " SET\n    (checksum, %s)\n    = (", progress_columns);
    sql_literal(out, row->checksum);
    buf_add(out, ", ");
    add_progress(out, row);
    buf_add(out, ")\n  WHERE revision = ");
    sql_literal(out, row->revision);
    buf_add(out, ";\n");
}

static void add_removal(struct buf *out, const struct history_names *names,
                        const struct applied *row)
{
    buf_add(out, "DELETE FROM ");
    add_name(out, names, names->table);
    buf_add(out, " WHERE revision = ");
    sql_literal(out, row->revision);
    buf_add(out, ";\n");
}

static void add_row(struct buf *out, const struct history_names *names,
                    const struct applied *row)
{
    buf_add(out, "INSERT INTO ");
    add_name(out, names, names->table);
    buf_addf(out,
             "\n    (revision, message, checksum, duration_ms, tool,\n     %s)\n  VALUES (",
             progress_columns);
    add_common(out, row);
    buf_add(out, ",\n    ");
    add_progress(out, row);
    buf_add(out, ");\n");
}

void history_text_enter(struct buf *out, const struct history_names *names,
                        const struct applied *row, const char *log)
{
    if (row->down) {
        history_text_progress(out, names, row);
    } else {
        add_removal(out, names, row);
        add_row(out, names, row);
    }
    add_log(out, names, row, log);
}

void history_text_begin(struct buf *out, const struct history_names *names,
                        const struct applied *row, const char *log)
{
    add_row(out, names, row);
    add_log(out, names, row, log);
}

void history_text_remove(struct buf *out, const struct history_names *names,
                         const struct applied *row, const char *log)
{
    add_removal(out, names, row);
    add_log(out, names, row, log);
}

void history_text_clear(struct buf *out, const struct history_names *names)
{
    buf_add(out, "DELETE FROM ");
    add_name(out, names, names->table);
    buf_add(out, ";\n");
}

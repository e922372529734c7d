/* Reads what Alembic has recorded in a database that is taken over. Its table is never written,
 * and no difference ever shows it (sources/database_names.c). */

#include "runner/predecessor.h"
#include "base/buffer.h"
#include "postgres/sql.h"

static void report_table(struct connection *connection, const char *schema, FILE *messages)
{
    struct buf name = BUF_INIT, sql = BUF_INIT;
    struct rows *rows;

    sql_qname(&name, (struct qname){schema, "alembic_version"});
    buf_addf(&sql,
             "SELECT string_agg(version_num::text, ', ' ORDER BY version_num::text) FROM %s",
             buf_text(&name));
    rows = connection_query(connection, buf_text(&sql), 0, NULL, NULL);
    if (rows && rows_count(rows) && rows_text(rows, 0, 0))
        fprintf(messages, "Alembic's table %s says \"%s\"; it is left as it is\n",
                buf_text(&name), rows_text(rows, 0, 0));
    else
        fprintf(messages, "Alembic's table %s %s; it is left as it is\n", buf_text(&name),
                rows ? "says nothing" : "cannot be read");
    rows_free(rows);
    buf_release(&name);
    buf_release(&sql);
}

void predecessor_report(struct connection *connection, FILE *messages)
{
    static const char sql[] = "SELECT n.nspname FROM pg_catalog.pg_class c\n"
                              "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace\n"
                              " WHERE c.relname = 'alembic_version' AND c.relkind = 'r'\n"
                              " ORDER BY n.nspname";
    struct rows *rows = connection_query(connection, sql, 0, NULL, NULL);

    for (size_t i = 0; rows && i < rows_count(rows); i++)
        report_table(connection, rows_text(rows, i, 0), messages);
    rows_free(rows);
}

/* What is known of conversions between built-in types, held against pg_cast of a running
 * PostgreSQL. Skipped where no server can be started, and before 15, where "char" was a string.
 */

#include "kinds/casts.h"
#include "model/types.h"
#include "postgres/connection.h"
#include "postgres/server.h"

#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* find_coercion_pathway(): a row of pg_cast, or else the text of a value, which is assigned to
 * every string and taken from one where that is asked for. */
static const char PAIRS[] =
    "SELECT format_type(a.oid, NULL), format_type(b.oid, NULL),"
    " a.oid = b.oid OR coalesce(castcontext <> 'e', b.typcategory = 'S'),"
    " a.oid = b.oid OR castcontext IS NOT NULL OR 'S' IN (a.typcategory, b.typcategory)"
    " FROM pg_type a CROSS JOIN pg_type b"
    " LEFT JOIN pg_cast ON castsource = a.oid AND casttarget = b.oid"
    " WHERE a.typnamespace = 'pg_catalog'::regnamespace AND a.typtype IN ('b', 'r', 'm')"
    " AND b.typnamespace = 'pg_catalog'::regnamespace AND b.typtype IN ('b', 'r', 'm')"
    " AND a.typcategory <> 'A' AND b.typcategory <> 'A'"
    " ORDER BY a.typname, b.typname";

static void judge(struct buf *wrong, const struct rows *rows, size_t row)
{
    const struct type_name from = {.text = rows_text(rows, row, 0)};
    const struct type_name to = {.text = rows_text(rows, row, 1)};
    if (!type_is_builtin(from.text) || !type_is_builtin(to.text))
        return;
    if (cast_by_assignment(&from, &to) != rows_true(rows, row, 2))
        buf_addf(wrong, "%s -> %s: assigned %d\n", from.text, to.text, rows_true(rows, row, 2));
    if (rows_true(rows, row, 3) && !cast_exists(&from, &to))
        buf_addf(wrong, "%s -> %s: exists\n", from.text, to.text);
}

static void test_every_pair(void **state)
{
    struct diags *diags = diags_new();
    struct server *server = server_start(0, diags);
    struct connection *connection = server ? server_new_database(server, "casts", diags) : NULL;
    struct buf wrong = BUF_INIT;
    size_t count = 0;
    bool is_fit = connection && connection_version(connection) >= 150000;

    (void)state;
    if (is_fit) {
        struct rows *rows = connection_query(connection, PAIRS, 0, NULL, diags);
        assert_non_null(rows);
        count = rows_count(rows);
        for (size_t i = 0; i < count; i++)
            judge(&wrong, rows, i);
        rows_free(rows);
    }
    connection_close(connection);
    server_stop(server);
    diags_free(diags);
    if (!is_fit)
        skip();
    assert_string_equal(buf_text(&wrong), "");
    assert_true(count > 1000);
    buf_release(&wrong);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_pair)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

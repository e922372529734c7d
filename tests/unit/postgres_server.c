/* Throwaway servers and the connections to them: what a running PostgreSQL answers, how
 * failures are told, and that nothing is left behind. Skipped where no server can be
 * started. */

#include "postgres/connection.h"
#include "postgres/expression.h"
#include "postgres/server.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/file.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena arena;
static struct diags *diags;
static struct server *server;
static struct connection *connection;

static int start(void **state)
{
    (void)state;
    diags = diags_new();
    server = server_start(0, diags);
    if (server) {
        connection = server_new_database(server, "first", diags);
    }
    return 0;
}

static int stop(void **state)
{
    (void)state;
    connection_close(connection);
    server_stop(server);
    diags_free(diags);
    expression_cache_release();
    arena_release(&arena);
    return 0;
}

static void need_server(void)
{
    if (!connection) {
        skip();
    }
}

/* All messages so far, as printed. */
static const char *messages(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);

    diags_print(diags, memory, false, false);
    fclose(memory);
    const char *kept = arena_strdup(&arena, text);
    free(text);
    return kept;
}

static const char *answer(const char *sql)
{
    struct rows *rows = connection_query(connection, sql, 0, NULL, diags);
    const char *text =
        rows && rows_count(rows) ? arena_strdup(&arena, rows_text(rows, 0, 0)) : NULL;

    rows_free(rows);
    return text;
}

/* ------------------------------------------------------------------ connections */

static void test_settings(void **state)
{
    (void)state;
    need_server();
    assert_string_equal(answer("select current_database()"), "first");
    assert_string_equal(answer("show client_encoding"), "UTF8");
    assert_string_equal(answer("show server_encoding"), "UTF8");
    assert_string_equal(answer("show fsync"), "off");
    assert_string_equal(answer("show listen_addresses"), "");
    assert_string_equal(answer("show application_name"), "schemagen");
    assert_int_equal(connection_version(connection) / 10000, server_major(server));
    assert_string_equal(connection_user(connection), "postgres");
    assert_string_equal(arena_printf(&arena, "%d", connection_backend(connection)),
                        answer("select pg_backend_pid()"));
    assert_string_equal(messages(), "");
}

static void test_rows(void **state)
{
    const char *parameters[] = {"it's", NULL};
    struct rows *rows;

    (void)state;
    need_server();
    rows = connection_query(connection,
                            "select $1::text, $2::text, true, 5000000000, 'äx' union all "
                            "select 'b', 'c', false, null, ''",
                            2, parameters, diags);
    assert_non_null(rows);
    assert_int_equal(rows_count(rows), 2);
    assert_string_equal(rows_text(rows, 0, 0), "it's");
    assert_null(rows_text(rows, 0, 1));
    assert_true(rows_true(rows, 0, 2));
    assert_false(rows_true(rows, 1, 2));
    assert_int_equal(rows_number(rows, 0, 3), 5000000000);
    assert_int_equal(rows_number(rows, 1, 3), 0);
    assert_string_equal(rows_text(rows, 0, 4), "äx");
    rows_free(rows);
}

static void test_errors(void **state)
{
    (void)state;
    need_server();
    assert_false(connection_run(connection, "select 1;\nselect nix", NULL));
    assert_string_equal(connection_error(connection)->sqlstate, "42703");
    assert_string_equal(connection_error(connection)->message, "column \"nix\" does not exist");
    assert_int_equal(connection_error(connection)->position, 18);
    assert_string_equal(messages(), "");
    assert_false(connection_run(connection, "select 'ä',\n  nix\n  as x", diags));
    assert_string_equal(messages(), "error: column \"nix\" does not exist [query]\n"
                                    "  note: in:   nix\n");
    assert_null(connection_query(connection, "selec", 0, NULL, diags));
    assert_non_null(strstr(messages(), "syntax error at or near \"selec\""));
    assert_true(connection_run(connection, "select 1", diags));
    assert_string_equal(connection_error(connection)->message, "");
}

static void test_copy(void **state)
{
    (void)state;
    need_server();
    assert_true(connection_run(connection, "create temp table c (x text)", diags));
    assert_false(connection_run(connection, "copy c from stdin", NULL));
    assert_non_null(strstr(connection_error(connection)->message, "COPY FROM STDIN"));
    connection_run(connection, "copy c to stdout", NULL);
    assert_string_equal(answer("select count(*) from c"), "0");
}

static void test_notices(void **state)
{
    (void)state;
    need_server();
    assert_true(connection_run(connection, "drop table if exists nix", diags));
    assert_string_equal(connection_notices(connection),
                        "NOTICE: table \"nix\" does not exist, skipping\n");
    assert_string_equal(connection_notices(connection), "");
}

struct gathering {
    struct rows **rows;
    size_t count;
};

static void gather(void *context, struct rows *rows)
{
    struct gathering *gathering = context;

    gathering->rows[gathering->count++] = rows;
}

/* The rows of all statements; on a failure all are released. */
static bool query_all(struct connection *link, size_t count, const char *const *sql,
                      struct rows **rows)
{
    struct gathering gathering = {.rows = rows};

    memset(rows, 0, count * sizeof *rows);
    if (connection_query_each(link, count, sql, gather, &gathering, diags)) {
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        rows_free(rows[i]);
        rows[i] = NULL;
    }
    return false;
}

static void test_pipeline(void **state)
{
    const char *const good[] = {"select 1", "select 2 where false", "select 3"};
    const char *const bad[] = {"select 1", "select nix", "select 3"};
    struct rows *rows[3];

    (void)state;
    need_server();
    assert_true(query_all(connection, 3, good, rows));
    assert_string_equal(rows_text(rows[0], 0, 0), "1");
    assert_int_equal(rows_count(rows[1]), 0);
    assert_string_equal(rows_text(rows[2], 0, 0), "3");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        rows_free(rows[i]);
    }
    assert_false(query_all(connection, 3, bad, rows));
    assert_string_equal(messages(), "error: column \"nix\" does not exist [query]\n"
                                    "  note: in: select nix\n");
    assert_null(rows[0]);
    assert_true(query_all(connection, 0, good, rows));
    assert_string_equal(answer("select 4"), "4");
}

static void test_broken(void **state)
{
    const char *const sql[] = {"select 1", "select pg_terminate_backend(pg_backend_pid())",
                               "select 2"};
    struct address address;
    struct connection *other;
    struct rows *rows[3];

    (void)state;
    need_server();
    address = server_address(&arena, server, "first");
    other = connection_open(&address, diags);
    assert_non_null(other);
    assert_false(query_all(other, 3, sql, rows));
    assert_false(connection_is_alive(other));
    assert_string_equal(connection_error(other)->sqlstate, "");
    assert_non_null(strstr(messages(), "lost the connection to database first on "));
    assert_false(connection_run(other, "select 1", diags));
    assert_false(query_all(other, 3, sql, rows));
    assert_null(connection_query(other, "select 1", 0, NULL, diags));
    messages();
    connection_close(other);
}

static void test_refused(void **state)
{
    struct address address;
    const char *text;

    (void)state;
    need_server();
    address = server_address(&arena, server, "nix");
    address.from = "--dev";
    assert_null(connection_open(&address, diags));
    text = messages();
    assert_non_null(strstr(text, "could not connect to database nix on "));
    assert_non_null(strstr(text, "(from --dev)"));
    assert_non_null(strstr(text, "database \"nix\" does not exist"));
    address = address_with(&arena, &address, "host", "/nowhere");
    address = address_with(&arena, &address, "password", "secret");
    assert_null(connection_open(&address, diags));
    assert_null(strstr(messages(), "secret"));
}

/* ------------------------------------------------------------------ servers */

static void test_environment(void **state)
{
    (void)state;
    need_server();
    setenv("PGOPTIONS", "-c nonsense=1", 1);
    setenv("PGHOSTADDR", "192.0.2.1", 1);
    setenv("PGSERVICE", "nonsense", 1);
    struct connection *other = server_new_database(server, "Odd name", diags);
    assert_non_null(other);
    connection_close(other);
    assert_string_equal(getenv("PGOPTIONS"), "-c nonsense=1");
    unsetenv("PGOPTIONS");
    unsetenv("PGHOSTADDR");
    unsetenv("PGSERVICE");
    assert_null(server_new_database(server, "first", diags));
    assert_non_null(strstr(messages(), "database \"first\" already exists"));
}

static bool folder_goes(const char *folder)
{
    const struct timespec pause = {.tv_nsec = 20000000};

    for (int tries = 0; tries < 500; tries++) {
        if (!file_exists(folder)) {
            return true;
        }
        nanosleep(&pause, NULL);
    }
    return false;
}

static void test_stopped(void **state)
{
    (void)state;
    need_server();
    struct server *other = server_start(server_major(server), diags);
    assert_non_null(other);
    struct address address = server_address(&arena, other, "postgres");
    const char *folder = address_value(&address, "host");
    assert_true(file_is_folder(folder));
    server_stop(other);
    assert_false(file_exists(folder));
}

/* However this process ends, the server goes and its folder with it. */
static void test_killed(void **state)
{
    char folder[256] = "";
    int ends[2];

    (void)state;
    need_server();
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        struct server *other = server_start(0, diags);
        struct address address = server_address(&arena, other, "postgres");
        const char *host = address_value(&address, "host");
        if (write(ends[1], host, strlen(host)) < 0) {
            _exit(1);
        }
        for (;;) {
            pause();
        }
    }
    assert_true(read(ends[0], folder, sizeof folder - 1) > 0);
    assert_true(file_is_folder(folder));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    close(ends[0]);
    close(ends[1]);
    assert_true(folder_goes(folder));
}

static void test_not_found(void **state)
{
    (void)state;
    char *before = getenv("SCHEMAGEN_POSTGRES_BINDIR");
    const char *kept = before ? arena_strdup(&arena, before) : NULL;
    setenv("SCHEMAGEN_POSTGRES_BINDIR", "/nowhere:/tmp", 1);
    assert_null(server_start(15, diags));
    const char *text = messages();
    assert_non_null(strstr(text, "[throwaway]"));
    assert_non_null(strstr(text, "looked in /nowhere\n"));
    assert_null(server_start(15, NULL));
    if (kept) {
        setenv("SCHEMAGEN_POSTGRES_BINDIR", kept, 1);
    } else {
        unsetenv("SCHEMAGEN_POSTGRES_BINDIR");
    }
}

/* ------------------------------------------------------------------ expressions */

static const struct {
    const char *name, *schema, *user, *type;
} columns[] = {
#define COLUMN(name, schema, user, type) {name, schema, user, type},
#include "tests/unit/expression_columns.def"
#undef COLUMN
};

static const char *const conditions[] = {
#define CHECK(author, server) author,
#define INDEX(author, server)
#define WHERE(author, server) author,
#include "tests/unit/expression_conditions.def"
#undef CHECK
#undef INDEX
#undef WHERE
};

static struct table table;

static bool make_table(void)
{
    struct buf sql = BUF_INIT;

    buf_add(&sql, "create extension citext; create type mood as enum ('a', 'b', 'c');"
                  "create type comp as (x int, y text); create domain email as varchar(80);"
                  "create function fn(text) returns int language sql immutable as 'select 1';"
                  "create table t (");
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        struct column *column = array_push(&arena, &table.columns);
        column->object.name.name = columns[i].name;
        column->type.text = columns[i].type;
        column->type.user = (struct qname){columns[i].schema, columns[i].user};
        column->type.dimensions = strchr(columns[i].type, '[') != NULL;
        buf_addf(&sql, "%s\"%s\" %s", i ? ", " : "", columns[i].name, columns[i].type);
    }
    buf_add(&sql, ")");
    bool made = connection_run(connection, buf_text(&sql), NULL);
    buf_release(&sql);
    return made;
}

/* What this very server stores for what an author writes is proved the same. Some texts are not
 * for every version. */
static void test_expressions(void **state)
{
    static const char query[] =
        "select substr(conname, 2), pg_catalog.pg_get_expr(conbin, conrelid)"
        " from pg_catalog.pg_constraint where conname ~ '^c[0-9]+$' order by conname";
    size_t failed = 0;

    (void)state;
    need_server();
    struct model *model = model_new();
    struct expression_side side = {.table = &table, .model = model};
    struct expression_setting setting = {.schema = "public", .from = side, .to = side};
    struct object *email =
        model_add(model, KIND_DOMAIN, (struct qname){"public", "email"}, NULL);
    ((struct domain *)email)->type.text = "character varying(80)";
    if (!make_table()) {
        model_free(model);
        skip(); /* no citext here */
    }
    for (size_t i = 0; i < COUNT_OF(conditions); i++) {
        connection_run(connection,
                       arena_printf(&arena, "alter table t add constraint c%zu check (%s)", i,
                                    conditions[i]),
                       NULL);
    }
    assert_true(connection_run(connection, "set search_path to ''", diags));
    struct rows *rows = connection_query(connection, query, 0, NULL, diags);
    assert_true(rows_count(rows) > COUNT_OF(conditions) * 9 / 10);
    for (size_t i = 0; i < rows_count(rows); i++) {
        struct expr from = {.text = rows_text(rows, i, 1)};
        struct expr to = {.text = conditions[rows_number(rows, i, 0)]};
        if (!expression_same(&setting, &from, &to)) {
            print_error("not proved: %s\n       and: %s\n", to.text, from.text);
            failed++;
        }
    }
    rows_free(rows);
    model_free(model);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_settings),    cmocka_unit_test(test_rows),
        cmocka_unit_test(test_errors),      cmocka_unit_test(test_copy),
        cmocka_unit_test(test_notices),     cmocka_unit_test(test_pipeline),
        cmocka_unit_test(test_broken),      cmocka_unit_test(test_refused),
        cmocka_unit_test(test_environment), cmocka_unit_test(test_stopped),
        cmocka_unit_test(test_killed),      cmocka_unit_test(test_not_found),
        cmocka_unit_test(test_expressions),
    };
    return cmocka_run_group_tests(tests, start, stop);
}

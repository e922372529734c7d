/* Every migration of the cases, carried out by the reader of SQL on what it was made for, gives
 * what it was made to give: from + up = to, to + down = from. And scripts that are the same to
 * servers that name not-null constraints and to those that do not. */

#include "base/file.h"
#include "plan/plan.h"
#include "sources/ddl.h"
#include "sources/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define FOLDER "tests/cases/pg"
#define NEWEST 180000

static const struct source_settings settings = {.schema = "public", .owners = true};

static struct plan_options options = {.no_renames = true, .server_version = NEWEST};

static bool run(struct ddl *ddl, struct arena *arena, const struct source *source,
                struct diags *diags)
{
    struct script *script = script_read(arena, source, diags);
    return script && ddl_run(ddl, script, NULL);
}

/* The script that makes the model on nothing. */
static bool create(struct ddl *ddl, struct arena *arena, const struct model *model,
                   struct diags *diags)
{
    struct model *empty = model_new();
    struct buf text = BUF_INIT;
    struct source *source = arena_alloc(arena, sizeof *source);
    empty->schema = "public";
    struct plan *plan = plan_new(empty, model, &options, diags);
    if (plan)
        plan_write_up(plan, &text);
    *source = (struct source){"create.sql", arena_strdup(arena, buf_text(&text)), text.length};
    bool ok = plan && run(ddl, arena, source, diags);
    plan_free(plan);
    buf_release(&text);
    model_free(empty);
    return ok;
}

static void see(void *context, const struct difference *difference)
{
    if (!difference->undecided)
        buf_addf(context, "%s %s\n", difference->words, difference->fields);
}

static void compare(const struct model *made, const struct model *wanted,
                    struct buf *differences, struct diags *diags)
{
    struct plan_options plain = {.no_renames = true, .compare_only = true, .single = true};
    struct plan *plan = plan_new(made, wanted, &plain, diags);
    if (plan)
        plan_each_difference(plan, "the script", "the model", see, differences);
    plan_free(plan);
}

/* What only a server can compare: what the default operator class of an expression is. */
static bool needs_server(const char *name)
{
    return strcmp(name, "index_expression_default_opclass") == 0;
}

struct direction {
    const char *script, *from, *to;
};

/* Whether the case has the script, and what it refers to is of its own making. */
static bool check(struct arena *arena, const char *name, const struct direction *direction)
{
    const char *path = arena_printf(arena, FOLDER "/%s/%s", name, direction->script);
    struct diags *diags = diags_new();
    struct source *source = arena_alloc(arena, sizeof *source);
    struct model *from = models_load(
        arena_printf(arena, FOLDER "/%s/%s", name, direction->from), &settings, diags);
    struct model *to = models_load(arena_printf(arena, FOLDER "/%s/%s", name, direction->to),
                                   &settings, diags);
    bool is_there = file_exists(path);
    struct buf differences = BUF_INIT;
    if (is_there) {
        struct source_settings known = settings;
        known.models = to;
        struct ddl *ddl = ddl_new(&known, diags);
        bool ok = from && to && file_read(arena, path, source, diags) &&
                  create(ddl, arena, from, diags) && run(ddl, arena, source, diags) &&
                  !ddl_unfollowed(ddl);
        struct model *made = ddl_finish(ddl);
        if (ok)
            compare(made, to, &differences, diags);
        diags_print(diags, stderr, false, false);
        if (!ok || differences.length)
            fail_msg("%s: %s", path, buf_text(&differences));
        model_free(made);
    }
    buf_release(&differences);
    model_free(from);
    model_free(to);
    diags_free(diags);
    return is_there;
}

static void test_directions(void **state)
{
    static const struct direction directions[] = {{"up.sql", "from.sg", "to.sg"},
                                                  {"down.sql", "to.sg", "from.sg"}};
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct paths paths = {0};
    size_t read = 0;
    (void)state;
    assert_true(file_list(&arena, FOLDER, "from.sg", true, &paths, diags));
    for (size_t i = 0; i < paths.count; i++) {
        const char *name = arena_strdup(&arena, paths.at[i] + strlen(FOLDER "/"));
        *strchr(name, '/') = '\0';
        for (size_t j = 0; j < COUNT_OF(directions) && !needs_server(name); j++)
            read += check(&arena, name, &directions[j]);
    }
    print_message("%zu migrations carried out\n", read);
    assert_true(read > 0);
    diags_free(diags);
    arena_release(&arena);
}

static const struct source *source_of(struct arena *arena, const char *path, const char *text)
{
    struct source *source = arena_alloc(arena, sizeof *source);
    *source = (struct source){path, text, strlen(text)};
    return source;
}

static bool is_same(struct arena *arena, const char *script, const char *written)
{
    struct diags *diags = diags_new();
    struct model *made = sql_load_source(source_of(arena, "a.sql", script), &settings, diags);
    struct model *wanted =
        models_load_source(source_of(arena, "a.sg", written), &settings, diags);
    struct plan_options newest = {
        .no_renames = true, .compare_only = true, .server_version = NEWEST};
    diags_print(diags, stderr, false, false);
    assert_non_null(made);
    assert_non_null(wanted);
    struct plan *plan = plan_new(made, wanted, &newest, diags);
    bool same = plan && plan_is_empty(plan);
    plan_free(plan);
    model_free(made);
    model_free(wanted);
    diags_free(diags);
    return same;
}

/* What not null is called on a server of 18, and what older ones know of it. */
static void test_kept_names(void **state)
{
    static const struct {
        const char *script, *kept, *unnamed, *other;
    } rows[] = {
        {"CREATE TABLE a (x int NOT NULL); ALTER TABLE a RENAME TO b;",
         "table b { x int constraint a_x_not_null not null }", "table b { x int not null }",
         "table b { x int constraint c_x_not_null not null }"},
        {"CREATE TABLE a (x int NOT NULL); ALTER TABLE a RENAME x TO y;",
         "table a { y int constraint a_x_not_null not null }", "table a { y int not null }",
         "table a { y int constraint a_z_not_null not null }"},
        {"CREATE TABLE o (x int NOT NULL); CREATE TABLE a (LIKE o); DROP TABLE o;",
         "table a { x int constraint o_x_not_null not null }", "table a { x int not null }",
         "table a { x int constraint mine not null }"},
        {"CREATE TABLE o (x int CONSTRAINT mine NOT NULL); CREATE TABLE a (LIKE o);"
         "DROP TABLE o;",
         "table a { x int constraint mine not null }",
         "table a { x int constraint mine not null }", "table a { x int not null }"},
        {"CREATE TABLE p (x int NOT NULL); CREATE TABLE a () INHERITS (p);"
         "ALTER TABLE a NO INHERIT p; DROP TABLE p;",
         "table a { x int constraint p_x_not_null not null }", "table a { x int not null }",
         "table a { x int constraint mine not null }"},
        {"CREATE TABLE a (x int NOT NULL); ALTER TABLE a RENAME TO b;"
         "ALTER TABLE b RENAME CONSTRAINT a_x_not_null TO b_x_not_null;",
         "table b { x int not null }", "table b { x int constraint b_x_not_null not null }",
         "table b { x int constraint a_x_not_null not null }"},
    };
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_true(is_same(&arena, rows[i].script, rows[i].kept));
        assert_true(is_same(&arena, rows[i].script, rows[i].unnamed));
        assert_false(is_same(&arena, rows[i].script, rows[i].other));
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_directions),
                                       cmocka_unit_test(test_kept_names)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What is written for servers of one version alone, and is no case: not-null constraints on
 * PostgreSQL 18 when a child parts from its parent and joins it again (what was the parent's
 * column alone stays the child's own there), and what 14 does not know. */

#include "base/file.h"
#include "plan/plan.h"
#include "sources/source.h"

#include "fixture.h"

#include <string.h>
#include <unistd.h>

#define PARENT "table a {\n  x  integer  not null\n}\n"
#define CHILD PARENT "table b inherits (a) {\n}\n"
#define KEYED PARENT "table b inherits (a) {\n  primary key (x)\n}\n"
#define ALONE PARENT "table b {\n  x  integer  not null\n}\n"
#define UNLOGGED                                                                               \
    "table t {\n  a  integer  generated always as identity (unlogged)\n}\n"                    \
    "unlogged sequence s\n"

static struct model *load(struct fixture *fixture, const char *text)
{
    static const struct source_settings settings = {.schema = "public"};
    const char *folder = fixture_make_folder(&fixture->arena);
    const char *path = arena_printf(&fixture->arena, "%s/m.sg", folder);
    assert_true(file_write(path, text, strlen(text), fixture->diags));
    struct model *model = models_load(path, &settings, fixture->diags);
    assert_non_null(model);
    unlink(path);
    rmdir(folder);
    return model;
}

static void plan_both_ways(struct fixture *fixture, const char *from_text, const char *to_text,
                           int version, const char **up, const char **down)
{
    const struct plan_options options = {.no_renames = true, .server_version = version};
    struct model *from = load(fixture, from_text), *to = load(fixture, to_text);
    struct plan *plan = plan_new(from, to, &options, fixture->diags);
    struct buf text = BUF_INIT;
    assert_non_null(plan);
    plan_write_up(plan, &text);
    *up = arena_strdup(&fixture->arena, buf_text(&text));
    buf_cut(&text, 0);
    plan_write_down(plan, &text);
    *down = arena_strdup(&fixture->arena, buf_text(&text));
    buf_release(&text);
    plan_free(plan);
    model_free(from);
    model_free(to);
}

static void test_parting_child(void **state)
{
    const char *up, *down;
    plan_both_ways(*state, CHILD, ALONE, 180000, &up, &down);
    assert_non_null(strstr(up, "RENAME CONSTRAINT a_x_not_null TO b_x_not_null"));
    assert_non_null(strstr(down, "RENAME CONSTRAINT b_x_not_null TO a_x_not_null"));
    plan_both_ways(*state, ALONE, CHILD, 180000, &up, &down);
    assert_non_null(strstr(up, "RENAME CONSTRAINT b_x_not_null TO a_x_not_null"));
    assert_non_null(strstr(down, "RENAME CONSTRAINT a_x_not_null TO b_x_not_null"));
}

/* The key brings a constraint of the child's own, under its own name. */
static void test_parting_child_with_key(void **state)
{
    const char *up, *down;
    plan_both_ways(*state, KEYED, ALONE, 180000, &up, &down);
    assert_null(strstr(up, "RENAME"));
    assert_null(strstr(down, "RENAME"));
}

static void test_no_names_before_18(void **state)
{
    const char *up, *down;
    plan_both_ways(*state, CHILD, ALONE, 170000, &up, &down);
    assert_null(strstr(up, "RENAME"));
    assert_null(strstr(down, "RENAME"));
}

/* No target at all is no version 14. */
static void test_unlogged_sequences(void **state)
{
    static const struct {
        int version;
        bool is_written;
    } rows[] = {{140000, false}, {150000, true}, {0, true}};
    const char *up, *down;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        plan_both_ways(*state, "", UNLOGGED, rows[i].version, &up, &down);
        assert_int_equal(strstr(up, "AS IDENTITY (UNLOGGED)") != NULL, rows[i].is_written);
        assert_int_equal(strstr(up, "CREATE UNLOGGED SEQUENCE") != NULL, rows[i].is_written);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_parting_child), FIXTURE_TEST(test_parting_child_with_key),
        FIXTURE_TEST(test_no_names_before_18), FIXTURE_TEST(test_unlogged_sequences)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Every migration of the cases, carried out by the reader of SQL on what it was made for, gives
 * what it was made to give: from + up = to, to + down = from. */

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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_directions)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

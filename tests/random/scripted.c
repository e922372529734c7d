/* The tool's scripts, carried out by its own reader of SQL. */

#include "scripted.h"

#include "sources/ddl.h"

#include <string.h>

static bool run(struct ddl *ddl, struct arena *arena, const char *text, struct diags *diags)
{
    struct source *source = arena_alloc(arena, sizeof *source);
    *source = (struct source){.path = "script.sql", .text = text, .size = strlen(text)};
    struct script *script = script_read(arena, source, diags);
    return script && ddl_run(ddl, script, NULL);
}

static void see(void *context, const struct difference *difference)
{
    if (!difference->undecided)
        buf_addf(context, "%s%s%s\n", difference->words, *difference->fields ? ": " : "",
                 difference->fields);
}

static bool is_same(const struct model *made, const struct model *wanted, struct buf *detail,
                    struct diags *diags)
{
    struct plan_options options = {.no_renames = true, .compare_only = true, .single = true};
    struct plan *plan = plan_new(made, wanted, &options, diags);
    size_t length = detail->length;
    if (plan)
        plan_each_difference(plan, "the scripts", "the model", see, detail);
    plan_free(plan);
    return plan && detail->length == length;
}

bool scripts_make(const char *const *scripts, size_t count, const struct model *wanted,
                  const struct source_settings *settings, struct buf *detail,
                  struct diags *diags)
{
    struct arena arena = {0};
    struct ddl *ddl = ddl_new(settings, diags);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = run(ddl, &arena, scripts[i], diags);
    bool followed = ddl_unfollowed(ddl) == 0;
    struct model *made = ddl_finish(ddl);
    ok = ok && followed && is_same(made, wanted, detail, diags);
    model_free(made);
    arena_release(&arena);
    return ok;
}

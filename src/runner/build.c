/* From a model to a database and back, by the same plan and the same runner as any
 * migration. */

#include "runner/build.h"

#include "plan/plan.h"
#include "runner/runner.h"
#include "sources/migrations.h"
#include "sources/source.h"

#include <stdio.h>
#include <string.h>

bool scratch_run(struct scratch *scratch, const char *schema, const char *body,
                 struct buf *objection)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct source source = {"migration", body, strlen(body)};
    struct script *script = script_read(&arena, &source, diags);
    bool ok = script && runner_set_search_path(scratch->connection, schema, diags) &&
              runner_run_script(scratch->connection, script, diags);
    if (!ok)
        diags_describe(diags, objection);
    diags_free(diags);
    arena_release(&arena);
    return ok;
}

/* Types, functions, roles and the like may be there on another server, and so may the syntax of
 * a newer one. */
static bool is_refused_anywhere(const struct scratch *scratch)
{
    static const char *const missing[] = {"42883", "42704", "42P01", "42501", "42602"};
    const char *state = connection_last_state(scratch->connection);
    int major = connection_version(scratch->connection) / 10000;

    for (size_t i = 0; i < COUNT_OF(missing); i++)
        if (!strcmp(state, missing[i]))
            return false;
    return (!strncmp(state, "42", 2) || !strncmp(state, "22", 2)) &&
           major >= scratch->prover->major;
}

bool scratch_build(struct scratch *scratch, const struct model *model)
{
    struct diags *diags = diags_new();
    struct model *nothing = model_new();
    struct plan_options options = {.no_renames = true,
                                   .server_version = connection_version(scratch->connection)};
    struct buf body = BUF_INIT, objection = BUF_INIT;
    nothing->schema = model->schema;
    nothing->owners = model->owners;
    bool furnished = scratch_furnish(scratch, model);
    struct plan *plan = furnished ? plan_new(nothing, model, &options, diags) : NULL;
    if (plan)
        plan_write_up(plan, &body);
    bool ok = plan && scratch_run(scratch, model->schema, buf_text(&body), &objection);
    if (!ok && furnished) {
        scratch->refused = is_refused_anywhere(scratch);
        snprintf(scratch->reason, sizeof scratch->reason,
                 "the models cannot be built on the server here: %s", buf_text(&objection));
    }
    buf_release(&objection);
    buf_release(&body);
    plan_free(plan);
    model_free(nothing);
    diags_free(diags);
    return ok;
}

struct model *scratch_read(struct scratch *scratch, const struct model *like)
{
    struct diags *diags = diags_new();
    struct source_settings settings = {.schema = like->schema, .owners = like->owners};
    struct model *model = database_load(scratch->connection, &settings, diags);
    diags_free(diags);
    return model;
}

struct model *scratch_model(struct prover *prover, const struct model *model,
                            struct buf *reason, bool *refused)
{
    struct scratch scratch = scratch_open(prover);
    struct model *built = NULL;
    if (scratch.connection && scratch_build(&scratch, model))
        built = scratch_read(&scratch, model);
    if (!built)
        buf_add(reason,
                scratch.reason[0] ? scratch.reason : "the build could not be read back");
    if (refused)
        *refused = scratch.refused;
    scratch_close(&scratch);
    return built;
}

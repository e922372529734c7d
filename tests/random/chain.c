/* Chains of migrations: what the reader of SQL works out of their files, at every step, must be
 * what a server has that ran them, and what the models said that they were written for. */

#include "oracle.h"

#include "plan/plan.h"
#include "runner/runner.h"
#include "sources/ddl.h"
#include "sources/source.h"

#include <stdlib.h>

#define STEPS 10

static const struct source_settings settings = {
    .schema = "public", .history_schema = "schemagen", .history_table = "migrations"};

struct chain {
    struct oracle *oracle;
    struct buf *detail;
    struct diags *diags;
    struct arena arena;
    struct model *model; /* what the step at hand leads to */
    struct model *state; /* what the scripts so far build, as it is read */
    struct script *scripts[STEPS];
    size_t count; /* scripts so far */
    bool refused; /* it ends before a step that nobody can make */
};

static void tell(struct chain *chain)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    diags_print(chain->diags, out, false, false);
    fclose(out);
    buf_add(chain->detail, text);
    free(text);
}

/* ------------------------------------------------------------------ writing */

static struct source *keep_text(struct chain *chain, const char *name, const struct buf *text)
{
    struct source *source = arena_alloc(&chain->arena, sizeof *source);

    source->path = name;
    source->text = arena_strndup(&chain->arena, buf_text(text), text->length);
    source->size = text->length;
    return source;
}

static bool load_model(struct chain *chain, const struct world *world,
                       const struct world *before)
{
    struct buf text = BUF_INIT;
    struct source *source;

    world_write(world, before, &text);
    source = keep_text(chain, "model.sg", &text);
    buf_release(&text);
    chain->model = models_load_source(source, &settings, chain->diags);
    return chain->model != NULL;
}

/* From what was read of the scripts before, as diff does it without a database. */
static bool write_script(struct chain *chain)
{
    struct plan_options options = {.no_renames = true,
                                   .server_version = chain->oracle->major * 10000};
    struct plan *plan = plan_new(chain->state, chain->model, &options, chain->diags);
    struct buf text = BUF_INIT;

    if (plan) {
        plan_write_up(plan, &text);
        chain->scripts[chain->count] =
            script_read(&chain->arena, keep_text(chain, "up.sql", &text), chain->diags);
    }
    plan_free(plan);
    buf_release(&text);
    return plan && chain->scripts[chain->count];
}

/* ------------------------------------------------------------------ comparing */

static struct model *read_scripts(struct chain *chain)
{
    struct ddl *ddl = ddl_new(&settings, chain->diags);
    struct variables none = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < chain->count; i++)
        ok = ddl_run(ddl, chain->scripts[i], &none);
    if (ok)
        return ddl_finish(ddl);
    ddl_free(ddl);
    return NULL;
}

/* What only a server can decide it does: both are stored by it. */
static bool same(struct chain *chain, struct model *one, struct model *other, const char *what)
{
    struct buf differences = BUF_INIT;
    size_t undecided = 0;
    struct plan *equal = proof_compare(&chain->oracle->prover, one, other, &undecided);
    bool same = equal || models_same(one, other, &differences);

    if (!same)
        buf_addf(chain->detail, "%s:\n%s", what, buf_text(&differences));
    plan_free(equal);
    buf_release(&differences);
    return same;
}

static void see_difference(void *context, const struct difference *difference)
{
    struct chain *chain = context;

    if (!difference->undecided)
        buf_addf(chain->detail, "%s\n", difference->words);
}

/* As check does it: nothing differs for certain. */
static bool nothing_is_certain(struct chain *chain, const struct model *state)
{
    struct plan_options options = {.no_renames = true, .single = true};
    struct plan *plan = plan_new(state, chain->model, &options, chain->diags);
    size_t before = chain->detail->length;

    if (plan)
        plan_each_difference(plan, "the migrations", "the models", see_difference, chain);
    plan_free(plan);
    return plan && chain->detail->length == before;
}

static bool run_step(struct chain *chain)
{
    struct connection *connection = chain->oracle->a;
    const struct script *script = chain->scripts[chain->count - 1];

    return runner_set_search_path(connection, "public", chain->diags) &&
           runner_run_script(connection, script, chain->diags);
}

static bool judge_step(struct chain *chain)
{
    struct model *built = database_load(chain->oracle->a, &settings, chain->diags);
    bool ok;

    model_free(chain->state);
    chain->state = read_scripts(chain);
    ok = chain->state && built && nothing_is_certain(chain, chain->state) &&
         same(chain, chain->state, built, "what is read is not what the server has") &&
         same(chain, chain->state, chain->model, "what is read is not the models");
    model_free(built);
    return ok;
}

/* ------------------------------------------------------------------ the chain */

static bool make_step(struct chain *chain, const struct world *world,
                      const struct world *before)
{
    bool written;

    model_free(chain->model);
    written = load_model(chain, world, before) && write_script(chain);

    chain->refused = chain->model && !written && plan_is_refused(world, chain->diags);
    if (chain->refused)
        return true;
    chain->count += written;
    if (written && run_step(chain) && judge_step(chain))
        return true;
    tell(chain);
    for (size_t i = 0; i < chain->count; i++)
        buf_addf(chain->detail, "--- step %zu\n%s", i + 1, chain->scripts[i]->source->text);
    return false;
}

static struct model *nothing(void)
{
    struct model *model = model_new();

    model->schema = "public";
    return model;
}

bool oracle_judge_chain(struct oracle *oracle, long seed, struct buf *detail)
{
    static struct world world, before;
    struct dice dice = {.state = (uint64_t)seed * 1000003};
    struct chain chain = {.oracle = oracle, .detail = detail, .diags = diags_new()};
    bool ok = oracle_clean(oracle);

    chain.state = nothing();
    world_make(&world, &dice, oracle->major);
    for (size_t i = 0; ok && !chain.refused && i < STEPS; i++) {
        ok = make_step(&chain, &world, i ? &before : NULL);
        before = world;
        world_mutate(&world, &dice, 1 + dice_roll(&dice, 6));
    }
    model_free(chain.model);
    model_free(chain.state);
    diags_free(chain.diags);
    arena_release(&chain.arena);
    return ok;
}

/* What migrations build: read offline, or replayed where reading is not enough. */

#include "commands/built.h"

#include "base/file.h"
#include "runner/replay.h"
#include "sources/migrations_state.h"
#include "sources/revision_word.h"

#include <string.h>

struct model *built_by_replay(const struct building *building, struct diags *diags)
{
    struct project *project = &building->context->project;
    struct replay replay = {
        .prover = building->prover,
        .migrations = building->migrations,
        .settings = &project->settings,
        .names = &project->history,
        .variables = &project->variables,
        .arena = &building->context->arena,
        .diags = diags,
    };
    struct model *built = NULL;
    bool ok = replay_open(&replay, building->furniture);

    for (size_t i = 0; ok && i < building->migrations->list.count; i++)
        if (!building->set || building->set[i])
            ok = replay_run(&replay, &building->migrations->list.at[i], DIRECTION_UP);
    if (ok)
        built = replay_read(&replay);
    replay_close(&replay);
    return built;
}

static struct model *read_offline(const struct building *building, struct diags *diags)
{
    const struct project *project = &building->context->project;
    struct source_settings settings = project->settings;
    bool refused = false;
    struct model *state;

    settings.models = building->furniture;
    state = migrations_state(building->migrations, building->set, &settings,
                             &project->variables, &refused, diags);
    if (!refused)
        return state;
    model_free(state);
    return NULL;
}

struct model *built_state(const struct building *building, struct diags *diags)
{
    struct diags *unheard = diags_new();
    struct model *state = read_offline(building, unheard), *replayed = NULL;

    if (!state || state->unfollowed)
        replayed = built_by_replay(building, unheard);
    diags_free(unheard);
    if (state && !state->unfollowed)
        return state;
    model_free(state);
    return replayed ? replayed : read_offline(building, diags);
}

/* ------------------------------------------------------------------ as a source */

/* The part before the @ that is a path, and the word behind it: a path may hold an @ too. */
static const char *part_path(struct arena *arena, const char *argument, const char **word)
{
    const char *at = file_exists(argument) ? NULL : strrchr(argument, '@');

    *word = at ? at + 1 : "head";
    return at ? arena_strndup(arena, argument, (size_t)(at - argument)) : argument;
}

/* What stands once the word's revisions do. */
static bool find_set(const struct migrations *migrations, const char *word, bool **set,
                     struct diags *diags)
{
    struct revision_word read;
    struct selection named = {0};

    if (!revision_word_read(migrations, word, &read))
        return diag_error(diags, NOWHERE, CHECK_USAGE, "\"%s\" names no revision", word);
    if (!revision_word_find(migrations, &read, NULL, &named, diags))
        return false;
    *set = graph_set(migrations);
    for (array_each (struct migration *, migration, &named))
        graph_add_needed(migrations, *migration, *set);
    return true;
}

/* Migrations may refer to what others make and models only declare. The models are looked at
 * where they can be loaded; what is wrong with them is another command's matter. */
static struct model *load_models_quietly(struct context *context)
{
    struct diags *unheard = diags_new();
    struct model *models =
        file_exists(context->project.models)
            ? models_load(context->project.models, &context->project.settings, unheard)
            : NULL;

    diags_free(unheard);
    return models;
}

struct model *built_load(struct context *context, const char *argument)
{
    struct arena *arena = &context->arena;
    const struct project *project = &context->project;
    const char *word, *path = part_path(arena, argument, &word);
    struct migrations *migrations = arena_alloc(arena, sizeof *migrations);
    struct prover prover = {0};
    struct building building = {context, &prover, migrations, NULL, NULL};
    struct address dev;
    const struct model *known = project->settings.models;
    struct model *models = known ? NULL : load_models_quietly(context), *state = NULL;
    bool has_dev = false, *set = NULL;

    path = *path ? path : project->migrations;
    if (!file_exists(path) && *argument) {
        diag_error(context->diags, NOWHERE, CHECK_FILE_READ,
                   "there are no migrations at \"%s\"", path);
        model_free(models);
        return NULL;
    }
    if (migrations_load(arena, path, migrations, context->diags) &&
        project_dev(arena, project, &dev, &has_dev, context->diags) &&
        find_set(migrations, word, &set, context->diags)) {
        building.set = set;
        building.furniture = known ? known : models;
        prover.dev = has_dev ? &dev : NULL;
        state = built_state(&building, context->diags);
    }
    model_free(models);
    prover_release(&prover);
    return state;
}

/* ------------------------------------------------------------------ comparing */

void built_compare(const struct building *building, struct findings *findings,
                   const struct findings_pair *pair)
{
    size_t undecided;
    struct plan *same = proof_compare(building->prover, pair->from, pair->to, &undecided);
    struct findings_pair known = *pair;

    known.models = building->furniture;
    if (!same)
        findings_compare(findings, &known);
    plan_free(same);
}

#define FINDINGS_SHOWN 20

static void note_findings(struct diags *diags, const struct findings *findings)
{
    for (size_t i = 0; i < findings->count && i < FINDINGS_SHOWN; i++)
        diag_note(diags, NOWHERE, "%s", findings->at[i].text);
    if (findings->count > FINDINGS_SHOWN)
        diag_note(diags, NOWHERE, "and %zu more", findings->count - FINDINGS_SHOWN);
}

static bool report(const struct building *building, const struct findings *findings,
                   const char *what, enum severity severity)
{
    const char *folder = building->migrations->folder;
    struct diags *diags = building->context->diags;

    if (findings->differences && severity == SEVERITY_ERROR)
        diag_error(diags, NOWHERE, CHECK_DRIFT, "%s is not what the migrations of \"%s\" build",
                   what, folder);
    else if (findings->differences)
        diag_warning(diags, NOWHERE, CHECK_DRIFT,
                     "%s is not what the migrations of \"%s\" build", what, folder);
    else if (findings->doubts)
        diag_warning(
            diags, NOWHERE, CHECK_DRIFT,
            "it is not known for certain that %s is what the migrations of \"%s\" build", what,
            folder);
    note_findings(diags, findings);
    return !findings->differences || severity == SEVERITY_WARNING;
}

/* A history that began with a database that was not empty cannot be built anew. */
static struct model *state_or_warning(const struct building *building, const char *what)
{
    struct diags *unheard = diags_new();
    struct model *state = built_state(building, unheard);
    struct buf reason = BUF_INIT;

    if (!state) {
        diags_describe(unheard, &reason);
        diag_warning(building->context->diags, NOWHERE, CHECK_DRIFT,
                     "whether %s is what the migrations of \"%s\" build is not known, for they "
                     "cannot be built: %s",
                     what, building->migrations->folder, buf_text(&reason));
        buf_release(&reason);
    }
    diags_free(unheard);
    return state;
}

bool built_judge(const struct building *building, struct model *model, const char *what,
                 enum severity severity)
{
    struct model *state = state_or_warning(building, what);
    struct findings findings = {.arena = &building->context->arena};

    if (!state)
        return true;
    built_compare(building, &findings,
                  &(struct findings_pair){.check = "built",
                                          .from_name = what,
                                          .to_name = "the migrations",
                                          .from = model,
                                          .to = state});
    model_free(state);
    return report(building, &findings, what, severity);
}

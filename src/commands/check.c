/* check: do the migrations build what the models say? Offline by reading the SQL; on a
 * throwaway server with --replay; and with --database, is the database what its migrations
 * build. What is found is printed by findings.c. */

#include "commands/built.h"
#include "commands/side.h"
#include "plan/match.h"
#include "sources/graph.h"
#include "sources/migrations_state.h"

#include <string.h>

#include <stdio.h>

struct check_options {
    int format;
    bool replay, database, strict;
};

#define PLACE(name) offsetof(struct check_options, name)

static const struct option_row rows[] = {
    {"replay", 0, NULL, "run all migrations on a throwaway server and compare that too",
     OPTION_FLAG, PLACE(replay)},
    {"database", 0, NULL, "compare the configured database with its migrations too",
     OPTION_FLAG, PLACE(database)},
    {"strict", 0, NULL, "exit 3 too where only a server could tell", OPTION_FLAG,
     PLACE(strict)},
    {"format", 0, "text|json|github", "how the findings are printed", OPTION_CHOICE,
     PLACE(format)},
};

/* One check, from the files to the findings. */
struct checking {
    struct context *context;
    const struct check_options *options;
    struct migrations migrations;
    struct side models;
    struct model *state; /* what the migrations build, worked out offline */
    bool refused;        /* there are statements that PostgreSQL would refuse */
    struct address dev;
    struct prover prover;
    struct findings findings;
};

/* ------------------------------------------------------------------ what may go */

/* What a model says of the past serves its purpose once, on the way to the next migration. */
static void note_rename(struct checking *checking, const struct object *object)
{
    struct arena arena = {0};

    findings_note(&checking->findings, "models", object->renamed_at,
                  "\"renamed from %s\" of %s %s may go: the migrations have it",
                  object->renamed_from.name, kind_word(object->kind),
                  object_label(&arena, object));
    arena_release(&arena);
}

struct past {
    struct checking *checking;
    const struct match *match;
};

static void see_rename(void *context, const struct object *object)
{
    const struct past *past = context;
    const struct object *was = match_from(past->match, object);

    if (object->renamed_from.name && was && qname_equal(was->name, object->name))
        note_rename(past->checking, object);
}

/* The members that an object says were dropped; NULL where its kind has none. */
static const struct dropped_list *dropped_members(const struct object *object)
{
    switch (object->kind) {
    case KIND_TABLE:
        return &((const struct table *)object)->dropped;
    case KIND_COMPOSITE:
        return &((const struct composite *)object)->dropped;
    case KIND_ENUM:
        return &((const struct enum_type *)object)->dropped;
    default:
        return NULL;
    }
}

struct search {
    const char *name;
    bool found;
};

static void see_member(void *context, const struct object *member)
{
    struct search *search = context;

    search->found |= text_equal(member->name.name, search->name);
}

static bool is_in_state(const struct model *state, const struct dropped *dropped,
                        const struct object *parent)
{
    struct search search = {.name = dropped->name.name};

    if (parent)
        parent = model_find(state, parent->kind, parent->name);
    if (parent)
        each_member(parent, see_member, &search);
    for (enum kind kind = KIND_SCHEMA; !parent && kind <= KIND_TABLE; kind++)
        if (dropped->kind == KIND_COUNT || dropped->kind == kind)
            search.found |= model_find(state, kind, dropped->name) != NULL;
    return search.found;
}

static void see_drops(struct checking *checking, const struct dropped_list *list,
                      const struct object *parent)
{
    for (array_each (const struct dropped, dropped, list))
        if (!is_in_state(checking->state, dropped, parent))
            findings_note(&checking->findings, "models", dropped->at,
                          "\"dropped %s\" may go: the migrations have it", dropped->name.name);
}

static void see_past(struct past *past, const struct object *object)
{
    const struct dropped_list *dropped = dropped_members(object);

    see_rename(past, object);
    each_member(object, see_rename, past);
    if (dropped)
        see_drops(past->checking, dropped, object);
}

static void note_past(struct checking *checking)
{
    const struct model *models = checking->models.model;
    struct arena arena = {0};
    struct match match = match_models(checking->state, models, &arena);
    struct past past = {checking, &match};

    see_drops(checking, &models->dropped, NULL);
    for (enum kind kind = KIND_SCHEMA; kind <= KIND_TABLE; kind++)
        for (array_each (struct object *, object, &models->objects[kind]))
            see_past(&past, *object);
    match_release(&match);
    arena_release(&arena);
}

/* ------------------------------------------------------------------ offline */

static bool compare_offline(struct checking *checking)
{
    findings_compare(&checking->findings,
                     &(struct findings_pair){.check = "models",
                                             .from_name = "the migrations",
                                             .to_name = "the models",
                                             .from = checking->state,
                                             .to = checking->models.model});
    return true;
}

/* ------------------------------------------------------------------ on a server */

/* Where a server may be, asked only if one is wanted. */
static bool find_server(struct checking *checking)
{
    struct context *context = checking->context;
    bool has_dev = false, ok;

    ok = project_dev(&context->arena, &context->project, &checking->dev, &has_dev,
                     context->diags);
    checking->prover.dev = has_dev ? &checking->dev : NULL;
    return ok;
}

static struct building building_of(struct checking *checking, const bool *set)
{
    return (struct building){.context = checking->context,
                             .prover = &checking->prover,
                             .migrations = &checking->migrations,
                             .set = set,
                             .furniture = checking->models.model};
}

static bool compare_replay(struct checking *checking)
{
    struct building building = building_of(checking, NULL);
    struct model *built = built_by_replay(&building, checking->context->diags);

    if (!built)
        return false;
    built_compare(&building, &checking->findings,
                  &(struct findings_pair){.check = "replay",
                                          .from_name = "the replayed migrations",
                                          .to_name = "the models",
                                          .from = built,
                                          .to = checking->models.model});
    if (!checking->state->unfollowed && !checking->refused)
        built_compare(&building, &checking->findings,
                      &(struct findings_pair){.check = "offline",
                                              .from_name = "the replayed migrations",
                                              .to_name = "the migrations as read offline",
                                              .from = built,
                                              .to = checking->state});
    model_free(built);
    return true;
}

/* ------------------------------------------------------------------ against the database */

static void note_pending(struct checking *checking, const struct standing *standing)
{
    for (array_each (const struct migration, migration, &checking->migrations.list))
        if (!standing->stands[migration->position])
            findings_note(&checking->findings, "database", NOWHERE,
                          "revision %s is pending: %s", migration->revision,
                          migration->message);
}

static bool compare_drift(struct checking *checking, const struct side *side,
                          const struct standing *standing)
{
    struct building building = building_of(checking, standing->stands);
    struct model *state;

    checking->prover.major = connection_version(side->connection) / 10000;
    state = built_state(&building, checking->context->diags);
    if (!state)
        return false;
    built_compare(&building, &checking->findings,
                  &(struct findings_pair){.check = "database",
                                          .from_name = "the database",
                                          .to_name = "the migrations",
                                          .from = side->model,
                                          .to = state});
    model_free(state);
    return true;
}

/* Files that were edited are no reason to be silent about drift; where the database stands has
 * to be known. */
static bool is_known(const struct standing *standing)
{
    return standing->history.exists && !standing->stopped &&
           standing->count == standing->history.rows.count;
}

static enum status compare_database(struct checking *checking)
{
    struct context *context = checking->context;
    struct side side = {0};
    struct standing standing = {0};
    enum status status = side_read(context, "db:", &side);

    if (status == STATUS_DONE && !side_load(context, &side))
        status = project_has_database(&context->project) ? STATUS_ERROR : STATUS_USAGE;
    if (status == STATUS_DONE) {
        if (!standing_read(side.connection, &context->arena, &context->project.history,
                           &checking->migrations, &standing, context->diags))
            status = STATUS_DIFFERENT;
        if (status == STATUS_DONE || is_known(&standing)) {
            note_pending(checking, &standing);
            if (!compare_drift(checking, &side, &standing))
                status = STATUS_ERROR;
        }
    }
    side_release(&side);
    return status;
}

/* ------------------------------------------------------------------ the command */

/* Both sides are read, whatever is wrong with one, so that all errors come at once; with
 * several heads the state is what they build together. */
static bool load(struct checking *checking)
{
    struct context *context = checking->context;
    struct source_settings settings = context->project.settings;
    bool ok;

    ok = side_read(context, "models:", &checking->models) == STATUS_DONE &&
         side_load(context, &checking->models);
    if (!migrations_load(&context->arena, context->project.migrations, &checking->migrations,
                         context->diags))
        return false;
    settings.models = checking->models.model;
    checking->state =
        migrations_state(&checking->migrations, NULL, &settings, &context->project.variables,
                         &checking->refused, context->diags);
    return ok && checking->state;
}

static const char *way_out(const struct checking *checking)
{
    if (checking->refused)
        return "";
    for (array_each (const struct finding, finding, &checking->findings))
        if (finding->level == FINDING_DIFFERENCE && strcmp(finding->check, "database"))
            return "; \"schemagen diff -m MESSAGE\" writes the migration that the models need";
    return "; the statements bring the database back to what its migrations build";
}

static void say_result(const struct checking *checking)
{
    const struct findings *findings = &checking->findings;
    const struct context *context = checking->context;

    if (context->global.quiet || checking->options->format != FINDINGS_TEXT)
        return;
    if (findings->differences)
        fprintf(stderr, "%zu %s%s\n", findings->differences,
                findings->differences == 1 ? "difference" : "differences", way_out(checking));
    if (findings->differences && !checking->migrations.list.count)
        fprintf(stderr, "there are no migrations in \"%s\"\n", checking->migrations.folder);
    if (findings->doubts)
        fprintf(stderr,
                "%zu could not be decided without a server; \"schemagen check --replay\" "
                "decides\n",
                findings->doubts);
    if (!findings->differences && !findings->doubts && context->global.verbose)
        fprintf(stderr, "%zu migrations build what the models say\n",
                checking->migrations.list.count);
}

static enum status check(struct checking *checking)
{
    const struct check_options *options = checking->options;
    enum status status = STATUS_DONE;
    struct migration *head;
    bool one_head;

    if (!load(checking) || ((options->replay || options->database) && !find_server(checking)))
        return STATUS_ERROR;
    one_head = graph_only_head(&checking->migrations, &head, checking->context->diags);
    note_past(checking);
    if (!(options->replay ? compare_replay(checking) : compare_offline(checking)))
        return STATUS_ERROR;
    if (options->database)
        status = compare_database(checking);
    if (!one_head)
        return STATUS_ERROR;
    if (status != STATUS_DONE)
        return status;
    return checking->refused || checking->findings.differences ||
                   (options->strict && checking->findings.doubts)
               ? STATUS_DIFFERENT
               : STATUS_DONE;
}

static enum status run(struct context *context)
{
    struct checking checking = {.context = context,
                                .options = context->options,
                                .findings = {.arena = &context->arena,
                                             .quiet = context->global.quiet,
                                             .folder = context->global.folder}};
    enum status status = check(&checking);

    findings_print(&checking.findings, (enum findings_format)checking.options->format,
                   context->diags);
    say_result(&checking);
    prover_release(&checking.prover);
    model_free(checking.state);
    side_release(&checking.models);
    return status;
}

const struct command command_check = {
    .name = "check",
    .usage = "[--replay] [--database] [--strict] [--format text|json|github]",
    .summary = "says whether the migrations build what the models say",
    .details =
        "Reads models and migrations only: no database, no network. Exit status 3 says\n"
        "that something differs; each difference is printed with the statement that would\n"
        "mend it.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct check_options),
    .run = run,
};

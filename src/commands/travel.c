/* Upgrading and downgrading: from where the database stands to the target, a migration at a
 * time. Running one is the runner's; what the target word means is target.c's. */

#include "commands/travel.h"
#include "commands/side.h"
#include "runner/edits.h"

#include <string.h>

const struct option_row travel_rows[TRAVEL_ROWS] = {
    {"dry-run", 0, NULL, "connect and show what would run, with its locks and losses",
     OPTION_FLAG, offsetof(struct travel_options, dry_run)},
    {"wait", 0, "SECONDS",
     "how long to wait for another run to end (default: as long as it takes)", OPTION_NUMBER,
     offsetof(struct travel_options, wait)},
    {"accept-edited", 0, NULL, "record files that were edited after they had run", OPTION_FLAG,
     offsetof(struct travel_options, accept_edited)},
    {"sql", 0, NULL, "connect to nothing: print a script for psql that does the same",
     OPTION_FLAG, offsetof(struct travel_options, sql)},
};

/* One way from the database's standing to the target. */
struct journey {
    struct context *context;
    struct connection *connection;
    struct migrations migrations;
    struct standing standing;
    enum direction direction;
    size_t target;
};

static const char *const done_words[] = {"upgraded", "downgraded"};
static const char *const dry_words[] = {"would upgrade", "would downgrade"};

static FILE *messages_of(const struct context *context)
{
    return context->global.quiet ? NULL : stderr;
}

/* The migration that the next step runs, or NULL at the target. */
static const struct migration *next_of(const struct journey *journey, size_t standing)
{
    if (journey->direction == DIRECTION_UP)
        return standing < journey->target ? &journey->migrations.list.at[standing] : NULL;
    return standing > journey->target ? &journey->migrations.list.at[standing - 1] : NULL;
}

static size_t after(const struct journey *journey, size_t standing)
{
    return journey->direction == DIRECTION_UP ? standing + 1 : standing - 1;
}

static const struct script *script_of(const struct journey *journey,
                                      const struct migration *migration)
{
    return journey->direction == DIRECTION_UP ? migration->up : migration->down;
}

/* ------------------------------------------------------------------ judging the way */

static bool judge_target(const struct journey *journey)
{
    const struct context *context = journey->context;
    size_t standing = journey->standing.count;

    if (journey->direction == DIRECTION_UP && journey->target < standing) {
        if (!context->global.quiet)
            fprintf(stderr, "the database stands beyond \"%s\" already\n",
                    context->arguments.at[0]);
        return true;
    }
    if (journey->direction == DIRECTION_DOWN && journey->target > standing)
        return diag_error(context->diags, NOWHERE, CHECK_HISTORY,
                          "revision \"%s\" does not stand in the database, so it cannot be "
                          "gone back to",
                          context->arguments.at[0]);
    return true;
}

/* What cannot be taken back is found out before the first statement runs. */
static bool judge_reversible(const struct journey *journey)
{
    const struct migration *migration;
    const struct script_step *step;
    bool ok = true;

    for (size_t at = journey->standing.count; (migration = next_of(journey, at));
         at = after(journey, at)) {
        step = script_irreversible(script_of(journey, migration));
        if (step)
            ok = diag_error(journey->context->diags, step->at, CHECK_MIGRATION_RUN,
                            "revision \"%s\" cannot be taken back: %s", migration->revision,
                            step->text);
    }
    return ok;
}

/* A migration that was stopped half-way has to be ended the way it was going. */
static bool judge_stopped(const struct journey *journey)
{
    const struct applied *stopped = journey->standing.stopped;

    if (!stopped || stopped->down == (journey->direction == DIRECTION_DOWN))
        return true;
    diag_error(journey->context->diags, NOWHERE, CHECK_HISTORY,
               "revision \"%s\" was stopped on its way %s, after %d of %d segments",
               stopped->revision, stopped->down ? "down" : "up", stopped->segment,
               stopped->segments);
    diag_hint(journey->context->diags, "Finish it first: \"schemagen %s %s\".",
              stopped->down ? "downgrade" : "upgrade", stopped->down ? "-1" : "+1");
    return false;
}

/* ------------------------------------------------------------------ going */

static void show_notes(const struct script *script)
{
    for (array_each (struct segment, segment, &script->segments)) {
        if (!segment->transaction)
            puts("  outside a transaction:");
        for (array_each (struct script_step, step, &segment->steps)) {
            const char *text = step->note ? step->note : step->text;

            for (const char *at = text; *at; at += *at == '\n') {
                size_t length = strcspn(at, "\n");

                printf("  %.*s\n", (int)length, at);
                at += length;
            }
        }
    }
}

static enum status show_way(const struct journey *journey)
{
    const struct migration *migration;

    for (size_t at = journey->standing.count; (migration = next_of(journey, at));
         at = after(journey, at)) {
        printf("%s %s %s\n", dry_words[journey->direction], migration->revision,
               migration->message);
        show_notes(script_of(journey, migration));
    }
    return STATUS_DONE;
}

static enum status run_one(struct journey *journey, const struct run *run,
                           const struct migration *migration)
{
    const struct applied *stopped = journey->standing.stopped;
    long milliseconds = 0;

    journey->standing.stopped = NULL;
    if (!runner_run_migration(run, migration, journey->direction, stopped, &milliseconds))
        return STATUS_ERROR;
    printf("%s %s %s (%ld ms)\n", done_words[journey->direction], migration->revision,
           migration->message, milliseconds);
    fflush(stdout);
    return STATUS_DONE;
}

static enum status run_way(struct journey *journey)
{
    struct context *context = journey->context;
    struct run run = {
        .connection = journey->connection,
        .arena = &context->arena,
        .history = &context->project.history,
        .schema = context->project.settings.schema,
        .variables = &context->project.variables,
        .messages = messages_of(context),
        .diags = context->diags,
    };
    const struct migration *migration;
    enum status status = STATUS_DONE;

    if (!next_of(journey, journey->standing.count))
        return STATUS_DONE;
    if (!journey->standing.history.exists &&
        !history_create(journey->connection, run.history, context->diags))
        return STATUS_ERROR;
    while (status == STATUS_DONE && (migration = next_of(journey, journey->standing.count))) {
        status = run_one(journey, &run, migration);
        journey->standing.count = after(journey, journey->standing.count);
    }
    return status;
}

static enum status go(struct journey *journey)
{
    struct context *context = journey->context;
    const struct travel_options *options = context->options;
    long wait = options->wait.said ? options->wait.value : -1;
    enum status status;

    if (!options->dry_run &&
        !runner_lock(journey->connection, wait, messages_of(context), context->diags))
        return STATUS_ERROR;
    if (options->accept_edited && !options->dry_run &&
        !edits_accept(journey->connection, &context->arena, &context->project.history,
                      &journey->migrations, messages_of(context), context->diags))
        return STATUS_ERROR;
    if (!standing_read(journey->connection, &context->arena, &context->project.history,
                       &journey->migrations, &journey->standing, context->diags))
        return STATUS_ERROR;
    status = target_read(context, &journey->migrations, journey->standing.count,
                         journey->direction, context->arguments.at[0], &journey->target);
    if (status != STATUS_DONE)
        return status;
    if (!judge_target(journey) || !judge_stopped(journey) || !judge_reversible(journey))
        return STATUS_ERROR;
    return options->dry_run ? show_way(journey) : run_way(journey);
}

enum status travel(struct context *context, enum direction direction)
{
    struct journey journey = {.context = context, .direction = direction};
    struct project *project = &context->project;
    enum status status;
    size_t ignored;

    if (((const struct travel_options *)context->options)->sql)
        return travel_script(context, direction);
    if (!migrations_load(&context->arena, project->migrations, &journey.migrations,
                         context->diags))
        return STATUS_ERROR;
    if (!journey.migrations.list.count && !project_has_database(project))
        return target_read(context, &journey.migrations, 0, direction, context->arguments.at[0],
                           &ignored);
    journey.connection = project_connect(context);
    if (!journey.connection)
        return project_has_database(project) ? STATUS_ERROR : STATUS_USAGE;
    runner_catch_interrupts(journey.connection);
    status = go(&journey);
    runner_catch_interrupts(NULL);
    connection_close(journey.connection);
    return status;
}

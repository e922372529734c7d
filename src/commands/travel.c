/* Upgrading and downgrading: from where the database stands to the target, a migration at a
 * time. Running one is the runner's; what the target word means is target.c's; how the way is
 * shown is travel_print.c's. */

#include "commands/migration_print.h"
#include "commands/side.h"
#include "commands/travel_print.h"
#include "runner/edits.h"

#include <string.h>

const struct option_row travel_rows[TRAVEL_ROWS] = {
    {"dry-run", 0, NULL, "connect and show what would run, with its locks and losses",
     OPTION_FLAG, offsetof(struct travel_options, dry_run)},
    {"wait", 0, "SECONDS",
     "how long to wait for another run to end (default: as long as it takes)", OPTION_SECONDS,
     offsetof(struct travel_options, wait)},
    {"lock-timeout", 0, "DURATION", "how long to wait for a lock (default: 5s; 0: no limit)",
     OPTION_DURATION, offsetof(struct travel_options, lock_timeout)},
    {"retries", 0, "N", "how often to try again when a lock was not had (default: 5)",
     OPTION_NUMBER, offsetof(struct travel_options, retries)},
    {"format", 0, "text|json", "how the result is printed", OPTION_CHOICE,
     offsetof(struct travel_options, format)},
    {"accept-edited", 0, NULL, "record files that were edited after they had run", OPTION_FLAG,
     offsetof(struct travel_options, accept_edited)},
    {"in-doubt", 0, "stop|done|again",
     "what to do with a statement that may have been carried out", OPTION_CHOICE,
     offsetof(struct travel_options, in_doubt)},
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
    struct selection way; /* what runs, in its order */
    struct travel_print print;
};

static FILE *messages_of(const struct context *context)
{
    return context->global.quiet ? NULL : stderr;
}

/* ------------------------------------------------------------------ judging the way */

/* Says so where an upgrade has nothing to do because the database is further on. */
static void say_beyond(const struct journey *journey, const char *text)
{
    struct selection named = {0};
    struct revision_word word;

    if (journey->direction == DIRECTION_DOWN || journey->way.count ||
        journey->context->global.quiet ||
        !revision_word_read(&journey->migrations, text, &word) ||
        !revision_word_find(&journey->migrations, &word, journey->standing.stands, &named,
                            journey->context->diags))
        return;
    for (size_t i = 0; i < named.count; i++)
        if (graph_among(&journey->migrations, &named.at[i]->children, journey->standing.stands)
                .count) {
            fprintf(stderr, "the database stands beyond \"%s\" already\n", text);
            return;
        }
}

/* An upgrade that finds no file may have looked into the wrong folder. */
static void say_empty(const struct journey *journey)
{
    if (!journey->migrations.list.count && journey->direction == DIRECTION_UP &&
        !journey->context->global.quiet)
        fprintf(stderr, "there are no migrations in \"%s\"\n", journey->migrations.folder);
}

/* What cannot be taken back is found out before the first statement runs. */
static bool judge_reversible(const struct journey *journey)
{
    const struct migration *migration;
    const struct script_step *step;
    bool ok = true;

    for (size_t i = 0; i < journey->way.count; i++) {
        migration = journey->way.at[i];
        step = script_irreversible(travel_script(migration, journey->direction));
        if (step)
            ok = diag_error(journey->context->diags, step->at, CHECK_MIGRATION_RUN,
                            "revision \"%s\" cannot be taken back: %s", migration->revision,
                            step->text);
    }
    return ok;
}

/* What has to be said with the run, too. */
static bool judge_variables(const struct journey *journey)
{
    const struct variables *variables = &journey->context->project.variables;
    bool ok = true;

    for (size_t i = 0; i < journey->way.count; i++)
        ok &= script_judge_variables(travel_script(journey->way.at[i], journey->direction),
                                     variables, journey->context->diags);
    return ok;
}

/* Moves the migration to the front of the way; false if it is not on it. Nothing on the way
 * comes before one that was begun. */
static bool begin_with(struct selection *way, struct migration *migration)
{
    size_t at = 0;

    while (at < way->count && way->at[at] != migration)
        at++;
    if (at == way->count)
        return false;
    memmove(&way->at[1], &way->at[0], at * sizeof *way->at);
    way->at[0] = migration;
    return true;
}

void travel_hint_stopped(const struct applied *stopped, struct diags *diags)
{
    diag_hint(diags, "Finish it first: \"schemagen %s %s%s\".",
              stopped->down ? "downgrade" : "upgrade", stopped->revision,
              stopped->down ? "@-1" : "");
}

/* A migration that was stopped half-way has to be ended the way it was going, before others. */
static bool judge_stopped(struct journey *journey)
{
    const struct applied *stopped = journey->standing.stopped;
    struct diags *diags = journey->context->diags;
    bool down = journey->direction == DIRECTION_DOWN;

    if (!stopped)
        return true;
    if (stopped->down == down &&
        (!journey->way.count || begin_with(&journey->way, journey->standing.stopped_at)))
        return true;
    diag_error(diags, NOWHERE, CHECK_HISTORY,
               "revision \"%s\" was stopped on its way %s, after %d of %d segments",
               stopped->revision, stopped->down ? "down" : "up", stopped->segment,
               stopped->segments);
    travel_hint_stopped(stopped, diags);
    return false;
}

/* ------------------------------------------------------------------ going */

/* Where an earlier run of the migration stopped, or NULL. */
static const struct applied *stopped_of(const struct journey *journey,
                                        const struct migration *migration)
{
    return migration == journey->standing.stopped_at ? journey->standing.stopped : NULL;
}

static enum status show_way(struct journey *journey)
{
    for (size_t i = 0; i < journey->way.count; i++)
        travel_print_planned(&journey->print, journey->way.at[i],
                             stopped_of(journey, journey->way.at[i]));
    return STATUS_DONE;
}

static bool run_one(struct journey *journey, const struct run *run,
                    const struct migration *migration)
{
    long milliseconds = 0;
    bool ok = runner_run_migration(run, migration, journey->direction,
                                   stopped_of(journey, migration), &milliseconds);

    if (ok)
        travel_print_done(&journey->print, migration, milliseconds);
    else
        travel_print_failed(&journey->print, migration);
    return ok;
}

bool travel_lock_timeout(struct context *context, long *milliseconds, bool *said)
{
    const struct number *option =
        &((const struct travel_options *)context->options)->lock_timeout;

    *milliseconds = option->said ? option->value : RUN_LOCK_TIMEOUT;
    *said = option->said;
    return *said || project_lock_timeout(&context->arena, &context->project, milliseconds, said,
                                         context->diags);
}

static enum status run_way(struct journey *journey)
{
    struct context *context = journey->context;
    const struct travel_options *options = context->options;
    struct run run = {
        .connection = journey->connection,
        .arena = &context->arena,
        .history = &context->project.history,
        .schema = context->project.settings.schema,
        .variables = &context->project.variables,
        .messages = messages_of(context),
        .retries = options->retries.said ? options->retries.value : RUN_RETRIES,
        .in_doubt = (enum in_doubt)options->in_doubt,
        .diags = context->diags,
    };

    if (!journey->way.count)
        return STATUS_DONE;
    if (!travel_lock_timeout(context, &run.lock_timeout, &run.lock_timeout_said))
        return STATUS_ERROR;
    if ((!journey->standing.history.exists || !journey->standing.history.logged) &&
        !history_create(journey->connection, run.history, context->diags))
        return STATUS_ERROR;
    for (size_t i = 0; i < journey->way.count; i++)
        if (!run_one(journey, &run, journey->way.at[i]))
            return STATUS_ERROR;
    return STATUS_DONE;
}

static enum status go(struct journey *journey)
{
    struct context *context = journey->context;
    const struct travel_options *options = context->options;
    const char *target = context->arguments.at[0];
    long wait = options->wait.said ? options->wait.value : -1;
    enum status status;

    if (!options->dry_run &&
        !runner_lock(journey->connection, wait, messages_of(context), context->diags))
        return STATUS_ERROR;
    if (options->accept_edited && !options->dry_run &&
        !edits_accept(journey->connection, &context->arena, &context->project.history,
                      &journey->migrations, messages_of(context), context->diags))
        return STATUS_ERROR;
    journey->standing.as_edited = options->accept_edited && options->dry_run;
    if (!standing_read(journey->connection, &context->arena, &context->project.history,
                       &journey->migrations, &journey->standing, context->diags))
        return STATUS_ERROR;
    if (journey->standing.as_edited)
        edits_show(&context->arena, &journey->standing.history, &journey->migrations,
                   messages_of(context), context->diags);
    status = target_way(context, &journey->migrations, journey->standing.stands,
                        journey->direction, target, &journey->way);
    if (status != STATUS_DONE)
        return status;
    say_beyond(journey, target);
    if (!judge_stopped(journey) ||
        !migrations_split(&journey->migrations, &journey->way, context->diags) ||
        !judge_reversible(journey))
        return STATUS_ERROR;
    if (options->dry_run)
        return show_way(journey);
    return judge_variables(journey) ? run_way(journey) : STATUS_ERROR;
}

/* A folder without migrations asks for no database. */
static enum status go_nowhere(struct journey *journey)
{
    enum status status =
        target_way(journey->context, &journey->migrations, graph_set(&journey->migrations),
                   journey->direction, journey->context->arguments.at[0], &journey->way);

    travel_print_begin(&journey->print);
    travel_print_end(&journey->print);
    return status;
}

enum status travel(struct context *context, enum direction direction)
{
    const struct travel_options *options = context->options;
    struct journey journey = {
        .context = context,
        .direction = direction,
        .print = {.direction = direction,
                  .dry_run = options->dry_run,
                  .json = options->format == PRINT_JSON},
    };
    struct project *project = &context->project;
    enum status status;

    if (options->sql)
        return travel_sql(context, direction);
    if (!migrations_load(&context->arena, project->migrations, &journey.migrations,
                         context->diags))
        return STATUS_ERROR;
    say_empty(&journey);
    if (!journey.migrations.list.count && !project_has_database(project))
        return go_nowhere(&journey);
    journey.connection = project_connect(context);
    if (!journey.connection)
        return project_has_database(project) ? STATUS_ERROR : STATUS_USAGE;
    runner_catch_interrupts(journey.connection);
    travel_print_begin(&journey.print);
    status = go(&journey);
    travel_print_end(&journey.print);
    runner_catch_interrupts(NULL);
    connection_close(journey.connection);
    return status;
}

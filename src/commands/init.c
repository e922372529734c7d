/* init: starts a project, or takes an existing database over. Pulling and comparing are pull's
 * and diff's own. */

#include "base/file.h"
#include "commands/diff.h"
#include "commands/hook.h"
#include "commands/pull.h"
#include "commands/written.h"
#include "runner/history.h"
#include "runner/predecessor.h"
#include "runner/runner.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct init_options {
    bool from_db;
    int format; /* enum written_format */
};

static const struct option_row rows[] = {
    {"from-db", 0, NULL, "pull the models from the database, write the baseline and stamp it",
     OPTION_FLAG, offsetof(struct init_options, from_db)},
    {"format", 0, "text|json", "how the paths are printed", OPTION_CHOICE,
     offsetof(struct init_options, format)},
};

static const char config_text_new[] = "{\n"
                                      "  \"models\": \"%s\",\n"
                                      "  \"migrations\": \"%s\"\n"
                                      "}\n";

/* ------------------------------------------------------------------ files */

static bool make_config(struct context *context)
{
    const char *path = "schemagen.json";
    struct buf text = BUF_INIT;
    bool ok;

    if (file_exists(path))
        return true;
    buf_addf(&text, config_text_new, context->project.models, context->project.migrations);
    ok = file_write(path, buf_text(&text), text.length, context->diags);
    buf_release(&text);
    if (ok)
        written_add(context, path);
    return ok;
}

static bool make_folder(struct context *context, const char *path)
{
    if (file_exists(path))
        return true;
    if (!file_make_folders(path, context->diags))
        return false;
    written_add(context, arena_printf(&context->arena, "%s/", path));
    return true;
}

/* git keeps no folder that is empty: a clone would lack what the project says is there. */
static bool keep_folder(struct context *context, const char *path, const char *suffix)
{
    struct paths paths = {0};
    const char *kept = file_join(&context->arena, path, ".gitkeep");

    if (!file_is_folder(path) || file_exists(kept))
        return true;
    if (!file_list(&context->arena, path, suffix, true, &paths, context->diags))
        return false;
    return paths.count || file_write(kept, "", 0, context->diags);
}

static bool keep_folders(struct context *context)
{
    return keep_folder(context, context->project.models, ".sg") &&
           keep_folder(context, context->project.migrations, ".sql");
}

static enum status make_project(struct context *context)
{
    const struct project *project = &context->project;

    if (project->config_path && strcmp(project->root, ".")) {
        diag_error(context->diags, NOWHERE, CHECK_CONFIG,
                   "this folder belongs to the project of \"%s\"", project->config_path);
        return STATUS_ERROR;
    }
    return make_config(context) && make_folder(context, project->models) &&
                   make_folder(context, project->migrations) && hook_install(context)
               ? STATUS_DONE
               : STATUS_ERROR;
}

static void say_next(const struct context *context)
{
    if (context->global.quiet)
        return;
    if (!project_has_database(&context->project))
        fputs("next: say where the database is, as DATABASE_URL in .env or \"database\" in "
              "schemagen.json\n",
              stderr);
    fprintf(stderr,
            "next: write %s/*.sg, then \"schemagen diff\" and \"schemagen upgrade head\"\n",
            context->project.models);
}

/* ------------------------------------------------------------------ from a database */

/* A database that has a history, or a folder that has migrations, needs no baseline. */
static bool judge_baseline(struct context *context, struct connection *connection)
{
    struct migrations migrations;
    struct history history;

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags) ||
        !history_read(connection, &context->arena, &context->project.history, &history,
                      context->diags))
        return false;
    if (!migrations.list.count && !history.rows.count)
        return true;
    diag_error(context->diags, NOWHERE, CHECK_HISTORY,
               migrations.list.count
                   ? "\"%s\" holds migrations already"
                   : "the database has a history already, and \"%s\" is empty",
               migrations.folder);
    return false;
}

/* Whether the role may make the history is found out before anything is written. */
static bool judge_history(struct context *context, struct connection *connection)
{
    bool ok = connection_run(connection, "BEGIN", context->diags) &&
              history_create(connection, &context->project.history, context->diags);

    return connection_run(connection, "ROLLBACK", context->diags) && ok;
}

static bool stamp_baseline(struct context *context, struct connection *connection)
{
    const struct history_names *names = &context->project.history;
    struct migrations migrations;
    struct applied baseline;

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags) ||
        !history_create(connection, names, context->diags))
        return false;
    if (!migrations.list.count)
        return true;
    if (!migration_split(&migrations, &migrations.list.at[0], context->diags))
        return false;
    baseline = applied_whole(&context->arena, &migrations.list.at[0]);
    return history_enter(connection, names, &baseline, "stamp", context->diags);
}

static bool pull_models(struct context *context)
{
    struct side side = {0};
    bool ok = side_read(context, "db:", &side) == STATUS_DONE && pull_load(context, &side) &&
              pull_write(context, side.model, context->project.models, PRINT_SCHEMAS, false);

    side_release(&side);
    return ok;
}

/* What could not be finished is not left half-done: the folder held none of these before. */
static void remove_files(struct context *context, const char *folder, const char *suffix)
{
    struct paths paths = {0};

    if (file_exists(folder) &&
        file_list(&context->arena, folder, suffix, true, &paths, context->diags))
        for (array_each (const char *, path, &paths))
            unlink(*path);
}

static bool write_baseline(struct context *context, struct connection *connection)
{
    struct diff_options baseline = {.message = "baseline", .from = "empty:"};

    if (!pull_models(context))
        return false;
    if (diff_write(context, &baseline) == STATUS_DONE && stamp_baseline(context, connection))
        return true;
    remove_files(context, context->project.models, ".sg");
    remove_files(context, context->project.migrations, ".sql");
    diag_note(context->diags, NOWHERE, "the models and the baseline are taken away again");
    return false;
}

static enum status take_over(struct context *context)
{
    struct connection *connection = project_connect(context);
    bool done;

    if (!connection)
        return project_has_database(&context->project) ? STATUS_ERROR : STATUS_USAGE;
    done = runner_lock(connection, -1, stderr, context->diags) &&
           judge_baseline(context, connection) && judge_history(context, connection) &&
           write_baseline(context, connection);
    if (done && !context->global.quiet)
        predecessor_report(connection, stderr);
    connection_close(connection);
    return done ? STATUS_DONE : STATUS_ERROR;
}

static enum status start(struct context *context)
{
    const struct init_options *options = context->options;
    enum status status = make_project(context);

    if (status == STATUS_DONE && options->from_db)
        status = take_over(context);
    if (status == STATUS_DONE && !keep_folders(context))
        status = STATUS_ERROR;
    if (status == STATUS_DONE && !options->from_db)
        say_next(context);
    return status;
}

static enum status run(struct context *context)
{
    const struct init_options *options = context->options;
    enum status status;

    if (options->format == WRITTEN_JSON)
        written_gather(context);
    status = start(context);
    written_print(context);
    return status;
}

const struct command command_init = {
    .name = "init",
    .usage = "[--from-db] [--format text|json]",
    .summary = "starts a project in the working folder",
    .details = "Makes schemagen.json, the folders of models and migrations, and in a git\n"
               "repository a pre-commit hook; what is there already stays as it is.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct init_options),
    .run = run,
};

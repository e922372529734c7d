/* stamp: says that a database stands at a revision, and runs nothing. */

#include "commands/side.h"
#include "commands/travel.h"

#include <stdio.h>
#include <string.h>

struct stamp_options {
    bool sql;
};

static const struct option_row rows[] = {
    {"sql", 0, NULL, "connect to nothing: print a script for psql that does the same",
     OPTION_FLAG, offsetof(struct stamp_options, sql)},
};

/* Enters the migrations up to the target and takes the rest out, in one transaction. */
static bool write_rows(struct context *context, struct connection *connection,
                       const struct migrations *migrations, const struct history *history,
                       size_t target)
{
    const struct history_names *names = &context->project.history;
    bool ok = true;

    for (size_t i = 0; i < history->rows.count && ok; i++)
        ok = history_remove(connection, names, &history->rows.at[i], NULL, context->diags);
    for (size_t i = 0; i < target && ok; i++) {
        struct applied row = applied_whole(&context->arena, &migrations->list.at[i]);

        ok = history_enter(connection, names, &row, i + 1 == target ? "stamp" : NULL,
                           context->diags);
    }
    return ok;
}

static bool stamp(struct context *context, struct connection *connection,
                  const struct migrations *migrations, size_t target)
{
    struct history history;

    if (!history_read(connection, &context->arena, &context->project.history, &history,
                      context->diags) ||
        (!history.exists &&
         !history_create(connection, &context->project.history, context->diags)) ||
        !connection_run(connection, "BEGIN", context->diags))
        return false;
    if (write_rows(context, connection, migrations, &history, target) &&
        connection_run(connection, "COMMIT", context->diags))
        return true;
    connection_run(connection, "ROLLBACK", NULL);
    return false;
}

static enum status run(struct context *context)
{
    const struct stamp_options *options = context->options;
    const char *word = context->arguments.at[0];
    struct migrations migrations;
    struct connection *connection;
    enum status status = STATUS_ERROR;
    size_t target;

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    if (*word == '+' || *word == '-')
        return command_usage(context, "\"stamp\" takes head, base or a revision");
    if (options->sql)
        return stamp_script(context);
    status = target_read(context, &migrations, 0, DIRECTION_UP, word, &target);
    if (status != STATUS_DONE)
        return status;
    connection = project_connect(context);
    if (!connection)
        return project_has_database(&context->project) ? STATUS_ERROR : STATUS_USAGE;
    status = runner_lock(connection, -1, stderr, context->diags) &&
                     stamp(context, connection, &migrations, target)
                 ? STATUS_DONE
                 : STATUS_ERROR;
    connection_close(connection);
    if (status == STATUS_DONE)
        printf("stamped %s\n", target ? migrations.list.at[target - 1].revision : "base");
    return status;
}

const struct command command_stamp = {
    .name = "stamp",
    .usage = "[--sql] TARGET",
    .summary = "says where the database stands, and runs nothing",
    .details = "TARGET is head, base, or a revision. What the history says now is replaced.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct stamp_options),
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};

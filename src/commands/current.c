/* current: where the configured database stands, and what is pending. */

#include "base/json.h"
#include "base/name.h"
#include "commands/side.h"
#include "runner/history.h"

#include <stdio.h>

struct current_options {
    int format;
};

enum format { FORMAT_TEXT, FORMAT_JSON };

static const struct option_row rows[] = {
    {"format", 0, "text|json", "how it is printed", OPTION_CHOICE,
     offsetof(struct current_options, format)},
};

static void print_applied(const struct context *context, const struct migration *migration,
                          const struct standing *standing)
{
    if (!context->global.verbose)
        return;
    for (array_each (const struct applied, row, &standing->history.rows))
        if (text_equal(row->revision, migration->revision))
            printf("  applied %s by %s in %ld ms, schemagen %s\n", row->at, row->by,
                   row->milliseconds, row->tool);
}

static void print_text(const struct context *context, const struct migrations *migrations,
                       const struct standing *standing)
{
    size_t count = migrations->list.count;

    if (standing->count) {
        const struct migration *at = &migrations->list.at[standing->count - 1];

        printf("%s %s%s\n", at->revision, at->message,
               standing->count == count ? " (head)" : "");
        print_applied(context, at, standing);
    } else {
        printf("base%s\n", count ? "" : " (there are no migrations)");
    }
    if (standing->stopped)
        printf("revision %s was stopped on its way %s after %d of %d segments\n",
               standing->stopped->revision, standing->stopped->down ? "down" : "up",
               standing->stopped->segment, standing->stopped->segments);
    if (standing->count < count)
        printf("%zu pending:\n", count - standing->count);
    for (size_t i = standing->count; i < count; i++)
        printf("  %s %s\n", migrations->list.at[i].revision, migrations->list.at[i].message);
}

static void add_migration(struct buf *out, const struct migration *migration)
{
    buf_add(out, "{\"revision\": ");
    json_add_text(out, migration->revision);
    buf_add(out, ", \"message\": ");
    json_add_text(out, migration->message);
    buf_add(out, "}");
}

static void print_json(const struct migrations *migrations, const struct standing *standing)
{
    struct buf out = BUF_INIT;
    size_t count = migrations->list.count;

    buf_add(&out, "{\"version\": 1, \"current\": ");
    if (standing->count)
        add_migration(&out, &migrations->list.at[standing->count - 1]);
    else
        buf_add(&out, "null");
    buf_addf(&out, ", \"head\": %s, \"pending\": [",
             standing->count == count ? "true" : "false");
    for (size_t i = standing->count; i < count; i++) {
        buf_add(&out, i > standing->count ? ", " : "");
        add_migration(&out, &migrations->list.at[i]);
    }
    buf_add(&out, "]}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

static enum status run(struct context *context)
{
    const struct current_options *options = context->options;
    struct migrations migrations;
    struct standing standing;
    struct connection *connection;
    bool ok;

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    connection = project_connect(context);
    if (!connection)
        return project_has_database(&context->project) ? STATUS_ERROR : STATUS_USAGE;
    ok = standing_read(connection, &context->arena, &context->project.history, &migrations,
                       &standing, context->diags);
    connection_close(connection);
    if (!ok)
        return STATUS_ERROR;
    if (options->format == FORMAT_JSON)
        print_json(&migrations, &standing);
    else
        print_text(context, &migrations, &standing);
    return STATUS_DONE;
}

const struct command command_current = {
    .name = "current",
    .usage = "[--format text|json]",
    .summary = "shows where the database stands and what is pending",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct current_options),
    .run = run,
};

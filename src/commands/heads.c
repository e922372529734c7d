/* heads: the migrations that none revises. No database is asked. */

#include "commands/migration_print.h"
#include "sources/graph.h"

struct heads_options {
    bool resolve_dependencies;
    int format;
};

static const struct option_row rows[] = {
    {"resolve-dependencies", 0, NULL, "leave out what another depends on", OPTION_FLAG,
     offsetof(struct heads_options, resolve_dependencies)},
    {"format", 0, "text|json", "how it is printed", OPTION_CHOICE,
     offsetof(struct heads_options, format)},
};

static void add_line(struct buf *out, const struct migrations *migrations,
                     const struct migration *migration, const bool *stands)
{
    migration_add_mark(out, migrations, migration, stands);
    buf_addf(out, ", %s\n", migration->message);
}

static enum status run(struct context *context)
{
    const struct heads_options *options = context->options;
    struct migration_listing listing = {.name = "heads",
                                        .add_line = add_line,
                                        .json = options->format == PRINT_JSON,
                                        .verbose = context->global.verbose};
    struct migrations migrations;
    struct selection heads;

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    heads = (options->resolve_dependencies ? graph_last : graph_heads)(&migrations, NULL);
    listing.migrations = &migrations;
    listing.selection = &heads;
    migration_print_listing(&listing);
    return STATUS_DONE;
}

const struct command command_heads = {
    .name = "heads",
    .usage = "[--resolve-dependencies] [--format text|json]",
    .summary = "lists the heads of the history, a line each",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct heads_options),
    .run = run,
};

/* branches: the migrations that several others revise. No database is asked. */

#include "commands/migration_print.h"
#include "sources/graph.h"

struct branches_options {
    int format;
};

static const struct option_row rows[] = {
    {"format", 0, "text|json", "how it is printed", OPTION_CHOICE,
     offsetof(struct branches_options, format)},
};

/* The branch point, and below it what revises it. */
static void add_lines(struct buf *out, const struct migrations *migrations,
                      const struct migration *migration, const bool *stands)
{
    migration_add_mark(out, migrations, migration, stands);
    buf_addf(out, ", %s\n", migration->message);
    for (size_t i = 0; i < migration->children.count; i++) {
        buf_add(out, "  -> ");
        migration_add_mark(out, migrations, migration->children.at[i], stands);
        buf_addf(out, ", %s\n", migration->children.at[i]->message);
    }
}

static enum status run(struct context *context)
{
    const struct branches_options *options = context->options;
    struct migration_listing listing = {.name = "branches",
                                        .add_line = add_lines,
                                        .json = options->format == PRINT_JSON,
                                        .verbose = context->global.verbose};
    struct migrations migrations;
    struct selection points = {0};

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    for (array_each (struct migration, migration, &migrations.list))
        if (migration->children.count > 1)
            array_add(&context->arena, &points, migration);
    listing.migrations = &migrations;
    listing.selection = &points;
    migration_print_listing(&listing);
    return STATUS_DONE;
}

const struct command command_branches = {
    .name = "branches",
    .usage = "[--format text|json]",
    .summary = "lists where the history branches",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct branches_options),
    .run = run,
};

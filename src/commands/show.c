/* show: one migration, what its header and the graph say of it and what it does. */

#include "base/json.h"
#include "commands/migration_print.h"
#include "commands/travel_print.h"

#include <stdio.h>

struct show_options {
    int format;
};

static const struct option_row rows[] = {
    {"format", 0, "text|json", "how it is printed", OPTION_CHOICE,
     offsetof(struct show_options, format)},
};

static void add_ties(struct buf *out, const char *name, const struct selection *selection)
{
    for (size_t i = 0; i < selection->count; i++)
        buf_addf(out, "  %-10s%s %s\n", i ? "" : name, selection->at[i]->revision,
                 selection->at[i]->message);
}

static void print_script(const char *name, const struct script *script, bool verbose)
{
    printf("%s:\n", name);
    if (verbose)
        fputs(script->source->text + script->body, stdout);
    else if (script->segments.count)
        travel_print_notes(script, NULL);
    else
        puts("  nothing");
}

static void print_text(const struct migrations *migrations, const struct migration *migration,
                       bool verbose)
{
    struct buf out = BUF_INIT;

    migration_add_mark(&out, migrations, migration, NULL);
    buf_addf(&out, ", %s\n", migration->message);
    add_ties(&out, "revises", &migration->parents);
    add_ties(&out, "next", &migration->children);
    migration_add_facts(&out, migration);
    fputs(buf_text(&out), stdout);
    buf_release(&out);
    print_script("up", migration->up, verbose);
    print_script("down", migration->down, verbose);
}

static void print_json(const struct migrations *migrations, const struct migration *migration)
{
    struct buf out = BUF_INIT;

    buf_add(&out, "{\"version\": 1, \"migration\": ");
    migration_add_json(&out, migrations, migration, NULL);
    buf_add(&out, ", \"children\": ");
    migration_add_names(&out, &migration->children);
    buf_add(&out, ", \"up\": ");
    travel_add_segments(&out, migration->up);
    buf_add(&out, ", \"down\": ");
    travel_add_segments(&out, migration->down);
    buf_add(&out, "}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

static enum status run(struct context *context)
{
    const struct show_options *options = context->options;
    struct migrations migrations;
    struct migration *migration;
    enum status status =
        target_load_one(context, context->arguments.at[0], &migrations, &migration);

    if (status != STATUS_DONE)
        return status;
    if (!migration_split(&migrations, migration, context->diags))
        return STATUS_ERROR;
    if (options->format == PRINT_JSON)
        print_json(&migrations, migration);
    else
        print_text(&migrations, migration, context->global.verbose);
    return STATUS_DONE;
}

const struct command command_show = {
    .name = "show",
    .usage = "[--format text|json] REVISION",
    .summary = "shows one migration and what it does",
    .details =
        "REVISION is a revision or the beginning of one, head, a label, or current, which\n"
        "asks the database. With --verbose, its statements.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct show_options),
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};

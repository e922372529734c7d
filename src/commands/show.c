/* show: migrations, what their headers and the graph say of them and what they do. */

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

static void add_json(struct buf *out, const struct migrations *migrations,
                     const struct migration *migration)
{
    buf_add(out, "\"migration\": ");
    migration_add_json(out, migrations, migration, NULL);
    buf_add(out, ", \"children\": ");
    migration_add_names(out, &migration->children);
    buf_add(out, ", \"up\": ");
    travel_add_segments(out, migration->up);
    buf_add(out, ", \"down\": ");
    travel_add_segments(out, migration->down);
}

static void print_json(const struct migrations *migrations, const struct selection *shown)
{
    struct buf out = BUF_INIT;

    buf_add(&out, "{\"version\": 1, ");
    if (shown->count > 1)
        buf_add(&out, "\"migrations\": [");
    for (size_t i = 0; i < shown->count; i++) {
        buf_add(&out, i ? ", {" : shown->count > 1 ? "{" : "");
        add_json(&out, migrations, shown->at[i]);
        buf_add(&out, shown->count > 1 ? "}" : "");
    }
    buf_add(&out, shown->count > 1 ? "]}\n" : "}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

static enum status run(struct context *context)
{
    const struct show_options *options = context->options;
    struct migrations migrations;
    struct selection shown;
    enum status status = target_load(context, context->arguments.at[0], &migrations, &shown);

    if (status != STATUS_DONE)
        return status;
    if (!migrations_split(&migrations, &shown, context->diags))
        return STATUS_ERROR;
    if (options->format == PRINT_JSON)
        print_json(&migrations, &shown);
    for (size_t i = 0; i < shown.count && options->format != PRINT_JSON; i++) {
        if (i)
            putchar('\n');
        print_text(&migrations, shown.at[i], context->global.verbose);
    }
    return STATUS_DONE;
}

const struct command command_show = {
    .name = "show",
    .usage = "[--format text|json] REVISION",
    .summary = "shows one migration and what it does",
    .details =
        "REVISION is a revision or the beginning of one, head, heads, a label, or current,\n"
        "which asks the database. With --verbose, its statements.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct show_options),
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};

/* history: the migrations of the folder, newest first. No database is asked. */

#include "base/json.h"
#include "commands/command.h"

#include <stdio.h>

struct history_options {
    int format;
};

enum format { FORMAT_TEXT, FORMAT_JSON };

static const struct option_row rows[] = {
    {"format", 0, "text|json", "how it is printed", OPTION_CHOICE,
     offsetof(struct history_options, format)},
};

static void print_fact(const char *name, const char *value)
{
    if (*value)
        printf("  %-10s%s\n", name, value);
}

static void print_text(const struct migration *migration, bool head, bool verbose)
{
    printf("%s -> %s%s, %s\n", migration->revises ? migration->revises : "<base>",
           migration->revision, head ? " (head)" : "", migration->message);
    if (!verbose)
        return;
    print_fact("created", migration->created);
    print_fact("proved", migration->proved);
    print_fact("up", migration->up_path);
    print_fact("down", migration->down_path);
}

static void add_member(struct buf *out, const char *name, const char *value)
{
    buf_addf(out, "\"%s\": ", name);
    json_add_text(out, value);
    buf_add(out, ", ");
}

static void add_migration(struct buf *out, const struct migration *migration)
{
    buf_add(out, "{");
    add_member(out, "revision", migration->revision);
    add_member(out, "revises", migration->revises);
    add_member(out, "message", migration->message);
    add_member(out, "created", migration->created);
    add_member(out, "proved", migration->proved);
    add_member(out, "up", migration->up_path);
    add_member(out, "down", migration->down_path);
    add_member(out, "checksum", migration->checksum);
    buf_cut(out, out->length - 2);
    buf_add(out, "}");
}

static void print_json(const struct migrations *migrations)
{
    struct buf out = BUF_INIT;

    buf_add(&out, "{\"version\": 1, \"migrations\": [");
    for (size_t i = migrations->list.count; i-- > 0;) {
        add_migration(&out, &migrations->list.at[i]);
        buf_add(&out, i ? ", " : "");
    }
    buf_add(&out, "]}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

static enum status run(struct context *context)
{
    const struct history_options *options = context->options;
    struct migrations migrations;

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    if (options->format == FORMAT_JSON) {
        print_json(&migrations);
        return STATUS_DONE;
    }
    for (size_t i = migrations.list.count; i-- > 0;)
        print_text(&migrations.list.at[i], i + 1 == migrations.list.count,
                   context->global.verbose);
    return STATUS_DONE;
}

const struct command command_history = {
    .name = "history",
    .usage = "[--format text|json]",
    .summary = "lists the migrations, newest first",
    .details = "With --verbose, also when each was made, how it was proved, and its files.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct history_options),
    .run = run,
};

/* revision: a new migration to fill in by hand; with --autogenerate it is diff's. */

#include "commands/diff.h"
#include "commands/migration_print.h"

#include <stdio.h>
#include <string.h>

struct revision_options {
    const char *message;
    bool autogenerate;
    struct placement placement;
    int format;
};

#define FIELD(name) offsetof(struct revision_options, name)

static const struct option_row rows[] = {
    {"message", 'm', "MESSAGE", "what the migration is for", OPTION_TEXT, FIELD(message)},
    {"autogenerate", 0, NULL, "as \"diff\": compare, and write what leads to the models",
     OPTION_FLAG, FIELD(autogenerate)},
    PLACEMENT_ROW_REVISION(revision_options),
    {"head", 0, "REVISION", "what it revises: a head, or base (default: the only head)",
     OPTION_LIST, FIELD(placement.heads)},
    {"splice", 0, NULL, "let it revise what is no head, beginning a branch", OPTION_FLAG,
     FIELD(placement.splice)},
    PLACEMENT_ROW_LABELS(revision_options),
    {"depends-on", 0, "REVISION", "what has to stand besides what it revises", OPTION_LIST,
     FIELD(placement.depends)},
    {"format", 0, "text|json", "how the result is printed", OPTION_CHOICE, FIELD(format)},
};

static const char up_text[] =
    "-- What leads on: SQL statements, each ended by a semicolon.\n\n";
static const char down_text[] = "-- What leads back. Without a statement it does nothing, on "
                                "purpose; where there is no way\n"
                                "-- back, a line that begins with \"schemagen: irreversible\" "
                                "and gives the reason refuses.\n\n";

static enum status compare(struct context *context, const struct revision_options *options)
{
    return diff_write(context, &(struct diff_options){.message = options->message,
                                                      .placement = options->placement,
                                                      .format = options->format});
}

static void print_result(struct context *context, const struct migration_text *text,
                         const struct migration_files *files, bool json)
{
    struct buf out = BUF_INIT;

    if (!json) {
        placement_print(context, files);
        return;
    }
    placement_add_json(&out, text, files);
    buf_add(&out, "}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

static enum status run(struct context *context)
{
    const struct revision_options *options = context->options;
    struct migration_text text = {
        .message = options->message, .up = up_text, .down = down_text};
    struct migrations migrations;
    struct migration_files files;
    enum status status;

    if (options->autogenerate)
        return compare(context, options);
    if (!options->message || !*options->message)
        return command_usage(context, "a new migration needs a message: -m MESSAGE");
    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    status = placement_read(context, &migrations, &options->placement, &text);
    if (status != STATUS_DONE)
        return status;
    migration_compose(&context->arena, &migrations, &text, &files);
    if (!migration_write(&migrations, &files, context->diags))
        return STATUS_ERROR;
    print_result(context, &text, &files, options->format == PRINT_JSON);
    return STATUS_DONE;
}

const struct command command_revision = {
    .name = "revision",
    .usage = "-m MESSAGE [--autogenerate] [--head REVISION]",
    .summary = "makes a new migration to fill in by hand",
    .details = "Prints the paths of its two files. It revises the only head, unless told\n"
               "otherwise; --head may be given again, to merge.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct revision_options),
    .run = run,
};

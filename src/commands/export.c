/* export: any source as something else. What each form looks like is its writer's. */

#include "commands/command.h"
#include "commands/side.h"
#include "sources/json.h"

#include <stdio.h>

enum export_format { EXPORT_JSON, EXPORT_SQL, EXPORT_FIRST_LATER };

struct export_options {
    int format;
};

#define FORMATS "json|sql|mermaid|dot|dbml|html"

static const struct option_row rows[] = {
    {"format", 0, FORMATS, "what to write (default: json)", OPTION_CHOICE,
     offsetof(struct export_options, format)},
};

static void write_json(const struct model *model)
{
    struct buf text = BUF_INIT;

    model_write_json(model, &text);
    fwrite(buf_text(&text), 1, text.length, stdout);
    buf_release(&text);
}

static enum status run(struct context *context)
{
    const struct export_options *options = context->options;
    const char *word = context->arguments.count ? context->arguments.at[0] : "models:";
    struct side side = {0};
    enum status status;

    if (options->format >= EXPORT_FIRST_LATER)
        return command_usage(context, "this form is not supported yet: json and sql are");
    status = side_read(context, word, &side);
    if (status != STATUS_DONE)
        return status;
    if (side_load(context, &side))
        write_json(side.model);
    else
        status = STATUS_ERROR;
    side_release(&side);
    return status;
}

const struct command command_export = {
    .name = "export",
    .usage = "[--format FORMAT] [SOURCE]",
    .summary = "prints the models, or another source, in another form",
    .details = "SOURCE as for diff; without it, the project's models.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct export_options),
    .arguments_max = 1,
    .run = run,
};

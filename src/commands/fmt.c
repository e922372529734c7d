/* fmt: model files in their one canonical form. The form itself is grammar/format's. */

#include "base/file.h"
#include "commands/side.h"
#include "commands/written.h"
#include "grammar/format.h"

#include <stdio.h>
#include <string.h>

struct fmt_options {
    bool check;
    int format; /* enum written_format */
};

static const struct option_row rows[] = {
    {"check", 0, NULL, "change nothing; exit 3 if a file is not in its canonical form",
     OPTION_FLAG, offsetof(struct fmt_options, check)},
    {"format", 0, "text|json", "how the paths are printed", OPTION_CHOICE,
     offsetof(struct fmt_options, format)},
};

static bool is_formatted(const struct source *source, const struct buf *text)
{
    return source->size == text->length && !memcmp(source->text, buf_text(text), text->length);
}

/* Standard input goes to standard output. */
static bool put_back(struct context *context, const struct source *source,
                     const struct buf *text)
{
    if (!strcmp(source->path, "-")) {
        fwrite(buf_text(text), 1, text->length, stdout);
        return true;
    }
    if (!file_write(source->path, buf_text(text), text->length, context->diags))
        return false;
    written_add(context, source->path);
    return true;
}

static enum status format_file(struct context *context, const char *path)
{
    const struct fmt_options *options = context->options;
    enum status status = STATUS_ERROR;
    struct source *source = arena_alloc(&context->arena, sizeof *source);
    struct buf text = BUF_INIT;
    bool is_input = !strcmp(path, "-");

    if (!file_read(&context->arena, path, source, context->diags))
        return STATUS_ERROR;
    if (is_input)
        source->path = "-";
    if (!format_source(source, &text, context->diags))
        goto out;
    status = STATUS_DONE;
    if (options->check) {
        if (!is_formatted(source, &text)) {
            written_add(context, path);
            status = STATUS_DIFFERENT;
        }
    } else if ((is_input || !is_formatted(source, &text)) &&
               !put_back(context, source, &text)) {
        status = STATUS_ERROR;
    }
out:
    buf_release(&text);
    return status;
}

/* An error outweighs a difference, and that outweighs neither. */
static enum status worse(enum status a, enum status b)
{
    if (a == STATUS_ERROR || b == STATUS_ERROR)
        return STATUS_ERROR;
    return a > b ? a : b;
}

static enum status format_path(struct context *context, const char *path)
{
    enum status status = STATUS_DONE;
    struct paths paths = {0};

    if (!strcmp(path, "-"))
        return format_file(context, path);
    if (!file_list(&context->arena, path, file_is_folder(path) ? ".sg" : "", true, &paths,
                   context->diags))
        return STATUS_ERROR;
    for (array_each (const char *, one, &paths))
        status = worse(status, format_file(context, *one));
    return status;
}

static enum status format_all(struct context *context)
{
    enum status status = STATUS_DONE;

    if (!context->arguments.count)
        return side_find_models(context, context->project.models)
                   ? format_path(context, context->project.models)
                   : STATUS_ERROR;
    for (size_t i = 0; i < context->arguments.count; i++)
        status = worse(status, format_path(context, context->arguments.at[i]));
    return status;
}

static bool reads_input(const struct context *context)
{
    for (size_t i = 0; i < context->arguments.count; i++)
        if (!strcmp(context->arguments.at[i], "-"))
            return true;
    return false;
}

static enum status run(struct context *context)
{
    const struct fmt_options *options = context->options;
    enum status status;

    if (options->format == WRITTEN_JSON) {
        if (reads_input(context) && !options->check)
            return command_usage(context, "standard input goes to standard output as it is");
        written_gather(context);
    }
    status = format_all(context);
    written_print(context);
    return status;
}

const struct command command_fmt = {
    .name = "fmt",
    .usage = "[--check] [--format text|json] [PATH...]",
    .summary = "writes models in their canonical form",
    .details =
        "Without PATH, all models of the project. \"-\" reads standard input and writes\n"
        "standard output. The paths of the files that changed are printed.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct fmt_options),
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};

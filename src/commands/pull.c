/* pull: any source as model files. How a model is printed is model/print's. */

#include "commands/pull.h"
#include "base/file.h"
#include "model/print.h"

#include <stdio.h>
#include <string.h>

struct pull_options {
    const char *out;
    bool force;
};

static const struct option_row rows[] = {
    {"out", 'o', "DIR", "write into that folder, a file a schema", OPTION_TEXT,
     offsetof(struct pull_options, out)},
    {"force", 0, NULL, "write over models that are there", OPTION_FLAG,
     offsetof(struct pull_options, force)},
};

static bool refuse_models(struct context *context, const char *folder)
{
    struct paths paths = {0};

    if (!file_exists(folder))
        return true;
    if (!file_list(&context->arena, folder, ".sg", true, &paths, context->diags))
        return false;
    if (!paths.count)
        return true;
    diag_error(context->diags, NOWHERE, CHECK_FILE_WRITE, "\"%s\" holds models already",
               folder);
    diag_note(context->diags, NOWHERE, "one of them is \"%s\"", paths.at[0]);
    diag_hint(context->diags,
              "Say another folder, or --force: mixins, renames and comments with "
              "-- are lost then.");
    return false;
}

/* A schema's name as a file's: what a path cannot hold becomes '_'. */
static const char *file_name(struct arena *arena, const char *schema)
{
    char *name = arena_printf(arena, "%s.sg", schema);

    for (char *at = name; *at; at++)
        if (*at == '/' || (at == name && *at == '.') || (unsigned char)*at < ' ')
            *at = '_';
    return name;
}

static bool write_schema(struct context *context, const struct model *model, const char *schema,
                         const char *folder)
{
    const char *path = file_join(&context->arena, folder, file_name(&context->arena, schema));
    struct buf text = BUF_INIT;
    bool ok = true;

    model_print_schema(model, schema, &text);
    if (text.length)
        ok = file_write(path, buf_text(&text), text.length, context->diags);
    if (ok && text.length)
        puts(path);
    buf_release(&text);
    return ok;
}

bool pull_write(struct context *context, const struct model *model, const char *folder,
                bool force)
{
    const struct object_list *schemas = &model->objects[KIND_SCHEMA];
    bool ok;

    if (!force && !refuse_models(context, folder))
        return false;
    ok = file_make_folders(folder, context->diags) &&
         write_schema(context, model, model->schema, folder);
    for (size_t i = 0; ok && i < schemas->count; i++)
        if (strcmp(schemas->at[i]->name.name, model->schema))
            ok = write_schema(context, model, schemas->at[i]->name.name, folder);
    return ok;
}

static enum status run(struct context *context)
{
    const struct pull_options *options = context->options;
    const char *word = context->arguments.count ? context->arguments.at[0] : "db:";
    struct side side = {0};
    struct buf text = BUF_INIT;
    enum status status = side_read(context, word, &side);

    if (status != STATUS_DONE)
        return status;
    if (!side_load(context, &side)) {
        status = STATUS_ERROR;
    } else if (options->out) {
        side_report_unmodelled(context, &side);
        status = pull_write(context, side.model, options->out, options->force) ? STATUS_DONE
                                                                               : STATUS_ERROR;
    } else {
        side_report_unmodelled(context, &side);
        model_print(side.model, &text);
        fputs(buf_text(&text), stdout);
    }
    buf_release(&text);
    side_release(&side);
    return status;
}

const struct command command_pull = {
    .name = "pull",
    .usage = "[-o DIR] [SOURCE]",
    .summary = "prints a database, or another source, as models",
    .details = "SOURCE is db:URL, models:PATH or empty:; without it, the configured database.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct pull_options),
    .arguments_max = 1,
    .run = run,
};

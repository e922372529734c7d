/* pull: any source as model files. How a model is printed is model/print's. */

#include "commands/pull.h"
#include "commands/written.h"
#include "base/file.h"
#include "model/names.h"
#include "sources/plain.h"

#include <stdio.h>
#include <string.h>

struct pull_options {
    const char *out;
    int layout; /* enum print_layout */
    int format; /* enum written_format */
    bool force;
};

static const struct option_row rows[] = {
    {"out", 'o', "DIR", "write into that folder, by default a file a schema", OPTION_TEXT,
     offsetof(struct pull_options, out)},
    {"layout", 0, "schema|table|one", "with -o: a file a schema, a table, or one for all",
     OPTION_CHOICE, offsetof(struct pull_options, layout)},
    {"force", 0, NULL, "write over models that are there", OPTION_FLAG,
     offsetof(struct pull_options, force)},
    {"format", 0, "text|json", "how the paths are printed", OPTION_CHOICE,
     offsetof(struct pull_options, format)},
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

/* A name as a file's: what a path cannot hold becomes '_'. */
static void add_file_name(struct buf *path, const char *name)
{
    size_t start = path->length;

    buf_add(path, name);
    for (char *at = path->data + start; *at; at++)
        if (*at == '/' || (at == path->data + start && *at == '.') || (unsigned char)*at < ' ')
            *at = '_';
}

struct file {
    const char *path, *text;
    size_t size;
};

/* The files, all of them before the first is written. */
struct files {
    struct arena arena;
    const char *folder;
    struct names *names; /* paths in lower case: some systems tell no other ones apart */
    ARRAY(struct file) list;
};

static bool is_taken(struct files *files, const char *path)
{
    char *folded = arena_strdup(&files->arena, path);

    for (char *at = folded; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return names_enter(&files->names, NAMES_SCHEMA, (struct qname){NULL, folded},
                       arena_alloc(&files->arena, sizeof(struct object)));
}

/* public.sg, public/songs.sg; with a number where another file has that path. */
static const char *choose_path(struct files *files, const char *schema,
                               const struct table *table)
{
    struct buf name = BUF_INIT;
    const char *path;

    add_file_name(&name, schema ? schema : "models");
    if (table) {
        buf_add_char(&name, '/');
        add_file_name(&name, table->object.name.name);
    }
    path = arena_printf(&files->arena, "%s.sg", buf_text(&name));
    for (unsigned i = 2; is_taken(files, path); i++)
        path = arena_printf(&files->arena, "%s_%u.sg", buf_text(&name), i);
    buf_release(&name);
    return file_join(&files->arena, files->folder, path);
}

static void add_file(void *context, const char *schema, const struct table *table,
                     const struct buf *text)
{
    struct files *files = context;
    struct file file = {choose_path(files, schema, table),
                        arena_strndup(&files->arena, buf_text(text), text->length),
                        text->length};

    array_add(&files->arena, &files->list, file);
}

static bool write_file(struct context *context, const struct file *file)
{
    const char *slash = strrchr(file->path, '/');

    if (slash && !file_make_folders(
                     arena_strndup(&context->arena, file->path, (size_t)(slash - file->path)),
                     context->diags))
        return false;
    if (!file_write(file->path, file->text, file->size, context->diags))
        return false;
    written_add(context, file->path);
    return true;
}

/* Models that were there and are not among those written: all of it is now said twice. */
static void warn_of_others(struct context *context, const struct files *files)
{
    struct paths paths = {0};

    if (!file_list(&context->arena, files->folder, ".sg", true, &paths, context->diags))
        return;
    for (array_each (const char *, path, &paths)) {
        bool written = false;

        for (array_each (const struct file, file, &files->list))
            written |= !strcmp(file->path, *path);
        if (!written)
            diag_warning(context->diags, NOWHERE, CHECK_FILE_WRITE,
                         "\"%s\" was there before and is left as it is", *path);
    }
}

bool pull_write(struct context *context, const struct model *model, const char *folder,
                enum print_layout layout, bool force)
{
    struct files files = {.folder = folder};
    bool ok = force || refuse_models(context, folder);

    if (ok)
        model_print_files(model, layout, add_file, &files);
    ok = ok && file_make_folders(folder, context->diags);
    for (size_t i = 0; ok && i < files.list.count; i++)
        ok = write_file(context, &files.list.at[i]);
    if (ok && force)
        warn_of_others(context, &files);
    names_release(&files.names);
    arena_release(&files.arena);
    return ok;
}

/* Whether expressions stand there as PostgreSQL prints them, or may do so. What an author said
 * in a model or a migration is left as it was said. */
static bool is_printed(const struct side *side)
{
    return side->type == SIDE_DATABASE || side->type == SIDE_SCRIPT ||
           (side->type == SIDE_JSON && side->model->server_version);
}

bool pull_load(struct context *context, struct side *side)
{
    if (!side_load(context, side))
        return false;
    side_report_unmodelled(context, side);
    if (is_printed(side))
        model_make_plain(side->model);
    return true;
}

static void print_models(const struct model *model)
{
    struct buf text = BUF_INIT;

    model_print(model, &text);
    fwrite(buf_text(&text), 1, text.length, stdout);
    buf_release(&text);
}

static enum status run(struct context *context)
{
    const struct pull_options *options = context->options;
    const char *word = context->arguments.count ? context->arguments.at[0] : "db:";
    struct side side = {0};
    enum status status = side_read(context, word, &side);

    if (status != STATUS_DONE)
        return status;
    if (!options->out && options->layout)
        return command_usage(context, "--layout says how the folder of -o is filled");
    if (!options->out && options->format == WRITTEN_JSON)
        return command_usage(context, "--format says how the paths of -o are printed; "
                                      "\"schemagen export --format json\" prints the source");
    if (options->format == WRITTEN_JSON)
        written_gather(context);
    if (!pull_load(context, &side))
        status = STATUS_ERROR;
    else if (!options->out)
        print_models(side.model);
    else if (!pull_write(context, side.model, options->out, (enum print_layout)options->layout,
                         options->force))
        status = STATUS_ERROR;
    written_print(context);
    side_release(&side);
    return status;
}

const struct command command_pull = {
    .name = "pull",
    .usage = "[-o DIR] [--layout schema|table|one] [--force] [--format text|json] [SOURCE]",
    .summary = "prints a database, or another source, as models",
    .details = "SOURCE is one of those of diff; without it, the configured database.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct pull_options),
    .arguments_max = 1,
    .run = run,
};

/* Which model a word of the command line means. Loading it is the sources' (floor 5). */

#include "commands/side.h"
#include "base/file.h"
#include "model/resolve.h"

#include <string.h>

/* A prefix, and whether it is supported. */
static const struct side_row {
    const char *prefix;
    bool supported;
    enum side_type type;
} side_rows[] = {
    {"models:", true, SIDE_MODELS}, {"db:", true, SIDE_DATABASE}, {"empty:", true, SIDE_EMPTY},
    {"migrations:", false, 0},      {"sql:", false, 0},           {"json:", false, 0},
};

/* What a bare argument looks like. */
static const struct ending_row {
    const char *ending, *prefix;
} ending_rows[] = {{".sg", "models:"}, {".sql", "sql:"}, {".json", "json:"}};

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);

    return length > tail && !strcmp(text + length - tail, ending);
}

static const char *guess_prefix(const char *word)
{
    if (!strncmp(word, "postgres", 8) && strstr(word, "://"))
        return "db:";
    for (size_t i = 0; i < COUNT_OF(ending_rows); i++)
        if (ends_with(word, ending_rows[i].ending))
            return ending_rows[i].prefix;
    return file_is_folder(word) ? "models:" : NULL;
}

static const struct side_row *find_row(const char *word)
{
    for (size_t i = 0; word && i < COUNT_OF(side_rows); i++)
        if (!strncmp(word, side_rows[i].prefix, strlen(side_rows[i].prefix)))
            return &side_rows[i];
    return NULL;
}

enum status side_read(struct context *context, const char *word, struct side *side)
{
    const struct side_row *row = find_row(word);
    const char *argument = row ? word + strlen(row->prefix) : word;

    if (!row)
        row = find_row(guess_prefix(word));
    if (!row) {
        command_usage(context, "\"%s\" is not a source",
                      strstr(word, "://") ? "the address" : word);
        diag_hint(context->diags, "Sources are models:PATH, db:URL and empty:.");
        return STATUS_USAGE;
    }
    if (!row->supported)
        return command_usage(context, "sources of the form \"%s\" are not supported yet",
                             row->prefix);
    if (row->type == SIDE_EMPTY && *argument)
        return command_usage(context, "\"empty:\" takes nothing after it");
    *side = (struct side){.type = row->type, .argument = argument};
    return STATUS_DONE;
}

/* ------------------------------------------------------------------ loading */

static struct connection *connect_to(struct context *context, const char *url)
{
    struct address address;
    bool known =
        *url ? address_read(&context->arena, url, "db:", &address, context->diags)
             : project_database(&context->arena, &context->project, &address, context->diags);

    return known ? connection_open(&address, context->diags) : NULL;
}

struct connection *project_connect(struct context *context)
{
    return connect_to(context, "");
}

static struct model *load_models(struct context *context, struct side *side)
{
    const char *path = *side->argument ? side->argument : context->project.models;

    if (file_exists(path))
        return models_load(path, &context->project.settings, context->diags);
    diag_error(context->diags, NOWHERE, CHECK_FILE_READ, "there are no models at \"%s\"", path);
    diag_hint(context->diags,
              "\"schemagen init\" starts a project; --models says where they are.");
    return NULL;
}

bool side_begin(struct context *context, struct side *side)
{
    if (side->type != SIDE_DATABASE)
        return true;
    side->connection = connect_to(context, side->argument);
    if (side->connection)
        side->reading = database_begin(side->connection, &context->project.settings);
    return side->reading != NULL;
}

static struct model *load_database(struct context *context, struct side *side)
{
    struct database_reading *reading = side->reading;

    side->reading = NULL;
    if (reading)
        return database_finish(reading, context->diags);
    side->connection = connect_to(context, side->argument);
    if (!side->connection)
        return NULL;
    return database_load(side->connection, &context->project.settings, context->diags);
}

static struct model *load_empty(struct context *context, struct side *side)
{
    struct model *model = model_new();

    (void)side;
    if (context->project.settings.schema)
        model->schema = arena_strdup(&model->arena, context->project.settings.schema);
    model->owners = context->project.settings.owners;
    model_link(model);
    return model;
}

bool side_load(struct context *context, struct side *side)
{
    static struct model *(*const loads[])(struct context *, struct side *) = {
        [SIDE_MODELS] = load_models,
        [SIDE_DATABASE] = load_database,
        [SIDE_EMPTY] = load_empty,
    };

    side->model = loads[side->type](context, side);
    return side->model != NULL;
}

void side_release(struct side *side)
{
    database_abandon(side->reading);
    model_free(side->model);
    connection_close(side->connection);
    *side = (struct side){0};
}

/* ------------------------------------------------------------------ what is not modelled */

#define NAMES_SHOWN 5

/* The entry is the object itself, not one of the edges to what it depends on. */
static bool is_object(const struct unmodelled *entry)
{
    return !entry->on.name;
}

static void warn_kind(struct context *context, const struct model *model, const char *kind)
{
    struct buf names = BUF_INIT;
    size_t count = 0;

    for (array_each (const struct unmodelled, entry, &model->unmodelled)) {
        if (!is_object(entry) || strcmp(entry->kind, kind))
            continue;
        if (count < NAMES_SHOWN)
            buf_addf(&names, "%s%s", count ? ", " : "", entry->name);
        count++;
    }
    if (count > NAMES_SHOWN)
        buf_addf(&names, " and %zu more", count - NAMES_SHOWN);
    diag_warning(context->diags, NOWHERE, CHECK_UNMODELLED,
                 "objects of kind %s are not modelled yet and are left as they are: %s", kind,
                 buf_text(&names));
    buf_release(&names);
}

void side_report_unmodelled(struct context *context, const struct side *side)
{
    const struct model *model = side->model;

    for (size_t i = 0; i < model->unmodelled.count; i++) {
        const struct unmodelled *entry = &model->unmodelled.at[i];
        bool said = !is_object(entry);

        for (size_t j = 0; j < i && !said; j++)
            said = is_object(&model->unmodelled.at[j]) &&
                   !strcmp(model->unmodelled.at[j].kind, entry->kind);
        if (!said)
            warn_kind(context, model, entry->kind);
    }
}

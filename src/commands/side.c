/* Which model a word of the command line means. Loading it is the sources' (floor 5). */

#include "commands/side.h"
#include "base/file.h"
#include "commands/built.h"
#include "model/resolve.h"

#include <string.h>

/* One kind of source. A new one is a row here and its function of the sources' floor. */
struct side_row {
    const char *prefix;
    const char *takes; /* what follows the prefix, "[…]": may follow; "": nothing */
    bool (*is_like)(const char *word); /* a bare word that means it; NULL: none does */
    struct model *(*load)(struct context *context, struct side *side);
};

/* ------------------------------------------------------------------ bare words */

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), tail = strlen(ending);

    return length > tail && !strcmp(text + length - tail, ending);
}

static bool is_like_database(const char *word)
{
    return !strncmp(word, "postgres", 8) && strstr(word, "://");
}

static bool is_like_script(const char *word)
{
    return ends_with(word, ".sql");
}

static bool is_like_json(const char *word)
{
    return ends_with(word, ".json");
}

/* A folder with files that end so; one that cannot be read is for its loader to report. */
static bool folder_holds(const char *folder, const char *ending)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct paths paths = {0};
    bool holds = file_is_folder(folder) &&
                 file_list(&arena, folder, ending, false, &paths, diags) && paths.count;

    diags_free(diags);
    arena_release(&arena);
    return holds;
}

/* generated, generated@head */
static bool is_like_migrations(const char *word)
{
    struct arena arena = {0};
    const char *at = file_exists(word) ? NULL : strrchr(word, '@');
    const char *folder = at ? arena_strndup(&arena, word, (size_t)(at - word)) : word;
    bool like = folder_holds(folder, ".up.sql");

    arena_release(&arena);
    return like;
}

static bool is_like_models(const char *word)
{
    return ends_with(word, ".sg") || (file_is_folder(word) && !is_like_migrations(word));
}

/* ------------------------------------------------------------------ loading */

static struct connection *connect_to(struct context *context, const char *url)
{
    struct address address;
    bool known =
        *url ? address_read(&context->arena, url, "db:", &address, context->diags)
             : project_database(&context->arena, &context->project, &address, context->diags);

    return known ? connection_open_within(&address, context->global.wait_for_server.value,
                                          context->global.quiet ? NULL : stderr, context->diags)
                 : NULL;
}

struct connection *project_connect(struct context *context)
{
    return connect_to(context, "");
}

bool side_find_models(struct context *context, const char *path)
{
    if (file_exists(path))
        return true;
    diag_error(context->diags, NOWHERE, CHECK_FILE_READ, "there are no models at \"%s\"", path);
    diag_hint(context->diags,
              "\"schemagen init\" starts a project; --models says where they are.");
    return false;
}

static struct model *load_models(struct context *context, struct side *side)
{
    const char *path = *side->argument ? side->argument : context->project.models;

    return side_find_models(context, path)
               ? models_load(path, &context->project.settings, context->diags)
               : NULL;
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

static struct model *load_migrations(struct context *context, struct side *side)
{
    return built_load(context, side->argument);
}

static struct model *load_script(struct context *context, struct side *side)
{
    return sql_load(side->argument, &context->project.settings, context->diags);
}

static struct model *load_json(struct context *context, struct side *side)
{
    return json_load(side->argument, &context->project.settings, context->diags);
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

/* ------------------------------------------------------------------ the table of sources */

static const struct side_row side_rows[] = {
    [SIDE_MODELS] = {"models:", "[PATH]", is_like_models, load_models},
    [SIDE_DATABASE] = {"db:", "[URL]", is_like_database, load_database},
    [SIDE_MIGRATIONS] = {"migrations:", "[PATH][@REVISION]", is_like_migrations,
                         load_migrations},
    [SIDE_SCRIPT] = {"sql:", "PATH", is_like_script, load_script},
    [SIDE_JSON] = {"json:", "PATH", is_like_json, load_json},
    [SIDE_EMPTY] = {"empty:", "", NULL, load_empty},
};

static const struct side_row *find_row(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(side_rows); i++)
        if (!strncmp(word, side_rows[i].prefix, strlen(side_rows[i].prefix)))
            return &side_rows[i];
    return NULL;
}

static const struct side_row *guess_row(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(side_rows); i++)
        if (side_rows[i].is_like && side_rows[i].is_like(word))
            return &side_rows[i];
    return NULL;
}

/* What might be an address may hold a password, and is not repeated. */
static bool looks_like_address(const char *word)
{
    return strstr(word, "://") || strpbrk(word, "@=");
}

static enum status no_source(struct context *context, const char *word)
{
    struct buf forms = BUF_INIT;

    for (size_t i = 0; i < COUNT_OF(side_rows); i++)
        buf_addf(&forms, "%s%s%s", forms.length ? ", " : "", side_rows[i].prefix,
                 side_rows[i].takes);
    command_usage(context, "\"%s\" is not a source",
                  looks_like_address(word) ? "the address" : word);
    diag_hint(context->diags, "Sources are %s.", buf_text(&forms));
    buf_release(&forms);
    return STATUS_USAGE;
}

enum status side_read(struct context *context, const char *word, struct side *side)
{
    const struct side_row *row = find_row(word);
    const char *argument = row ? word + strlen(row->prefix) : word;

    if (!row)
        row = guess_row(word);
    if (!row)
        return no_source(context, word);
    if (*row->takes && !strchr(row->takes, '[') && !*argument)
        return command_usage(context, "\"%s\" needs its %s", row->prefix, row->takes);
    if (!*row->takes && *argument)
        return command_usage(context, "\"%s\" takes nothing after it", row->prefix);
    *side = (struct side){.type = (enum side_type)(row - side_rows), .argument = argument};
    return STATUS_DONE;
}

bool side_load(struct context *context, struct side *side)
{
    side->model = side_rows[side->type].load(context, side);
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

/* Finds the project and settles its settings: options first, then schemagen.json, then what
 * holds without either. Reading the file is config.c's. */

#include "commands/project.h"
#include "base/duration.h"
#include "base/file.h"
#include "base/name.h"
#include "commands/command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CONFIG_NAME "schemagen.json"
#define DEFAULT_MODELS "schemas"
#define DEFAULT_MIGRATIONS "generated"
#define DEFAULT_HISTORY "schemagen"
#define DEFAULT_TABLE "migrations"
#define FOLDERS_UP 64 /* how far the project is looked for upwards */

/* ------------------------------------------------------------------ finding */

/* The nearest folder upwards that holds the file: ".", "..", "../..", …; NULL if none does. */
static const char *find_root(struct arena *arena)
{
    const char *folder = ".";

    for (int i = 0; i < FOLDERS_UP; i++) {
        const char *real;

        if (file_exists(file_join(arena, folder, CONFIG_NAME)))
            return folder;
        real = realpath(folder, NULL);
        if (!real || !strcmp(real, "/")) {
            free((char *)real);
            return NULL;
        }
        free((char *)real);
        folder = i ? arena_printf(arena, "%s/..", folder) : "..";
    }
    return NULL;
}

static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');

    if (!slash)
        return ".";
    return slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
}

static bool find_config(struct arena *arena, const struct global_options *global,
                        struct project *project, struct diags *diags)
{
    if (global->config) {
        project->config_path = global->config;
        project->root = folder_of(arena, global->config);
    } else {
        project->root = find_root(arena);
        if (project->root)
            project->config_path = file_join(arena, project->root, CONFIG_NAME);
        else
            project->root = ".";
    }
    if (!environment_read_file(arena, file_join(arena, project->root, ".env"),
                               &project->from_file, diags))
        return false;
    return !project->config_path ||
           config_read(arena, project->config_path, &project->config, diags);
}

/* ------------------------------------------------------------------ settings */

static const char *expanded(struct arena *arena, const struct project *project,
                            const char *object, const char *name, struct diags *diags)
{
    const char *text = config_text(&project->config, object, name);

    return text ? project_expand(arena, text, config_place(&project->config, object, name),
                                 diags)
                : NULL;
}

static const char *text_or(const char *text, const char *otherwise)
{
    return text && *text ? text : otherwise;
}

/* Whatever the command does with it: a name that is mistyped is never passed over. */
static void judge_environment(struct arena *arena, const struct project *project,
                              struct diags *diags)
{
    const char *const *names;
    const char *near;
    size_t count = 0;

    if (!project->environment || config_has_environment(&project->config, project->environment))
        return;
    diag_error(diags, NOWHERE, CHECK_CONFIG, "environment \"%s\" does not exist in %s",
               project->environment, text_or(project->config_path, CONFIG_NAME));
    names = config_environments(arena, &project->config);
    while (names[count])
        count++;
    near = name_closest(project->environment, names, count);
    if (near)
        diag_hint(diags, "Did you mean \"%s\"?", near);
}

/* A path of the file is relative to it, one of an option to the working folder. */
static const char *settle_path(struct arena *arena, const struct project *project,
                               const char *option, const char *name, const char *otherwise,
                               struct diags *diags)
{
    const char *said = option ? NULL : expanded(arena, project, NULL, name, diags);

    if (option)
        return option;
    if (!said)
        said = otherwise;
    return *said == '/' ? said : file_join(arena, project->root, said);
}

static void settle_history(struct arena *arena, struct project *project, struct diags *diags)
{
    struct history_names *names = &project->history;

    names->schema =
        text_or(expanded(arena, project, "history", "schema", diags), DEFAULT_HISTORY);
    names->table = text_or(expanded(arena, project, "history", "table", diags), DEFAULT_TABLE);
    names->log = strcmp(names->schema, DEFAULT_HISTORY) || strcmp(names->table, DEFAULT_TABLE)
                     ? arena_printf(arena, "%s_log", names->table)
                     : "log";
}

/* Each reads NAME=VALUE. */
static void settle_variables(struct arena *arena, const struct global_options *global,
                             struct project *project)
{
    for (size_t i = 0; i < global->variables.count; i++) {
        const char *said = global->variables.at[i], *equals = strchr(said, '=');

        variables_set(arena, &project->variables,
                      arena_strndup(arena, said, (size_t)(equals - said)), equals + 1);
    }
}

static void settle_sources(struct arena *arena, struct project *project, struct diags *diags)
{
    struct source_settings *settings = &project->settings;

    settings->schema = text_or(expanded(arena, project, NULL, "schema", diags), NULL);
    settings->owners = config_is_true(&project->config, "owners");
    settings->exclude = config_list(arena, &project->config, "exclude");
    settings->history_schema = project->history.schema;
    settings->history_table = project->history.table;
}

bool project_read(struct arena *arena, const struct global_options *global,
                  struct project *project, struct diags *diags)
{
    size_t errors = diags_errors(diags);

    project->database = global->database;
    project->environment = global->environment;
    settle_variables(arena, global, project);
    if (!find_config(arena, global, project, diags))
        return false;
    judge_environment(arena, project, diags);
    project->models =
        settle_path(arena, project, global->models, "models", DEFAULT_MODELS, diags);
    project->migrations = settle_path(arena, project, global->migrations, "migrations",
                                      DEFAULT_MIGRATIONS, diags);
    project->dev = global->dev;
    settle_history(arena, project, diags);
    settle_sources(arena, project, diags);
    return diags_errors(diags) == errors;
}

bool project_lock_timeout(struct arena *arena, const struct project *project,
                          long *milliseconds, bool *said, struct diags *diags)
{
    static const char name[] = "lock_timeout";
    const char *text = NULL;
    struct span at;

    if (project->environment)
        text = config_environment(&project->config, project->environment, name);
    at = config_place(&project->config, text ? project->environment : NULL, name);
    if (!text)
        text = config_text(&project->config, NULL, name);
    if (!text)
        return true;
    text = project_expand(arena, text, at, diags);
    if (!text)
        return false;
    *said = duration_read(text, 0, milliseconds);
    return *said || diag_error(diags, at, CHECK_CONFIG,
                               "\"%s\" must be a time with its unit, as in \"5s\"", name);
}

void project_release(struct project *project)
{
    config_release(&project->config);
}

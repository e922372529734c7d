/* Which database: the first of the places where one can be said. Reading what is said there is
 * postgres/url's. */

#include "commands/project.h"

#include <stdlib.h>
#include <string.h>

/* One place where a database can be said. */
enum found { FOUND, NOT_SAID, FAILED };

typedef enum found address_place(struct arena *arena, const struct project *project,
                                 struct address *address, struct diags *diags);

static const char *variable(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

/* The variable's name as messages show it. */
static const char *origin(struct arena *arena, const struct project *project, const char *name)
{
    for (size_t i = 0; i < project->from_file.count; i++)
        if (!strcmp(project->from_file.at[i], name))
            return arena_printf(arena, "%s in .env", name);
    return name;
}

static enum found read_address(struct arena *arena, const char *text, const char *from,
                               struct address *address, struct diags *diags)
{
    return address_read(arena, text, from, address, diags) ? FOUND : FAILED;
}

static enum found from_option(struct arena *arena, const struct project *project,
                              struct address *address, struct diags *diags)
{
    if (!project->database)
        return NOT_SAID;
    if (!*project->database) {
        diag_error(diags, NOWHERE, CHECK_ADDRESS, "the address after \"-d\" is empty");
        return FAILED;
    }
    return read_address(arena, project->database, "-d", address, diags);
}

static enum found from_environment(struct arena *arena, const struct project *project,
                                   struct address *address, struct diags *diags)
{
    const char *name = project->environment, *text;
    struct span at;

    if (!name)
        return NOT_SAID;
    at = config_place(&project->config, "environments", name);
    text = config_environment(&project->config, name, "database");
    text = text ? project_expand(arena, text, at, diags) : "";
    if (!text)
        return FAILED;
    if (!*text) {
        diag_error(diags, at, CHECK_CONFIG, "environment \"%s\" says no database", name);
        return FAILED;
    }
    return read_address(
        arena, text,
        arena_printf(arena, "environment \"%s\" of %s", name, project->config_path), address,
        diags);
}

static enum found from_config(struct arena *arena, const struct project *project,
                              struct address *address, struct diags *diags)
{
    const char *text = config_text(&project->config, NULL, "database");

    if (!text || !*text)
        return NOT_SAID;
    text = project_expand(arena, text, config_place(&project->config, NULL, "database"), diags);
    if (!text)
        return FAILED;
    return *text ? read_address(arena, text, project->config_path, address, diags) : NOT_SAID;
}

static enum found from_database_url(struct arena *arena, const struct project *project,
                                    struct address *address, struct diags *diags)
{
    const char *text = variable("DATABASE_URL");

    return text ? read_address(arena, text, origin(arena, project, "DATABASE_URL"), address,
                               diags)
                : NOT_SAID;
}

/* libpq reads its own variables; here it only counts whether one of them says a database. */
static enum found from_libpq(struct arena *arena, const struct project *project,
                             struct address *address, struct diags *diags)
{
    static const char *const names[] = {"PGHOST", "PGHOSTADDR", "PGSERVICE", "PGDATABASE"};

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (variable(names[i]))
            return read_address(arena, "", origin(arena, project, names[i]), address, diags);
    return NOT_SAID;
}

static enum found from_parts(struct arena *arena, const struct project *project,
                             struct address *address, struct diags *diags)
{
    static const struct {
        const char *variable, *keyword;
    } parts[] = {
        {"DB_HOST", "host"}, {"DB_PORT", "port"},         {"DB_NAME", "dbname"},
        {"DB_USER", "user"}, {"DB_PASSWORD", "password"},
    };
    const char *said = variable("DB_HOST") ? "DB_HOST" : "DB_NAME";

    if (!variable(said))
        return NOT_SAID;
    if (!address_read(arena, "", origin(arena, project, said), address, diags))
        return FAILED;
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (variable(parts[i].variable))
            *address =
                address_with(arena, address, parts[i].keyword, variable(parts[i].variable));
    return FOUND;
}

static address_place *const places[] = {
    from_option, from_environment, from_config, from_database_url, from_libpq, from_parts,
};

bool project_has_database(const struct project *project)
{
    struct arena arena = {0};
    struct address address;
    struct diags *ignored = diags_new();
    enum found found = NOT_SAID;

    for (size_t i = 0; i < COUNT_OF(places) && found == NOT_SAID; i++)
        found = places[i](&arena, project, &address, ignored);
    diags_free(ignored);
    arena_release(&arena);
    return found != NOT_SAID;
}

bool project_database(struct arena *arena, const struct project *project,
                      struct address *address, struct diags *diags)
{
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        enum found found = places[i](arena, project, address, diags);

        if (found != NOT_SAID)
            return found == FOUND;
    }
    diag_error(diags, NOWHERE, CHECK_ADDRESS, "no database is configured");
    diag_hint(diags, "Say \"-d URL\", \"database\" in schemagen.json, or DATABASE_URL.");
    return false;
}

bool project_dev(struct arena *arena, const struct project *project, struct address *address,
                 bool *said, struct diags *diags)
{
    const char *text = project->dev, *from = "--dev";
    struct span at = NOWHERE;

    if (!text && project->environment) {
        text = config_environment(&project->config, project->environment, "dev");
        at = config_place(&project->config, "environments", project->environment);
        from = project->config_path;
    }
    if (!text) {
        text = config_text(&project->config, NULL, "dev");
        at = config_place(&project->config, NULL, "dev");
        from = project->config_path;
    }
    *said = text != NULL;
    if (!text)
        return true;
    text = project_expand(arena, text, at, diags);
    return text && address_read(arena, text, from ? from : "--dev", address, diags);
}

/* Reads schemagen.json. What its settings mean is project.c's. */

#include "commands/config.h"
#include "base/array.h"
#include "base/file.h"
#include "base/name.h"

#include <string.h>

enum member_type {
    MEMBER_TEXT,
    MEMBER_FLAG,
    MEMBER_TEXTS,
    MEMBER_HISTORY,     /* an object of history_members */
    MEMBER_ENVIRONMENTS /* an object of texts and of objects of environment_members */
};

struct member {
    const char *name;
    enum member_type type;
};

struct members {
    const char *inside; /* the object's name; NULL: the document */
    const struct member *at;
    size_t count;
};

static const struct member document_rows[] = {
    {"$schema", MEMBER_TEXT},      {"database", MEMBER_TEXT},
    {"dev", MEMBER_TEXT},          {"environments", MEMBER_ENVIRONMENTS},
    {"models", MEMBER_TEXT},       {"migrations", MEMBER_TEXT},
    {"schema", MEMBER_TEXT},       {"owners", MEMBER_FLAG},
    {"exclude", MEMBER_TEXTS},     {"history", MEMBER_HISTORY},
    {"lock_timeout", MEMBER_TEXT},
};
static const struct member history_rows[] = {{"schema", MEMBER_TEXT}, {"table", MEMBER_TEXT}};
static const struct member environment_rows[] = {
    {"database", MEMBER_TEXT}, {"dev", MEMBER_TEXT}, {"lock_timeout", MEMBER_TEXT}};

static const struct members document_members = {NULL, document_rows, COUNT_OF(document_rows)};
static const struct members history_members = {"history", history_rows, COUNT_OF(history_rows)};

static const char *const type_words[] = {
    [MEMBER_TEXT] = "a text",
    [MEMBER_FLAG] = "true or false",
    [MEMBER_TEXTS] = "a list of texts",
    [MEMBER_HISTORY] = "an object",
    [MEMBER_ENVIRONMENTS] = "an object",
};

/* ------------------------------------------------------------------ places */

/* The end of the JSON string that begins at 'at'. */
static const char *string_end(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : at;
}

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* Is the string the member's name, and with 'object' the member an object? */
static bool is_name_of(const char *at, const char *end, const char *name, bool object)
{
    size_t length = strlen(name);
    const char *colon = skip_blanks(end);

    return (size_t)(end - at) == length + 2 && !strncmp(at + 1, name, length) &&
           *colon == ':' && (!object || *skip_blanks(colon + 1) == '{');
}

/* The member's name in the object that opens at or after 'from': its own members only, or with
 * 'deep' those of objects inside of it, too; with 'object' only a member that is one. */
static struct span find_name(const struct source *source, uint32_t from, const char *name,
                             bool deep, bool object)
{
    int depth = 0;

    for (const char *at = source->text + from, *end; *at; at = end) {
        end = *at == '"' ? string_end(at) : at + 1;
        depth += (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
        if (depth <= 0 && (*at == '}' || *at == ']'))
            break;
        if (*at == '"' && (depth == 1 || (deep && depth > 1)) &&
            is_name_of(at, end, name, object))
            return (struct span){source, (uint32_t)(at - source->text),
                                 (uint32_t)(end - source->text)};
    }
    return (struct span){source, 0, 0};
}

struct span config_place(const struct config *config, const char *object, const char *name)
{
    struct span inside = {0};

    if (!config->source)
        return NOWHERE;
    if (object)
        inside = find_name(config->source, 0, object, false, true);
    if (object && !inside.end)
        inside = find_name(config->source, 0, object, true, true);
    return find_name(config->source, inside.end, name, false, false);
}

/* ------------------------------------------------------------------ judging */

static bool judge_members(const struct config *config, const struct json *object,
                          const struct members *members, struct diags *diags);

static bool judge_environments(const struct config *config, const struct json *environments,
                               struct diags *diags)
{
    bool ok = true;

    for (const struct json *one = json_first(environments); one; one = json_next(one)) {
        struct members members = {json_name(one), environment_rows, COUNT_OF(environment_rows)};

        if (json_is_object(one))
            ok &= judge_members(config, one, &members, diags);
        else if (!json_text(one))
            ok = diag_error(diags, config_place(config, "environments", json_name(one)),
                            CHECK_CONFIG, "environment \"%s\" must be a text or an object",
                            json_name(one));
    }
    return ok;
}

static bool is_texts(const struct json *value)
{
    if (!json_is_array(value))
        return false;
    for (const struct json *one = json_first(value); one; one = json_next(one))
        if (!json_text(one))
            return false;
    return true;
}

static bool fits(const struct json *value, enum member_type type)
{
    switch (type) {
    case MEMBER_TEXT:
        return json_text(value) != NULL;
    case MEMBER_FLAG:
        return json_is_bool(value);
    case MEMBER_TEXTS:
        return is_texts(value);
    case MEMBER_HISTORY:
    case MEMBER_ENVIRONMENTS:
        return json_is_object(value);
    }
    return false;
}

static bool judge_member(const struct config *config, const struct json *value,
                         const struct member *member, const struct members *members,
                         struct diags *diags)
{
    if (!fits(value, member->type))
        return diag_error(diags, config_place(config, members->inside, member->name),
                          CHECK_CONFIG, "\"%s\" must be %s", member->name,
                          type_words[member->type]);
    if (member->type == MEMBER_HISTORY)
        return judge_members(config, value, &history_members, diags);
    if (member->type == MEMBER_ENVIRONMENTS)
        return judge_environments(config, value, diags);
    return true;
}

static bool unknown_member(const struct config *config, const char *name,
                           const struct members *members, struct diags *diags)
{
    const char *names[COUNT_OF(document_rows)], *near;

    for (size_t i = 0; i < members->count; i++)
        names[i] = members->at[i].name;
    diag_error(diags, config_place(config, members->inside, name), CHECK_CONFIG,
               "\"%s\" is not a setting", name);
    near = name_closest(name, names, members->count);
    if (near)
        diag_hint(diags, "Did you mean \"%s\"?", near);
    return false;
}

static bool judge_members(const struct config *config, const struct json *object,
                          const struct members *members, struct diags *diags)
{
    bool ok = true;

    for (const struct json *value = json_first(object); value; value = json_next(value)) {
        size_t i = 0;

        while (i < members->count && strcmp(members->at[i].name, json_name(value)))
            i++;
        ok &= i < members->count ? judge_member(config, value, &members->at[i], members, diags)
                                 : unknown_member(config, json_name(value), members, diags);
    }
    return ok;
}

bool config_read(struct arena *arena, const char *path, struct config *config,
                 struct diags *diags)
{
    struct source *source = arena_alloc(arena, sizeof *source);

    if (!file_read(arena, path, source, diags))
        return false;
    config->source = source;
    config->document = json_read(source, diags);
    if (!config->document)
        return false;
    if (!json_is_object(config->document))
        return diag_error(diags, (struct span){source, 0, 0}, CHECK_CONFIG,
                          "the file must hold an object");
    return judge_members(config, config->document, &document_members, diags);
}

void config_release(struct config *config)
{
    if (config->document)
        json_free(config->document);
    config->document = NULL;
}

/* ------------------------------------------------------------------ looking up */

const char *config_text(const struct config *config, const char *object, const char *name)
{
    const struct json *from = config->document;

    if (object)
        from = json_member(from, object);
    return json_text(json_member(from, name));
}

bool config_is_true(const struct config *config, const char *name)
{
    return json_is_true(json_member(config->document, name));
}

static size_t children(const struct json *value)
{
    size_t count = 0;

    for (const struct json *one = json_first(value); one; one = json_next(one))
        count++;
    return count;
}

const char *const *config_list(struct arena *arena, const struct config *config,
                               const char *name)
{
    const struct json *list = json_member(config->document, name);
    const char **texts = arena_alloc(arena, (children(list) + 1) * sizeof *texts);
    size_t count = 0;

    for (const struct json *one = json_first(list); one; one = json_next(one))
        texts[count++] = json_text(one);
    return list ? texts : NULL;
}

const char *config_environment(const struct config *config, const char *environment,
                               const char *name)
{
    const struct json *one =
        json_member(json_member(config->document, "environments"), environment);

    if (json_text(one))
        return strcmp(name, "database") ? NULL : json_text(one);
    return json_text(json_member(one, name));
}

bool config_has_environment(const struct config *config, const char *environment)
{
    return json_member(json_member(config->document, "environments"), environment) != NULL;
}

const char *const *config_environments(struct arena *arena, const struct config *config)
{
    const struct json *all = json_member(config->document, "environments");
    const char **names = arena_alloc(arena, (children(all) + 1) * sizeof *names);
    size_t count = 0;

    for (const struct json *one = json_first(all); one; one = json_next(one))
        names[count++] = json_name(one);
    return names;
}

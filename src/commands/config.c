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

static const struct members document_members = {document_rows, COUNT_OF(document_rows)};
static const struct members history_members = {history_rows, COUNT_OF(history_rows)};

static const char *const type_words[] = {
    [MEMBER_TEXT] = "a text",
    [MEMBER_FLAG] = "true or false",
    [MEMBER_TEXTS] = "a list of texts",
    [MEMBER_HISTORY] = "an object",
    [MEMBER_ENVIRONMENTS] = "an object",
};

/* ------------------------------------------------------------------ judging */

static bool judge_members(const struct config *config, const struct json *object,
                          const struct members *members, struct diags *diags);

static bool judge_environments(const struct config *config, const struct json *environments,
                               struct diags *diags)
{
    bool ok = true;

    for (const struct json *one = json_first(environments); one; one = json_next(one)) {
        struct members members = {environment_rows, COUNT_OF(environment_rows)};

        if (json_is_object(one))
            ok &= judge_members(config, one, &members, diags);
        else if (!json_text(one))
            ok = diag_error(diags, json_place(config->source, one), CHECK_CONFIG,
                            "environment \"%s\" must be a text or an object", json_name(one));
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
                         const struct member *member, struct diags *diags)
{
    if (!fits(value, member->type))
        return diag_error(diags, json_place(config->source, value), CHECK_CONFIG,
                          "\"%s\" must be %s", member->name, type_words[member->type]);
    if (member->type == MEMBER_HISTORY)
        return judge_members(config, value, &history_members, diags);
    if (member->type == MEMBER_ENVIRONMENTS)
        return judge_environments(config, value, diags);
    return true;
}

static bool unknown_member(const struct config *config, const struct json *value,
                           const struct members *members, struct diags *diags)
{
    const char *names[COUNT_OF(document_rows)], *near;

    for (size_t i = 0; i < members->count; i++)
        names[i] = members->at[i].name;
    diag_error(diags, json_place(config->source, value), CHECK_CONFIG,
               "\"%s\" is not a setting", json_name(value));
    near = name_closest(json_name(value), names, members->count);
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
        ok &= i < members->count ? judge_member(config, value, &members->at[i], diags)
                                 : unknown_member(config, value, members, diags);
    }
    return ok;
}

bool config_read(struct arena *arena, const char *path, struct config *config,
                 struct diags *diags)
{
    struct source *source = arena_alloc(arena, sizeof *source);

    diags_keep_secret(diags, source);
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

struct span config_place(const struct config *config, const char *object, const char *name)
{
    const struct json *from = config->document, *value;

    if (object && json_member(from, object))
        from = json_member(from, object);
    else if (object)
        from = json_member(json_member(from, "environments"), object);
    value = json_member(from, name);
    return value ? json_place(config->source, value) : NOWHERE;
}

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

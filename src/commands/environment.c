/* The .env file and ${NAME}: what the process's environment says, and what a project adds. */

#include "base/file.h"
#include "commands/project.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool is_name(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!(isalpha((unsigned char)text[i]) || text[i] == '_' ||
              (i && isdigit((unsigned char)text[i]))))
            return false;
    return length > 0;
}

/* The value behind '=': bare up to a comment, 'as it stands', or "with \n and \"". */
static const char *read_value(struct arena *arena, const char *at, const char *end)
{
    struct buf value = BUF_INIT;
    char quote = at < end && (*at == '\'' || *at == '"') ? *at++ : 0;
    const char *result;

    for (; at < end && (quote ? *at != quote : true); at++) {
        if (!quote && *at == '#' && isblank((unsigned char)at[-1]))
            break;
        if (quote == '"' && *at == '\\' && at + 1 < end) {
            at++;
            buf_add_char(&value, *at == 'n' ? '\n' : *at);
        } else {
            buf_add_char(&value, *at);
        }
    }
    while (!quote && value.length && isspace((unsigned char)value.data[value.length - 1]))
        buf_cut(&value, value.length - 1);
    result = arena_strdup(arena, buf_text(&value));
    buf_release(&value);
    return result;
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && isblank((unsigned char)*at))
        at++;
    return at;
}

static bool read_line(struct arena *arena, const struct source *source, const char *at,
                      const char *end, struct words *set, struct diags *diags)
{
    const char *start, *name_end;
    char *name;

    at = skip_blanks(at, end);
    if (at == end || *at == '#' || *at == '\r')
        return true;
    if (end - at > 7 && !strncmp(at, "export ", 7))
        at = skip_blanks(at + 7, end);
    for (start = at; at < end && *at != '=' && !isblank((unsigned char)*at);)
        at++;
    name_end = at;
    at = skip_blanks(at, end);
    if (at == end || *at != '=' || !is_name(start, (size_t)(name_end - start))) {
        uint32_t place = (uint32_t)(start - source->text);

        return diag_error(diags, (struct span){source, place, place}, CHECK_CONFIG,
                          "a line of this file reads NAME=VALUE");
    }
    name = arena_strndup(arena, start, (size_t)(name_end - start));
    if (getenv(name))
        return true;
    setenv(name, read_value(arena, skip_blanks(at + 1, end), end), 1);
    array_add(arena, set, name);
    return true;
}

bool environment_read_file(struct arena *arena, const char *path, struct words *set,
                           struct diags *diags)
{
    struct source *source;
    bool ok = true;

    if (!file_exists(path) || file_is_folder(path))
        return true;
    source = arena_alloc(arena, sizeof *source);
    if (!file_read(arena, path, source, diags))
        return false;
    for (const char *at = source->text, *end; *at; at = *end ? end + 1 : end) {
        end = at + strcspn(at, "\n");
        ok &= read_line(arena, source, at, end, set, diags);
    }
    return ok;
}

const char *project_expand(struct arena *arena, const char *text, struct span at,
                           struct diags *diags)
{
    struct buf out = BUF_INIT;
    const char *open, *close, *name, *value, *result = NULL;

    for (; (open = strstr(text, "${")) && (close = strchr(open, '}')); text = close + 1) {
        name = arena_strndup(arena, open + 2, (size_t)(close - open - 2));
        value = getenv(name);
        if (!value) {
            diag_error(diags, at, CHECK_CONFIG, "environment variable \"%s\" is not set", name);
            goto out;
        }
        buf_addf(&out, "%.*s%s", (int)(open - text), text, value);
    }
    buf_add(&out, text);
    result = arena_strdup(arena, buf_text(&out));
out:
    buf_release(&out);
    return result;
}

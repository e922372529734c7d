/* The .env file and ${NAME}: what the process's environment says, and what a project adds. */

#include "base/file.h"
#include "commands/project.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Reads the file from 'at' on. */
struct reader {
    struct arena *arena;
    const struct source *source;
    const char *at;
    struct words *set;
    struct diags *diags;
};

static bool is_name(const char *text)
{
    for (size_t i = 0; text[i]; i++)
        if (!(isalpha((unsigned char)text[i]) || text[i] == '_' ||
              (i && isdigit((unsigned char)text[i]))))
            return false;
    return *text;
}

/* Variables that say a database: these have to be right, others are the application's own. */
static bool is_ours(const char *name)
{
    return !strcmp(name, "DATABASE_URL") || !strncmp(name, "PG", 2) || !strncmp(name, "DB_", 3);
}

static void skip_blanks(struct reader *reader)
{
    while (isblank((unsigned char)*reader->at))
        reader->at++;
}

static void skip_line(struct reader *reader)
{
    reader->at += strcspn(reader->at, "\n");
    reader->at += *reader->at == '\n';
}

static struct span place(const struct reader *reader, const char *from, const char *to)
{
    return (struct span){reader->source, (uint32_t)(from - reader->source->text),
                         (uint32_t)(to - reader->source->text)};
}

/* ------------------------------------------------------------------ values */

/* The value of what stands between ${ and }: NAME, or NAME:-WORD, which is WORD where the
 * variable is unset or empty. Cuts the reference to its name; NULL if that is not set. */
static const char *value_of(char *reference)
{
    char *otherwise = strstr(reference, ":-");
    const char *value;

    if (otherwise)
        *otherwise = '\0';
    value = getenv(reference);
    return otherwise && (!value || !*value) ? otherwise + 2 : value;
}

/* ${NAME}: adds the variable's value, or tells its name where it is not set. */
static void read_reference(struct reader *reader, struct buf *value, const char **missing)
{
    const char *open = reader->at + 2, *close = open + strcspn(open, "}\n"), *found;
    char *name;

    if (*close != '}') {
        buf_add_char(value, *reader->at++);
        return;
    }
    name = arena_strndup(reader->arena, open, (size_t)(close - open));
    found = value_of(name);
    reader->at = close + 1;
    buf_add(value, found ? found : "");
    if (!found)
        *missing = name;
}

static bool at_reference(const struct reader *reader)
{
    return reader->at[0] == '$' && reader->at[1] == '{';
}

/* Up to the closing quote, over lines if need be: 'as it stands', "with \n, \" and ${NAME}". */
static bool read_quoted(struct reader *reader, struct buf *value, const char **missing)
{
    char quote = *reader->at++;

    while (*reader->at && *reader->at != quote) {
        if (quote == '"' && at_reference(reader)) {
            read_reference(reader, value, missing);
        } else if (quote == '"' && *reader->at == '\\' && reader->at[1]) {
            reader->at++;
            buf_add_char(value, *reader->at == 'n' ? '\n' : *reader->at);
            reader->at++;
        } else {
            buf_add_char(value, *reader->at++);
        }
    }
    return *reader->at == quote;
}

/* Up to a comment or the end of the line. */
static void read_bare(struct reader *reader, struct buf *value, const char **missing)
{
    while (*reader->at && *reader->at != '\n') {
        if (*reader->at == '#' && isblank((unsigned char)reader->at[-1]))
            break;
        if (at_reference(reader))
            read_reference(reader, value, missing);
        else
            buf_add_char(value, *reader->at++);
    }
    while (value->length && isspace((unsigned char)value->data[value->length - 1]))
        buf_cut(value, value->length - 1);
}

/* ------------------------------------------------------------------ lines */

static bool settle(struct reader *reader, const char *name, const char *value,
                   const char *missing, struct span at)
{
    if (!is_name(name) || getenv(name))
        return true;
    if (missing)
        return !is_ours(name) || diag_error(reader->diags, at, CHECK_CONFIG,
                                            "environment variable \"%s\" is not set", missing);
    setenv(name, value, 1);
    array_add(reader->arena, reader->set, arena_strdup(reader->arena, name));
    return true;
}

static bool read_value(struct reader *reader, const char *name, struct span at)
{
    const char *start, *missing = NULL;
    struct buf value = BUF_INIT;
    bool ok = true;

    skip_blanks(reader);
    start = reader->at;
    if (*start != '\'' && *start != '"')
        read_bare(reader, &value, &missing);
    else if (!read_quoted(reader, &value, &missing))
        ok = diag_error(reader->diags, place(reader, start, start + 1), CHECK_CONFIG,
                        "the quoted value that begins here is not closed");
    ok = ok && settle(reader, name, buf_text(&value), missing, at);
    buf_release(&value);
    return ok;
}

static bool read_line(struct reader *reader)
{
    const char *start, *end;

    skip_blanks(reader);
    if (!*reader->at || strchr("#\r\n", *reader->at))
        return true;
    if (!strncmp(reader->at, "export ", 7)) {
        reader->at += 7;
        skip_blanks(reader);
    }
    start = reader->at;
    while (isalnum((unsigned char)*reader->at) || (*reader->at && strchr("_.-", *reader->at)))
        reader->at++;
    end = reader->at;
    skip_blanks(reader);
    if (start == end || *reader->at != '=')
        return diag_error(reader->diags, place(reader, start, start), CHECK_CONFIG,
                          "a line of this file reads NAME=VALUE");
    reader->at++;
    return read_value(reader, arena_strndup(reader->arena, start, (size_t)(end - start)),
                      place(reader, start, end));
}

bool environment_read_file(struct arena *arena, const char *path, struct words *set,
                           struct diags *diags)
{
    struct reader reader = {.arena = arena, .set = set, .diags = diags};
    struct source *source;
    bool ok = true;

    if (!file_exists(path) || file_is_folder(path))
        return true;
    source = arena_alloc(arena, sizeof *source);
    diags_keep_secret(diags, source);
    if (!file_read(arena, path, source, diags))
        return false;
    reader.source = source;
    for (reader.at = source->text + source_mark(source); *reader.at; skip_line(&reader))
        ok &= read_line(&reader);
    return ok;
}

const char *project_expand(struct arena *arena, const char *text, struct span at,
                           struct diags *diags)
{
    struct buf out = BUF_INIT;
    const char *open, *close, *value, *result = NULL;
    char *name;

    for (; (open = strstr(text, "${")) && (close = strchr(open, '}')); text = close + 1) {
        name = arena_strndup(arena, open + 2, (size_t)(close - open - 2));
        value = value_of(name);
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

/* psql's variables in statements: from -x and from data files. Which are used is the splitter's
 * finding; the values are put in here. */

#include "sources/migrations.h"
#include "base/file.h"
#include "postgres/sql.h"

#include <string.h>

void variables_set(struct arena *arena, struct variables *variables, const char *name,
                   const char *value)
{
    for (size_t i = 0; i < variables->count; i++)
        if (!strcmp(variables->at[i].name, name)) {
            variables->at[i].value = value;
            return;
        }
    array_add(arena, variables, ((struct variable){name, value}));
}

const char *variables_get(const struct variables *variables, const char *name)
{
    for (size_t i = 0; variables && i < variables->count; i++)
        if (!strcmp(variables->at[i].name, name))
            return variables->at[i].value;
    return NULL;
}

static const char *data_path(struct arena *arena, const struct script *script,
                             const struct directive *directive)
{
    const char *slash = strrchr(script->source->path, '/');
    const char *path = directive->value + strcspn(directive->value, " \t");

    path += strspn(path, " \t");
    if (*path == '/' || !slash)
        return path;
    return arena_printf(arena, "%.*s/%s", (int)(slash - script->source->path),
                        script->source->path, path);
}

static bool read_data_file(struct arena *arena, const struct script *script,
                           const struct directive *directive, struct variables *all,
                           struct diags *diags)
{
    size_t length = strcspn(directive->value, " \t");
    struct source *data = arena_alloc(arena, sizeof *data);

    if (!file_read(arena, data_path(arena, script, directive), data, diags)) {
        diag_note(diags, directive->at, "the data file is asked for here");
        return false;
    }
    variables_set(arena, all, arena_strndup(arena, directive->value, length),
                  data->text + source_mark(data));
    return true;
}

bool script_variables(struct arena *arena, const struct script *script,
                      const struct variables *given, struct variables *all, struct diags *diags)
{
    for (size_t i = 0; given && i < given->count; i++)
        variables_set(arena, all, given->at[i].name, given->at[i].value);
    for (array_each (struct directive, directive, &script->directives))
        if (!strcmp(directive->word, "file") &&
            !read_data_file(arena, script, directive, all, diags))
            return false;
    return true;
}

static void add_quoted(struct buf *out, char quote, const char *value)
{
    if (quote == '\'')
        sql_literal(out, value);
    else if (quote)
        sql_ident(out, value);
    else
        buf_add(out, value);
}

/* Adds the use's value, or its own text where it is not set; false then, if it should be. */
static bool add_use(const struct script_step *step, const struct variable_use *use,
                    const struct variables *variables, struct buf *out)
{
    const char *value = variables_get(variables, use->name);

    if (value)
        add_quoted(out, use->quote, value);
    else
        buf_add_n(out, step->at.file->text + use->start, use->end - use->start);
    return value || !use->quote;
}

static bool report_unset(const struct script_step *step, const struct variable_use *use,
                         struct diags *diags)
{
    diag_error(diags, (struct span){step->at.file, use->start, use->end}, CHECK_MIGRATION_RUN,
               "variable \"%s\" is not set", use->name);
    diag_hint(diags, "Say \"-x %s=VALUE\".", use->name);
    return false;
}

bool step_expand(const struct script_step *step, const struct variables *variables,
                 struct buf *out, struct diags *diags)
{
    uint32_t at = step->at.start;
    bool complete = true;

    for (array_each (struct variable_use, use, &step->variables)) {
        buf_add_n(out, step->at.file->text + at, use->start - at);
        at = use->end;
        if (add_use(step, use, variables, out))
            continue;
        complete = report_unset(step, use, diags);
    }
    buf_add_n(out, step->at.file->text + at, step->at.end - at);
    return complete;
}

/* ------------------------------------------------------------------ beforehand */

static bool is_data_file(const struct script *script, const char *name)
{
    size_t length = strlen(name);

    for (array_each (struct directive, directive, &script->directives))
        if (!strcmp(directive->word, "file") && !strncmp(directive->value, name, length) &&
            strchr(" \t", directive->value[length]))
            return true;
    return false;
}

/* One that is missing is reported by trying to read it. */
static bool judge_data_file(const struct script *script, const struct directive *directive,
                            struct diags *diags)
{
    struct arena arena = {0};
    struct variables ignored = {0};
    bool ok = file_exists(data_path(&arena, script, directive)) ||
              read_data_file(&arena, script, directive, &ignored, diags);

    arena_release(&arena);
    return ok;
}

static bool judge_step(const struct script *script, const struct script_step *step,
                       const struct variables *given, struct diags *diags)
{
    bool ok = true;

    for (array_each (struct variable_use, use, &step->variables))
        if (use->quote && !variables_get(given, use->name) && !is_data_file(script, use->name))
            ok = report_unset(step, use, diags);
    return ok;
}

bool script_judge_variables(const struct script *script, const struct variables *given,
                            struct diags *diags)
{
    bool ok = true;

    for (array_each (struct directive, directive, &script->directives))
        if (!strcmp(directive->word, "file"))
            ok &= judge_data_file(script, directive, diags);
    for (array_each (struct segment, segment, &script->segments))
        for (array_each (struct script_step, step, &segment->steps))
            ok &= judge_step(script, step, given, diags);
    return ok;
}

/* ------------------------------------------------------------------ places */

/* The bytes that so many characters of UTF-8 take, at most those of the text. */
static size_t bytes_of(const char *text, int characters)
{
    const char *at = text;

    for (; *at; at++)
        if (((unsigned char)*at & 0xC0) != 0x80 && characters-- == 0)
            break;
    return (size_t)(at - text);
}

/* Walks the pieces of the expanded text until 'characters' of them are passed. */
struct span step_place(const struct script_step *step, const struct variables *variables,
                       int position)
{
    const char *text = step->at.file->text;
    struct buf expanded = BUF_INIT;
    uint32_t at = step->at.start, place = step->at.end;
    size_t left;

    for (array_each (struct variable_use, use, &step->variables)) {
        buf_add_n(&expanded, text + at, use->start - at);
        left = bytes_of(buf_text(&expanded), position - 1);
        if (left < expanded.length) {
            place = use->start - (uint32_t)(expanded.length - left);
            goto out;
        }
        add_use(step, use, variables, &expanded);
        if (bytes_of(buf_text(&expanded), position - 1) < expanded.length) {
            place = use->start;
            goto out;
        }
        at = use->end;
    }
    buf_add_n(&expanded, text + at, step->at.end - at);
    place = step->at.end -
            (uint32_t)(expanded.length - bytes_of(buf_text(&expanded), position - 1));
out:
    buf_release(&expanded);
    if (position < 1 || place >= step->at.end)
        return step->at;
    return (struct span){step->at.file, place, place};
}

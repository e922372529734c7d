/* upgrade, downgrade and stamp with --sql: which migrations the script is to hold. Writing it
 * is runner/offline's; no connection is made. */

#include "base/json.h"
#include "commands/migration_print.h"
#include "commands/travel.h"
#include "runner/offline.h"

#include <stdio.h>
#include <string.h>

/* From what stands when the script begins, by way of what it runs. */
struct stretch {
    const struct migrations *migrations;
    bool *stands;
    struct selection way;
};

/* The revisions a database stands at. */
static const char *name_of(const struct migrations *migrations, const bool *stands)
{
    struct selection heads = graph_heads(migrations, stands);
    struct buf text = BUF_INIT;
    const char *name;

    for (size_t i = 0; i < heads.count; i++)
        buf_addf(&text, "%s%s", i ? ", " : "", heads.at[i]->revision);
    name = arena_strdup(migrations->arena, heads.count ? buf_text(&text) : "base");
    buf_release(&text);
    return name;
}

static void add_list(struct buf *out, const char *const *texts, size_t count)
{
    buf_add(out, "[");
    for (size_t i = 0; i < count; i++) {
        buf_add(out, i ? ", " : "");
        json_add_text(out, texts[i]);
    }
    buf_add(out, "]");
}

/* 'heads': the members up to the one whose list is the script's heads. */
static void print_json(const struct offline *offline, const struct buf *script,
                       const char *heads)
{
    struct buf out = BUF_INIT;

    buf_addf(&out, "{\"version\": 1, %s: ", heads);
    add_list(&out, offline->heads, offline->head_count);
    buf_add(&out, ", \"migrations\": [");
    for (size_t i = 0; i < offline->count; i++) {
        buf_add(&out, i ? ", {\"revision\": " : "{\"revision\": ");
        json_add_text(&out, offline->migrations[i]->revision);
        buf_add(&out, ", \"message\": ");
        json_add_text(&out, offline->migrations[i]->message);
        buf_add(&out, "}");
    }
    buf_add(&out, "], \"sql\": ");
    json_add_text(&out, buf_text(script));
    buf_add(&out, "}\n");
    fwrite(out.data, 1, out.length, stdout);
    buf_release(&out);
}

static const char *end_of(const struct stretch *stretch, enum direction direction)
{
    bool *stands = graph_set(stretch->migrations);

    memcpy(stands, stretch->stands, stretch->migrations->list.count * sizeof *stands);
    for (size_t i = 0; i < stretch->way.count; i++)
        stands[stretch->way.at[i]->position] = direction == DIRECTION_UP;
    return name_of(stretch->migrations, stands);
}

static struct offline offline_of(struct context *context, const struct stretch *stretch,
                                 enum direction direction)
{
    struct selection heads = graph_heads(stretch->migrations, stretch->stands);
    const char **names = arena_alloc(&context->arena, (heads.count + 1) * sizeof *names);

    for (size_t i = 0; i < heads.count; i++)
        names[i] = heads.at[i]->revision;
    return (struct offline){
        .arena = &context->arena,
        .history = &context->project.history,
        .schema = context->project.settings.schema,
        .variables = &context->project.variables,
        .diags = context->diags,
        .direction = direction,
        .from = name_of(stretch->migrations, stretch->stands),
        .to = end_of(stretch, direction),
        .heads = names,
        .head_count = heads.count,
        .standing = graph_members(stretch->migrations, stretch->stands).count,
        .migrations = (const struct migration *const *)stretch->way.at,
        .count = stretch->way.count,
    };
}

/* ------------------------------------------------------------------ upgrade and downgrade */

static enum status read_revision(struct context *context, const char *from,
                                 struct stretch *stretch)
{
    struct revision_word word;
    enum status status = target_read(context, stretch->migrations, from, &word);

    if (status != STATUS_DONE)
        return status;
    if (!word.name || !strcmp(word.name, "current"))
        return command_usage(context, "\"%s\" does not say where the script begins", from);
    return revision_word_stamp(stretch->migrations, &word, stretch->stands, context->diags)
               ? STATUS_DONE
               : STATUS_ERROR;
}

/* A database with several branches stands at several revisions: "REV,REV". */
static enum status read_from(struct context *context, enum direction direction,
                             const char *from, struct stretch *stretch)
{
    enum status status = STATUS_DONE;

    if (!from && direction == DIRECTION_UP)
        return STATUS_DONE;
    if (!from) {
        command_usage(context,
                      "\"downgrade --sql\" needs to be told where the database stands");
        diag_hint(context->diags, "Say FROM:TO, as in \"downgrade head:-1 --sql\".");
        return STATUS_USAGE;
    }
    for (const char *at = from; at && status == STATUS_DONE;) {
        size_t length = strcspn(at, ",");

        status = read_revision(context, arena_strndup(&context->arena, at, length), stretch);
        at = at[length] ? at + length + 1 : NULL;
    }
    return status;
}

/* A target that lies on the other side of where the script begins. */
static enum status judge_sides(struct context *context, const struct stretch *stretch,
                               enum direction direction, const char *to)
{
    bool *stands = graph_set(stretch->migrations);
    struct revision_word word;

    if (stretch->way.count || direction == DIRECTION_DOWN ||
        !revision_word_read(stretch->migrations, to, &word) ||
        !revision_word_stamp(stretch->migrations, &word, stands, context->diags) ||
        !memcmp(stands, stretch->stands, stretch->migrations->list.count * sizeof *stands))
        return STATUS_DONE;
    return command_usage(context, "\"upgrade %s\" leads the other way",
                         context->arguments.at[0]);
}

/* Reads TO or FROM:TO. */
static enum status read_stretch(struct context *context, enum direction direction,
                                struct stretch *stretch)
{
    const char *word = context->arguments.at[0], *colon = strchr(word, ':');
    const char *from =
        colon ? arena_strndup(&context->arena, word, (size_t)(colon - word)) : NULL;
    const char *to = colon ? colon + 1 : word;
    enum status status = read_from(context, direction, from, stretch);

    if (status == STATUS_DONE)
        status = target_way(context, stretch->migrations, stretch->stands, direction, to,
                            &stretch->way);
    return status == STATUS_DONE ? judge_sides(context, stretch, direction, to) : status;
}

static void print_script(const struct offline *offline, const struct buf *script, bool json,
                         const char *heads)
{
    if (json)
        print_json(offline, script, heads);
    else
        fwrite(script->data, 1, script->length, stdout);
}

enum status travel_sql(struct context *context, enum direction direction)
{
    static const char *const members[] = {"\"direction\": \"up\", \"from\"",
                                          "\"direction\": \"down\", \"from\""};
    const struct travel_options *options = context->options;
    struct migrations migrations;
    struct stretch stretch = {.migrations = &migrations};
    struct offline offline;
    struct buf script = BUF_INIT;
    enum status status;

    if (options->dry_run || options->accept_edited)
        return command_usage(context, "\"--sql\" asks no database: \"--%s\" does",
                             options->dry_run ? "dry-run" : "accept-edited");
    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    stretch.stands = graph_set(&migrations);
    status = read_stretch(context, direction, &stretch);
    if (status != STATUS_DONE)
        return status;
    if (!migrations_split(&migrations, &stretch.way, context->diags))
        return STATUS_ERROR;
    offline = offline_of(context, &stretch, direction);
    if (!travel_lock_timeout(context, &offline.lock_timeout, &offline.lock_timeout_said))
        return STATUS_ERROR;
    status = offline_travel(&offline, &script) ? STATUS_DONE : STATUS_ERROR;
    if (status == STATUS_DONE)
        print_script(&offline, &script, options->format == PRINT_JSON, members[direction]);
    buf_release(&script);
    return status;
}

/* ------------------------------------------------------------------ stamp */

enum status stamp_sql(struct context *context, const struct migrations *migrations,
                      const struct revision_word *words, bool json)
{
    struct stretch stretch = {.migrations = migrations};
    bool *shall = graph_set(migrations);
    struct offline offline;
    struct buf script = BUF_INIT;

    for (size_t i = 0; i < context->arguments.count; i++)
        if (!revision_word_stamp(migrations, &words[i], shall, context->diags))
            return STATUS_ERROR;
    stretch.way = graph_members(migrations, shall);
    stretch.stands = shall;
    if (!migrations_split(migrations, &stretch.way, context->diags))
        return STATUS_ERROR;
    offline = offline_of(context, &stretch, DIRECTION_UP);
    offline_stamp(&offline, &script);
    print_script(&offline, &script, json, "\"current\"");
    buf_release(&script);
    return STATUS_DONE;
}

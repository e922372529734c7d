/* upgrade, downgrade and stamp with --sql: which migrations the script is to hold. Writing it
 * is runner/offline's; no connection is made. */

#include "commands/travel.h"
#include "runner/offline.h"

#include <stdio.h>
#include <string.h>

/* Both ends, as counts of migrations that stand. */
struct stretch {
    struct migrations migrations;
    size_t from, to;
};

static const char *name_of(const struct migrations *migrations, size_t standing)
{
    return standing ? migrations->list.at[standing - 1].revision : "base";
}

/* Prints a script that is whole, or nothing. */
static enum status print_script(const struct buf *script, bool whole)
{
    if (whole)
        fwrite(script->data, 1, script->length, stdout);
    return whole ? STATUS_DONE : STATUS_ERROR;
}

static struct offline offline_of(struct context *context, const struct stretch *stretch)
{
    return (struct offline){
        .arena = &context->arena,
        .history = &context->project.history,
        .schema = context->project.settings.schema,
        .variables = &context->project.variables,
        .diags = context->diags,
        .from = name_of(&stretch->migrations, stretch->from),
        .to = name_of(&stretch->migrations, stretch->to),
        .standing = stretch->from,
    };
}

static const struct migration **list_of(struct context *context, const struct stretch *stretch,
                                        size_t *count)
{
    bool down = stretch->to < stretch->from;
    const struct migration **list;

    *count = down ? stretch->from - stretch->to : stretch->to - stretch->from;
    list = arena_alloc(&context->arena, (*count + 1) * sizeof *list);
    for (size_t i = 0; i < *count; i++)
        list[i] =
            &stretch->migrations.list.at[down ? stretch->from - 1 - i : stretch->from + i];
    return list;
}

/* ------------------------------------------------------------------ upgrade and downgrade */

static enum status read_from(struct context *context, enum direction direction,
                             const char *from, struct stretch *stretch)
{
    if (from && (*from == '+' || *from == '-'))
        return command_usage(context, "\"%s\" does not say where the script begins", from);
    if (from)
        return target_read(context, &stretch->migrations, 0, DIRECTION_UP, from,
                           &stretch->from);
    if (direction == DIRECTION_UP)
        return STATUS_DONE;
    command_usage(context, "\"downgrade --sql\" needs to be told where the database stands");
    diag_hint(context->diags, "Say FROM:TO, as in \"downgrade head:-1 --sql\".");
    return STATUS_USAGE;
}

/* Reads TO or FROM:TO. */
static enum status read_stretch(struct context *context, enum direction direction,
                                struct stretch *stretch)
{
    const char *word = context->arguments.at[0], *colon = strchr(word, ':');
    const char *from =
        colon ? arena_strndup(&context->arena, word, (size_t)(colon - word)) : NULL;
    enum status status = read_from(context, direction, from, stretch);

    if (status != STATUS_DONE)
        return status;
    status = target_read(context, &stretch->migrations, stretch->from, direction,
                         colon ? colon + 1 : word, &stretch->to);
    if (status != STATUS_DONE || stretch->from == stretch->to)
        return status;
    if ((stretch->to < stretch->from) != (direction == DIRECTION_DOWN))
        return command_usage(context, "\"%s %s\" leads the other way",
                             direction == DIRECTION_UP ? "upgrade" : "downgrade", word);
    return STATUS_DONE;
}

enum status travel_script(struct context *context, enum direction direction)
{
    struct stretch stretch = {0};
    struct offline offline;
    struct buf script = BUF_INIT;
    enum status status;

    if (!migrations_load(&context->arena, context->project.migrations, &stretch.migrations,
                         context->diags))
        return STATUS_ERROR;
    status = read_stretch(context, direction, &stretch);
    if (status != STATUS_DONE)
        return status;
    offline = offline_of(context, &stretch);
    offline.direction = direction;
    offline.migrations = list_of(context, &stretch, &offline.count);
    offline.heads = (const char *[]){offline.from};
    offline.head_count = stretch.from > 0;
    status = print_script(&script, offline_travel(&offline, &script));
    buf_release(&script);
    return status;
}

/* ------------------------------------------------------------------ stamp */

enum status stamp_script(struct context *context)
{
    struct stretch stretch = {0};
    struct offline offline;
    struct buf script = BUF_INIT;
    enum status status;

    if (!migrations_load(&context->arena, context->project.migrations, &stretch.migrations,
                         context->diags))
        return STATUS_ERROR;
    status = target_read(context, &stretch.migrations, 0, DIRECTION_UP,
                         context->arguments.at[0], &stretch.to);
    if (status != STATUS_DONE)
        return status;
    offline = offline_of(context, &stretch);
    offline.migrations = list_of(context, &stretch, &offline.count);
    offline_stamp(&offline, &script);
    print_script(&script, true);
    buf_release(&script);
    return STATUS_DONE;
}

/* history: the migrations of the folder, newest first. A database is asked only where the
 * options speak of where it stands. */

#include "commands/migration_print.h"
#include "commands/travel.h"

#include <string.h>

struct history_options {
    const char *range;
    bool indicate_current;
    int format;
};

static const struct option_row rows[] = {
    {"rev-range", 'r', "FROM:TO", "from one to another, both included; either may be left out",
     OPTION_TEXT, offsetof(struct history_options, range)},
    {"indicate-current", 'i', NULL, "ask the database, and mark where it stands", OPTION_FLAG,
     offsetof(struct history_options, indicate_current)},
    {"format", 0, "text|json", "how it is printed", OPTION_CHOICE,
     offsetof(struct history_options, format)},
};

static void add_line(struct buf *out, const struct migrations *migrations,
                     const struct migration *migration, const bool *stands)
{
    for (size_t i = 0; i < migration->revises.count; i++)
        buf_addf(out, "%s%s", i ? ", " : "", migration->revises.at[i]);
    buf_add(out, migration->revises.count ? " -> " : "<base> -> ");
    migration_add_mark(out, migrations, migration, stands);
    buf_addf(out, ", %s\n", migration->message);
}

/* ------------------------------------------------------------------ the range */

/* One end of the range, "" or a word. */
static enum status read_end(struct context *context, const struct migrations *migrations,
                            const char *text, const bool *stands, struct selection *named)
{
    struct revision_word word;
    enum status status = target_read(context, migrations, text, &word);

    if (status != STATUS_DONE)
        return status;
    return revision_word_find(migrations, &word, stands, named, context->diags) ? STATUS_DONE
                                                                                : STATUS_ERROR;
}

/* What comes from the one end, up to the other; an end that names nothing is open. */
static const bool *between(const struct migrations *migrations, const struct selection *from,
                           const struct selection *to)
{
    bool *after = graph_set(migrations), *before = graph_set(migrations);

    for (size_t i = 0; i < from->count; i++)
        graph_add_dependents(migrations, from->at[i], after);
    graph_add_all_needed(migrations, to, before);
    for (size_t i = 0; i < migrations->list.count; i++)
        after[i] = (after[i] || !from->count) && before[i];
    return after;
}

/* The migrations that the range says, all without one. */
static enum status choose(struct context *context, const struct migrations *migrations,
                          const bool *stands, const bool **chosen)
{
    const struct history_options *options = context->options;
    const char *range = options->range ? options->range : ":", *colon = strchr(range, ':');
    struct selection from = {0}, to = {0};
    enum status status = STATUS_DONE;

    if (!colon || strchr(colon + 1, ':'))
        return command_usage(context, "\"-r %s\" does not read FROM:TO", range);
    if (colon > range)
        status = read_end(context, migrations,
                          arena_strndup(&context->arena, range, (size_t)(colon - range)),
                          stands, &from);
    if (status == STATUS_DONE)
        status = read_end(context, migrations, colon[1] ? colon + 1 : "heads", stands, &to);
    *chosen = between(migrations, &from, &to);
    return status;
}

static bool asks_database(const struct history_options *options)
{
    const char *range = options->range;

    return options->indicate_current ||
           (range && (strstr(range, "current") || strchr("+-", *range) || strstr(range, ":+") ||
                      strstr(range, ":-")));
}

/* ------------------------------------------------------------------ the command */

static enum status run(struct context *context)
{
    const struct history_options *options = context->options;
    struct migration_listing listing = {.name = "migrations",
                                        .add_line = add_line,
                                        .json = options->format == PRINT_JSON,
                                        .verbose = context->global.verbose};
    struct selection newest = {0};
    struct migrations migrations;
    struct standing standing = {0};
    enum status status = STATUS_DONE;
    const bool *chosen = NULL;

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    if (asks_database(options))
        status = target_standing(context, &migrations, &standing);
    if (status == STATUS_DONE)
        status = choose(context, &migrations, standing.stands, &chosen);
    if (status != STATUS_DONE)
        return status;
    for (size_t i = migrations.list.count; i-- > 0;)
        if (chosen[i])
            array_add(&context->arena, &newest, &migrations.list.at[i]);
    listing.migrations = &migrations;
    listing.selection = &newest;
    listing.stands = options->indicate_current ? standing.stands : NULL;
    migration_print_listing(&listing);
    return STATUS_DONE;
}

const struct command command_history = {
    .name = "history",
    .usage = "[-r FROM:TO] [-i] [--format text|json]",
    .summary = "lists the migrations, newest first",
    .details = "With --verbose, also when each was made, how it was proved, and its files.\n"
               "FROM and TO are targets; \"current\" and -N ask the database.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct history_options),
    .run = run,
};

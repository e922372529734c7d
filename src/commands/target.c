/* Target words on the command line, and the migrations that a run to one takes. Going there is
 * travel.c's. */

#include "commands/side.h"
#include "commands/travel.h"

#include <string.h>

enum status target_read(struct context *context, const struct migrations *migrations,
                        const char *text, struct revision_word *word)
{
    if (!*text)
        return command_usage(context, "the target is empty");
    if (revision_word_read(migrations, text, word))
        return STATUS_DONE;
    command_usage(context, "\"%s\" is not a target", text);
    if (strchr(text, ':')) {
        diag_hint(context->diags,
                  "FROM:TO is for scripts (\"--sql\") and \"history -r\"; a run "
                  "begins where the database stands.");
        return STATUS_USAGE;
    }
    diag_hint(context->diags, "A target is head, heads, base, a revision or the beginning of "
                              "one, a label, each with +N or -N, LABEL@ or REVISION@; +N and "
                              "-N go from where the database stands.");
    return STATUS_USAGE;
}

enum status target_way(struct context *context, const struct migrations *migrations,
                       const bool *stands, enum direction direction, const char *text,
                       struct selection *way)
{
    static const char *const names[] = {"upgrade", "downgrade"};
    struct revision_word word;
    enum status status = target_read(context, migrations, text, &word);
    bool up = direction == DIRECTION_UP;

    if (status != STATUS_DONE)
        return status;
    if (!word.name && (word.steps < 0) == up)
        return command_usage(context, "\"%s %s\" leads the other way", names[direction], text);
    return (up ? revision_word_way_up : revision_word_way_down)(migrations, &word, stands, way,
                                                                context->diags)
               ? STATUS_DONE
               : STATUS_ERROR;
}

enum status target_standing(struct context *context, const struct migrations *migrations,
                            struct standing *standing)
{
    struct connection *connection = project_connect(context);
    bool ok;

    if (!connection)
        return project_has_database(&context->project) ? STATUS_ERROR : STATUS_USAGE;
    ok = standing_read(connection, &context->arena, &context->project.history, migrations,
                       standing, context->diags);
    connection_close(connection);
    return ok ? STATUS_DONE : STATUS_ERROR;
}

/* The word, and what stands in the database where the word asks for that. */
static enum status load_word(struct context *context, const char *text,
                             struct migrations *migrations, struct revision_word *word,
                             struct standing *standing)
{
    enum status status;

    if (!migrations_load(&context->arena, context->project.migrations, migrations,
                         context->diags))
        return STATUS_ERROR;
    status = target_read(context, migrations, text, word);
    if (status == STATUS_DONE && (!word->name || !strcmp(word->name, "current")))
        status = target_standing(context, migrations, standing);
    return status;
}

enum status target_load(struct context *context, const char *text,
                        struct migrations *migrations, struct selection *named)
{
    struct standing standing = {0};
    struct revision_word word;
    enum status status = load_word(context, text, migrations, &word, &standing);

    if (status != STATUS_DONE)
        return status;
    if (!revision_word_find(migrations, &word, standing.stands, named, context->diags))
        return STATUS_ERROR;
    if (!named->count)
        diag_error(context->diags, NOWHERE, CHECK_HISTORY, "\"%s\" names no revision", text);
    return named->count ? STATUS_DONE : STATUS_ERROR;
}

enum status target_load_one(struct context *context, const char *text,
                            struct migrations *migrations, struct migration **migration)
{
    struct standing standing = {0};
    struct revision_word word;
    enum status status = load_word(context, text, migrations, &word, &standing);

    if (status != STATUS_DONE)
        return status;
    return revision_word_find_one(migrations, &word, standing.stands, migration, context->diags)
               ? STATUS_DONE
               : STATUS_ERROR;
}

/* What a target word means: head, base, +N, -N, a revision, REV+N. Going there is travel.c's.
 */

#include "commands/travel.h"

#include <stdlib.h>
#include <string.h>

/* Moves by the count that begins at the sign. */
static enum status move(struct context *context, const char *word, const char *sign, long from,
                        const struct migrations *migrations, size_t *target)
{
    char *end;
    long steps = strtol(sign, &end, 10), there = from + steps;
    long count = (long)migrations->list.count;

    if (*end || end == sign + 1)
        return command_usage(context, "\"%s\" is not a target", word);
    if (there < 0 || there > count) {
        diag_error(context->diags, NOWHERE, CHECK_HISTORY,
                   "\"%s\" leads past the %s of the history", word,
                   there < 0 ? "beginning" : "end");
        diag_note(context->diags, NOWHERE, "%ld of %ld migrations stand there", from, count);
        return STATUS_ERROR;
    }
    *target = (size_t)there;
    return STATUS_DONE;
}

/* The sign of REV+N; NULL where the word is a revision alone ('-' is part of names). */
static const char *find_sign(const struct migrations *migrations, const char *word)
{
    const char *sign = strrchr(word, '+');

    if (sign)
        return sign;
    sign = strrchr(word, '-');
    if (!sign || !sign[1] || sign[1 + strspn(sign + 1, "0123456789")] ||
        migrations_find_exact(migrations, word) >= 0)
        return NULL;
    return sign;
}

static enum status read_revision(struct context *context, const struct migrations *migrations,
                                 const char *word, size_t *target)
{
    const char *sign = find_sign(migrations, word);
    const char *revision =
        sign ? arena_strndup(&context->arena, word, (size_t)(sign - word)) : word;
    long found;

    if (!strcmp(revision, "head"))
        found = (long)migrations->list.count - 1;
    else if (!strcmp(revision, "base"))
        found = -1;
    else if ((found = migrations_find(migrations, revision, context->diags)) < 0)
        return STATUS_ERROR;
    if (sign)
        return move(context, word, sign, found + 1, migrations, target);
    *target = (size_t)(found + 1);
    return STATUS_DONE;
}

enum status target_read(struct context *context, const struct migrations *migrations,
                        size_t standing, enum direction direction, const char *word,
                        size_t *target)
{
    static const char *const names[] = {"upgrade", "downgrade"};
    char wrong_sign = direction == DIRECTION_UP ? '-' : '+';

    if (!*word)
        return command_usage(context, "the target is empty");
    if (strchr(word, '@') || strchr(word, ':'))
        return command_usage(context, "targets of the form \"%s\" are not supported yet", word);
    if (*word == wrong_sign)
        return command_usage(context, "\"%s %s\" leads the other way", names[direction], word);
    if (!strcmp(word, "heads") || !strcmp(word, "head")) {
        *target = migrations->list.count;
        return STATUS_DONE;
    }
    if (*word == '+' || *word == '-')
        return move(context, word, word, (long)standing, migrations, target);
    return read_revision(context, migrations, word, target);
}

/* The small parts that objects are made of: option lists, text lists, and the options of
 * sequences with PostgreSQL's defaults. */

#include "model/model.h"

#include <assert.h>
#include <string.h>

bool options_set(struct arena *arena, struct options *options, struct option said)
{
    for (array_each (struct option, option, options)) {
        if (!text_equal(option->name, said.name))
            continue;
        *option = said;
        return false;
    }
    array_add(arena, options, said);
    return true;
}

const char *options_get(const struct options *options, const char *name)
{
    for (array_each (struct option, option, options))
        if (text_equal(option->name, name))
            return option->value;
    return NULL;
}

void options_remove(struct options *options, const char *name)
{
    for (size_t i = 0; i < options->count; i++)
        if (text_equal(options->at[i].name, name)) {
            memmove(&options->at[i], &options->at[i + 1],
                    (--options->count - i) * sizeof *options->at);
            return;
        }
}

bool options_equal(const struct options *a, const struct options *b)
{
    if (a->count != b->count)
        return false;
    for (array_each (struct option, option, a))
        if (!text_equal(option->value, options_get(b, option->name)))
            return false;
    return true;
}

bool text_list_equal(const struct text_list *a, const struct text_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!text_equal(a->at[i], b->at[i]))
            return false;
    return true;
}

bool text_list_has(const struct text_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->at[i], text))
            return true;
    return false;
}

bool text_list_same_set(const struct text_list *a, const struct text_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!text_list_has(b, a->at[i]))
            return false;
    return true;
}

bool sequence_type_find(const char *name, enum sequence_type *type)
{
    for (int i = SEQUENCE_BIGINT; sequence_type_words[i]; i++) {
        if (text_equal(name, sequence_type_words[i])) {
            *type = (enum sequence_type)i;
            return true;
        }
    }
    return false;
}

enum sequence_type sequence_type_of(const struct column *column)
{
    enum sequence_type type = SEQUENCE_BIGINT;

    sequence_type_find(column->type.text, &type);
    return type;
}

struct sequence_limits sequence_type_limits(enum sequence_type type)
{
    static const struct sequence_limits limits[] = {
        [SEQUENCE_BIGINT] = {INT64_MIN, INT64_MAX},
        [SEQUENCE_INTEGER] = {INT32_MIN, INT32_MAX},
        [SEQUENCE_SMALLINT] = {INT16_MIN, INT16_MAX},
    };
    static_assert(COUNT_OF(limits) == SEQUENCE_SMALLINT + 1, "a row for every type");

    return limits[type];
}

void sequence_options_complete(struct sequence_options *options, struct sequence_said said)
{
    struct sequence_limits limits = sequence_type_limits(options->type);
    bool ascending = options->increment > 0;

    if (!said.min)
        options->min = ascending ? 1 : limits.min;
    if (!said.max)
        options->max = ascending ? limits.max : -1;
    if (!said.start)
        options->start = ascending ? options->min : options->max;
}

struct sequence_options sequence_options_default(enum sequence_type type)
{
    struct sequence_options options = {.type = type, .increment = 1, .cache = 1};

    sequence_options_complete(&options, (struct sequence_said){0});
    return options;
}

bool sequence_options_equal(const struct sequence_options *a, const struct sequence_options *b)
{
    return a->type == b->type && a->start == b->start && a->increment == b->increment &&
           a->min == b->min && a->max == b->max && a->cache == b->cache && a->cycle == b->cycle;
}

/* A glance at the text of an SQL expression: which columns it mentions, what brackets it needs.
 * All that its tokens do not show is for postgres/expression. */

#include "model/expression_text.h"

#include "grammar/keywords.h"
#include "model/expression_reader.h"

#include <string.h>

/* ------------------------------------------------------------------ columns mentioned */

/* Whether a word alone can be a column: PostgreSQL takes the others only in quotes. */
static bool can_be_column(const struct reader *reader)
{
    if (reader->kind == TOKEN_QUOTED)
        return true;
    return reader->kind == TOKEN_WORD && keyword_category(reader->word) < KEYWORD_TYPE_FUNC;
}

/* Reads table.column, schema.table.column or column: the last part that is followed by neither
 * '.', '(' nor a string stays in the reader that is returned. */
static struct reader read_column(struct reader *reader, bool *is_column)
{
    struct reader last = *reader;

    *is_column = can_be_column(reader);
    reader_next(reader);
    while (reader_accept(reader, '.')) {
        last = *reader;
        *is_column = reader_is_name(&last);
        reader_next(reader);
    }
    if (reader->character == '(' || reader->kind == TOKEN_STRING)
        *is_column = false;
    return last;
}

const char *expression_only_column(const char *text, const struct table *table)
{
    struct reader reader = reader_of(text);
    struct arena arena = {0};
    const char *only = NULL;

    while (reader.kind != TOKEN_END) {
        const struct column *column;
        struct reader name;
        bool is_column;

        if (reader.kind == TOKEN_CAST || reader_is_word(&reader, "as")) {
            reader_next(&reader);
            reader_read_type(&arena, &reader);
            continue;
        }
        if (reader_accept(&reader, '.') || !reader_is_name(&reader)) {
            reader_next(&reader);
            continue;
        }
        name = read_column(&reader, &is_column);
        column = is_column ? table_find_column(table, name.word) : NULL;
        if (column && only && !text_equal(only, column->object.name.name)) {
            only = NULL;
            break;
        }
        if (column)
            only = column->object.name.name;
    }
    arena_release(&arena);
    return only;
}

/* ------------------------------------------------------------------ forms */

/* Keywords that SQL calls like functions. */
static bool is_function_word(const struct reader *reader)
{
    static const char *const words[] = {"coalesce", "extract", "greatest",  "least",
                                        "left",     "nullif",  "normalize", "overlay",
                                        "position", "right",   "substring", "trim"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (reader_is_word(reader, words[i]))
            return true;
    return false;
}

/* Behind name, name.name, … with the words that need no quotes; false if none is there. */
static bool skip_qualified_name(struct reader *reader)
{
    if (is_function_word(reader)) {
        reader_next(reader);
        return reader->character == '(';
    }
    do {
        if (reader->kind == TOKEN_WORD && keyword_category(reader->word) > KEYWORD_UNRESERVED)
            return false;
        if (!reader_is_name(reader) ||
            reader->length >= NAME_BYTES) /* as long as that: perhaps cut */
            return false;
        reader_next(reader);
    } while (reader_accept(reader, '.'));
    return true;
}

static bool has_line_comment(const char *text)
{
    return strstr(text, "--") != NULL || strstr(text, "/*") != NULL;
}

bool expression_is_call(const char *text)
{
    struct reader reader = reader_of(text);

    if (has_line_comment(text) || !skip_qualified_name(&reader) || reader.character != '(')
        return false;
    reader_skip_brackets(&reader);
    return reader.kind == TOKEN_END;
}

bool expression_is_enclosed(const char *text)
{
    struct reader reader = reader_of(text);

    if (has_line_comment(text) || reader.character != '(')
        return false;
    reader_skip_brackets(&reader);
    return reader.kind == TOKEN_END;
}

static bool is_constant_word(const struct reader *reader)
{
    static const char *const words[] = {"null",         "true",           "false",
                                        "current_date", "current_time",   "current_timestamp",
                                        "localtime",    "localtimestamp", "current_user",
                                        "session_user"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (reader_is_word(reader, words[i]))
            return true;
    return false;
}

/* One operand of those that need no parentheses; false if it is another. */
static bool skip_value(struct reader *reader)
{
    bool negative = reader_accept(reader, '-');

    if (reader->kind == TOKEN_NUMBER || (!negative && reader->kind == TOKEN_STRING) ||
        (!negative && is_constant_word(reader))) {
        reader_next(reader);
        return true;
    }
    if (negative)
        return false;
    if (reader_is_word(reader, "array")) {
        reader_next(reader);
        if (reader->character != '[')
            return false;
    } else if (reader->character != '(' &&
               (!skip_qualified_name(reader) || reader->character != '(')) {
        return false;
    }
    reader_skip_brackets(reader);
    return true;
}

bool expression_is_value(const char *text)
{
    struct reader reader = reader_of(text);
    struct arena arena = {0};

    if (has_line_comment(text) || strchr(text, '\n') || !skip_value(&reader))
        return false;
    while (reader.kind == TOKEN_CAST) {
        reader_next(&reader);
        if (!reader_is_name(&reader))
            break;
        reader_read_type(&arena, &reader);
    }
    arena_release(&arena);
    return reader.kind == TOKEN_END;
}

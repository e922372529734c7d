/* The name that PostgreSQL gives to the column of an index from its expression. */

#include "model/expression_text.h"

#include "base/array.h"
#include "model/expression_reader.h"

#include <string.h>

/* How sure PostgreSQL is of a name: a column or a function (2) beats the type of a cast (1). */
struct guess {
    const char *name;
    int strength;
};

static struct guess guess_expression(struct arena *arena, struct reader *reader);

static const struct guess no_guess = {NULL, 0};

static struct guess cast_to(struct guess of, const char *type)
{
    return of.strength > 1 ? of : (struct guess){type, 1};
}

static struct guess guess_case(struct arena *arena, struct reader *reader)
{
    struct guess guess = no_guess;
    int depth = 0;

    while (reader->kind != TOKEN_END) {
        if (reader_is_opening(reader->character)) {
            reader_skip_brackets(reader);
            continue;
        }
        if (depth == 1 && reader_is_word(reader, "else")) {
            reader_next(reader);
            guess = guess_expression(arena, reader);
        }
        depth += reader_is_word(reader, "case") - reader_is_word(reader, "end");
        reader_next(reader);
        if (!depth)
            break;
    }
    return guess.strength > 1 ? guess : (struct guess){"case", 1};
}

static struct guess guess_cast_call(struct arena *arena, struct reader *reader)
{
    struct guess guess;

    reader_next(reader); /* the bracket */
    guess = guess_expression(arena, reader);
    if (reader_accept_word(reader, "as"))
        guess = cast_to(guess, reader_read_type(arena, reader));
    reader_accept(reader, ')');
    return guess;
}

static const char *trim_name(const struct reader *at_bracket)
{
    struct reader reader = *at_bracket;

    reader_next(&reader);
    if (reader_is_word(&reader, "leading"))
        return "ltrim";
    return reader_is_word(&reader, "trailing") ? "rtrim" : "btrim";
}

static struct guess guess_call(struct arena *arena, struct reader *reader, const char *name)
{
    struct guess guess = {name, 2};

    if (strcmp(name, "cast") == 0)
        return guess_cast_call(arena, reader);
    if (strcmp(name, "trim") == 0)
        guess.name = trim_name(reader);
    reader_skip_brackets(reader);
    return guess;
}

static bool is_unnamed_word(const struct reader *reader)
{
    static const char *const words[] = {"not", "null", "true", "false", "exists"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (reader_is_word(reader, words[i]))
            return true;
    return false;
}

/* TYPE 'literal'; the reader moves only if it is one. */
static bool is_typed_literal(struct arena *arena, struct reader *reader, struct guess *guess)
{
    struct reader ahead = *reader;
    const char *type = reader_read_type(arena, &ahead);

    if (ahead.kind != TOKEN_STRING)
        return false;
    reader_next(&ahead);
    while (reader_continues_type(&ahead))
        reader_next(&ahead);
    *reader = ahead;
    *guess = (struct guess){type, 1};
    return true;
}

static struct guess guess_name(struct arena *arena, struct reader *reader)
{
    struct guess guess = {NULL, 2};

    if (reader_is_word(reader, "case"))
        return guess_case(arena, reader);
    if (is_unnamed_word(reader)) {
        bool negates = reader_is_word(reader, "not");

        reader_next(reader);
        if (negates)
            guess_expression(arena, reader);
        return no_guess;
    }
    if (is_typed_literal(arena, reader, &guess))
        return guess;
    do {
        if (reader_is_name(reader))
            guess.name = arena_strdup(arena, reader->word);
        reader_next(reader);
    } while (reader_accept(reader, '.'));
    if (reader->character == '(')
        return guess_call(arena, reader, guess.name);
    return guess;
}

static struct guess guess_in_brackets(struct arena *arena, struct reader *reader)
{
    struct guess guess;

    reader_next(reader);
    guess = guess_expression(arena, reader);
    if (reader->character == ',') {
        guess = (struct guess){"row", 2};
        while (reader_accept(reader, ','))
            guess_expression(arena, reader);
    }
    reader_accept(reader, ')');
    return guess;
}

/* What may follow an operand and still leaves it one. */
static struct guess guess_suffixes(struct arena *arena, struct reader *reader,
                                   struct guess guess)
{
    for (;;) {
        if (reader->kind == TOKEN_CAST) {
            reader_next(reader);
            guess = cast_to(guess, reader_read_type(arena, reader));
        } else if (reader->character == '[') {
            reader_skip_brackets(reader);
        } else if (reader->character == '.') {
            reader_next(reader);
            if (reader_is_name(reader))
                guess = (struct guess){arena_strdup(arena, reader->word), 2};
            reader_next(reader);
        } else if (reader_accept_word(reader, "collate")) {
            do
                reader_next(reader);
            while (reader_accept(reader, '.'));
        } else {
            return guess;
        }
    }
}

static struct guess guess_operand(struct arena *arena, struct reader *reader)
{
    struct guess guess = no_guess;

    if (reader->character == '(')
        guess = guess_in_brackets(arena, reader);
    else if (reader_is_name(reader))
        guess = guess_name(arena, reader);
    else if (reader->kind != TOKEN_END && !reader_is_closing(reader->character))
        reader_next(reader);
    return guess_suffixes(arena, reader, guess);
}

static bool is_at_end(const struct reader *reader)
{
    return reader->kind == TOKEN_END || reader_is_closing(reader->character) ||
           reader->character == ',' || reader_is_word(reader, "as") ||
           reader_is_word(reader, "end");
}

/* Up to the bracket, comma or word that ends the expression. */
static struct guess guess_expression(struct arena *arena, struct reader *reader)
{
    bool prefixed = reader->kind == TOKEN_OTHER && reader->character != '(';
    struct guess guess = guess_operand(arena, reader);

    while (reader_is_word(reader, "at")) {
        reader_next(reader);
        if (!reader_accept_word(reader, "local") && reader_accept_word(reader, "time") &&
            reader_accept_word(reader, "zone"))
            guess_operand(arena, reader);
        guess = (struct guess){"timezone", 2};
    }
    if (is_at_end(reader) && !prefixed)
        return guess;
    while (!is_at_end(reader)) {
        if (reader_is_opening(reader->character))
            reader_skip_brackets(reader);
        else if (reader_is_word(reader, "case"))
            guess_case(arena, reader);
        else
            reader_next(reader);
    }
    return no_guess;
}

const char *expression_column_name(struct arena *arena, const char *text)
{
    struct reader reader = reader_of(text);
    struct guess guess = guess_expression(arena, &reader);

    return reader.kind == TOKEN_END ? guess.name : NULL;
}

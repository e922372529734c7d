/* A glance at the text of an SQL expression, as far as PostgreSQL's default names depend on it.
 * It reads tokens and knows what ends an operand; all else is for postgres/expression. */

#include "model/expression_text.h"

#include "base/buffer.h"
#include "grammar/keywords.h"
#include "model/types.h"

#include <ctype.h>
#include <string.h>

/* ------------------------------------------------------------------ tokens */

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,   /* folded */
    TOKEN_QUOTED, /* a quoted identifier */
    TOKEN_STRING,
    TOKEN_NUMBER,
    TOKEN_CAST,  /* :: */
    TOKEN_OTHER, /* one character */
};

struct reader {
    const char *at; /* behind the token */
    enum token_kind kind;
    char character;            /* of TOKEN_OTHER */
    char word[NAME_BYTES + 1]; /* of TOKEN_WORD and TOKEN_QUOTED; longer ones are cut */
    size_t length;             /* of word */
};

static const char *skip_comment(const char *at)
{
    int depth = 0;

    do {
        if (at[0] == '/' && at[1] == '*')
            depth++, at += 2;
        else if (at[0] == '*' && at[1] == '/')
            depth--, at += 2;
        else
            at++;
    } while (depth && *at);
    return at;
}

static const char *skip_space(const char *at)
{
    for (;;) {
        if (isspace((unsigned char)*at))
            at++;
        else if (at[0] == '-' && at[1] == '-')
            at += strcspn(at, "\n");
        else if (at[0] == '/' && at[1] == '*')
            at = skip_comment(at);
        else
            return at;
    }
}

static bool is_name_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (c & 0x80);
}

static void add_to_word(struct reader *reader, char c)
{
    if (reader->length < NAME_BYTES)
        reader->word[reader->length++] = c;
    reader->word[reader->length] = '\0';
}

/* Behind the closing quote. */
static const char *skip_quotes(struct reader *reader, const char *at, bool escapes)
{
    char quote = *at++;

    for (; *at; at++) {
        if (escapes && *at == '\\' && at[1])
            at++;
        else if (*at == quote && *++at != quote)
            return at;
        if (reader)
            add_to_word(reader, *at);
    }
    return at;
}

/* Behind the closing tag of a dollar-quoted string; at itself if none begins there. */
static const char *skip_dollars(const char *at)
{
    size_t length = 1;
    const char *end;

    while (is_name_byte(at[length]) && at[length] != '$')
        length++;
    if (at[length] != '$' || isdigit((unsigned char)at[1]))
        return at;
    length++;
    for (end = at + length; *end; end++)
        if (*end == '$' && strncmp(end, at, length) == 0)
            return end + length;
    return end;
}

static void read_word(struct reader *reader)
{
    while (is_name_byte(*reader->at)) {
        char c = *reader->at++;

        add_to_word(reader, c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c);
    }
    reader->kind = TOKEN_WORD;
    if (*reader->at == '\'' && reader->length == 1 && strchr("ebxn", reader->word[0])) {
        reader->at = skip_quotes(NULL, reader->at, reader->word[0] == 'e');
        reader->kind = TOKEN_STRING;
    }
}

static void next(struct reader *reader)
{
    const char *at = reader->at = skip_space(reader->at);

    reader->length = 0;
    reader->word[0] = '\0';
    reader->character = '\0';
    if (!*at) {
        reader->kind = TOKEN_END;
    } else if (*at == '"') {
        reader->at = skip_quotes(reader, at, false);
        reader->kind = TOKEN_QUOTED;
    } else if (*at == '\'') {
        reader->at = skip_quotes(NULL, at, false);
        reader->kind = TOKEN_STRING;
    } else if (*at == '$' && skip_dollars(at) != at) {
        reader->at = skip_dollars(at);
        reader->kind = TOKEN_STRING;
    } else if (isdigit((unsigned char)*at)) {
        while (is_name_byte(*reader->at) || *reader->at == '.')
            reader->at++;
        reader->kind = TOKEN_NUMBER;
    } else if (is_name_byte(*at)) {
        read_word(reader);
    } else if (at[0] == ':' && at[1] == ':') {
        reader->at += 2;
        reader->kind = TOKEN_CAST;
    } else {
        reader->at++;
        reader->kind = TOKEN_OTHER;
        reader->character = *at;
    }
}

static struct reader read_text(const char *text)
{
    struct reader reader = {.at = text};

    next(&reader);
    return reader;
}

static bool is_word(const struct reader *reader, const char *word)
{
    return reader->kind == TOKEN_WORD && strcmp(reader->word, word) == 0;
}

static bool is_name(const struct reader *reader)
{
    return reader->kind == TOKEN_WORD || reader->kind == TOKEN_QUOTED;
}

static bool accept(struct reader *reader, char character)
{
    if (reader->character != character)
        return false;
    next(reader);
    return true;
}

static bool accept_word(struct reader *reader, const char *word)
{
    if (!is_word(reader, word))
        return false;
    next(reader);
    return true;
}

static bool is_opening(char c)
{
    return c == '(' || c == '[';
}

static bool is_closing(char c)
{
    return c == ')' || c == ']';
}

/* From an opening bracket to behind its closing one. */
static void skip_brackets(struct reader *reader)
{
    int depth = 0;

    do {
        depth += is_opening(reader->character) - is_closing(reader->character);
        next(reader);
    } while (depth > 0 && reader->kind != TOKEN_END);
}

/* ------------------------------------------------------------------ types */

/* Words that may follow the first word of a type's name. */
static const char *const type_words[] = {
    "precision", "varying", "char", "character", "with",   "without", "time", "zone",
    "year",      "month",   "day",  "hour",      "minute", "second",  "to",
};

static bool continues_type(const struct reader *reader)
{
    for (size_t i = 0; i < COUNT_OF(type_words); i++)
        if (is_word(reader, type_words[i]))
            return true;
    return false;
}

/* The words of SQL's own type names: only they are more than one word. */
static bool begins_long_type(const char *word)
{
    static const char *const words[] = {"double", "national", "character", "char",    "nchar",
                                        "bit",    "time",     "timestamp", "interval"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

/* Reads a type's name with modifiers and brackets; its last part as pg_type has it. */
static const char *read_type(struct arena *arena, struct reader *reader)
{
    bool quoted = reader->kind == TOKEN_QUOTED, qualified = false;
    struct buf name = BUF_INIT;
    const char *internal;

    buf_add(&name, reader->word);
    next(reader);
    while (reader->character == '.') {
        qualified = true;
        next(reader);
        buf_reset(&name);
        buf_add(&name, reader->word);
        next(reader);
    }
    if (!quoted && !qualified && begins_long_type(buf_text(&name))) {
        while (continues_type(reader) || reader->character == '(') {
            if (reader->character == '(') {
                skip_brackets(reader);
                continue;
            }
            buf_addf(&name, " %s", reader->word);
            next(reader);
        }
    }
    while (is_opening(reader->character))
        skip_brackets(reader);
    internal = quoted || qualified ? NULL : type_internal_name(buf_text(&name));
    if (!internal)
        internal = arena_strdup(arena, buf_text(&name));
    buf_release(&name);
    return internal;
}

/* ------------------------------------------------------------------ names of operands */

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
        if (is_opening(reader->character)) {
            skip_brackets(reader);
            continue;
        }
        if (depth == 1 && is_word(reader, "else")) {
            next(reader);
            guess = guess_expression(arena, reader);
        }
        depth += is_word(reader, "case") - is_word(reader, "end");
        next(reader);
        if (!depth)
            break;
    }
    return guess.strength > 1 ? guess : (struct guess){"case", 1};
}

static struct guess guess_cast_call(struct arena *arena, struct reader *reader)
{
    struct guess guess;

    next(reader); /* the bracket */
    guess = guess_expression(arena, reader);
    if (accept_word(reader, "as"))
        guess = cast_to(guess, read_type(arena, reader));
    accept(reader, ')');
    return guess;
}

static const char *trim_name(const struct reader *at_bracket)
{
    struct reader reader = *at_bracket;

    next(&reader);
    if (is_word(&reader, "leading"))
        return "ltrim";
    return is_word(&reader, "trailing") ? "rtrim" : "btrim";
}

static struct guess guess_call(struct arena *arena, struct reader *reader, const char *name)
{
    struct guess guess = {name, 2};

    if (strcmp(name, "cast") == 0)
        return guess_cast_call(arena, reader);
    if (strcmp(name, "trim") == 0)
        guess.name = trim_name(reader);
    skip_brackets(reader);
    return guess;
}

static bool is_unnamed_word(const struct reader *reader)
{
    static const char *const words[] = {"not", "null", "true", "false", "exists"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (is_word(reader, words[i]))
            return true;
    return false;
}

/* TYPE 'literal'; the reader moves only if it is one. */
static bool is_typed_literal(struct arena *arena, struct reader *reader, struct guess *guess)
{
    struct reader ahead = *reader;
    const char *type = read_type(arena, &ahead);

    if (ahead.kind != TOKEN_STRING)
        return false;
    next(&ahead);
    while (continues_type(&ahead))
        next(&ahead);
    *reader = ahead;
    *guess = (struct guess){type, 1};
    return true;
}

static struct guess guess_name(struct arena *arena, struct reader *reader)
{
    struct guess guess = {NULL, 2};

    if (is_word(reader, "case"))
        return guess_case(arena, reader);
    if (is_unnamed_word(reader)) {
        bool negates = is_word(reader, "not");

        next(reader);
        if (negates)
            guess_expression(arena, reader);
        return no_guess;
    }
    if (is_typed_literal(arena, reader, &guess))
        return guess;
    do {
        if (is_name(reader))
            guess.name = arena_strdup(arena, reader->word);
        next(reader);
    } while (accept(reader, '.'));
    if (reader->character == '(')
        return guess_call(arena, reader, guess.name);
    return guess;
}

static struct guess guess_in_brackets(struct arena *arena, struct reader *reader)
{
    struct guess guess;

    next(reader);
    guess = guess_expression(arena, reader);
    if (reader->character == ',') {
        guess = (struct guess){"row", 2};
        while (accept(reader, ','))
            guess_expression(arena, reader);
    }
    accept(reader, ')');
    return guess;
}

/* What may follow an operand and still leaves it one. */
static struct guess guess_suffixes(struct arena *arena, struct reader *reader,
                                   struct guess guess)
{
    for (;;) {
        if (reader->kind == TOKEN_CAST) {
            next(reader);
            guess = cast_to(guess, read_type(arena, reader));
        } else if (reader->character == '[') {
            skip_brackets(reader);
        } else if (reader->character == '.') {
            next(reader);
            if (is_name(reader))
                guess = (struct guess){arena_strdup(arena, reader->word), 2};
            next(reader);
        } else if (accept_word(reader, "collate")) {
            do
                next(reader);
            while (accept(reader, '.'));
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
    else if (is_name(reader))
        guess = guess_name(arena, reader);
    else if (reader->kind != TOKEN_END && !is_closing(reader->character))
        next(reader);
    return guess_suffixes(arena, reader, guess);
}

static bool is_at_end(const struct reader *reader)
{
    return reader->kind == TOKEN_END || is_closing(reader->character) ||
           reader->character == ',' || is_word(reader, "as") || is_word(reader, "end");
}

/* Up to the bracket, comma or word that ends the expression. */
static struct guess guess_expression(struct arena *arena, struct reader *reader)
{
    bool prefixed = reader->kind == TOKEN_OTHER && reader->character != '(';
    struct guess guess = guess_operand(arena, reader);

    while (is_word(reader, "at")) {
        next(reader);
        if (!accept_word(reader, "local") && accept_word(reader, "time") &&
            accept_word(reader, "zone"))
            guess_operand(arena, reader);
        guess = (struct guess){"timezone", 2};
    }
    if (is_at_end(reader) && !prefixed)
        return guess;
    while (!is_at_end(reader)) {
        if (is_opening(reader->character))
            skip_brackets(reader);
        else if (is_word(reader, "case"))
            guess_case(arena, reader);
        else
            next(reader);
    }
    return no_guess;
}

const char *expression_column_name(struct arena *arena, const char *text)
{
    struct reader reader = read_text(text);
    struct guess guess = guess_expression(arena, &reader);

    return reader.kind == TOKEN_END ? guess.name : NULL;
}

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
    next(reader);
    while (accept(reader, '.')) {
        last = *reader;
        *is_column = is_name(&last);
        next(reader);
    }
    if (reader->character == '(' || reader->kind == TOKEN_STRING)
        *is_column = false;
    return last;
}

const char *expression_only_column(const char *text, const struct table *table)
{
    struct reader reader = read_text(text);
    struct arena arena = {0};
    const char *only = NULL;

    while (reader.kind != TOKEN_END) {
        const struct column *column;
        struct reader name;
        bool is_column;

        if (reader.kind == TOKEN_CAST || is_word(&reader, "as")) {
            next(&reader);
            read_type(&arena, &reader);
            continue;
        }
        if (accept(&reader, '.') || !is_name(&reader)) {
            next(&reader);
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
        if (is_word(reader, words[i]))
            return true;
    return false;
}

/* Behind name, name.name, … with the words that need no quotes; false if none is there. */
static bool skip_qualified_name(struct reader *reader)
{
    if (is_function_word(reader)) {
        next(reader);
        return reader->character == '(';
    }
    do {
        if (reader->kind == TOKEN_WORD && keyword_category(reader->word) > KEYWORD_UNRESERVED)
            return false;
        if (!is_name(reader) || reader->length >= NAME_BYTES) /* as long as that: perhaps cut */
            return false;
        next(reader);
    } while (accept(reader, '.'));
    return true;
}

static bool has_line_comment(const char *text)
{
    return strstr(text, "--") != NULL || strstr(text, "/*") != NULL;
}

bool expression_is_call(const char *text)
{
    struct reader reader = read_text(text);

    if (has_line_comment(text) || !skip_qualified_name(&reader) || reader.character != '(')
        return false;
    skip_brackets(&reader);
    return reader.kind == TOKEN_END;
}

bool expression_is_enclosed(const char *text)
{
    struct reader reader = read_text(text);

    if (has_line_comment(text) || reader.character != '(')
        return false;
    skip_brackets(&reader);
    return reader.kind == TOKEN_END;
}

static bool is_constant_word(const struct reader *reader)
{
    static const char *const words[] = {"null",         "true",           "false",
                                        "current_date", "current_time",   "current_timestamp",
                                        "localtime",    "localtimestamp", "current_user",
                                        "session_user"};

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (is_word(reader, words[i]))
            return true;
    return false;
}

/* One operand of those that need no parentheses; false if it is another. */
static bool skip_value(struct reader *reader)
{
    bool negative = accept(reader, '-');

    if (reader->kind == TOKEN_NUMBER || (!negative && reader->kind == TOKEN_STRING) ||
        (!negative && is_constant_word(reader))) {
        next(reader);
        return true;
    }
    if (negative)
        return false;
    if (is_word(reader, "array")) {
        next(reader);
        if (reader->character != '[')
            return false;
    } else if (reader->character != '(' &&
               (!skip_qualified_name(reader) || reader->character != '(')) {
        return false;
    }
    skip_brackets(reader);
    return true;
}

bool expression_is_value(const char *text)
{
    struct reader reader = read_text(text);
    struct arena arena = {0};

    if (has_line_comment(text) || strchr(text, '\n') || !skip_value(&reader))
        return false;
    while (reader.kind == TOKEN_CAST) {
        next(&reader);
        if (!is_name(&reader))
            break;
        read_type(&arena, &reader);
    }
    arena_release(&arena);
    return reader.kind == TOKEN_END;
}

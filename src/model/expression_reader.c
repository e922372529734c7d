/* Reads the text of an SQL expression token by token, and the names of types in it. What the
 * tokens mean is expression_text.c's and expression_name.c's. */

#include "model/expression_reader.h"

#include "base/array.h"
#include "base/buffer.h"
#include "model/types.h"

#include <ctype.h>
#include <string.h>

/* ------------------------------------------------------------------ tokens */

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

void reader_next(struct reader *reader)
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

struct reader reader_of(const char *text)
{
    struct reader reader = {.at = text};

    reader_next(&reader);
    return reader;
}

bool reader_is_word(const struct reader *reader, const char *word)
{
    return reader->kind == TOKEN_WORD && strcmp(reader->word, word) == 0;
}

bool reader_is_name(const struct reader *reader)
{
    return reader->kind == TOKEN_WORD || reader->kind == TOKEN_QUOTED;
}

bool reader_accept(struct reader *reader, char character)
{
    if (reader->character != character)
        return false;
    reader_next(reader);
    return true;
}

bool reader_accept_word(struct reader *reader, const char *word)
{
    if (!reader_is_word(reader, word))
        return false;
    reader_next(reader);
    return true;
}

bool reader_is_opening(char c)
{
    return c == '(' || c == '[';
}

bool reader_is_closing(char c)
{
    return c == ')' || c == ']';
}

void reader_skip_brackets(struct reader *reader)
{
    int depth = 0;

    do {
        depth += reader_is_opening(reader->character) - reader_is_closing(reader->character);
        reader_next(reader);
    } while (depth > 0 && reader->kind != TOKEN_END);
}

/* ------------------------------------------------------------------ types */

/* Words that may follow the first word of a type's name. */
static const char *const type_words[] = {
    "precision", "varying", "char", "character", "with",   "without", "time", "zone",
    "year",      "month",   "day",  "hour",      "minute", "second",  "to",
};

bool reader_continues_type(const struct reader *reader)
{
    for (size_t i = 0; i < COUNT_OF(type_words); i++)
        if (reader_is_word(reader, type_words[i]))
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

const char *reader_read_type(struct arena *arena, struct reader *reader)
{
    bool quoted = reader->kind == TOKEN_QUOTED, qualified = false;
    struct buf name = BUF_INIT;
    const char *internal;

    buf_add(&name, reader->word);
    reader_next(reader);
    while (reader->character == '.') {
        qualified = true;
        reader_next(reader);
        buf_reset(&name);
        buf_add(&name, reader->word);
        reader_next(reader);
    }
    if (!quoted && !qualified && begins_long_type(buf_text(&name))) {
        while (reader_continues_type(reader) || reader->character == '(') {
            if (reader->character == '(') {
                reader_skip_brackets(reader);
                continue;
            }
            buf_addf(&name, " %s", reader->word);
            reader_next(reader);
        }
    }
    while (reader_is_opening(reader->character))
        reader_skip_brackets(reader);
    internal = quoted || qualified ? NULL : type_internal_name(buf_text(&name));
    if (!internal)
        internal = arena_strdup(arena, buf_text(&name));
    buf_release(&name);
    return internal;
}

/* Tokens of SQL text, only as fine as finding the end of a statement asks for. What the tokens
 * mean is left to the splitter (migrations_script.c). */

#include "sources/migrations_lexer.h"

#include <string.h>

static bool is_word_start(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_variable_part(unsigned char c)
{
    return is_word_start(c) || is_digit(c);
}

static bool is_word_part(unsigned char c)
{
    return is_variable_part(c) || c == '$';
}

static struct sql_token unterminated(struct sql_lexer *lexer, uint32_t start, const char *what)
{
    struct span at = {lexer->source, start, start + 1};

    if (lexer->diags)
        diag_error(lexer->diags, at, CHECK_UNTERMINATED, "%s is not closed", what);
    return (struct sql_token){SQL_QUOTED, start, (uint32_t)lexer->source->size};
}

static struct sql_token space(const char *text, uint32_t start)
{
    uint32_t end = start;
    unsigned newlines = 0;

    for (; is_space((unsigned char)text[end]); end++)
        newlines += text[end] == '\n';
    return (struct sql_token){newlines > 1 ? SQL_BLANK_LINE : SQL_SPACE, start, end};
}

static struct sql_token rest_of_line(const char *text, enum sql_token_type type, uint32_t start)
{
    uint32_t end = start + (uint32_t)strcspn(text + start, "\r\n");

    return (struct sql_token){type, start, end};
}

static struct sql_token block_comment(struct sql_lexer *lexer, uint32_t start)
{
    const char *text = lexer->source->text;
    unsigned depth = 0;

    for (uint32_t end = start; text[end]; end++) {
        if (text[end] == '/' && text[end + 1] == '*') {
            depth++;
            end++;
        } else if (text[end] == '*' && text[end + 1] == '/') {
            end++;
            if (!--depth)
                return (struct sql_token){SQL_BLOCK_COMMENT, start, end + 1};
        }
    }
    return unterminated(lexer, start, "a comment");
}

/* From the opening quote; a doubled quote is part of the text. */
static struct sql_token quoted(struct sql_lexer *lexer, uint32_t start, uint32_t open,
                               bool escapes)
{
    const char *text = lexer->source->text;
    char quote = text[open];

    for (uint32_t end = open + 1; text[end]; end++) {
        if (escapes && text[end] == '\\' && text[end + 1])
            end++;
        else if (text[end] == quote && text[end + 1] == quote)
            end++;
        else if (text[end] == quote)
            return (struct sql_token){SQL_QUOTED, start, end + 1};
    }
    return unterminated(lexer, start, quote == '"' ? "a quoted name" : "a string");
}

/* The length of $tag$ at start, or 0. */
static uint32_t dollar_tag(const char *text, uint32_t start)
{
    uint32_t end = start + 1;

    if (is_digit((unsigned char)text[end]))
        return 0;
    while (is_variable_part((unsigned char)text[end]))
        end++;
    return text[end] == '$' ? end + 1 - start : 0;
}

static struct sql_token dollar(struct sql_lexer *lexer, uint32_t start)
{
    const char *text = lexer->source->text;
    uint32_t length = dollar_tag(text, start);

    if (!length)
        return (struct sql_token){SQL_OTHER, start, start + 1};
    for (const char *at = text + start + length; (at = strchr(at, '$')) != NULL; at++)
        if (!strncmp(at, text + start, length))
            return (struct sql_token){SQL_QUOTED, start, (uint32_t)(at - text) + length};
    return unterminated(lexer, start, "a dollar-quoted string");
}

static struct sql_token colon(const char *text, uint32_t start)
{
    char quote = text[start + 1] == '\'' || text[start + 1] == '"' ? text[start + 1] : 0;
    uint32_t name = start + (quote ? 2 : 1), end = name;

    if (text[start + 1] == ':' || text[start + 1] == '=')
        return (struct sql_token){SQL_OTHER, start, start + 2};
    while (is_variable_part((unsigned char)text[end]))
        end++;
    if (end == name || (quote && text[end] != quote))
        return (struct sql_token){SQL_OTHER, start, start + 1};
    if (!quote)
        return (struct sql_token){SQL_VARIABLE, start, end};
    return (struct sql_token){quote == '"' ? SQL_VARIABLE_NAME : SQL_VARIABLE_LITERAL, start,
                              end + 1};
}

static struct sql_token word(struct sql_lexer *lexer, uint32_t start)
{
    const char *text = lexer->source->text;
    uint32_t end = start;

    if ((text[start] == 'e' || text[start] == 'E') && text[start + 1] == '\'')
        return quoted(lexer, start, start + 1, true);
    while (is_word_part((unsigned char)text[end]))
        end++;
    return (struct sql_token){SQL_WORD, start, end};
}

static struct sql_token number(const char *text, uint32_t start)
{
    uint32_t end = start;

    while (is_variable_part((unsigned char)text[end]) || text[end] == '.')
        end++;
    return (struct sql_token){SQL_OTHER, start, end};
}

static struct sql_token single(unsigned char c, uint32_t at)
{
    static const enum sql_token_type types[256] = {
        ['('] = SQL_OPEN, [')'] = SQL_CLOSE, [';'] = SQL_SEMICOLON};

    return (struct sql_token){types[c] ? types[c] : SQL_OTHER, at, at + 1};
}

static struct sql_token scan(struct sql_lexer *lexer)
{
    const char *text = lexer->source->text;
    uint32_t at = lexer->at;
    unsigned char c = (unsigned char)text[at];

    if (at >= lexer->source->size)
        return (struct sql_token){SQL_END, at, at};
    if (is_space(c))
        return space(text, at);
    if (c == '-' && text[at + 1] == '-')
        return rest_of_line(text, SQL_LINE_COMMENT, at);
    if (c == '/' && text[at + 1] == '*')
        return block_comment(lexer, at);
    if (c == '\\')
        return rest_of_line(text, SQL_META, at);
    if (is_word_start(c))
        return word(lexer, at);
    if (is_digit(c))
        return number(text, at);
    if (c == '\'' || c == '"')
        return quoted(lexer, at, at, false);
    if (c == '$')
        return dollar(lexer, at);
    if (c == ':')
        return colon(text, at);
    return single(c, at);
}

struct sql_token sql_lexer_next(struct sql_lexer *lexer)
{
    struct sql_token token = scan(lexer);

    lexer->at = token.end;
    return token;
}

/* What is code and what is text in SQL text, and where its tokens end. What they mean is the
 * parser's to say. */

#include "postgres/code.h"

#include <ctype.h>
#include <string.h>

bool code_is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (c & 0x80);
}

static const char *skip_quoted(const char *text, const char *at)
{
    char quote = *at;
    bool escapes = at > text && (at[-1] == 'e' || at[-1] == 'E') &&
                   (at - 1 == text || !code_is_word(at[-2]));

    for (at++; *at; at++) {
        if (escapes && *at == '\\' && at[1]) {
            at++;
        } else if (*at == quote && at[1] == quote) {
            at++;
        } else if (*at == quote) {
            return at + 1;
        }
    }
    return at;
}

static const char *skip_comment(const char *at)
{
    int level = 0;

    if (*at == '-') {
        return at + strcspn(at, "\n");
    }
    do {
        bool opens = at[0] == '/' && at[1] == '*', closes = at[0] == '*' && at[1] == '/';
        level += opens - closes;
        at += opens || closes ? 2 : 1;
    } while (level && *at);
    return at;
}

/* Behind $tag$ … $tag$; NULL if the dollar does not begin one. */
static const char *skip_dollars(const char *at)
{
    size_t tag = 1;

    while (code_is_word(at[tag])) {
        tag++;
    }
    if (at[tag++] != '$' || isdigit((unsigned char)at[1])) {
        return NULL;
    }
    for (const char *end = at + tag; (end = strchr(end, '$')); end++) {
        if (!strncmp(end, at, tag)) {
            return end + tag;
        }
    }
    return at + strlen(at);
}

const char *code_skip_text(const char *text, const char *at)
{
    if (*at == '\'' || *at == '"') {
        return skip_quoted(text, at);
    }
    if ((at[0] == '-' && at[1] == '-') || (at[0] == '/' && at[1] == '*')) {
        return skip_comment(at);
    }
    return *at == '$' ? skip_dollars(at) : NULL;
}

static struct token token_to(enum token_type type, const char *text, const char *from,
                             const char *end)
{
    return (struct token){type, (uint32_t)(from - text), (uint32_t)(end - text)};
}

static struct token read_word(const char *text, const char *at)
{
    const char *end = at;

    while (code_is_word(*end) || *end == '$') {
        end++;
    }
    if (*end == '\'' && end - at == 1 && strchr("eEbBxXnN", *at)) {
        return token_to(TOKEN_STRING, text, at, code_skip_text(text, end));
    }
    return token_to(TOKEN_WORD, text, at, end);
}

struct token code_next(const char *text, uint32_t from)
{
    const char *at = text + from;

    for (;;) {
        while (isspace((unsigned char)*at)) {
            at++;
        }
        if ((at[0] != '-' || at[1] != '-') && (at[0] != '/' || at[1] != '*')) {
            break;
        }
        at = code_skip_text(text, at);
    }
    const char *behind = code_skip_text(text, at), *end = at;
    if (behind) {
        return token_to(*at == '"' ? TOKEN_NAME : TOKEN_STRING, text, at, behind);
    }
    if (isdigit((unsigned char)*at)) {
        while (code_is_word(*end) || *end == '.') {
            end++;
        }
        return token_to(TOKEN_NUMBER, text, at, end);
    }
    if (code_is_word(*at)) {
        return read_word(text, at);
    }
    return token_to(*at ? TOKEN_SIGN : TOKEN_END, text, at, at + (*at != '\0'));
}

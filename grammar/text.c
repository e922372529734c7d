/* From the bytes of a token to what they mean: names folded and unquoted, strings decoded, doc
 * comments without their slashes. */

#include "grammar/parser.h"

#include <ctype.h>
#include <string.h>

static const char *start_of(struct span at)
{
    return at.file->text + at.start;
}

/* ------------------------------------------------------------------ encoding */

bool text_check(struct grammar *grammar)
{
    const unsigned char *start = (const unsigned char *)grammar->source->text;
    const unsigned char *end = start + grammar->source->size, *at = start;

    for (size_t length; at < end; at += length) {
        length = *at && *at < 0x80 ? 1 : source_character(at, end);
        if (length == 0)
            break;
    }
    if (at == end)
        return true;

    struct span place = grammar_span(grammar, (uint32_t)(at - start), (uint32_t)(at - start));

    if (*at == 0)
        return grammar_complain(grammar, place, CHECK_ENCODING, "unexpected NUL byte");
    return grammar_complain(grammar, place, CHECK_ENCODING,
                            "invalid byte sequence for encoding \"UTF8\": 0x%02x", *at);
}

/* ------------------------------------------------------------------ names */

/* Copies what stands between two quotes, where two of them mean one. */
static char *unquote(struct grammar *grammar, const char *text, size_t length)
{
    char *copy = arena_strndup(grammar->texts, text + 1, length - 2), *to = copy;

    for (const char *from = copy; *from; from++) {
        *to++ = *from;
        if (*from == *text)
            from++;
    }
    *to = '\0';
    return copy;
}

static char *fold(struct grammar *grammar, const char *text, size_t length)
{
    char *copy = arena_strndup(grammar->texts, text, length);

    for (char *c = copy; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return copy;
}

const char *text_name(struct grammar *grammar, struct span at)
{
    size_t length = at.end - at.start;
    bool quoted = *start_of(at) == '"';
    char *name;

    if (quoted && length > 1 && start_of(at)[length - 1] == '"')
        name = unquote(grammar, start_of(at), length);
    else
        name = fold(grammar, start_of(at), length);
    if (quoted && !*name)
        grammar_complain(grammar, at, CHECK_SYNTAX, "zero-length delimited identifier");
    if (strlen(name) > NAME_BYTES)
        grammar_complain(grammar, at, CHECK_NAME_LENGTH,
                         "name \"%s\" is too long: %zu bytes, and PostgreSQL keeps %d", name,
                         strlen(name), NAME_BYTES);
    return name;
}

/* ------------------------------------------------------------------ strings */

static void put_character(char **to, uint32_t code)
{
    if (code < 0x80) {
        *(*to)++ = (char)code;
    } else if (code < 0x800) {
        *(*to)++ = (char)(0xc0 | code >> 6);
        *(*to)++ = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        *(*to)++ = (char)(0xe0 | code >> 12);
        *(*to)++ = (char)(0x80 | (code >> 6 & 0x3f));
        *(*to)++ = (char)(0x80 | (code & 0x3f));
    } else {
        *(*to)++ = (char)(0xf0 | code >> 18);
        *(*to)++ = (char)(0x80 | (code >> 12 & 0x3f));
        *(*to)++ = (char)(0x80 | (code >> 6 & 0x3f));
        *(*to)++ = (char)(0x80 | (code & 0x3f));
    }
}

static uint32_t read_digits(const char **from, int base, int most)
{
    static const char digits[] = "0123456789abcdef";
    uint32_t code = 0;

    for (int i = 0; i < most; i++, (*from)++) {
        const char *digit = **from ? strchr(digits, tolower((unsigned char)**from)) : NULL;
        if (!digit || digit - digits >= base)
            break;
        code = code * (uint32_t)base + (uint32_t)(digit - digits);
    }
    return code;
}

/* What follows a backslash in E'…'. False if it is no character. */
static bool put_escape(char **to, const char **from)
{
    static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
    char c = *(*from)++;
    const char *letter = strchr(letters, c);
    uint32_t code;

    if (letter) {
        *(*to)++ = meanings[letter - letters];
        return true;
    }
    if (c == 'x' || c == 'u' || c == 'U') {
        code = read_digits(from, 16, c == 'x' ? 2 : c == 'u' ? 4 : 8);
    } else if (c >= '0' && c <= '7') {
        (*from)--;
        code = read_digits(from, 8, 3);
    } else {
        *(*to)++ = c;
        return true;
    }
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ||
        ((c == 'x' || (c >= '0' && c <= '7')) && code >= 0x80))
        return false;
    put_character(to, code);
    return true;
}

/* The inside of E'…', both quotes taken off. */
static const char *decode_escapes(struct grammar *grammar, struct span at, const char *text,
                                  size_t length)
{
    char *copy = arena_strndup(grammar->texts, text, length), *to = copy;

    for (const char *from = copy; *from;) {
        if (*from == '\'')
            from++;
        if (*from != '\\') {
            *to++ = *from++;
            continue;
        }
        from++;
        if (!*from) /* the closing quote was escaped: reported as unterminated */
            break;
        if (!put_escape(&to, &from)) {
            grammar_complain(grammar, at, CHECK_ENCODING, "invalid escape in a string");
            break;
        }
    }
    *to = '\0';
    return copy;
}

const char *text_string(struct grammar *grammar, struct span at)
{
    const char *text = start_of(at);
    size_t length = at.end - at.start;

    size_t opening = *text == '\'' ? 1 : 2;

    if (length <= opening || text[length - 1] != '\'')
        return ""; /* unterminated: reported */
    if (*text == '\'')
        return unquote(grammar, text, length);
    if (*text == 'e' || *text == 'E')
        return decode_escapes(grammar, at, text + 2, length - 3);
    grammar_complain(grammar, at, CHECK_SYNTAX, "a plain string is wanted here");
    diag_hint(grammar->diags, "Write '…' or E'…'.");
    return "";
}

/* ------------------------------------------------------------------ other text */

const char *text_raw(struct grammar *grammar, struct span at)
{
    return arena_strndup(grammar->texts, start_of(at), at.end - at.start);
}

const char *text_inside(struct grammar *grammar, struct span at)
{
    const char *start = start_of(at) + 1, *end = at.file->text + at.end - 1;

    while (start < end && isspace((unsigned char)*start))
        start++;
    while (start < end && isspace((unsigned char)end[-1]))
        end--;
    return start < end ? arena_strndup(grammar->texts, start, (size_t)(end - start)) : "";
}

#define DOC_SLASHES 3

const char *syntax_doc_text(struct arena *arena, struct span doc)
{
    char *text = arena_strndup(arena, start_of(doc), doc.end - doc.start), *to = text;
    const char *from = text;
    bool first = true;

    while ((from = strstr(from, "///"))) {
        size_t length = strcspn(from, "\n");
        const char *end = from + length;

        from += DOC_SLASHES;
        if (*from == ' ')
            from++;
        if (end > from && end[-1] == '\r')
            end--;
        if (!first)
            *to++ = '\n';
        first = false;
        memmove(to, from, (size_t)(end - from));
        to += end - from;
        from = end;
    }
    *to = '\0';
    return text;
}

/* ------------------------------------------------------------------ comments */

bool text_is_comment(const char *at)
{
    return memcmp(at, "--", 2) == 0 || memcmp(at, "/*", 2) == 0;
}

uint32_t text_comment_end(const char *text, uint32_t at)
{
    unsigned depth = 0;

    if (text[at] == '-') {
        at += (uint32_t)strcspn(text + at, "\n");
        while (strchr(" \t\r", text[at - 1]))
            at--;
        return at;
    }
    do {
        if (text[at] == '/' && text[at + 1] == '*')
            depth++, at += 2;
        else if (text[at] == '*' && text[at + 1] == '/')
            depth--, at += 2;
        else
            at++;
    } while (depth > 0 && text[at]);
    return at;
}

/* Drops comments, and blanks too, except between quotes. */
static const char *drop_comments(char *text, bool blanks)
{
    char *to = text, quote = 0;

    for (const char *from = text; *from;) {
        if (!quote && from[1] && text_is_comment(from)) {
            from += text_comment_end(from, 0);
            continue;
        }
        if (*from == '\'' || *from == '"')
            quote = !quote ? *from : quote == *from ? 0 : quote;
        if (quote || !blanks || !isspace((unsigned char)*from))
            *to++ = *from;
        from++;
    }
    *to = '\0';
    return text;
}

const char *text_modifiers(struct grammar *grammar, struct span at)
{
    return drop_comments(arena_strdup(grammar->texts, text_inside(grammar, at)), false);
}

const char *text_bare(struct grammar *grammar, struct span at)
{
    return drop_comments(arena_strndup(grammar->texts, start_of(at), at.end - at.start), true);
}

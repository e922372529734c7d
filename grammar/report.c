/* The messages of the front end: what stood there, what was expected, and what may have been
 * meant. Where to go on after an error is the filter's business. */

#include "grammar/keywords.h"
#include "grammar/parser.h"
#include "grammar/schema.tab.h"

#include "base/buffer.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#define ERRORS_MOST 100  /* of one file; what follows is left unread */
#define EXPECTED_MOST 5  /* longer lists help nobody */
#define EXCERPT_BYTES 60 /* of a token */

struct span grammar_span(const struct grammar *grammar, uint32_t start, uint32_t end)
{
    return (struct span){grammar->source, start, end};
}

bool grammar_complain(struct grammar *grammar, struct span at, enum check check,
                      const char *format, ...)
{
    char message[1024];
    va_list arguments;

    if (grammar->errors > ERRORS_MOST)
        return false;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    diag_error(grammar->diags, at, check, "%s", message);
    if (++grammar->errors == ERRORS_MOST) {
        diag_hint(grammar->diags, "After %d errors the rest of this file was not read.",
                  ERRORS_MOST);
        grammar->errors++;
        grammar->broken = grammar->ended = true;
    }
    return false;
}

/* ------------------------------------------------------------------ what was expected */

/* A type may stand here, not just any name. */
static bool wants_type(const struct grammar *g)
{
    if (g->before == T_AS || g->before == T_TYPECAST)
        return true;
    if (g->before == '(' || g->before == ',')
        return false;
    if (g->head == T_TYPE || g->head == T_DOMAIN)
        return g->line_tokens > 2;
    return !grammar_among_entries(g) && g->line_tokens == 2;
}

static bool is_listed(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static bool is_keyword(const char *name)
{
    return keyword_category(name) != KEYWORD_NONE;
}

/* Words that would be taken as names anyway. */
static bool is_any_name(const char *name)
{
    switch (keyword_category(name)) {
    case KEYWORD_OWN:
    case KEYWORD_UNRESERVED:
    case KEYWORD_COL_NAME:
        return true;
    default:
        return strcmp(name, "quoted name") == 0;
    }
}

/* What may always stand there, but is hardly ever what was meant. */
static bool is_noise(const char *name)
{
    return strcmp(name, "'.'") == 0 || strcmp(name, "doc comment") == 0;
}

/* Appends ', expected a, b or c' if the list is short. */
static void add_expected(struct grammar *g, struct buf *out, const char *const *names,
                         size_t count)
{
    bool any_name = is_listed(names, count, "a name");
    const char *shown[EXPECTED_MOST];
    size_t shown_count = 0;

    for (size_t i = 0; i < count; i++) {
        const char *name = names[i];

        if ((any_name && is_any_name(name)) || is_noise(name))
            continue;
        if (shown_count == EXPECTED_MOST)
            return;
        shown[shown_count++] = strcmp(name, "a name") == 0 && wants_type(g) ? "a type" : name;
    }
    for (size_t i = 0; i < shown_count; i++) {
        bool quote = is_keyword(shown[i]) || shown[i][0] == '\'';
        int trim = shown[i][0] == '\'';

        buf_add(out, i == 0 ? ", expected " : i + 1 == shown_count ? " or " : ", ");
        buf_addf(out, quote ? "\"%.*s\"" : "%.*s", (int)strlen(shown[i]) - 2 * trim,
                 shown[i] + trim);
    }
}

/* ------------------------------------------------------------------ what may have been meant
 */

#define MERGE_HINT "The file holds the marks of a merge that is not resolved."
#define EXPRESSION_HINT "What is more than a literal or a call stands in parentheses."

/* What people write who know SQL, and what it is here. */
static const struct habit {
    const char *word, *hint;
} habits[] = {
    {"alter", "A model says what shall be: change the item itself."},
    {"create",
     "Leave \"create\" out: an item begins with what follows it, and an index stands in "
     "its table. \"schemagen pull sql:FILE\" makes models of a whole script."},
    {"drop", "A model says what shall be: take the item away, or say \"dropped NAME\"."},
    {"and", EXPRESSION_HINT},
    {"at", EXPRESSION_HINT},
    {"between", EXPRESSION_HINT},
    {"excluding", "A mixin is taken in as a whole."},
    {"including", "A mixin is taken in as a whole."},
    {"in", EXPRESSION_HINT},
    {"insert", "A model holds no rows: they belong in a migration."},
    {"is", EXPRESSION_HINT},
    {"like", EXPRESSION_HINT},
    {"or", EXPRESSION_HINT},
    {":", "Between a column's name and its type stands nothing."},
    {"?", "A column may be null unless it says \"not null\"."},
    {"<<<<<<<", MERGE_HINT},
    {"=======", MERGE_HINT},
    {">>>>>>>", MERGE_HINT},
    {",", "One line, one thing: begin a new line for the next one."},
    {";", "A line ends where it ends: \";\" cannot stand inside brackets."},
};

static const char *habit_hint(const struct span at)
{
    for (size_t i = 0; i < COUNT_OF(habits); i++)
        if (strlen(habits[i].word) == at.end - at.start &&
            strncasecmp(habits[i].word, at.file->text + at.start, at.end - at.start) == 0)
            return habits[i].hint;
    return NULL;
}

/* The expected keyword nearest to the word. */
static const char *nearest(const char *word, const char *const *names, size_t count)
{
    const char *keywords[512];
    size_t found = 0;

    for (size_t i = 0; i < count && found < COUNT_OF(keywords); i++)
        if (is_keyword(names[i]))
            keywords[found++] = names[i];
    return name_closest(word, keywords, found);
}

static bool is_operator(int kind)
{
    return kind == T_OPERATOR_SIGN || kind == '+' || kind == '-' || kind == '=';
}

/* Nothing but blanks stands before it on its line. */
static bool begins_line(struct span at)
{
    uint32_t start = at.start;

    while (start > 0 && (at.file->text[start - 1] == ' ' || at.file->text[start - 1] == '\t'))
        start--;
    return start == 0 || at.file->text[start - 1] == '\n';
}

static void add_hint(struct grammar *g, struct span at, const char *word,
                     const char *const *names, size_t count)
{
    enum keyword_category category = keyword_category(word);
    const char *hint = habit_hint(at), *near = nearest(word, names, count);

    if (g->given == T_TABLE && g->line_tokens == 1)
        diag_hint(g->diags, "A \"}\" may be missing before it.");
    else if (category == KEYWORD_RESERVED && g->line_tokens > 1 && begins_line(at))
        diag_hint(g->diags, "\"%s\" carries on the line before: to use it as a name, quote it.",
                  word);
    else if (hint)
        diag_hint(g->diags, "%s", hint);
    else if (is_listed(names, count, "a name") &&
             (category == KEYWORD_RESERVED || category == KEYWORD_TYPE_FUNC))
        diag_hint(g->diags, "\"%s\" is a reserved word: to use it as a name, quote it.", word);
    else if (near && strcmp(near, word) != 0)
        diag_hint(g->diags, "Did you mean \"%s\"?", near);
    else if (grammar_among_entries(g) && g->line_tokens == 1)
        diag_hint(g->diags, "An item begins with schema, extension, enum, type, domain, "
                            "sequence, table, mixin, external or dropped.");
    else if (g->given == '(' && g->head == T_TABLE)
        diag_hint(g->diags, "The lines of a table stand in { }.");
    else if (g->before == T_WHERE || g->before == T_CHECK || is_operator(g->given))
        diag_hint(g->diags, EXPRESSION_HINT);
}

/* ------------------------------------------------------------------ the message */

static const char *excerpt(struct grammar *g, struct span at)
{
    size_t length = at.end - at.start, line;
    const char *text = at.file->text + at.start;

    line = strcspn(text, "\n");
    if (length > line)
        length = line;
    if (length <= EXCERPT_BYTES)
        return arena_strndup(g->nodes, text, length);
    for (length = EXCERPT_BYTES; length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80;)
        length--;
    return arena_printf(g->nodes, "%.*s…", (int)length, text);
}

void grammar_report(struct grammar *g, int kind, struct span at, const char *const *expected,
                    size_t count)
{
    struct buf message = BUF_INIT;
    const char *word = arena_strndup(g->nodes, at.file->text + at.start, at.end - at.start);

    for (char *c = (char *)word; *c; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    g->recovering = kind != T_NEWLINE && kind != T_END;
    if (g->broken || (g->flaw > g->line_start && g->flaw <= at.start + 1))
        return;
    if (kind == T_DOC) {
        grammar_complain(g, at, CHECK_DOC_PLACE, "a doc comment cannot stand here");
        diag_hint(g->diags, "It stands on the lines before the item it describes.");
    } else {
        if (kind == T_NEWLINE)
            buf_add(&message, "syntax error at end of line");
        else if (kind == T_END)
            buf_add(&message, "syntax error at end of file");
        else
            buf_addf(&message, "syntax error at or near \"%s\"", excerpt(g, at));
        add_expected(g, &message, expected, count);
        grammar_complain(g, at, CHECK_SYNTAX, "%s", buf_text(&message));
        add_hint(g, at, word, expected, count);
    }
    buf_release(&message);
}

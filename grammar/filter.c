/* The token filter between scanner and grammar: it decides what a newline, a comma and a word
 * mean where they stand, keeps the brackets, and passes over the rest of an item after an
 * error, so that the grammar needs no context. It calls what is not supported yet by
 * its name. */

#include "grammar/parser.h"
#include "grammar/schema.tab.h"

#include <string.h>
#include <strings.h>

/* ------------------------------------------------------------------ looking ahead */

static void report_unfit(struct grammar *g, struct token *token);

/* The next token from the scanner; runs of newlines are one. */
static struct token scan(struct grammar *g)
{
    struct token token;

    do {
        token.kind = scanner_next(&g->scanner);
        token.start = g->scanner.start;
        token.end = g->scanner.end;
        if (token.kind >= T_INVALID && token.kind < T_NEWLINE)
            report_unfit(g, &token);
    } while (token.kind == T_INVALID || (token.kind == T_NEWLINE && g->scanned == T_NEWLINE));
    g->scanned = token.kind;
    return token;
}

static void look_ahead(struct grammar *g, unsigned n)
{
    while (!g->ended && g->ahead_count <= n) {
        struct token token = scan(g);
        g->ahead[(g->ahead_first + g->ahead_count++) % LOOKAHEAD] = token;
    }
}

/* The token that is n after the next one; n < LOOKAHEAD. */
static inline struct token *peek(struct grammar *g, unsigned n)
{
    if (g->ahead_count <= n)
        look_ahead(g, n);
    return g->ended ? &g->end : &g->ahead[(g->ahead_first + n) % LOOKAHEAD];
}

static void drop(struct grammar *g)
{
    peek(g, 0);
    if (g->ended)
        return;
    g->ahead_first = (g->ahead_first + 1) % LOOKAHEAD;
    g->ahead_count--;
}

static struct span span_of(const struct grammar *g, const struct token *token)
{
    return grammar_span(g, token->start, token->end);
}

/* ------------------------------------------------------------------ tokens with a flaw */

static const struct flaw {
    int kind, instead;
    enum check check;
    bool rest; /* the rest of the file was taken in */
    const char *message, *hint;
} flaws[] = {
    {T_NUMBER_JUNK, T_NUMBER, CHECK_SYNTAX, false, "trailing junk after a number", NULL},
    {T_UNICODE_NAME, T_IDENT, CHECK_SYNTAX, false, "names in U&\"…\" are not read",
     "Write the characters themselves."},
    {T_UNTERMINATED_COMMENT, T_NEWLINE, CHECK_UNTERMINATED, true, "unterminated /* comment",
     NULL},
    {T_UNTERMINATED_BODY, T_BODY, CHECK_UNTERMINATED, true, "unterminated dollar-quoted string",
     NULL},
    {T_UNTERMINATED_STRING, T_STRING, CHECK_UNTERMINATED, true, "unterminated quoted string",
     NULL},
    {T_UNTERMINATED_NAME, T_QUOTED, CHECK_UNTERMINATED, true, "unterminated quoted identifier",
     NULL},
};

static void report_unfit(struct grammar *g, struct token *token)
{
    struct span opening = grammar_span(g, token->start, token->start + 1);
    unsigned char c = (unsigned char)g->source->text[token->start];

    g->flaw = token->start + 1;
    if (token->kind == T_INVALID) {
        if (c > ' ' && c < 0x7f)
            grammar_complain(g, span_of(g, token), CHECK_SYNTAX, "unexpected character \"%c\"",
                             c);
        else
            grammar_complain(g, span_of(g, token), CHECK_SYNTAX, "unexpected character 0x%02x",
                             c);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(flaws); i++) {
        if (flaws[i].kind != token->kind)
            continue;
        grammar_complain(g, flaws[i].rest ? opening : span_of(g, token), flaws[i].check, "%s",
                         flaws[i].message);
        if (flaws[i].hint)
            diag_hint(g->diags, "%s", flaws[i].hint);
        g->broken |= flaws[i].rest;
        token->kind = flaws[i].instead;
        return;
    }
}

/* ------------------------------------------------------------------ brackets */

static int innermost(const struct grammar *g)
{
    return g->depth ? g->brackets[g->depth - 1].kind : '{';
}

bool grammar_among_entries(const struct grammar *g)
{
    return g->depth == 0 || g->brackets[g->depth - 1].entries;
}

static void open_bracket(struct grammar *g, const struct token *token)
{
    bool entries = token->kind == '{' && grammar_among_entries(g) && g->head == T_SCHEMA;

    if (g->ended)
        return;
    if (g->depth == SYNTAX_NESTING) {
        grammar_complain(g, span_of(g, token), CHECK_NESTING,
                         "brackets are nested more than %d deep", SYNTAX_NESTING);
        g->broken = g->ended = true;
        return;
    }
    g->brackets[g->depth++] = (struct bracket){token->kind, entries, span_of(g, token)};
}

static int closer_of(int opener)
{
    return opener == '(' ? ')' : opener == '[' ? ']' : '}';
}

static void report_unclosed(struct grammar *g)
{
    const struct bracket *bracket = &g->brackets[g->depth - 1];

    g->flaw = g->until + 1;
    if (!g->broken && !g->recovering)
        grammar_complain(g, bracket->at, CHECK_UNTERMINATED, "\"%c\" opened here is not closed",
                         bracket->kind);
}

/* ------------------------------------------------------------------ what may begin a line */

static bool is_name(int kind)
{
    return kind == T_IDENT || kind == T_QUOTED || kind > T_VALUE_WORD;
}

static bool is_word(const struct grammar *g, const struct token *token, const char *word)
{
    size_t length = strlen(word);
    return token->end - token->start == length &&
           strncasecmp(g->source->text + token->start, word, length) == 0;
}

/* Whether the token is one of the words, which a '|' parts. */
static bool is_one_of(const struct grammar *g, const struct token *token, const char *words)
{
    const char *text = g->source->text + token->start;
    size_t length = token->end - token->start, part;

    for (; *words; words += part + (words[part] == '|')) {
        part = strcspn(words, "|");
        if (part == length && strncasecmp(text, words, length) == 0)
            return true;
    }
    return false;
}

static bool ends_line(int kind)
{
    return kind == T_NEWLINE || kind == ';' || kind == ',' || kind == '}' || kind == T_END;
}

/* 'index' is a column's name unless it is followed by its elements, a method, or a name and one
 * of these; a type's modifiers begin with a number. */
static bool begins_index(struct grammar *g)
{
    int first = peek(g, 1)->kind, second = peek(g, 2)->kind;

    if (first == '(' || first == T_USING)
        return true;
    if (!is_name(first))
        return false;
    if (second == T_USING)
        return peek(g, 3)->kind != '(';
    return second == '(' && peek(g, 3)->kind != T_NUMBER;
}

static bool begins_replica(struct grammar *g)
{
    return peek(g, 1)->kind == T_IDENTITY;
}

/* 'dropped NAME' alone on a line; types with a keyword of their own make it a column. */
static bool begins_dropped(struct grammar *g)
{
    const struct token *first = peek(g, 1);
    int second = peek(g, 2)->kind;

    if ((first->kind == T_COLUMN || first->kind == T_CONSTRAINT || first->kind == T_INDEX) &&
        is_name(second))
        return true;
    if (!is_name(first->kind) || !ends_line(second))
        return false;
    return !is_one_of(g, first,
                      "boolean|integer|int|smallint|bigint|numeric|decimal|dec|real|float|bit|"
                      "char|character|varchar|time|timestamp|interval");
}

static const struct line_word {
    int kind, instead;
    bool (*begins)(struct grammar *g);
} line_words[] = {
    {T_INDEX, T_INDEX_L, begins_index},
    {T_REPLICA, T_REPLICA_L, begins_replica},
    {T_DROPPED, T_DROPPED_L, begins_dropped},
};

/* ------------------------------------------------------------------ what is not supported yet
 */

/* Items of a file by their first words. */
static const char *const later_entries[] = {
    "access method", "aggregate",   "cast",          "collation",         "constraint trigger",
    "conversion",    "database",    "event trigger", "foreign data",      "foreign table",
    "function",      "grant",       "language",      "materialized view", "operator",
    "policy",        "procedure",   "publication",   "recursive view",    "revoke",
    "role",          "rule",        "server",        "statistics",        "subscription",
    "tablespace",    "text search", "transform",     "trigger",           "user mapping",
    "view",
};

/* Lines of a table by their first word and those that one after it may be; a name stands
 * between if it says so. */
static const struct later_line {
    const char *word;
    bool named;
    const char *then; /* NULL: anything */
    const char *what;
} later_lines[] = {
    {"grant", false, NULL, "grant"},
    {"partition", true, "for|default|.", "partition"},
    {"policy", true, "as|for|to|using|with", "policy"},
    {"row", false, "level", "row level security"},
    {"rule", true, "as", "rule"},
    {"trigger", true, "before|after|instead", "trigger"},
};

static const char *later_entry(struct grammar *g)
{
    const struct token *first = peek(g, 0);
    const char *text = g->source->text + first->start;

    for (size_t i = 0; i < COUNT_OF(later_entries); i++) {
        const char *phrase = later_entries[i], *blank = strchr(phrase, ' ');
        size_t length = blank ? (size_t)(blank - phrase) : strlen(phrase);

        if (first->end - first->start == length && strncasecmp(text, phrase, length) == 0 &&
            (!blank || is_word(g, peek(g, 1), blank + 1)))
            return phrase;
    }
    return NULL;
}

/* 'partition p default' is a partition, 'partition integer default 0' a column. */
static bool is_column_default(struct grammar *g, const struct later_line *line)
{
    return strcmp(line->word, "partition") == 0 && peek(g, 2)->kind == T_DEFAULT &&
           !ends_line(peek(g, 3)->kind) && peek(g, 3)->kind != '{' &&
           peek(g, 3)->kind != T_WITH;
}

static const char *later_line(struct grammar *g)
{
    const struct token *first = peek(g, 0);

    if (first->kind != T_IDENT && first->kind != T_PARTITION && first->kind != T_RESERVED_WORD)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(later_lines); i++) {
        const struct later_line *line = &later_lines[i];

        if (!is_word(g, first, line->word))
            continue;
        if (line->named && !is_name(peek(g, 1)->kind))
            continue;
        if (line->then && !is_one_of(g, peek(g, line->named ? 2 : 1), line->then))
            continue;
        return is_column_default(g, line) ? NULL : line->what;
    }
    return NULL;
}

/* ------------------------------------------------------------------ passing over an item */

/* A reserved word, or a body, that cannot begin an item: it carries on the line before. */
static bool continues_line(int kind)
{
    switch (kind) {
    case T_REFERENCES:
    case T_ON:
    case T_USING:
    case T_WITH:
    case T_WHERE:
    case T_NOT:
    case T_NULL_P:
    case T_DEFAULT:
    case T_COLLATE:
    case T_DEFERRABLE:
    case T_INITIALLY:
    case T_AS:
    case T_FOR:
    case T_TO:
    case T_FROM:
    case T_OR:
    case T_BODY:
        return true;
    default:
        return false;
    }
}

static bool newline_ends_item(struct grammar *g)
{
    int next = peek(g, 1)->kind;
    return next != '{' && !continues_line(next);
}

/* Drops tokens up to the end of the item that began at line_depth. */
static void skip_item(struct grammar *g)
{
    for (;;) {
        int kind = peek(g, 0)->kind;

        if (kind == T_END)
            return;
        if (g->depth <= g->line_depth &&
            (kind == '}' || kind == ';' || (kind == T_NEWLINE && newline_ends_item(g))))
            return;
        if (kind == '(' || kind == '[' || kind == '{')
            open_bracket(g, peek(g, 0));
        while (kind == '}' && g->depth > g->line_depth && innermost(g) != '{')
            g->depth--;
        if (kind == '}' && g->depth <= g->line_depth)
            return;
        if (g->depth > g->line_depth && kind == closer_of(innermost(g)))
            g->depth--;
        g->until = peek(g, 0)->end;
        drop(g);
    }
}

static void skip_unsupported(struct grammar *g, const char *what)
{
    struct token first = *peek(g, 0);
    size_t words = strchr(what, ' ') ? 1 : 0;

    grammar_complain(g, grammar_span(g, first.start, peek(g, (unsigned)words)->end),
                     CHECK_SYNTAX, "%s is not supported yet", what);
    skip_item(g);
}

/* ------------------------------------------------------------------ doc comments */

static bool first_on_line(const struct grammar *g, const struct token *token)
{
    const char *text = g->source->text, *at = text + token->start;

    while (at > text && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return at == text || at[-1] == '\n' || (at - text == 3 && (unsigned char)*text == 0xef);
}

/* Takes in all lines of the doc comment at hand. False, and a message, if nothing follows it
 * that it could belong to. */
static bool take_doc(struct grammar *g, struct token *doc)
{
    bool placed = first_on_line(g, peek(g, 0));
    int next;

    *doc = *peek(g, 0);
    drop(g);
    while (placed && peek(g, 0)->kind == T_NEWLINE && peek(g, 1)->kind == T_DOC) {
        drop(g);
        doc->end = peek(g, 0)->end;
        drop(g);
    }
    next = peek(g, 0)->kind == T_NEWLINE ? peek(g, 1)->kind : peek(g, 0)->kind;
    if (!placed || next == '}' || next == ')' || next == T_END) {
        grammar_complain(g, span_of(g, doc), CHECK_DOC_PLACE,
                         placed ? "nothing follows the doc comment"
                                : "a doc comment cannot follow code on its line");
        diag_hint(g->diags, placed ? "It stands on the lines before the item it describes."
                                   : "It stands on the lines before the item it describes; "
                                     "\"--\" begins a plain comment.");
        return false;
    }
    if (peek(g, 0)->kind == T_NEWLINE)
        drop(g);
    return true;
}

/* ------------------------------------------------------------------ one token */

static bool at_line_start(const struct grammar *g)
{
    return innermost(g) == '{' &&
           (g->given == T_NEWLINE || g->given == '{' || g->given == T_DOC || g->given == 0);
}

static int give(struct grammar *g, struct span *at, int kind, uint32_t start, uint32_t end)
{
    *at = grammar_span(g, start, end);
    g->line_tokens = at_line_start(g) ? 1 : g->line_tokens + 1;
    g->before = g->given;
    g->given = kind;
    g->until = end;
    return kind;
}

static int give_newline(struct grammar *g, struct span *at)
{
    return give(g, at, T_NEWLINE, g->until, g->until);
}

/* The end of a block or of the file: what is open is closed, the last item ended. */
static int give_end(struct grammar *g, struct span *at)
{
    struct token token = *peek(g, 0);

    if (innermost(g) != '{') {
        report_unclosed(g);
        return give(g, at, closer_of(g->brackets[--g->depth].kind), g->until, g->until);
    }
    if (!at_line_start(g))
        return give_newline(g, at);
    if (token.kind == T_END && g->depth > 0) {
        report_unclosed(g);
        return give(g, at, closer_of(g->brackets[--g->depth].kind), g->until, g->until);
    }
    if (token.kind == '}')
        g->depth--;
    drop(g);
    return give(g, at, token.kind, token.start, token.end);
}

/* Whether the newline at hand (or the comma or semicolon) ends an item; else it is dropped. The
 * token after is looked at in any case: what is unterminated there is told instead of what the
 * parser makes of the word before it. */
static bool ends_item(struct grammar *g)
{
    int kind = peek(g, 0)->kind, next = peek(g, 1)->kind;

    if (innermost(g) != '{')
        return false;
    if (kind == ',')
        return next == T_NEWLINE || next == '}' || next == T_END;
    return kind == ';' || (kind == T_NEWLINE && newline_ends_item(g));
}

/* The word that begins an item: unsupported ones are passed over, some get a token of their
 * own. */
static int give_first(struct grammar *g, struct span *at)
{
    struct token token = *peek(g, 0);
    const char *later = grammar_among_entries(g) ? later_entry(g) : later_line(g);

    g->line_depth = g->depth;
    g->line_start = token.start;
    g->head =
        token.kind == T_EXTERNAL && grammar_among_entries(g) ? peek(g, 1)->kind : token.kind;
    if (later) {
        skip_unsupported(g, later);
        return give(g, at, T_UNSUPPORTED, token.start, token.end);
    }
    for (size_t i = 0; i < COUNT_OF(line_words) && !grammar_among_entries(g); i++)
        if (line_words[i].kind == token.kind && line_words[i].begins(g))
            token.kind = line_words[i].instead;
    drop(g);
    return give(g, at, token.kind, token.start, token.end);
}

/* Whether the token closes something else than what is open. */
static bool closes_another(const struct grammar *g, int kind)
{
    return (kind == ')' || kind == ']') && innermost(g) != '{' &&
           kind != closer_of(innermost(g));
}

static int give_other(struct grammar *g, struct span *at)
{
    struct token token = *peek(g, 0);

    if (closes_another(g, token.kind)) {
        report_unclosed(g);
        return give(g, at, closer_of(g->brackets[--g->depth].kind), g->until, g->until);
    }
    if (token.kind == '(' || token.kind == '[' || token.kind == '{')
        open_bracket(g, &token);
    else if (g->depth > 0 && innermost(g) != '{' && token.kind == closer_of(innermost(g)))
        g->depth--;
    else if (token.kind == T_WITH && peek(g, 1)->kind == T_TIME)
        token.kind = T_WITH_LA;
    drop(g);
    return give(g, at, token.kind, token.start, token.end);
}

static int next_token(struct grammar *g, struct span *at)
{
    for (;;) {
        struct token token = *peek(g, 0);
        int kind = token.kind;

        if (kind == T_END || (kind == '}' && g->depth > 0))
            return give_end(g, at);
        if (kind == '}') {
            grammar_complain(g, span_of(g, &token), CHECK_SYNTAX, "\"}\" closes nothing");
            drop(g);
        } else if (kind == T_DOC) {
            if (take_doc(g, &token))
                return give(g, at, T_DOC, token.start, token.end);
        } else if (ends_item(g)) {
            drop(g);
            if (!at_line_start(g) || g->given == T_DOC)
                return give_newline(g, at);
        } else if (kind == T_NEWLINE) {
            drop(g);
        } else {
            return at_line_start(g) ? give_first(g, at) : give_other(g, at);
        }
    }
}

int grammar_lex(union GRAMMAR_STYPE *value, struct span *at, struct grammar *g)
{
    int kind;

    (void)value;
    if (g->recovering) {
        skip_item(g);
        g->recovering = false;
        kind = give_newline(g, at);
    } else {
        kind = next_token(g, at);
    }
    if (g->record)
        array_add(g->nodes, &g->tokens, ((struct token){kind, at->start, at->end}));
    return kind;
}

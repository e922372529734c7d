/* The splitter: SQL text to statements, directives and segments, the way psql would part them.
 * Running them is the runner's. */

#include "sources/migrations.h"
#include "base/name.h"
#include "sources/migrations_lexer.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* How many words of a statement's beginning are looked at. */
#define LEADING_WORDS 3

struct splitter {
    struct arena *arena;
    struct script *script;
    struct diags *diags;
    bool psql;        /* a file of psql's */
    bool transaction; /* of the steps to come */
    bool begun;       /* a statement or another step was seen */
    struct buf note;  /* comment lines since the last blank line or statement */
    /* the statement being read */
    bool open;
    uint32_t start, end;
    unsigned parens, blocks; /* of ( and of BEGIN ATOMIC … END */
    struct sql_token words[LEADING_WORDS];
    unsigned word_count;
    bool after_from, copies_input;
    struct variable_uses variables;
};

static struct span span_of(const struct splitter *s, uint32_t start, uint32_t end)
{
    return (struct span){s->script->source, start, end};
}

static bool token_is(const struct splitter *s, struct sql_token token, const char *word)
{
    size_t length = strlen(word);

    return token.end - token.start == length &&
           !strncasecmp(s->script->source->text + token.start, word, length);
}

static bool leads_with(const struct splitter *s, unsigned index, const char *word)
{
    return index < s->word_count && token_is(s, s->words[index], word);
}

/* ------------------------------------------------------------------ steps */

static struct script_step *push_step(struct splitter *s, enum step_type type, struct span at)
{
    struct script *script = s->script;
    struct segment *last =
        script->segments.count ? &script->segments.at[script->segments.count - 1] : NULL;
    struct script_step *step;

    if (!last || last->transaction != s->transaction) {
        last = array_push(s->arena, &script->segments);
        last->transaction = s->transaction;
    }
    step = array_push(s->arena, &last->steps);
    step->type = type;
    step->at = at;
    step->text = arena_strndup(s->arena, script->source->text + at.start, at.end - at.start);
    if (s->note.length)
        step->note = arena_strdup(s->arena, buf_text(&s->note));
    buf_reset(&s->note);
    s->begun = true;
    return step;
}

static bool controls_transaction(const struct splitter *s)
{
    static const char *const always[] = {"begin", "commit", "end", "abort"};

    for (size_t i = 0; i < COUNT_OF(always); i++)
        if (leads_with(s, 0, always[i]))
            return true;
    return (leads_with(s, 0, "start") && leads_with(s, 1, "transaction")) ||
           (leads_with(s, 0, "prepare") && leads_with(s, 1, "transaction")) ||
           (leads_with(s, 0, "rollback") && !leads_with(s, 1, "to") && !leads_with(s, 2, "to"));
}

static void judge_statement(struct splitter *s, struct span at)
{
    if (s->psql)
        return;
    if (s->copies_input) {
        diag_error(s->diags, at, CHECK_MIGRATION_FILE,
                   "COPY FROM stdin cannot be run from a migration");
        diag_hint(s->diags, "Use INSERT, or a data file by \"-- schemagen: file NAME PATH\".");
    } else if (controls_transaction(s)) {
        diag_error(s->diags, at, CHECK_MIGRATION_FILE,
                   "a migration cannot begin or end transactions itself");
        diag_hint(s->diags, "Each file runs in one transaction; the lines \"-- schemagen: "
                            "transaction off\" and \"on\" part it.");
    }
}

static void end_statement(struct splitter *s)
{
    struct span at = span_of(s, s->start, s->end);
    struct script_step *step;

    judge_statement(s, at);
    step = push_step(s, STEP_STATEMENT, at);
    step->variables = s->variables;
    s->variables = (struct variable_uses){0};
    s->open = false;
}

static void begin_statement(struct splitter *s, struct sql_token token)
{
    s->open = true;
    s->start = token.start;
    s->parens = s->blocks = s->word_count = 0;
    s->after_from = s->copies_input = false;
}

/* psql's rule: only the body of CREATE FUNCTION or PROCEDURE can hold BEGIN … END. */
static bool may_hold_block(const struct splitter *s)
{
    return leads_with(s, 0, "create") &&
           (leads_with(s, 1, "function") || leads_with(s, 1, "procedure") ||
            (leads_with(s, 1, "or") && leads_with(s, 2, "replace")));
}

static void read_word(struct splitter *s, struct sql_token token)
{
    if (s->word_count < LEADING_WORDS)
        s->words[s->word_count++] = token;
    if (leads_with(s, 0, "copy") && s->after_from && token_is(s, token, "stdin"))
        s->copies_input = true;
    s->after_from = token_is(s, token, "from");
    if (!may_hold_block(s) || s->parens)
        return;
    if (token_is(s, token, "begin"))
        s->blocks++;
    else if (s->blocks && token_is(s, token, "case"))
        s->blocks++;
    else if (s->blocks && token_is(s, token, "end"))
        s->blocks--;
}

static bool is_variable(enum sql_token_type type)
{
    return type == SQL_VARIABLE || type == SQL_VARIABLE_LITERAL || type == SQL_VARIABLE_NAME;
}

static void read_variable(struct splitter *s, struct sql_token token)
{
    static const char quotes[] = {
        [SQL_VARIABLE] = 0, [SQL_VARIABLE_LITERAL] = '\'', [SQL_VARIABLE_NAME] = '"'};
    char quote = quotes[token.type];
    uint32_t edge = quote ? 1 : 0;
    struct variable_use *use = array_push(s->arena, &s->variables);

    use->name = arena_strndup(s->arena, s->script->source->text + token.start + 1 + edge,
                              token.end - token.start - 1 - 2 * edge);
    use->quote = quote;
    use->start = token.start;
    use->end = token.end;
}

/* The variables of a text that is no statement of the file. */
static struct variable_uses variables_within(struct splitter *s, struct span text)
{
    struct sql_lexer lexer = {s->script->source, text.start, s->diags};
    struct variable_uses outer = s->variables, found;
    struct sql_token token;

    s->variables = (struct variable_uses){0};
    while ((token = sql_lexer_next(&lexer)).type != SQL_END && token.start < text.end)
        if (is_variable(token.type))
            read_variable(s, token);
    found = s->variables;
    s->variables = outer;
    return found;
}

/* ------------------------------------------------------------------ directives */

enum directive_place { PLACE_HEADER, PLACE_BODY };

/* Returns false after an error. */
typedef bool directive_reader(struct splitter *s, const struct directive *directive);

static bool read_transaction(struct splitter *s, const struct directive *directive)
{
    bool on = !strcmp(directive->value, "on");

    if (!on && strcmp(directive->value, "off"))
        return diag_error(s->diags, directive->at, CHECK_MIGRATION_FILE,
                          "a \"transaction\" line says \"on\" or \"off\"");
    s->transaction = on;
    return true;
}

static bool read_assertion(struct splitter *s, const struct directive *directive)
{
    const char *text = s->script->source->text;
    struct span at = directive->at;

    while (at.end > at.start && strchr("; \t", text[at.end - 1]))
        at.end--;
    if (!*directive->value || at.start == at.end)
        return diag_error(s->diags, directive->at, CHECK_MIGRATION_FILE,
                          "an \"assert\" line needs a condition");
    push_step(s, STEP_ASSERTION, at)->variables = variables_within(s, at);
    return true;
}

static bool read_irreversible(struct splitter *s, const struct directive *directive)
{
    if (!*directive->value)
        return diag_error(s->diags, directive->at, CHECK_MIGRATION_FILE,
                          "an \"irreversible\" line needs a reason");
    push_step(s, STEP_IRREVERSIBLE, directive->at);
    return true;
}

static bool read_file(struct splitter *s, const struct directive *directive)
{
    if (!strpbrk(directive->value, " \t"))
        return diag_error(s->diags, directive->at, CHECK_MIGRATION_FILE,
                          "a \"file\" line needs a name and a path");
    return true;
}

static const struct directive_row {
    const char *word;
    enum directive_place place;
    directive_reader *read;
} directive_rows[] = {
    {"revision", PLACE_HEADER, NULL},       {"revises", PLACE_HEADER, NULL},
    {"message", PLACE_HEADER, NULL},        {"created", PLACE_HEADER, NULL},
    {"proved", PLACE_HEADER, NULL},         {"branch", PLACE_HEADER, NULL},
    {"depends", PLACE_HEADER, NULL},        {"transaction", PLACE_BODY, read_transaction},
    {"assert", PLACE_BODY, read_assertion}, {"irreversible", PLACE_BODY, read_irreversible},
    {"file", PLACE_BODY, read_file},
};

static bool unknown_directive(struct splitter *s, const struct directive *directive,
                              struct span at)
{
    const char *words[COUNT_OF(directive_rows)], *near;

    for (size_t i = 0; i < COUNT_OF(directive_rows); i++)
        words[i] = directive_rows[i].word;
    diag_error(s->diags, at, CHECK_MIGRATION_FILE, "\"%s\" is not a directive",
               directive->word);
    near = name_closest(directive->word, words, COUNT_OF(words));
    if (near)
        diag_hint(s->diags, "Did you mean \"%s\"?", near);
    return false;
}

/* What one line says cannot be said by another, too. */
static bool take_header(struct splitter *s, const struct directive *directive, struct span at)
{
    if (s->begun)
        return diag_error(s->diags, at, CHECK_MIGRATION_FILE,
                          "a \"%s\" line belongs above the first statement", directive->word);
    if (script_directive(s->script, directive->word) != directive->value) {
        diag_error(s->diags, at, CHECK_MIGRATION_FILE, "there is a \"%s\" line above already",
                   directive->word);
        diag_hint(s->diags, "Where there are several, they stand in one line, as in \"a, b\".");
        return false;
    }
    s->script->body = directive->at.end;
    return true;
}

static bool take_directive(struct splitter *s, const struct directive *directive,
                           struct span at)
{
    for (size_t i = 0; i < COUNT_OF(directive_rows); i++) {
        const struct directive_row *row = &directive_rows[i];

        if (strcmp(row->word, directive->word))
            continue;
        if (row->place == PLACE_HEADER)
            return take_header(s, directive, at);
        return !row->read || row->read(s, directive);
    }
    return unknown_directive(s, directive, at);
}

static uint32_t skip_blanks(const char *text, uint32_t at, uint32_t end)
{
    while (at < end && isblank((unsigned char)text[at]))
        at++;
    return at;
}

/* Reads '-- schemagen: WORD VALUE'; false if the comment is none. */
static bool read_directive(struct splitter *s, struct sql_token token)
{
    static const char mark[] = "schemagen:";
    const char *text = s->script->source->text;
    uint32_t end = token.end, at = skip_blanks(text, token.start + 2, end), word;
    struct directive directive;

    if (end - at < sizeof mark - 1 || strncmp(text + at, mark, sizeof mark - 1))
        return false;
    word = at = skip_blanks(text, at + (uint32_t)sizeof mark - 1, end);
    while (at < end && !isblank((unsigned char)text[at]) && text[at] != ':')
        at++;
    directive.word = arena_strndup(s->arena, text + word, at - word);
    directive.at = span_of(s, word, at);
    if (at < end && text[at] == ':')
        at++;
    at = skip_blanks(text, at, end);
    while (end > at && isblank((unsigned char)text[end - 1]))
        end--;
    directive.value = arena_strndup(s->arena, text + at, end - at);
    if (end > at)
        directive.at = span_of(s, at, end);
    array_add(s->arena, &s->script->directives, directive);
    take_directive(s, &directive, span_of(s, word, end > word ? end : word + 1));
    return true;
}

/* ------------------------------------------------------------------ tokens */

static void add_note(struct splitter *s, struct sql_token token)
{
    const char *text = s->script->source->text;
    uint32_t at = token.start + 2;

    if (at < token.end && text[at] == ' ')
        at++;
    if (s->note.length)
        buf_add_char(&s->note, '\n');
    buf_add_n(&s->note, text + at, token.end - at);
}

/* psql's own commands, where they may stand. */
static const struct meta_row {
    const char *word;
    enum meta { META_RUNS, META_SKIPPED, META_OF_PSQL, META_ENDS } meta;
} meta_rows[] = {
    {"restrict", META_SKIPPED},   {"unrestrict", META_SKIPPED},
    {".", META_OF_PSQL},          {"a", META_OF_PSQL},
    {"c", META_OF_PSQL},          {"connect", META_OF_PSQL},
    {"cd", META_OF_PSQL},         {"conninfo", META_OF_PSQL},
    {"echo", META_OF_PSQL},       {"encoding", META_OF_PSQL},
    {"errverbose", META_OF_PSQL}, {"o", META_OF_PSQL},
    {"out", META_OF_PSQL},        {"pset", META_OF_PSQL},
    {"qecho", META_OF_PSQL},      {"set", META_OF_PSQL},
    {"t", META_OF_PSQL},          {"timing", META_OF_PSQL},
    {"unset", META_OF_PSQL},      {"warn", META_OF_PSQL},
    {"x", META_OF_PSQL},          {"g", META_ENDS},
    {"gset", META_ENDS},          {"gx", META_ENDS},
    {"crosstabview", META_ENDS},
};

static enum meta meta_of(const char *text)
{
    size_t length = strcspn(text, " \t\r\n");

    for (size_t i = 0; i < COUNT_OF(meta_rows); i++)
        if (strlen(meta_rows[i].word) == length && !strncmp(text, meta_rows[i].word, length))
            return meta_rows[i].meta;
    return META_RUNS;
}

static void take_meta(struct splitter *s, struct sql_token token)
{
    enum meta meta = meta_of(s->script->source->text + token.start + 1);

    if (s->psql && meta == META_ENDS && s->open)
        end_statement(s);
    else if (s->open || (meta != META_SKIPPED && !(s->psql && meta == META_OF_PSQL)))
        diag_error(s->diags, span_of(s, token.start, token.end), CHECK_MIGRATION_FILE,
                   s->psql ? "what this command of psql does cannot be known offline"
                           : "psql's own commands cannot be run from a migration");
}

static void between_statements(struct splitter *s, struct sql_token token)
{
    if (token.type == SQL_BLANK_LINE)
        buf_reset(&s->note);
    else if (token.type == SQL_LINE_COMMENT && (s->psql || !read_directive(s, token)))
        add_note(s, token);
}

static bool is_filler(enum sql_token_type type)
{
    return type == SQL_SPACE || type == SQL_BLANK_LINE || type == SQL_LINE_COMMENT ||
           type == SQL_BLOCK_COMMENT;
}

static void in_statement(struct splitter *s, struct sql_token token)
{
    switch (token.type) {
    case SQL_WORD:
        read_word(s, token);
        break;
    case SQL_VARIABLE:
    case SQL_VARIABLE_LITERAL:
    case SQL_VARIABLE_NAME:
        read_variable(s, token);
        break;
    case SQL_OPEN:
        s->parens++;
        break;
    case SQL_CLOSE:
        s->parens -= s->parens > 0;
        break;
    case SQL_SEMICOLON:
        if (!s->parens && !s->blocks) {
            end_statement(s);
            return;
        }
        break;
    default:
        break;
    }
    s->end = token.end;
}

static void take_token(struct splitter *s, struct sql_token token)
{
    if (token.type == SQL_META) {
        take_meta(s, token);
    } else if (is_filler(token.type)) {
        if (!s->open)
            between_statements(s, token);
    } else if (s->open) {
        in_statement(s, token);
    } else if (token.type != SQL_SEMICOLON) {
        begin_statement(s, token);
        in_statement(s, token);
    }
}

/* The header ends with its last line and the blank lines after it. */
static void settle_body(struct script *script)
{
    const char *text = script->source->text;

    if (script->body)
        script->body += (uint32_t)strspn(text + script->body, " \t\r\n");
}

/* Behind the lines that COPY reads, which end in one of a backslash and a dot. */
static uint32_t skip_data(const struct source *source, uint32_t at)
{
    const char *text = source->text + at, *end;

    for (; (end = strchr(text, '\n')); text = end + 1)
        if (!strncmp(end + 1, "\\.", 2))
            return (uint32_t)(end + 3 - source->text);
    return (uint32_t)source->size;
}

static struct script *split(struct splitter *s, const struct source *source, bool header_only)
{
    struct sql_lexer lexer = {source, (uint32_t)source_mark(source), s->diags};
    size_t errors = diags_errors(s->diags);
    struct sql_token token;

    s->transaction = true;
    s->script = arena_alloc(s->arena, sizeof *s->script);
    s->script->source = source;
    while (!(header_only && (s->open || s->begun)) &&
           (token = sql_lexer_next(&lexer)).type != SQL_END) {
        take_token(s, token);
        if (s->psql && s->copies_input && !s->open)
            lexer.at = skip_data(source, lexer.at);
        s->copies_input &= s->open;
    }
    if (header_only)
        s->script->segments.count = 0;
    else if (s->open)
        end_statement(s);
    buf_release(&s->note);
    settle_body(s->script);
    return diags_errors(s->diags) > errors ? NULL : s->script;
}

struct script *script_read(struct arena *arena, const struct source *source,
                           struct diags *diags)
{
    struct splitter s = {.arena = arena, .diags = diags};

    return split(&s, source, false);
}

struct script *script_read_header(struct arena *arena, const struct source *source,
                                  struct diags *diags)
{
    struct splitter s = {.arena = arena, .diags = diags};

    return split(&s, source, true);
}

struct script *script_read_psql(struct arena *arena, const struct source *source,
                                struct diags *diags)
{
    struct splitter s = {.arena = arena, .diags = diags, .psql = true};

    return split(&s, source, false);
}

const char *script_directive(const struct script *script, const char *word)
{
    for (array_each (struct directive, directive, &script->directives))
        if (!strcmp(directive->word, word))
            return directive->value;
    return NULL;
}

const struct script_step *script_irreversible(const struct script *script)
{
    for (array_each (struct segment, segment, &script->segments))
        for (array_each (struct script_step, step, &segment->steps))
            if (step->type == STEP_IRREVERSIBLE)
                return step;
    return NULL;
}

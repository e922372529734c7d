/* Makes the nodes of the syntax tree and runs the parser over a file. */

#include "grammar/syntax.h"

#include "grammar/parser.h"
#include "grammar/schema.tab.h"

#include <string.h>

static const char *const clause_words[] = {
#define CLAUSE(kind, word) [CLAUSE_##kind] = word,
#include "grammar/clauses.def"
#undef CLAUSE
};

static const char *const item_words[] = {
    [ITEM_SCHEMA] = "a schema",
    [ITEM_EXTENSION] = "an extension",
    [ITEM_ENUM] = "an enum",
    [ITEM_COMPOSITE] = "a type",
    [ITEM_DOMAIN] = "a domain",
    [ITEM_SEQUENCE] = "a sequence",
    [ITEM_TABLE] = "a table",
    [ITEM_MIXIN] = "a mixin",
    [ITEM_COLUMN] = "a column",
    [ITEM_LIKE] = "\"like\"",
    [ITEM_PRIMARY] = "a primary key",
    [ITEM_UNIQUE] = "a unique constraint",
    [ITEM_CHECK] = "a check constraint",
    [ITEM_FOREIGN] = "a foreign key",
    [ITEM_EXCLUDE] = "an exclusion constraint",
    [ITEM_NOT_NULL] = "a not-null constraint",
    [ITEM_INDEX] = "an index",
    [ITEM_LABEL] = "a label",
    [ITEM_DROPPED] = "\"dropped\"",
    [ITEM_CLAUSES] = "a line",
};

_Static_assert(sizeof item_words / sizeof *item_words == ITEM_COUNT, "a word for every item");

const char *clause_word(enum clause_kind kind)
{
    return clause_words[kind];
}

const char *item_word(enum item_kind kind)
{
    return item_words[kind];
}

/* ------------------------------------------------------------------ clauses */

struct clause_list clauses_add(struct clause_list list, struct clause *clause)
{
    if (list.last)
        list.last->next = clause;
    else
        list.first = clause;
    list.last = clause;
    return list;
}

/* 'unique index' on a column's line is one clause, as it is one item on a line of its own. */
static bool joins_unique_index(const struct clause_list *list, struct clause *clause)
{
    return list->last && list->last->kind == CLAUSE_UNIQUE && clause->kind == CLAUSE_INDEX;
}

struct clause_list clauses_say(struct clause_list list, struct clause *clause)
{
    if (!joins_unique_index(&list, clause))
        return clauses_add(list, clause);
    clause->at.start = list.last->at.start;
    clause->choice = 1;
    *list.last = *clause;
    return list;
}

struct clause *clause_new(struct grammar *grammar, enum clause_kind kind, struct span at)
{
    struct clause *clause = arena_alloc(grammar->nodes, sizeof *clause);

    clause->kind = kind;
    clause->at = clause->said = at;
    return clause;
}

struct clause *clause_choice(struct grammar *grammar, enum clause_kind kind, struct span at,
                             int choice)
{
    struct clause *clause = clause_new(grammar, kind, at);

    clause->choice = choice;
    return clause;
}

struct clause *clause_named(struct grammar *grammar, enum clause_kind kind, struct span at,
                            struct qname name, struct span said)
{
    struct clause *clause = clause_new(grammar, kind, at);

    clause->name = name;
    clause->said = said;
    return clause;
}

struct clause *clause_parts(struct grammar *grammar, enum clause_kind kind, struct span at,
                            struct clause_list parts)
{
    struct clause *clause = clause_new(grammar, kind, at);

    clause->parts = parts.first;
    return clause;
}

struct clause *clause_word_said(struct grammar *grammar, enum clause_kind kind, struct span at,
                                const char *word, struct span said)
{
    struct clause *clause = clause_new(grammar, kind, at);

    clause->text = word;
    clause->said = said;
    return clause;
}

struct clause *clause_string(struct grammar *grammar, enum clause_kind kind, struct span at,
                             struct span said)
{
    return clause_word_said(grammar, kind, at, text_string(grammar, said), said);
}

struct clause *clause_raw(struct grammar *grammar, enum clause_kind kind, struct span at,
                          struct span said)
{
    return clause_word_said(grammar, kind, at, text_raw(grammar, said), said);
}

struct clause *clause_bare(struct grammar *grammar, enum clause_kind kind, struct span at,
                           struct span said)
{
    return clause_word_said(grammar, kind, at, text_bare(grammar, said), said);
}

struct clause *clause_inside(struct grammar *grammar, enum clause_kind kind, struct span at,
                             struct span said)
{
    return clause_word_said(grammar, kind, at, text_inside(grammar, said), said);
}

struct clause *clause_value(struct grammar *grammar, enum clause_kind kind, struct span at,
                            struct span said, bool in_parentheses)
{
    return in_parentheses ? clause_inside(grammar, kind, at, said)
                          : clause_raw(grammar, kind, at, said);
}

struct clause *clause_option(struct grammar *grammar, struct span at, struct qname name,
                             struct span said, const char *value)
{
    struct clause *clause = clause_named(grammar, CLAUSE_OPTION, at, name, said);

    clause->text = value;
    return clause;
}

struct clause *clause_type(struct grammar *grammar, struct span at, struct qname name,
                           struct span said, struct span modifiers)
{
    struct clause *clause = clause_named(grammar, CLAUSE_TYPE, at, name, said);

    if (modifiers.start < modifiers.end)
        clause->text = text_modifiers(grammar, modifiers);
    if (said.file->text[said.start] == '"')
        clause->choice = TYPE_QUOTED;
    return clause;
}

struct clause *clause_extended(struct clause *clause, struct span at, int choice)
{
    clause->at = at;
    clause->choice |= choice;
    return clause;
}

/* ------------------------------------------------------------------ items */

struct item_list items_add(struct item_list list, struct item *item, struct span doc)
{
    item->doc = doc;
    if (list.last)
        list.last->next = item;
    else
        list.first = item;
    list.last = item;
    return list;
}

struct item *item_new(struct grammar *grammar, enum item_kind kind, struct span at,
                      struct qname name, struct span name_at)
{
    struct item *item = arena_alloc(grammar->nodes, sizeof *item);

    item->kind = kind;
    item->at = at;
    item->name = name;
    item->name_at = name_at;
    return item;
}

struct item *item_with(struct grammar *grammar, enum item_kind kind, struct span at,
                       struct qname name, struct span name_at, struct clause_list clauses)
{
    struct item *item = item_new(grammar, kind, at, name, name_at);

    item->clauses = clauses.first;
    return item;
}

struct item *item_container(struct grammar *grammar, enum item_kind kind, struct span at,
                            struct qname name, struct span name_at, struct clause_list before,
                            struct clause_list after, struct item_list body)
{
    struct item *item = item_with(grammar, kind, at, name, name_at, before);

    item->body = body.first;
    return item_complete(item, at, after);
}

struct item *item_parts(struct grammar *grammar, enum item_kind kind, struct span at,
                        struct clause_list parts)
{
    struct item *item = item_new(grammar, kind, at, (struct qname){0}, at);

    item->parts = parts.first;
    return item;
}

struct item *item_clause(struct grammar *grammar, struct span at, struct clause *clause)
{
    struct item *item = item_new(grammar, ITEM_CLAUSES, at, (struct qname){0}, at);

    item->clauses = clause;
    return item;
}

struct item *item_complete(struct item *item, struct span at, struct clause_list clauses)
{
    struct clause **end = &item->clauses;

    while (*end)
        end = &(*end)->next;
    *end = clauses.first;
    item->at = at;
    return item;
}

/* ------------------------------------------------------------------ a file */

bool grammar_run(struct grammar *grammar, struct syntax *syntax)
{
    *syntax = (struct syntax){.source = grammar->source};
    if (!text_check(grammar))
        return false;
    grammar->end.start = grammar->end.end = (uint32_t)grammar->source->size;
    scanner_open(&grammar->scanner, grammar->source);
    grammar_parse(grammar);
    scanner_close(&grammar->scanner);
    syntax->items = grammar->items;
    return grammar->errors == 0;
}

bool syntax_parse(const struct source *source, struct arena *nodes, struct arena *texts,
                  struct syntax *syntax, struct diags *diags)
{
    struct grammar grammar = {.source = source, .nodes = nodes, .texts = texts, .diags = diags};

    return grammar_run(&grammar, syntax);
}

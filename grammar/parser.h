#ifndef SCHEMAGEN_GRAMMAR_PARSER_H
#define SCHEMAGEN_GRAMMAR_PARSER_H

/* What the layers of the front end share: scanner (schema.l), token filter (filter.c), grammar
 * (schema.y), the messages of both (report.c) and the building of nodes (syntax.c, text.c). */

#include "grammar/syntax.h"

#include "base/array.h"

/* ------------------------------------------------------------------ scanner */

struct scanner {
    const char *text;
    char *copy; /* what flex reads */
    void *flex;
    uint32_t start, end;         /* the token just given */
    uint32_t opened, tag, depth; /* of the comment or dollar body being read */
};

void scanner_open(struct scanner *scanner, const struct source *source);
int scanner_next(struct scanner *scanner); /* T_END at the end, as often as it is asked */
void scanner_close(struct scanner *scanner);

/* The token of a word of any case. */
int keyword_token(const char *word, size_t length);

/* ------------------------------------------------------------------ the state of one parse */

struct token {
    int kind;
    uint32_t start, end;
};

struct bracket {
    int kind;
    bool entries; /* a block of a schema: items of a file stand in it, not columns */
    struct span at;
};

#define LOOKAHEAD 8 /* tokens that the filter looks ahead; a power of 2 */

struct grammar {
    const struct source *source;
    struct arena *nodes, *texts;
    struct diags *diags;
    struct item *items;

    struct scanner scanner;
    struct token ahead[LOOKAHEAD];
    unsigned ahead_first, ahead_count;
    struct token end; /* what is seen once the file was given up */
    int scanned;      /* the last kind from the scanner */
    int given;        /* the last kind that the parser was given; 0 at the start */
    int before;       /* the one before that */
    uint32_t until;   /* where that one ended */
    struct bracket brackets[SYNTAX_NESTING];
    unsigned depth;
    unsigned line_depth;  /* the depth at which the item being read began */
    unsigned line_tokens; /* how many of it were given */
    int head;             /* the token that it began with */
    bool recovering;      /* the rest of the item is to be passed over */
    uint32_t line_start;  /* where it begins */
    uint32_t flaw;        /* where the filter last reported something, and 1; 0: nothing */
    bool broken;          /* what follows would only repeat an error that was reported */
    bool ended;           /* what is left of the file is not read */
    unsigned errors;

    /* for the formatter: all tokens as the parser was given them, if it asks */
    bool record;
    ARRAY(struct token) tokens;
};

/* Parses grammar->source; false after errors. */
bool grammar_run(struct grammar *grammar, struct syntax *syntax);

/* The lexer of the grammar: the token filter. */
union GRAMMAR_STYPE;
int grammar_lex(union GRAMMAR_STYPE *value, struct span *at, struct grammar *grammar);

/* Whether items of a file stand here, not lines of a table. */
bool grammar_among_entries(const struct grammar *grammar);

struct span grammar_span(const struct grammar *grammar, uint32_t start, uint32_t end);

/* Reports a token that the grammar did not expect, and the names of the symbols that it did. */
void grammar_report(struct grammar *grammar, int kind, struct span at,
                    const char *const *expected, size_t count);

/* Reports, counts, and gives up the file after too many. Always false. */
bool grammar_complain(struct grammar *grammar, struct span at, enum check check,
                      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* ------------------------------------------------------------------ texts */

/* Reports a file that is not valid UTF-8 or has NUL bytes. */
bool text_check(struct grammar *grammar);

/* A name as it stands there, folded unless quoted. Reports names that are too long or empty. */
const char *text_name(struct grammar *grammar, struct span at);
/* A string constant's value. */
const char *text_string(struct grammar *grammar, struct span at);
/* The text itself. */
const char *text_raw(struct grammar *grammar, struct span at);
/* The text between a pair of parentheses, without blanks around it. */
const char *text_inside(struct grammar *grammar, struct span at);
/* The same without comments. */
const char *text_modifiers(struct grammar *grammar, struct span at);
/* The text itself, without the blanks and comments in it. */
const char *text_bare(struct grammar *grammar, struct span at);

/* Whether a comment begins there, of a text of two bytes at least; and where it ends, at the
 * text's end where nothing closes it (it may stand in a dollar-quoted text). */
bool text_is_comment(const char *at);
uint32_t text_comment_end(const char *text, uint32_t at);

/* ------------------------------------------------------------------ nodes */

struct clause_list {
    struct clause *first, *last;
};

struct item_list {
    struct item *first, *last;
};

struct clause_list clauses_add(struct clause_list list, struct clause *clause);
/* The same for the clauses of an item. */
struct clause_list clauses_say(struct clause_list list, struct clause *clause);
struct clause *clause_new(struct grammar *grammar, enum clause_kind kind, struct span at);
struct clause *clause_choice(struct grammar *grammar, enum clause_kind kind, struct span at,
                             int choice);
struct clause *clause_named(struct grammar *grammar, enum clause_kind kind, struct span at,
                            struct qname name, struct span said);
struct clause *clause_parts(struct grammar *grammar, enum clause_kind kind, struct span at,
                            struct clause_list parts);

/* With a text: a word that is given, or what stands at 'said' as a string's value, as it is, or
 * between its parentheses. */
struct clause *clause_word_said(struct grammar *grammar, enum clause_kind kind, struct span at,
                                const char *word, struct span said);
struct clause *clause_string(struct grammar *grammar, enum clause_kind kind, struct span at,
                             struct span said);
struct clause *clause_raw(struct grammar *grammar, enum clause_kind kind, struct span at,
                          struct span said);
/* Without blanks and comments. */
struct clause *clause_bare(struct grammar *grammar, enum clause_kind kind, struct span at,
                           struct span said);
struct clause *clause_inside(struct grammar *grammar, enum clause_kind kind, struct span at,
                             struct span said);
/* As it is, or between its parentheses if they are around all of it. */
struct clause *clause_value(struct grammar *grammar, enum clause_kind kind, struct span at,
                            struct span said, bool in_parentheses);

struct clause *clause_option(struct grammar *grammar, struct span at, struct qname name,
                             struct span said, const char *value);
struct clause *clause_type(struct grammar *grammar, struct span at, struct qname name,
                           struct span said, struct span modifiers);
/* Adds choices and makes it reach as far as 'at'. */
struct clause *clause_extended(struct clause *clause, struct span at, int choice);

struct item_list items_add(struct item_list list, struct item *item, struct span doc);
struct item *item_new(struct grammar *grammar, enum item_kind kind, struct span at,
                      struct qname name, struct span name_at);
struct item *item_with(struct grammar *grammar, enum item_kind kind, struct span at,
                       struct qname name, struct span name_at, struct clause_list clauses);
/* The same with clauses before and after, and a body. */
struct item *item_container(struct grammar *grammar, enum item_kind kind, struct span at,
                            struct qname name, struct span name_at, struct clause_list before,
                            struct clause_list after, struct item_list body);
struct item *item_parts(struct grammar *grammar, enum item_kind kind, struct span at,
                        struct clause_list parts);
struct item *item_clause(struct grammar *grammar, struct span at, struct clause *clause);
/* Appends the clauses and makes it reach as far as 'at'. */
struct item *item_complete(struct item *item, struct span at, struct clause_list clauses);

#endif

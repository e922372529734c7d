/* Puts comments between the tokens of a model's text, and has the text laid out. */

#include "commented.h"

#include "grammar/format.h"
#include "grammar/parser.h"
#include "grammar/schema.tab.h"
#include "model/print.h"

#include <string.h>

#define CHANCE 3 /* one place in so many gets a comment */

struct commenting {
    const char *text;
    struct buf *out;
    unsigned seed, count;
    int before; /* the token before the place; 0: none */
    unsigned depth;
};

static unsigned draw(struct commenting *commenting, unsigned below)
{
    commenting->seed = commenting->seed * 1664525u + 1013904223u;
    return (commenting->seed >> 16) % below;
}

static bool starts_line(int before)
{
    return !before || before == T_NEWLINE || before == '{';
}

/* At most one comment at the place before the token. */
static void comment(struct commenting *commenting, const struct token *next)
{
    bool at_end = next->kind == T_NEWLINE || next->kind == T_END;
    bool at_break = at_end && commenting->text[next->start] == '\n';
    bool own_line = starts_line(commenting->before) && !at_end;
    bool doc = next->kind == T_DOC && commenting->depth == 0;
    unsigned number = ++commenting->count;

    if (doc || (own_line && draw(commenting, 2)))
        buf_addf(commenting->out,
                 draw(commenting, 2) ? "-- remark %u;\n" : "/* remark %u;\n   on */\n", number);
    else if (at_break && draw(commenting, 2))
        buf_addf(commenting->out, " -- remark %u;", number);
    else if (commenting->depth && draw(commenting, 2))
        buf_addf(commenting->out, " -- remark %u;\n", number);
    else
        buf_addf(commenting->out, draw(commenting, 4) ? " /* remark %u; */ " : "/*remark %u;*/",
                 number);
}

static void comment_all(struct commenting *commenting, const struct token *tokens, size_t count)
{
    uint32_t end = 0;

    for (size_t i = 0; i < count; i++) {
        const struct token *token = &tokens[i];

        buf_add_n(commenting->out, commenting->text + end, token->start - end);
        if (!draw(commenting, CHANCE))
            comment(commenting, token);
        buf_add_n(commenting->out, commenting->text + token->start, token->end - token->start);
        end = token->end;
        commenting->depth += token->kind == '(' || token->kind == '[';
        commenting->depth -= token->kind == ')' || token->kind == ']';
        commenting->before = token->kind;
    }
    buf_add(commenting->out, commenting->text + end);
}

/* The text with comments; how many. */
static unsigned add_comments(const struct buf *text, unsigned seed, struct buf *out,
                             struct diags *diags)
{
    struct arena nodes = {0};
    struct source source = {.path = "a.sg", .text = buf_text(text), .size = text->length};
    struct grammar grammar = {
        .source = &source, .nodes = &nodes, .texts = &nodes, .diags = diags, .record = true};
    struct commenting commenting = {.text = buf_text(text), .out = out, .seed = seed};
    struct syntax syntax;

    if (grammar_run(&grammar, &syntax))
        comment_all(&commenting, grammar.tokens.at, grammar.tokens.count);
    arena_release(&nodes);
    return commenting.count;
}

/* ------------------------------------------------------------------ judging */

static bool lay_out(const struct buf *text, struct buf *out, struct buf *detail,
                    struct diags *diags)
{
    struct source source = {.path = "a.sg", .text = buf_text(text), .size = text->length};

    if (format_source(&source, out, diags))
        return true;
    buf_addf(detail, "it cannot be laid out:\n%s", buf_text(text));
    return false;
}

static bool keeps_comments(const struct buf *text, unsigned count, struct buf *detail)
{
    const char *at = buf_text(text);

    for (unsigned i = 1; i <= count; i++) {
        char word[24];

        snprintf(word, sizeof word, "remark %u;", i);
        at = strstr(at, word);
        if (!at) {
            buf_addf(detail, "comment %u is lost, or out of order:\n%s", i, buf_text(text));
            return false;
        }
    }
    return true;
}

static bool same(const char *what, const struct buf *a, const struct buf *b, struct buf *detail)
{
    if (strcmp(buf_text(a), buf_text(b)) == 0)
        return true;
    buf_addf(detail, "%s\n--- before\n%s--- after\n%s", what, buf_text(a), buf_text(b));
    return false;
}

bool commented_holds(const struct buf *text, unsigned seed,
                     const struct source_settings *settings, struct buf *detail,
                     struct diags *diags)
{
    struct buf commented = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;
    unsigned count = add_comments(text, seed, &commented, diags);
    bool holds = lay_out(&commented, &once, detail, diags) &&
                 keeps_comments(&once, count, detail) &&
                 lay_out(&once, &twice, detail, diags) &&
                 same("laid out again it changes", &once, &twice, detail);

    if (holds && settings) {
        struct source source = {.path = "a.sg", .text = buf_text(&once), .size = once.length};
        struct model *model = models_load_source(&source, settings, diags);

        holds = model != NULL;
        model_free(model);
    }
    if (!holds)
        buf_addf(detail, "--- with comments\n%s", buf_text(&commented));
    buf_release(&commented);
    buf_release(&once);
    buf_release(&twice);
    return holds;
}

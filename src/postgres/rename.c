/* Puts new names into the text of an expression, at the places where the parser saw the old
 * ones; all else of the text stays as its author wrote it. */

#include "postgres/mention.h"

#include "base/array.h"
#include "base/buffer.h"
#include "postgres/code.h"
#include "postgres/sql.h"

#include <stdlib.h>

struct edit {
    uint32_t start, end;
    const char *text;
};

struct renaming {
    struct arena *arena;
    const char *text;
    uint32_t prefix; /* what the parser's places count besides the text */
    const struct expression_names *names;
    struct {
        struct edit *at;
        size_t count, capacity;
    } edits;
};

/* The bytes of the dotted name behind its first parts; all of its last 'parts' ones. */
static bool find_name(const struct renaming *renaming, const struct mentioned *mentioned,
                      struct edit *edit)
{
    uint32_t at = (uint32_t)mentioned->location - renaming->prefix;
    size_t parts = mentioned->part + 1 + (mentioned->name.schema != NULL);

    for (size_t i = 0; i < parts; i++) {
        struct token name = code_next(renaming->text, at);
        if (name.type != TOKEN_WORD && name.type != TOKEN_NAME) {
            return false;
        }
        if (i <= mentioned->part) {
            edit->start = name.start;
        }
        edit->end = name.end;
        at = code_next(renaming->text, name.end).end;
    }
    return true;
}

static bool find_literal(const struct renaming *renaming, const struct mentioned *mentioned,
                         struct edit *edit)
{
    struct token token =
        code_next(renaming->text, (uint32_t)mentioned->location - renaming->prefix);

    edit->start = token.start;
    edit->end = token.end;
    return token.type == TOKEN_STRING;
}

static void see(void *context, const struct mentioned *mentioned)
{
    struct renaming *renaming = context;
    struct qname name =
        renaming->names->renamed(renaming->names->context, mentioned->mention, mentioned->name);
    bool is_literal = mentioned->mention == MENTION_LITERAL ||
                      (mentioned->mention == MENTION_RELATION && !mentioned->qualifies);
    struct edit edit = {0};

    if (qname_equal(name, mentioned->name) ||
        !(is_literal ? find_literal : find_name)(renaming, mentioned, &edit)) {
        return;
    }
    struct buf plain = BUF_INIT, text = BUF_INIT;
    if (mentioned->mention == MENTION_LITERAL) {
        sql_literal(&text, name.name);
    } else {
        sql_qname(&plain, name);
        if (is_literal) {
            sql_literal(&text, buf_text(&plain));
        } else {
            buf_add(&text, buf_text(&plain));
        }
    }
    edit.text = arena_strdup(renaming->arena, buf_text(&text));
    array_add(renaming->arena, &renaming->edits, edit);
    buf_release(&plain);
    buf_release(&text);
}

static int compare_edits(const void *left, const void *right)
{
    const struct edit *a = left, *b = right;

    return a->start < b->start ? -1 : a->start > b->start;
}

static const char *apply(struct renaming *renaming)
{
    struct buf out = BUF_INIT;
    uint32_t at = 0;

    qsort(renaming->edits.at, renaming->edits.count, sizeof *renaming->edits.at, compare_edits);
    for (array_each (struct edit, edit, &renaming->edits)) {
        if (edit->start < at) {
            continue; /* the same literal, seen as two things */
        }
        buf_add_n(&out, renaming->text + at, edit->start - at);
        buf_add(&out, edit->text);
        at = edit->end;
    }
    buf_add(&out, renaming->text + at);
    const char *text = arena_strdup(renaming->arena, buf_text(&out));
    buf_release(&out);
    return text;
}

const char *expression_rename(struct arena *arena, const char *text,
                              const struct expression_names *names)
{
    struct renaming renaming = {arena, text, PARSE_PREFIX, names, {0}};
    struct parse *parse = parse_expression(arena, text, NULL, NULL);

    if (!parse) {
        return text;
    }
    mention_each(arena, parse_root(parse), see, &renaming);
    parse_free(parse);
    return renaming.edits.count ? apply(&renaming) : text;
}

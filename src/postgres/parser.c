/* Parses expressions by libpg_query, which is PostgreSQL's own parser, and guards it against
 * input that its recursion would not survive. What a tree means is left to its readers. */

#include "postgres/parser.h"

#include "base/array.h"

#include <pg_query.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* How deep an expression may nest: operators and words, and the brackets around them. Far more
 * than anybody writes; the parser's tree is walked recursively, some kilobytes of stack a
 * level. */
#define PARSE_DEPTH 1000
#define PARSE_BRACKETS 1000

struct parse {
    PgQuery__ParseResult *tree;
    const PgQuery__Node *root;
};

/* ------------------------------------------------------------------ depth */

/* An upper estimate of how deep the tree of a text is: in each bracket or case, the operators
 * and words since the last comma, and, or, when, then, for these make lists and no depth. */
struct depth {
    size_t level, sum, now[PARSE_BRACKETS + 1];
    const char *too_deep;
};

static bool is_word_character(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (c & 0x80);
}

static const char *skip_quoted(const char *text, const char *at)
{
    char quote = *at;
    bool escapes = at > text && (at[-1] == 'e' || at[-1] == 'E') &&
                   (at - 1 == text || !is_word_character(at[-2]));

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

    while (is_word_character(at[tag])) {
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

/* Behind what is no code at this place; NULL if it is code. */
static const char *skip_text(const char *text, const char *at)
{
    if (*at == '\'' || *at == '"') {
        return skip_quoted(text, at);
    }
    if ((at[0] == '-' && at[1] == '-') || (at[0] == '/' && at[1] == '*')) {
        return skip_comment(at);
    }
    return *at == '$' ? skip_dollars(at) : NULL;
}

static void count_joint(struct depth *depth, const char *at)
{
    depth->now[depth->level]++;
    depth->sum++;
    if (depth->sum > PARSE_DEPTH) {
        depth->too_deep = at;
    }
}

static void end_item(struct depth *depth)
{
    depth->sum -= depth->now[depth->level];
    depth->now[depth->level] = 0;
}

static void open_level(struct depth *depth, const char *at)
{
    if (depth->level == PARSE_BRACKETS) {
        depth->too_deep = at;
    } else {
        depth->now[++depth->level] = 0;
    }
}

static void close_level(struct depth *depth)
{
    end_item(depth);
    depth->level -= depth->level > 0;
}

static void count_word(struct depth *depth, const char *word, size_t length)
{
    static const struct {
        const char *word;
        int level;
    } words[] = {{"and", 0}, {"or", 0}, {"when", 0}, {"then", 0}, {"case", 1}, {"end", -1}};

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (length == strlen(words[i].word) && !strncasecmp(word, words[i].word, length)) {
            if (words[i].level > 0) {
                open_level(depth, word);
            } else if (words[i].level < 0) {
                close_level(depth);
            } else {
                end_item(depth);
            }
            return;
        }
    }
    count_joint(depth, word);
}

static void count_character(struct depth *depth, const char *at)
{
    if (*at == '(' || *at == '[') {
        open_level(depth, at);
    } else if (*at == ')' || *at == ']') {
        close_level(depth);
        /* x[1][1]… has a level a subscript */
        count_joint(depth, at);
    } else if (*at == ',') {
        end_item(depth);
    } else if (!isspace((unsigned char)*at)) {
        count_joint(depth, at);
    }
}

/* NULL, or where the text becomes too deep. */
static const char *find_too_deep(const char *text)
{
    struct depth depth = {0};

    for (const char *at = text; *at && !depth.too_deep;) {
        const char *start = at, *behind = skip_text(text, at);
        if (behind) {
            at = behind;
        } else if (is_word_character(*at)) {
            while (is_word_character(*at)) {
                at++;
            }
            if (start > text && start[-1] == '.') {
                count_joint(&depth, start);
            } else if (!isdigit((unsigned char)*start)) {
                count_word(&depth, start, (size_t)(at - start));
            }
        } else {
            count_character(&depth, at++);
        }
    }
    return depth.too_deep;
}

/* ------------------------------------------------------------------ parsing */

static const char prefix[] = "SELECT ";

/* The expression, if the statement selects one and does nothing else. */
static const PgQuery__Node *only_target(const PgQuery__ParseResult *tree)
{
    const PgQuery__Node *node = tree->n_stmts == 1 ? tree->stmts[0]->stmt : NULL;

    if (!node || node->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        return NULL;
    }
    const PgQuery__SelectStmt *select = node->select_stmt;
    bool more = select->n_distinct_clause || select->into_clause || select->n_from_clause ||
                select->where_clause || select->n_group_clause || select->having_clause ||
                select->n_window_clause || select->n_values_lists || select->n_sort_clause ||
                select->limit_offset || select->limit_count || select->n_locking_clause ||
                select->with_clause || select->larg || select->rarg;
    if (more || select->n_target_list != 1) {
        return NULL;
    }
    const PgQuery__ResTarget *target = select->target_list[0]->res_target;
    return *target->name ? NULL : target->val;
}

/* Bytes of the first characters of a text. */
static size_t bytes_of(const char *text, int characters)
{
    size_t bytes = 0;

    while (characters-- > 0 && text[bytes]) {
        do {
            bytes++;
        } while ((text[bytes] & 0xC0) == 0x80);
    }
    return bytes;
}

static struct parse *refuse(struct arena *arena, const char *why, size_t at,
                            const char **message, size_t *offset)
{
    if (message) {
        *message = arena_strdup(arena, why);
    }
    if (offset) {
        *offset = at;
    }
    return NULL;
}

static PgQuery__ParseResult *unpack(PgQueryProtobuf packed)
{
    return pg_query__parse_result__unpack(NULL, packed.len, (const uint8_t *)packed.data);
}

struct parse *parse_expression(struct arena *arena, const char *text, const char **message,
                               size_t *offset)
{
    const char *too_deep = find_too_deep(text);

    if (too_deep) {
        return refuse(arena, "expression is nested too deeply", (size_t)(too_deep - text),
                      message, offset);
    }
    char *statement = arena_printf(arena, "%s%s", prefix, text);
    PgQueryProtobufParseResult result = pg_query_parse_protobuf(statement);
    struct parse *parse = NULL;
    if (result.error) {
        size_t at = bytes_of(statement, result.error->cursorpos - 1);
        at = at < sizeof prefix - 1 ? 0 : at - (sizeof prefix - 1);
        refuse(arena, result.error->message, at, message, offset);
    } else {
        parse = memory_resize(NULL, sizeof *parse);
        parse->tree = unpack(result.parse_tree);
        parse->root = parse->tree ? only_target(parse->tree) : NULL;
    }
    pg_query_free_protobuf_parse_result(result);
    if (parse && !parse->root) {
        parse_free(parse);
        return refuse(arena, "this is not one expression", 0, message, offset);
    }
    return parse;
}

const PgQuery__Node *parse_root(const struct parse *parse)
{
    return parse->root;
}

void parse_free(struct parse *parse)
{
    if (parse) {
        if (parse->tree) {
            pg_query__parse_result__free_unpacked(parse->tree, NULL);
        }
        free(parse);
    }
}

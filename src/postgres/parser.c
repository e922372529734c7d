/* Parses expressions by libpg_query, which is PostgreSQL's own parser, and guards it against
 * input that its recursion would not survive. What a tree means is left to its readers. */

#include "postgres/parser.h"

#include "base/array.h"
#include "base/buffer.h"
#include "postgres/code.h"
#include "postgres/newer.h"

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
/* A statement's joins and clauses make little depth, and are counted here like operators. */
#define STATEMENT_DEPTH 4000

struct parse {
    PgQuery__ParseResult *tree;
    const PgQuery__Node *root; /* of an expression */
    struct lifted lifted;
    size_t prefix;       /* bytes that stand before the caller's text */
    struct arena memory; /* of the tree: thousands of small pieces, given back together */
};

/* ------------------------------------------------------------------ depth */

/* An upper estimate of how deep the tree of a text is: in each bracket or case, the operators
 * and words since the last comma, and, or, when, then, for these make lists and no depth. */
struct depth {
    size_t level, sum, most;
    size_t *now; /* of each level, PARSE_BRACKETS + 1 of them; set when it is opened */
    const char *too_deep;
};

static void count_joint(struct depth *depth, const char *at)
{
    depth->now[depth->level]++;
    depth->sum++;
    if (depth->sum > depth->most) {
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
    } else if (*at == ',' || *at == ';') {
        end_item(depth);
    } else if (!isspace((unsigned char)*at)) {
        count_joint(depth, at);
    }
}

/* NULL, or where the text becomes too deep. */
static const char *find_too_deep(const char *text, size_t most)
{
    size_t now[PARSE_BRACKETS + 1];
    struct depth depth = {.most = most, .now = now};

    now[0] = 0;
    for (const char *at = text; *at && !depth.too_deep;) {
        const char *start = at, *behind = code_skip_text(text, at);
        if (behind) {
            at = behind;
        } else if (code_is_word(*at)) {
            while (code_is_word(*at)) {
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

static const char prefix[PARSE_PREFIX + 1] = "SELECT ";

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

static void *allocate(void *arena, size_t size)
{
    return arena_alloc(arena, size);
}

static void keep(void *arena, void *piece)
{
    (void)arena;
    (void)piece;
}

static void unpack(struct parse *parse, PgQueryProtobuf packed)
{
    ProtobufCAllocator allocator = {allocate, keep, &parse->memory};

    parse->tree =
        pg_query__parse_result__unpack(&allocator, packed.len, (const uint8_t *)packed.data);
}

/* Parses a text that is the caller's behind prefix bytes. */
static struct parse *parse_text(struct arena *arena, const char *text, size_t prefix,
                                const char **message, size_t *offset)
{
    struct parse *parse = memory_resize(NULL, sizeof *parse);

    *parse = (struct parse){.prefix = prefix};
    newer_lift(arena, text, &parse->lifted);
    const char *lifted = parse->lifted.text ? parse->lifted.text : text;
    PgQueryProtobufParseResult result = pg_query_parse_protobuf(lifted);
    if (result.error) {
        size_t at = bytes_of(text, result.error->cursorpos - 1);
        refuse(arena, result.error->message, at < prefix ? 0 : at - prefix, message, offset);
    } else {
        unpack(parse, result.parse_tree);
    }
    pg_query_free_protobuf_parse_result(result);
    free(parse->lifted.text);
    parse->lifted.text = NULL;
    if (!parse->tree) {
        parse_free(parse);
        return NULL;
    }
    return parse;
}

struct parse *parse_expression(struct arena *arena, const char *text, const char **message,
                               size_t *offset)
{
    const char *too_deep = find_too_deep(text, PARSE_DEPTH);

    if (too_deep) {
        return refuse(arena, "expression is nested too deeply", (size_t)(too_deep - text),
                      message, offset);
    }
    struct parse *parse = parse_text(arena, arena_printf(arena, "%s%s", prefix, text),
                                     sizeof prefix - 1, message, offset);
    if (!parse) {
        return NULL;
    }
    parse->root = only_target(parse->tree);
    if (!parse->root) {
        parse_free(parse);
        return refuse(arena, "this is not one expression", 0, message, offset);
    }
    return parse;
}

bool parse_is_valid(const char *text)
{
    struct buf statement = BUF_INIT;
    bool valid = false;

    if (!find_too_deep(text, PARSE_DEPTH)) {
        buf_add(&statement, prefix);
        buf_add(&statement, text);
        PgQuerySplitResult result = pg_query_split_with_parser(buf_text(&statement));
        valid = !result.error && result.n_stmts == 1;
        pg_query_free_split_result(result);
        buf_release(&statement);
    }
    return valid;
}

const PgQuery__Node *parse_root(const struct parse *parse)
{
    return parse->root;
}

struct parse *parse_statements(struct arena *arena, const char *text, const char **message,
                               size_t *offset)
{
    const char *too_deep = find_too_deep(text, STATEMENT_DEPTH);

    if (too_deep) {
        return refuse(arena, "statement is nested too deeply", (size_t)(too_deep - text),
                      message, offset);
    }
    return parse_text(arena, text, 0, message, offset);
}

const PgQuery__ParseResult *parse_tree(const struct parse *parse)
{
    return parse->tree;
}

const struct note *parse_note(const struct parse *parse, enum note_type type, size_t from,
                              size_t to)
{
    const struct notes *notes = &parse->lifted.notes;
    size_t low = 0, high = notes->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (notes->at[middle].place - parse->prefix < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < notes->count && notes->at[low].place - parse->prefix < to; low++) {
        if (notes->at[low].type == type) {
            return &notes->at[low];
        }
    }
    return NULL;
}

const struct note *parse_note_at(const struct parse *parse, enum note_type type, int location)
{
    return location < 0 ? NULL
                        : parse_note(parse, type, (size_t)location, (size_t)location + 1);
}

void parse_free(struct parse *parse)
{
    if (parse) {
        arena_release(&parse->memory);
        free(parse);
    }
}

void parse_each_field(const ProtobufCMessage *message, parse_field_visitor *visit,
                      void *context)
{
    const char *base = (const char *)message;

    for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
        const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
        const ProtobufCMessage *const *items =
            (const ProtobufCMessage *const *)(base + field->offset);
        bool of_union = field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF;

        if (field->type != PROTOBUF_C_TYPE_MESSAGE ||
            (of_union && *(const uint32_t *)(base + field->quantifier_offset) != field->id))
            continue;
        if (field->label == PROTOBUF_C_LABEL_REPEATED)
            visit(context, message, field, *(const ProtobufCMessage *const *const *)items,
                  *(const size_t *)(base + field->quantifier_offset));
        else
            visit(context, message, field, items, 1);
    }
}

/* The text of an expression as a person would have written it: what PostgreSQL adds when it
 * prints a tree goes, one piece at a time, as long as the rest is still stored as the same.
 * Every step is only a guess at the text; whether it holds is expression.c's to say. */

#include "postgres/expression.h"

#include "base/array.h"
#include "base/buffer.h"
#include "model/types.h"
#include "postgres/code.h"
#include "postgres/typing.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What the steps of one text may copy and have parsed, in bytes: a text that needs more stays
 * as it is from there on, since a step costs as much as the text is long. */
#define WORK_MOST (64u << 20)
#define PARSING_WEIGHT 8
/* What fits on a line is not kept on several. */
#define LINE_MOST 80

struct plain {
    struct arena *arena;
    const struct expression_setting *setting;
    const char *said, *text;
    struct form *stored; /* what is stored for what was said; NULL as long as nobody asks */
    bool trusts;         /* guesses are taken as they are: the whole is judged at the end */
    uint64_t work;       /* what has been done of WORK_MOST */
    struct {
        struct token *at;
        size_t count, capacity;
    } tokens;
};

/* ------------------------------------------------------------------ tokens */

static void read_tokens(struct plain *plain)
{
    struct token token;

    plain->tokens.count = 0;
    for (uint32_t at = 0; (token = code_next(plain->text, at)).type != TOKEN_END;
         at = token.end)
        array_add(plain->arena, &plain->tokens, token);
}

static const struct token *token_at(const struct plain *plain, size_t i)
{
    static const struct token none;

    return i < plain->tokens.count ? &plain->tokens.at[i] : &none;
}

static size_t token_length(const struct token *token)
{
    return token->end - token->start;
}

static bool is_text(const struct plain *plain, size_t i, const char *text)
{
    const struct token *token = token_at(plain, i);

    return token_length(token) == strlen(text) &&
           !strncasecmp(plain->text + token->start, text, strlen(text)) &&
           (token->type == TOKEN_WORD || token->type == TOKEN_SIGN);
}

static bool is_one_of(const struct plain *plain, size_t i, const char *const *words)
{
    for (; *words; words++)
        if (is_text(plain, i, *words))
            return true;
    return false;
}

/* The bracket that closes the one at i; the count of tokens if none does. */
static size_t closing(const struct plain *plain, size_t i)
{
    size_t depth = 0;

    for (; i < plain->tokens.count; i++) {
        depth += is_text(plain, i, "(") || is_text(plain, i, "[");
        depth -= is_text(plain, i, ")") || is_text(plain, i, "]");
        if (!depth)
            break;
    }
    return i;
}

static bool is_cast(const struct plain *plain, size_t i)
{
    return is_text(plain, i, ":") && is_text(plain, i + 1, ":") &&
           token_at(plain, i)->end == token_at(plain, i + 1)->start;
}

/* Behind the type that begins at i: its words, modifiers and dimensions. */
static size_t behind_type(const struct plain *plain, size_t i)
{
    static const char *const two_words[] = {"double", "character", "bit", NULL};
    static const char *const second[] = {"precision", "varying", NULL};
    static const char *const times[] = {"time", "timestamp", NULL};
    static const char *const zones[] = {"with", "without", NULL};
    bool is_time = is_one_of(plain, i, times);

    if (is_one_of(plain, i, two_words) && is_one_of(plain, i + 1, second))
        i++;
    for (i++; is_text(plain, i, "."); i += 2)
        continue;
    if (is_text(plain, i, "("))
        i = closing(plain, i) + 1;
    if (is_time && is_one_of(plain, i, zones))
        i += 3;
    while (is_text(plain, i, "[") && is_text(plain, i + 1, "]"))
        i += 2;
    return i;
}

/* ------------------------------------------------------------------ steps */

/* A part of the text and what stands there instead, in the order of the text. */
struct edit {
    uint32_t start, end;
    const char *text;
};

static bool is_same(struct plain *plain, const char *text)
{
    if (!plain->stored)
        plain->stored = expression_stored(plain->arena, plain->setting, plain->said);
    return plain->stored && expression_stored_same(plain->setting, plain->stored, text);
}

/* Takes the edited text if it is stored as the same. */
static bool try_edits(struct plain *plain, const struct edit *edits, size_t count)
{
    struct buf text = BUF_INIT;
    uint32_t at = 0;
    bool same;

    if (plain->work > WORK_MOST)
        return false;
    for (size_t i = 0; i < count; i++) {
        buf_add_n(&text, plain->text + at, edits[i].start - at);
        buf_add(&text, edits[i].text);
        at = edits[i].end;
    }
    buf_add(&text, plain->text + at);
    plain->work += (plain->trusts ? 1 : PARSING_WEIGHT) * text.length;
    same = plain->trusts || is_same(plain, buf_text(&text));
    if (same) {
        plain->text = arena_strdup(plain->arena, buf_text(&text));
        read_tokens(plain);
    }
    buf_release(&text);
    return same;
}

static struct edit edit_of(const struct plain *plain, size_t from, size_t to, const char *text)
{
    return (struct edit){token_at(plain, from)->start, token_at(plain, to)->end, text};
}

/* ------------------------------------------------------------------ brackets */

/* Between these an operator needs no brackets, neither for the parser nor for who reads it. */
static bool is_loose(const struct plain *plain, size_t i)
{
    static const char *const loose[] = {"(",  "[",    ",",    ")",    "]",   "and",
                                        "or", "when", "then", "else", "end", NULL};

    return i >= plain->tokens.count || is_one_of(plain, i, loose);
}

/* A word before a bracket that does not call, or take a list. */
static bool is_before_group(const struct plain *plain, size_t i)
{
    static const char *const words[] = {"and", "or", "when", "then", "else", "case", NULL};
    const struct token *token = token_at(plain, i);

    return token->type == TOKEN_SIGN ? !is_text(plain, i, "]") && !is_text(plain, i, ")")
                                     : is_one_of(plain, i, words);
}

/* One value: a constant, a name, a call, an array; with casts. */
static bool is_atom(const struct plain *plain, size_t from, size_t to)
{
    size_t i = from + 1;

    if (token_at(plain, from)->type == TOKEN_SIGN)
        return false;
    while (i < to && is_text(plain, i, "."))
        i += 2;
    if (is_text(plain, i, "(") || is_text(plain, i, "["))
        i = closing(plain, i) + 1;
    while (i < to && is_cast(plain, i))
        i = behind_type(plain, i + 2);
    return i == to;
}

/* Conditions joined, rows and sub-queries keep their brackets, unless these are around all. */
static bool is_joined(const struct plain *plain, size_t from, size_t to)
{
    static const char *const joins[] = {"and", "or", ",", "select", NULL};

    for (size_t i = from; i < to; i++) {
        if (is_one_of(plain, i, joins))
            return true;
        if (is_text(plain, i, "(") || is_text(plain, i, "["))
            i = closing(plain, i);
    }
    return false;
}

/* Sums and products bind tighter than the comparison they stand in. */
static bool is_sum(const struct plain *plain, size_t from, size_t to)
{
    static const char *const signs[] = {"+", "-", "*", "/", "%", "(", NULL};

    for (size_t i = from; i < to; i++) {
        const struct token *token = token_at(plain, i);

        if (token->type == TOKEN_SIGN && !is_one_of(plain, i, signs) && !is_text(plain, i, "."))
            return false;
        if (token->type == TOKEN_WORD && token_at(plain, i + 1)->type == TOKEN_WORD)
            return false;
        if (is_text(plain, i, "("))
            i = closing(plain, i);
    }
    return true;
}

static bool is_compared(const struct plain *plain, size_t i)
{
    static const char *const signs[] = {"<", ">", "=", NULL};

    return is_one_of(plain, i, signs);
}

static bool may_drop(const struct plain *plain, size_t from, size_t to)
{
    if (from && !is_before_group(plain, from - 1))
        return false;
    if ((!from && to == plain->tokens.count - 1) || is_atom(plain, from + 1, to))
        return true;
    if (((from && is_compared(plain, from - 1)) || is_compared(plain, to + 1)) &&
        is_sum(plain, from + 1, to))
        return true;
    return (!from || is_loose(plain, from - 1)) && is_loose(plain, to + 1) &&
           !is_joined(plain, from + 1, to);
}

static bool drop_brackets(struct plain *plain, size_t i)
{
    size_t end = closing(plain, i);
    struct edit edits[2];

    if (!is_text(plain, i, "(") || end == plain->tokens.count || !may_drop(plain, i, end))
        return false;
    edits[0] = edit_of(plain, i, i, "");
    edits[1] = edit_of(plain, end, end, "");
    return try_edits(plain, edits, 2);
}

/* ------------------------------------------------------------------ casts */

/* The type that PostgreSQL gives a number without quotes. */
static const char *number_type(const char *number)
{
    int64_t value;

    if (strchr(number, '.'))
        return "numeric";
    errno = 0;
    value = strtoll(number, NULL, 10);
    if (errno)
        return "numeric";
    return value >= INT32_MIN && value <= INT32_MAX ? "integer" : "bigint";
}

/* '-1'::integer as -1, where that is of the same type; NULL if it is no plain number. */
static const char *bare_number(const struct plain *plain, size_t i, size_t type)
{
    const struct token *token = token_at(plain, i);
    size_t length = token_length(token), digits = 0;
    const char *text;

    if (token->type != TOKEN_STRING || length < 3)
        return NULL;
    text = arena_strndup(plain->arena, plain->text + token->start + 1, length - 2);
    digits = strspn(text + (*text == '-'), "0123456789.");
    return digits && digits == strlen(text) - (*text == '-') &&
                   is_text(plain, type, number_type(text))
               ? text
               : NULL;
}

/* Whether the token is in the brackets of ARRAY[…] itself. */
static bool is_element(const struct plain *plain, size_t i)
{
    size_t depth = 1;

    while (depth && i-- > 0) {
        depth += is_text(plain, i, ")") || is_text(plain, i, "]");
        depth -= is_text(plain, i, "(") || is_text(plain, i, "[");
    }
    return !depth && i && is_text(plain, i, "[") && is_text(plain, i - 1, "array");
}

static bool drop_cast(struct plain *plain, size_t i)
{
    size_t end;
    const char *number;

    if (!i || !is_cast(plain, i))
        return false;
    end = behind_type(plain, i + 2) - 1;
    if (end >= plain->tokens.count)
        return false;
    number = bare_number(plain, i - 1, i + 2);
    if (number) {
        struct edit edit = edit_of(plain, i - 1, end, number);

        if (try_edits(plain, &edit, 1))
            return true;
    }
    /* in an array all of them go, or none */
    return !is_element(plain, i) &&
           try_edits(plain,
                     &(struct edit){token_at(plain, i - 1)->end, token_at(plain, end)->end, ""},
                     1);
}

/* ------------------------------------------------------------------ lists */

/* The elements of an array, with the casts that stand last in them or without, in the arena. */
static const char *list_elements(struct plain *plain, size_t from, size_t to, bool with_casts)
{
    struct buf list = BUF_INIT;
    const char *text;

    for (size_t i = from, next; i < to; i = next + 1) {
        size_t end;

        for (next = i; next < to && !is_text(plain, next, ","); next++)
            if (is_text(plain, next, "(") || is_text(plain, next, "["))
                next = closing(plain, next);
        for (end = i; !with_casts && end < next && !is_cast(plain, end); end++)
            continue;
        end = with_casts ? next : end;
        buf_add(&list, list.length ? ", " : "");
        if (end > i)
            buf_add_n(&list, plain->text + token_at(plain, i)->start,
                      token_at(plain, end - 1)->end - token_at(plain, i)->start);
    }
    text = arena_strdup(plain->arena, buf_text(&list));
    buf_release(&list);
    return text;
}

static bool drop_element_casts(struct plain *plain, size_t i)
{
    size_t end = closing(plain, i + 1);
    struct edit edit;

    if (!is_text(plain, i, "array") || !is_text(plain, i + 1, "[") ||
        end == plain->tokens.count || end < i + 3)
        return false;
    edit = edit_of(plain, i + 2, end - 1, list_elements(plain, i + 2, end, false));
    return token_at(plain, end)->start - token_at(plain, i + 2)->start > strlen(edit.text) &&
           try_edits(plain, &edit, 1);
}

/* The '(' of ANY, the array's own '[', and the ')' behind it all. */
struct any_list {
    size_t sign, open, close, end;
};

/* = ANY (ARRAY[…]), <> ALL ((ARRAY[…])::text[]) */
static bool find_list(const struct plain *plain, size_t i, bool *is_not, struct any_list *list)
{
    size_t at;

    *is_not = is_text(plain, i, "<") && is_text(plain, i + 1, ">");
    at = i + 1 + *is_not;
    if ((!*is_not && !is_text(plain, i, "=")) || !is_text(plain, at, *is_not ? "all" : "any") ||
        !is_text(plain, at + 1, "("))
        return false;
    list->sign = i;
    list->end = closing(plain, at + 1);
    at += 2;
    at += is_text(plain, at, "(");
    if (!is_text(plain, at, "array") || !is_text(plain, at + 1, "["))
        return false;
    list->open = at + 1;
    list->close = closing(plain, at + 1);
    return list->end < plain->tokens.count;
}

/* What stands left of the sign without its cast, where it has one: the token that begins the
 * cast; else the sign. */
static size_t left_cast(const struct plain *plain, size_t sign)
{
    for (size_t i = sign; i-- > 0 && sign - i < 8;)
        if (is_cast(plain, i))
            return behind_type(plain, i + 2) == sign ? i : sign;
    return sign;
}

static bool write_list(struct plain *plain, size_t i)
{
    struct any_list list;
    bool is_not;
    size_t cast;

    if (!i || !find_list(plain, i, &is_not, &list))
        return false;
    cast = left_cast(plain, i);
    for (int tried = 0; tried < 3; tried++) {
        size_t from = tried ? i : cast;
        struct edit edit = {
            token_at(plain, from - 1)->end, token_at(plain, list.end)->end,
            arena_printf(plain->arena, " %sin (%s)", is_not ? "not " : "",
                         list_elements(plain, list.open + 1, list.close, tried == 2))};

        if (from && try_edits(plain, &edit, 1))
            return true;
    }
    return false;
}

/* ------------------------------------------------------------------ between */

/* The sign of two characters in that part of the text, not in brackets; 0 if there is none. */
static size_t find_sign(const struct plain *plain, size_t from, size_t to, const char *sign)
{
    for (size_t i = from; i + 1 < to; i++) {
        if (token_at(plain, i)->type == TOKEN_SIGN &&
            !strncmp(plain->text + token_at(plain, i)->start, sign, 2))
            return i;
        if (is_text(plain, i, "(") || is_text(plain, i, "["))
            i = closing(plain, i);
    }
    return 0;
}

/* The next of these words at or after i, not in brackets; or what closes these, or the count of
 * tokens. */
static size_t find_join(const struct plain *plain, size_t i)
{
    static const char *const joins[] = {"and", "or", ")", NULL};

    for (; i < plain->tokens.count && !is_one_of(plain, i, joins); i++)
        if (is_text(plain, i, "(") || is_text(plain, i, "["))
            i = closing(plain, i);
    return i < plain->tokens.count ? i : plain->tokens.count;
}

static bool same_words(const struct plain *plain, size_t from, size_t other, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct token *a = token_at(plain, from + i), *b = token_at(plain, other + i);

        if (token_length(a) != token_length(b) ||
            memcmp(plain->text + a->start, plain->text + b->start, token_length(a)) != 0)
            return false;
    }
    return count > 0;
}

/* a >= 1 AND a <= 10, where the condition begins at i. */
static bool write_between(struct plain *plain, size_t i)
{
    size_t join = find_join(plain, i), end = find_join(plain, join + 1);
    size_t least = find_sign(plain, i, join, ">="), most = find_sign(plain, join, end, "<=");
    struct edit edits[2];

    if (!is_text(plain, join, "and") || !least || !most || most - join - 1 != least - i ||
        !same_words(plain, i, join + 1, least - i))
        return false;
    edits[0] = (struct edit){token_at(plain, least - 1)->end, token_at(plain, least + 1)->end,
                             " between"};
    edits[1] = edit_of(plain, join + 1, most + 1, "");
    edits[1].end = token_at(plain, most + 2)->start;
    return try_edits(plain, edits, 2);
}

static void write_betweens(struct plain *plain)
{
    static const char *const before[] = {"(", "and", "or", "when", NULL};

    for (size_t i = 0; i < plain->tokens.count; i++)
        if (!i || is_one_of(plain, i - 1, before))
            write_between(plain, i);
}

/* ------------------------------------------------------------------ words */

/* What PostgreSQL prints, token by token, and what people write. */
static const struct respelling {
    const char *printed[5];
    const char *written;
} respellings[] = {
    {{"~", "~"}, "like"},
    {{"!", "~", "~"}, "not like"},
    {{"~", "~", "*"}, "ilike"},
    {{"!", "~", "~", "*"}, "not ilike"},
    {{"character", "varying"}, "varchar"},
    {{"time", "without", "time", "zone"}, "time"},
    {{"timestamp", "without", "time", "zone"}, "timestamp"},
    {{"timestamp", "with", "time", "zone"}, "timestamptz"},
};

/* How many tokens it is. An operator is a whole one: no sign of operators follows or leads. */
static size_t printed_here(const struct plain *plain, size_t i, const char *const *printed)
{
    static const char *const signs[] = {"~", "!", "*", "@", "#", "&",
                                        "|", "<", ">", "=", ".", NULL};
    size_t count = 0;

    while (printed[count] && is_text(plain, i + count, printed[count]))
        count++;
    if (printed[count] ||
        (token_at(plain, i)->type == TOKEN_SIGN &&
         (is_one_of(plain, i + count, signs) || (i && is_one_of(plain, i - 1, signs)))))
        return 0;
    return count;
}

static bool respell(struct plain *plain, size_t i)
{
    for (size_t row = 0; row < COUNT_OF(respellings); row++) {
        size_t count = printed_here(plain, i, respellings[row].printed);
        struct edit edit;

        if (!count)
            continue;
        edit = edit_of(plain, i, i + count - 1, respellings[row].written);
        if (try_edits(plain, &edit, 1))
            return true;
    }
    return false;
}

/* "left"(x, 2): the name of a function that is a keyword, but may be called. */
static bool drop_quotes(struct plain *plain, size_t i)
{
    const struct token *token = token_at(plain, i);
    struct edit edit;

    if (token->type != TOKEN_NAME || !is_text(plain, i + 1, "("))
        return false;
    edit = edit_of(
        plain, i, i,
        arena_strndup(plain->arena, plain->text + token->start + 1, token_length(token) - 2));
    return try_edits(plain, &edit, 1);
}

/* ------------------------------------------------------------------ schemas */

/* The name from that token on, folded and unquoted; NULL if it is none. */
static const char *name_at(const struct plain *plain, size_t i)
{
    const struct token *token = token_at(plain, i);
    const char *at = plain->text + token->start;
    bool quoted = token->type == TOKEN_NAME;

    if (token->type != TOKEN_WORD && !quoted)
        return NULL;
    return arena_strndup(plain->arena, at + quoted, token_length(token) - 2 * quoted);
}

/* What is looked up in the schema at hand when no schema is said: there must be nothing
 * built in of that name, for it would come first. */
static bool is_found_here(const struct plain *plain, size_t i)
{
    const char *name = name_at(plain, i);

    if (!name)
        return false;
    if (is_text(plain, i + 1, "("))
        return !function_name_is_builtin(name);
    return i > 3 && is_cast(plain, i - 4) && !type_internal_name(name);
}

/* public.f(x), x::public.mood: in public's own objects nobody says it. */
static bool drop_schema(struct plain *plain, size_t i)
{
    const char *schema = name_at(plain, i);
    struct edit edit;

    if (!schema || !text_equal(schema, plain->setting->schema) || !is_text(plain, i + 1, ".") ||
        (i && is_text(plain, i - 1, ".")) || !is_found_here(plain, i + 2))
        return false;
    edit = edit_of(plain, i, i + 1, "");
    return try_edits(plain, &edit, 1);
}

/* nextval('public.s'): the relations that are built in begin with pg_. */
static bool drop_schema_in_text(struct plain *plain, size_t i)
{
    const struct token *token = token_at(plain, i);
    const char *schema = plain->setting->schema, *at = plain->text + token->start + 1;
    size_t length = schema ? strlen(schema) : 0;
    struct edit edit;

    if (!length || token->type != TOKEN_STRING || token_length(token) < length + 4 ||
        strncmp(at, schema, length) || at[length] != '.' || !strncmp(at + length + 1, "pg_", 3))
        return false;
    edit = (struct edit){token->start + 1, token->start + 2 + (uint32_t)length, ""};
    return try_edits(plain, &edit, 1);
}

/* ------------------------------------------------------------------ the whole */

/* Words in small letters, on one line where it fits. */
static const char *settle_letters(struct plain *plain)
{
    bool one_line = strlen(plain->text) <= LINE_MOST && !strstr(plain->text, "--");
    struct buf text = BUF_INIT;
    const char *settled;
    uint32_t behind = 0;

    for (size_t i = 0; i < plain->tokens.count; i++) {
        const struct token *token = token_at(plain, i);
        const char *gap = plain->text + behind;
        size_t length = i ? token->start - behind : 0;

        if (one_line && memchr(gap, '\n', length))
            buf_add_char(&text, ' ');
        else
            buf_add_n(&text, gap, length);
        for (uint32_t at = token->start; at < token->end; at++)
            buf_add_char(&text, token->type == TOKEN_WORD && plain->text[at] >= 'A' &&
                                        plain->text[at] <= 'Z'
                                    ? (char)(plain->text[at] - 'A' + 'a')
                                    : plain->text[at]);
        behind = token->end;
    }
    settled = arena_strdup(plain->arena, buf_text(&text));
    buf_release(&text);
    return settled;
}

static void take_steps(struct plain *plain)
{
    for (size_t i = 0; i < plain->tokens.count; i++)
        while (drop_brackets(plain, i) || write_list(plain, i) || drop_cast(plain, i) ||
               drop_element_casts(plain, i) || respell(plain, i) || drop_quotes(plain, i) ||
               drop_schema(plain, i) || drop_schema_in_text(plain, i))
            ;
}

static void take_all_steps(struct plain *plain)
{
    const char *before;

    plain->text = plain->said;
    read_tokens(plain);
    do {
        before = plain->text;
        take_steps(plain);
    } while (plain->text != before);
    write_betweens(plain);
}

/* Mostly all guesses hold, and then one look is enough; else each is looked at by itself. */
const char *expression_plain(struct arena *arena, const struct expression_setting *setting,
                             const char *text)
{
    struct plain plain = {.arena = arena, .setting = setting, .said = text, .trusts = true};

    take_all_steps(&plain);
    if (plain.text != text && !is_same(&plain, plain.text)) {
        plain.trusts = false;
        take_all_steps(&plain);
    }
    return settle_letters(&plain);
}

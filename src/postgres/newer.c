/* Lifts clauses of newer PostgreSQL out of SQL text, statement by statement, by the tokens
 * around them. What a clause means is left to those who find its note, reading and writing the
 * text to newer_pieces.c. */

#include "postgres/newer_parts.h"

#include "base/array.h"
#include "grammar/keywords.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ items of a table */

/* Where the definition in the item at hand begins: the name of a new column, or a constraint.
 * The end where the item defines nothing. */
static size_t find_definition(const struct lifting *lifting)
{
    size_t i = lifting->item;

    if (lifting->place == PLACE_CREATE_TABLE) {
        return i;
    }
    if (lifting_word(lifting, i) != WORD_ADD) {
        return lifting->pieces.count - 1;
    }
    i += lifting_word(lifting, i + 1) == WORD_COLUMN ? 2 : 1;
    return HAS_WORDS(lifting, i, WORD_IF, WORD_NOT, WORD_EXISTS) ? i + 3 : i;
}

static bool begins_table_constraint(const struct lifting *lifting, size_t i)
{
    switch (lifting_word(lifting, i)) {
    case WORD_CONSTRAINT:
    case WORD_CHECK:
    case WORD_UNIQUE:
    case WORD_PRIMARY:
    case WORD_FOREIGN:
        return true;
    case WORD_EXCLUDE:
        return lifting_word(lifting, i + 1) == WORD_USING ||
               lifting_is_sign(lifting, i + 1, '(');
    case WORD_NOT:
        return lifting_word(lifting, i + 1) == WORD_NULL;
    default:
        return false;
    }
}

/* The place that the parser gives to the constraint to which the piece at i belongs. */
static uint32_t find_constraint(const struct lifting *lifting, size_t i)
{
    size_t first = find_definition(lifting);

    if (begins_table_constraint(lifting, first)) {
        return lifting_piece(lifting, first)->token.start;
    }
    for (size_t j = i + 1; j-- > first + 1;) {
        enum word word = lifting_word(lifting, j);
        bool begins = word == WORD_CHECK || word == WORD_REFERENCES || word == WORD_GENERATED ||
                      (word == WORD_NOT && lifting_word(lifting, j + 1) == WORD_NULL);
        if (begins && lifting_piece(lifting, j)->level == lifting->body) {
            bool named = lifting_word(lifting, j - 2) == WORD_CONSTRAINT;
            return lifting_piece(lifting, named ? j - 2 : j)->token.start;
        }
    }
    return lifting_piece(lifting, first)->token.start;
}

static bool is_in_body(const struct lifting *lifting, size_t i)
{
    return lifting->place != PLACE_OTHER && lifting->place != PLACE_ALTER &&
           lifting_piece(lifting, i)->level == lifting->body && i >= lifting->item;
}

/* ------------------------------------------------------------------ what is lifted */

typedef void lift(struct lifting *lifting, size_t i);

static void lift_generated(struct lifting *lifting, size_t i)
{
    if (!is_in_body(lifting, i) ||
        !HAS_WORDS(lifting, i, WORD_GENERATED, WORD_ALWAYS, WORD_AS) ||
        !lifting_is_sign(lifting, i + 3, '(')) {
        return;
    }
    size_t behind = lifting_behind(lifting, i + 3);
    if (lifting_word(lifting, behind) == WORD_STORED) {
        return;
    }
    lifting_add_note(lifting, NOTE_VIRTUAL, find_constraint(lifting, i));
    lifting_replace(lifting, i, i + 2, "DEFAULT");
    if (lifting_word(lifting, behind) == WORD_VIRTUAL) {
        lifting_replace(lifting, behind, behind, "");
    }
}

/* [UN]LOGGED among the options of an identity, whose brackets may hold nothing else. */
static void lift_logged(struct lifting *lifting, size_t i)
{
    size_t open = lifting_around(lifting, i), first = open - 4;

    if (!open || !lifting_is_sign(lifting, open, '(') ||
        lifting_word(lifting, open - 1) != WORD_IDENTITY) {
        return;
    }
    first -= lifting_word(lifting, open - 3) == WORD_DEFAULT;
    first -= lifting_word(lifting, first - 2) == WORD_CONSTRAINT ? 2 : 0;
    if (lifting_word(lifting, i) == WORD_UNLOGGED) {
        lifting_add_note(lifting, NOTE_UNLOGGED, lifting_piece(lifting, first)->token.start);
    }
    bool is_alone = i == open + 1 && lifting_is_sign(lifting, i + 1, ')');
    lifting_replace(lifting, i - is_alone, i + is_alone, "");
}

/* The name of a column, in quotes; NULL where none stands. */
static const char *quoted_column(const struct lifting *lifting, size_t i)
{
    struct token token = lifting_piece(lifting, i)->token;

    if (token.type == TOKEN_NAME) {
        return arena_strndup(lifting->arena, lifting->text + token.start,
                             token.end - token.start);
    }
    const char *word = token.type == TOKEN_WORD ? lifting_name(lifting, i) : NULL;
    bool is_free = word && keyword_category(word) <= KEYWORD_COL_NAME;
    return is_free ? arena_printf(lifting->arena, "\"%s\"", word) : NULL;
}

static void lift_not_null(struct lifting *lifting, size_t i)
{
    size_t first = find_definition(lifting);
    bool named = lifting_word(lifting, first) == WORD_CONSTRAINT && i == first + 2;

    if (i == first || named) {
        uint32_t place = lifting_piece(lifting, first)->token.start;
        if (lifting->place == PLACE_ALTER_DOMAIN) {
            lifting_add_note(lifting, NOTE_DOMAIN_NOT_NULL, place);
            lifting_replace(lifting, i, i + 1, "CHECK(0)");
            return;
        }
        const char *column = quoted_column(lifting, i + 2);
        if (column) {
            lifting_add_note(lifting, NOTE_NOT_NULL, place);
            lifting_replace(lifting, i, i + 2,
                            arena_printf(lifting->arena, "CHECK(%s)", column));
        }
    } else if (HAS_WORDS(lifting, i + 2, WORD_NO, WORD_INHERIT)) {
        lifting_add_note(lifting, NOTE_NO_INHERIT, find_constraint(lifting, i));
        lifting_replace(lifting, i + 2, i + 3, "");
    }
}

static void lift_not(struct lifting *lifting, size_t i)
{
    if (!is_in_body(lifting, i)) {
        return;
    }
    if (lifting_word(lifting, i + 1) == WORD_NULL) {
        lift_not_null(lifting, i);
    } else if (lifting_word(lifting, i + 1) == WORD_ENFORCED &&
               lifting_word(lifting, lifting->item) != WORD_ALTER) {
        lifting_add_note(lifting, NOTE_NOT_ENFORCED, find_constraint(lifting, i));
        lifting_replace(lifting, i, i + 1, "");
    }
}

/* A word ENFORCED that is no name: something to enforce stands before it. */
static void lift_enforced(struct lifting *lifting, size_t i)
{
    size_t first = find_definition(lifting);
    enum word before = i ? lifting_word(lifting, i - 1) : WORD_NONE;

    if (!is_in_body(lifting, i) || i <= first || before == WORD_NOT ||
        before == WORD_CONSTRAINT || before == WORD_REFERENCES ||
        lifting_is_sign(lifting, i - 1, '.')) {
        return;
    }
    for (size_t j = first; j < i; j++) {
        enum word word = lifting_word(lifting, j);
        if ((word == WORD_CHECK || word == WORD_REFERENCES) &&
            lifting_piece(lifting, j)->level == lifting->body) {
            lifting_add_note(lifting, NOTE_ENFORCED, find_constraint(lifting, i));
            lifting_replace(lifting, i, i, "");
            return;
        }
    }
}

static void lift_overlaps(struct lifting *lifting, size_t i)
{
    size_t open = lifting_around(lifting, i);

    if (is_in_body(lifting, open) && lifting_is_sign(lifting, open, '(') &&
        lifting_is_sign(lifting, i + 1, ')') && lifting_word(lifting, i - 1) == WORD_WITHOUT) {
        lifting_add_note(lifting, NOTE_WITHOUT_OVERLAPS, find_constraint(lifting, open));
        lifting_replace(lifting, i - 1, i, "");
    }
}

static void lift_period(struct lifting *lifting, size_t i)
{
    size_t open = lifting_around(lifting, i);
    bool first = lifting_is_sign(lifting, i - 1, ',') || lifting_is_sign(lifting, i - 1, '(');

    if (is_in_body(lifting, open) && lifting_is_sign(lifting, open, '(') && first &&
        lifting_is_name(lifting, i + 1) && lifting_is_sign(lifting, i + 2, ')')) {
        lifting_add_note(lifting, NOTE_PERIOD, find_constraint(lifting, open));
        lifting_replace(lifting, i, i, "");
    }
}

static void lift_storage(struct lifting *lifting, size_t i)
{
    size_t first = find_definition(lifting);
    enum word before = i ? lifting_word(lifting, i - 1) : WORD_NONE;

    if (is_in_body(lifting, i) && i >= first + 2 && lifting_is_name(lifting, i + 1) &&
        before != WORD_INCLUDING && before != WORD_EXCLUDING &&
        !lifting_is_sign(lifting, i - 1, '.') && !begins_table_constraint(lifting, first)) {
        lifting_add_note(lifting, NOTE_STORAGE, lifting_piece(lifting, first)->token.start)
            ->text = lifting_name(lifting, i + 1);
        lifting_replace(lifting, i, i + 1, "");
    }
}

/* SET … DEFAULT and SET EXPRESSION: no node there has a place, so the text says it. */
static void lift_set(struct lifting *lifting, size_t i)
{
    if (lifting->place == PLACE_OTHER || lifting_piece(lifting, i)->level) {
        return;
    }
    if (HAS_WORDS(lifting, i + 1, WORD_STATISTICS, WORD_DEFAULT)) {
        lifting_replace(lifting, i + 2, i + 2, "-1");
    } else if (HAS_WORDS(lifting, i + 1, WORD_STORAGE, WORD_DEFAULT)) {
        lifting_replace(lifting, i + 2, i + 2, "\"" PARSE_DEFAULT "\"");
    } else if (HAS_WORDS(lifting, i + 1, WORD_ACCESS, WORD_METHOD, WORD_DEFAULT)) {
        lifting_replace(lifting, i + 3, i + 3, "\"" PARSE_DEFAULT "\"");
    } else if (HAS_WORDS(lifting, i + 1, WORD_EXPRESSION, WORD_AS)) {
        lifting_replace(lifting, i + 1, i + 2, "DEFAULT \"" PARSE_EXPRESSION "\"");
    }
}

static void lift_alter_constraint(struct lifting *lifting, size_t i)
{
    static const struct {
        enum word word;
        enum note_type plain, negated;
    } attributes[] = {
        {WORD_ENFORCED, NOTE_ENFORCED, NOTE_NOT_ENFORCED},
        {WORD_INHERIT, NOTE_CONSTRAINT_INHERIT, NOTE_CONSTRAINT_NO_INHERIT},
        {WORD_DEFERRABLE, NOTE_CONSTRAINT_DEFERRAL, NOTE_CONSTRAINT_DEFERRAL},
        {WORD_INITIALLY, NOTE_CONSTRAINT_DEFERRAL, NOTE_CONSTRAINT_DEFERRAL},
    };

    if (lifting->place != PLACE_ALTER_TABLE || i != lifting->item + 1 ||
        lifting_word(lifting, i - 1) != WORD_ALTER || !lifting_is_name(lifting, i + 1)) {
        return;
    }
    for (size_t j = i + 2; lifting_is_name(lifting, j); j++) {
        enum word before = lifting_word(lifting, j - 1);
        bool negated = j > i + 2 && (before == WORD_NOT || before == WORD_NO);
        for (size_t k = 0; k < COUNT_OF(attributes); k++) {
            if (lifting_word(lifting, j) != attributes[k].word) {
                continue;
            }
            enum note_type type = negated ? attributes[k].negated : attributes[k].plain;
            uint32_t place = lifting_piece(lifting, i + 1)->token.start;
            lifting_add_note(lifting, type, place)->text = lifting_name(lifting, i + 1);
            if (type != NOTE_CONSTRAINT_DEFERRAL) {
                lifting_replace(lifting, j - negated, j, "");
            }
        }
    }
}

static void lift_is_json(struct lifting *lifting, size_t i)
{
    size_t json = i + (lifting_word(lifting, i + 1) == WORD_NOT ? 2 : 1), last = json;

    if (lifting_word(lifting, json) != WORD_JSON) {
        return;
    }
    switch (lifting_word(lifting, last + 1)) {
    case WORD_VALUE:
    case WORD_ARRAY:
    case WORD_OBJECT:
    case WORD_SCALAR:
        last++;
        break;
    default:
        break;
    }
    enum word next = lifting_word(lifting, last + 1);
    if ((next == WORD_WITH || next == WORD_WITHOUT) &&
        lifting_word(lifting, last + 2) == WORD_UNIQUE) {
        last += lifting_word(lifting, last + 3) == WORD_KEYS ? 3 : 2;
    }
    lifting_add_note(lifting, NOTE_OPAQUE, lifting_piece(lifting, json)->token.start);
    lifting_replace(lifting, json, last, "NULL");
}

static void lift_at_local(struct lifting *lifting, size_t i)
{
    if (i && lifting_word(lifting, i + 1) == WORD_LOCAL) {
        lifting_add_note(lifting, NOTE_OPAQUE, lifting_piece(lifting, i)->token.start);
        lifting_replace(lifting, i, i + 1, "::text");
    }
}

static bool begins_json_clauses(const struct lifting *lifting, size_t i)
{
    switch (lifting_word(lifting, i)) {
    case WORD_RETURNING:
    case WORD_PASSING:
    case WORD_FORMAT:
    case WORD_KEEP:
    case WORD_OMIT:
    case WORD_WITH:
    case WORD_WITHOUT:
    case WORD_DEFAULT:
    case WORD_COLUMNS:
        return true;
    case WORD_ABSENT:
    case WORD_NULL:
    case WORD_ERROR:
    case WORD_EMPTY:
        return lifting_word(lifting, i + 1) == WORD_ON;
    default:
        return false;
    }
}

/* JSON_OBJECT('a': 1 NULL ON NULL), JSON_OBJECT(KEY 'a' VALUE 1), JSON_VALUE(x, '$' RETURNING
 * …): what is left are their arguments. */
static void lift_json_call(struct lifting *lifting, size_t i)
{
    size_t open = i + 1, close = lifting_behind(lifting, open) - 1;

    if (!lifting_is_sign(lifting, open, '(') || !lifting_is_sign(lifting, close, ')')) {
        return;
    }
    uint32_t place = lifting_piece(lifting, i)->token.start;
    for (size_t j = open + 1; j < close; j++) {
        bool separates =
            lifting_word(lifting, j) == WORD_VALUE || lifting_is_sign(lifting, j, ':');
        if (lifting_piece(lifting, j)->level != lifting_piece(lifting, open)->level + 1) {
            continue;
        }
        if (j > open + 1 && begins_json_clauses(lifting, j)) {
            lifting_add_note(lifting, NOTE_OPAQUE, place);
            lifting_replace(lifting, j, close - 1, "");
            return;
        }
        if (lifting_is_sign(lifting, j, ':') && lifting_is_sign(lifting, j + 1, ':')) {
            j++;
        } else if (separates && j > open + 1) {
            lifting_add_note(lifting, NOTE_OPAQUE, place);
            lifting_replace(lifting, j, j, ",");
        } else if (lifting_word(lifting, j) == WORD_KEY &&
                   lifting_piece(lifting, j + 1)->sign == '\0') {
            lifting_replace(lifting, j, j, "");
        }
    }
}

/* GRANT role TO role WITH INHERIT TRUE, REVOKE SET OPTION FOR role: roles are none of ours. */
static void lift_role_grant(struct lifting *lifting, size_t i)
{
    size_t last = lifting->pieces.count - 2, with = 0;

    if (i) {
        return;
    }
    for (size_t j = 1; j <= last; j++) {
        if (lifting_word(lifting, j) == WORD_ON) {
            return;
        }
        with = lifting_word(lifting, j) == WORD_WITH && !with ? j : with;
        if (with && lifting_word(lifting, j) == WORD_GRANTED) {
            last = j - 1;
        }
    }
    if (with) {
        lifting_replace(lifting, with, last, "");
    }
    if (HAS_WORDS(lifting, 2, WORD_OPTION)) {
        lifting_replace(lifting, 1, 3, "");
    }
}

/* CREATE STATISTICS [(kinds)] ON c, … FROM t: there is no room for a name that the parser could
 * read. */
static void lift_statistics(struct lifting *lifting, size_t i)
{
    size_t on = lifting_is_sign(lifting, i + 1, '(') ? lifting_behind(lifting, i + 1) : i + 1;

    if (i != 1 || lifting_word(lifting, 0) != WORD_CREATE ||
        lifting_word(lifting, on) != WORD_ON) {
        return;
    }
    lifting_add_note(lifting, NOTE_STATISTICS, lifting_piece(lifting, 0)->token.start);
    lifting_replace(lifting, 0, on, "SELECT");
}

static lift *const LIFTS[WORD_COUNT] = {
    [WORD_GENERATED] = lift_generated,
    [WORD_NOT] = lift_not,
    [WORD_ENFORCED] = lift_enforced,
    [WORD_OVERLAPS] = lift_overlaps,
    [WORD_PERIOD] = lift_period,
    [WORD_STORAGE] = lift_storage,
    [WORD_LOGGED] = lift_logged,
    [WORD_UNLOGGED] = lift_logged,
    [WORD_SET] = lift_set,
    [WORD_STATISTICS] = lift_statistics,
    [WORD_CONSTRAINT] = lift_alter_constraint,
    [WORD_IS] = lift_is_json,
    [WORD_AT] = lift_at_local,
    [WORD_GRANT] = lift_role_grant,
    [WORD_REVOKE] = lift_role_grant,
    [WORD_JSON_ARRAY] = lift_json_call,
    [WORD_JSON_ARRAYAGG] = lift_json_call,
    [WORD_JSON_EXISTS] = lift_json_call,
    [WORD_JSON_OBJECT] = lift_json_call,
    [WORD_JSON_OBJECTAGG] = lift_json_call,
    [WORD_JSON_QUERY] = lift_json_call,
    [WORD_JSON_SERIALIZE] = lift_json_call,
    [WORD_JSON_TABLE] = lift_json_call,
    [WORD_JSON_VALUE] = lift_json_call,
};

/* ------------------------------------------------------------------ numbers, variables */

/* 1_000, 0x1F, 0o17, 0b11: as decimal digits, where these take no more room. */
static void lift_number(struct lifting *lifting, struct token token)
{
    static const char prefixes[] = "xob";
    static const int bases[] = {16, 8, 2};
    const char *at = lifting->text + token.start;
    size_t length = token.end - token.start, count = 0;
    char digits[64];
    const char *prefix =
        *at == '0' && length > 2 ? memchr(prefixes, tolower((unsigned char)at[1]), 3) : NULL;

    if (length >= sizeof digits || (!prefix && !memchr(at, '_', length))) {
        return;
    }
    for (size_t i = prefix ? 2 : 0; i < length; i++) {
        if (at[i] != '_') {
            digits[count++] = at[i];
        }
    }
    digits[count] = '\0';
    if (prefix) {
        char *end;
        unsigned long long value = strtoull(digits, &end, bases[prefix - prefixes]);
        count = (size_t)snprintf(digits, sizeof digits, "%llu", value);
        if (*end || count > length) {
            return;
        }
    }
    lifting_put(lifting, token.start, token.end, digits);
}

/* A colon before a name without space between them, as psql reads it. */
static void lift_variable(struct lifting *lifting, size_t i)
{
    const struct piece *colon = lifting_piece(lifting, i),
                       *next = lifting_piece(lifting, i + 1);
    bool is_cast =
        lifting_is_sign(lifting, i + 1, ':') || (i && lifting_is_sign(lifting, i - 1, ':'));

    if (is_cast || colon->subscript || next->token.start != colon->token.end ||
        next->token.type == TOKEN_END || next->token.type == TOKEN_SIGN ||
        next->token.type == TOKEN_NUMBER) {
        return;
    }
    bool quoted = next->token.type != TOKEN_WORD;
    struct note *note = lifting_add_note(lifting, NOTE_VARIABLE, colon->token.start);
    note->text = arena_strndup(lifting->arena, lifting->text + next->token.start + quoted,
                               next->token.end - next->token.start - (quoted ? 2 : 0));
    lifting_replace(lifting, i, i, "");
}

/* ------------------------------------------------------------------ statements */

static bool is_before_table(enum word word)
{
    return word == WORD_GLOBAL || word == WORD_LOCAL || word == WORD_TEMP ||
           word == WORD_TEMPORARY || word == WORD_UNLOGGED || word == WORD_FOREIGN;
}

/* Behind IF EXISTS, ONLY and the name of what is altered. */
static size_t behind_altered(const struct lifting *lifting, size_t i)
{
    i += HAS_WORDS(lifting, i, WORD_IF, WORD_EXISTS) ? 2 : 0;
    i += lifting_word(lifting, i) == WORD_ONLY;
    while (lifting_is_sign(lifting, i + 1, '.')) {
        i += 2;
    }
    return i + 1 + lifting_is_sign(lifting, i + 1, '*');
}

static void find_place(struct lifting *lifting, size_t i)
{
    size_t j = i + 1;

    if (lifting_word(lifting, i) == WORD_CREATE) {
        while (is_before_table(lifting_word(lifting, j))) {
            j++;
        }
        if (lifting_word(lifting, j) == WORD_TABLE) {
            lifting->place = PLACE_CREATE_TABLE;
            lifting->body = 1;
            lifting->item = lifting->pieces.count;
        }
    } else if (lifting_word(lifting, i) == WORD_ALTER && !i) {
        j += lifting_word(lifting, j) == WORD_FOREIGN;
        lifting->place = lifting_word(lifting, j) == WORD_TABLE    ? PLACE_ALTER_TABLE
                         : lifting_word(lifting, j) == WORD_DOMAIN ? PLACE_ALTER_DOMAIN
                                                                   : PLACE_ALTER;
        lifting->body = 0;
        lifting->item = behind_altered(lifting, j + 1);
    }
}

/* Items begin behind the bracket of CREATE TABLE, and behind commas. */
static void find_item(struct lifting *lifting, size_t i)
{
    bool is_table = lifting->place == PLACE_CREATE_TABLE;

    if ((is_table && lifting_is_sign(lifting, i, '(') && !lifting->pieces.at[i].level &&
         lifting->item == lifting->pieces.count) ||
        (lifting_is_sign(lifting, i, ',') && lifting->pieces.at[i].level == lifting->body &&
         lifting->item <= i)) {
        lifting->item = i + 1;
    }
}

static void lift_statement(struct lifting *lifting)
{
    lifting->place = PLACE_OTHER;
    lifting->item = 0;
    for (size_t i = 0; i + 1 < lifting->pieces.count; i++) {
        const struct piece *piece = &lifting->pieces.at[i];
        if (piece->word == WORD_CREATE || piece->word == WORD_ALTER) {
            find_place(lifting, i);
        }
        if (piece->sign) {
            find_item(lifting, i);
        }
        if (piece->sign == ':') {
            lift_variable(lifting, i);
        } else if (piece->token.type == TOKEN_NUMBER) {
            lift_number(lifting, piece->token);
        } else if (LIFTS[piece->word]) {
            LIFTS[piece->word](lifting, i);
        }
    }
}

static int compare_notes(const void *left, const void *right)
{
    const struct note *a = left, *b = right;

    if (a->place != b->place) {
        return a->place < b->place ? -1 : 1;
    }
    return (int)a->type - (int)b->type;
}

void newer_lift(struct arena *arena, const char *text, struct lifted *lifted)
{
    struct lifting lifting = {.arena = arena, .text = text, .lifted = lifted};

    *lifted = (struct lifted){0};
    for (uint32_t at = 0; text[at];) {
        at = lifting_read(&lifting, at);
        lift_statement(&lifting);
    }
    if (lifted->notes.count) {
        qsort(lifted->notes.at, lifted->notes.count, sizeof *lifted->notes.at, compare_notes);
    }
    free(lifting.pieces.at);
}

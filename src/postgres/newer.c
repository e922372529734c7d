/* Lifts clauses of newer PostgreSQL out of SQL text, statement by statement, by the tokens
 * around them. What a clause means is left to those who find its note. */

#include "postgres/newer.h"

#include "base/array.h"
#include "base/buffer.h"
#include "postgres/code.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum word {
    WORD_NONE,
#define WORD(name, text) WORD_##name,
#include "postgres/newer_words.def"
#undef WORD
    WORD_COUNT
};

static const char *const WORDS[] = {
    [WORD_NONE] = "",
#define WORD(name, text) [WORD_##name] = text,
#include "postgres/newer_words.def"
#undef WORD
};

struct piece {
    struct token token;
    enum word word;
    char sign;      /* of a TOKEN_SIGN */
    unsigned level; /* of brackets around it; a bracket stands outside of itself */
    bool subscript; /* the innermost bracket is [ */
};

enum place {
    PLACE_OTHER,
    PLACE_CREATE_TABLE,
    PLACE_ALTER_TABLE,
    PLACE_ALTER_DOMAIN,
    PLACE_ALTER
};

/* One statement being looked through. */
struct lifting {
    struct arena *arena;
    const char *text;
    struct lifted *lifted;
    struct {
        struct piece *at;
        size_t count, capacity;
    } pieces; /* ends with a TOKEN_END */
    enum place place;
    unsigned body; /* the level at which items of a table stand */
    size_t item;   /* where the item at hand begins */
};

#define NESTED_MOST 2000

/* ------------------------------------------------------------------ tokens */

static int compare_word(const char *at, size_t length, const char *word)
{
    int order = strncasecmp(at, word, length);

    return order ? order : -(word[length] != '\0');
}

static enum word find_word(const char *at, size_t length)
{
    int low = 1, high = WORD_COUNT - 1;

    while (low <= high) {
        int middle = (low + high) / 2, order = compare_word(at, length, WORDS[middle]);
        if (!order) {
            return (enum word)middle;
        }
        low = order > 0 ? middle + 1 : low;
        high = order < 0 ? middle - 1 : high;
    }
    return WORD_NONE;
}

static struct piece *push_piece(struct lifting *lifting, struct token token)
{
    if (lifting->pieces.count == lifting->pieces.capacity) {
        lifting->pieces.capacity += lifting->pieces.capacity + 64;
        lifting->pieces.at = memory_resize(lifting->pieces.at, lifting->pieces.capacity *
                                                                   sizeof *lifting->pieces.at);
    }
    struct piece *piece = &lifting->pieces.at[lifting->pieces.count++];
    const char *at = lifting->text + token.start;
    *piece = (struct piece){
        .token = token,
        .word = token.type == TOKEN_WORD ? find_word(at, token.end - token.start) : WORD_NONE,
        .sign = token.type == TOKEN_SIGN ? *at : '\0'};
    return piece;
}

/* Reads up to the statement's semicolon; the byte behind it. */
static uint32_t read_statement(struct lifting *lifting, uint32_t from)
{
    unsigned level = 0;
    bool subscripts[NESTED_MOST + 1] = {false};

    lifting->pieces.count = 0;
    for (;;) {
        struct token token = code_next(lifting->text, from);
        struct piece *piece = push_piece(lifting, token);
        bool closes = piece->sign == ')' || piece->sign == ']';
        level -= closes && level;
        piece->level = level;
        piece->subscript = subscripts[level < NESTED_MOST ? level : NESTED_MOST];
        if (piece->sign == '(' || piece->sign == '[') {
            level++;
            subscripts[level < NESTED_MOST ? level : NESTED_MOST] = piece->sign == '[';
        }
        from = token.end;
        if (piece->sign == ';') {
            piece->token.type = TOKEN_END;
        }
        if (piece->token.type == TOKEN_END) {
            return from;
        }
    }
}

/* The piece at an index, or the end of the statement for one beyond it. */
static const struct piece *piece_at(const struct lifting *lifting, size_t i)
{
    size_t last = lifting->pieces.count - 1;

    return &lifting->pieces.at[i < last ? i : last];
}

static enum word word_at(const struct lifting *lifting, size_t i)
{
    return piece_at(lifting, i)->word;
}

static bool is_sign(const struct lifting *lifting, size_t i, char sign)
{
    return piece_at(lifting, i)->sign == sign;
}

static bool is_name(const struct lifting *lifting, size_t i)
{
    enum token_type type = piece_at(lifting, i)->token.type;

    return type == TOKEN_WORD || type == TOKEN_NAME;
}

/* Whether these words follow each other from i on; ends with WORD_NONE. */
static bool has_words(const struct lifting *lifting, size_t i, const enum word *words)
{
    for (; *words; words++, i++) {
        if (word_at(lifting, i) != *words) {
            return false;
        }
    }
    return true;
}

#define HAS_WORDS(lifting, i, ...)                                                             \
    has_words(lifting, i, (const enum word[]){__VA_ARGS__, WORD_NONE})

/* Behind the bracket that closes the one at i. */
static size_t behind_brackets(const struct lifting *lifting, size_t i)
{
    unsigned level = piece_at(lifting, i)->level;

    do {
        i++;
    } while (i < lifting->pieces.count - 1 && lifting->pieces.at[i].level > level);
    return i + 1;
}

/* The bracket around the piece at i; the first piece if there is none. */
static size_t bracket_around(const struct lifting *lifting, size_t i)
{
    unsigned level = piece_at(lifting, i)->level;

    while (i > 0 && lifting->pieces.at[i].level >= level) {
        i--;
    }
    return i;
}

/* A name as PostgreSQL reads it. */
static const char *name_text(const struct lifting *lifting, size_t i)
{
    struct token token = piece_at(lifting, i)->token;
    bool quoted = token.type == TOKEN_NAME;
    const char *at = lifting->text + token.start + quoted;
    size_t length = token.end - token.start - (quoted ? 2 : 0), out = 0;
    char *name = arena_strndup(lifting->arena, at, length);

    for (size_t j = 0; j < length; j++) {
        name[out++] = (char)(quoted ? at[j] : tolower((unsigned char)at[j]));
        j += quoted && at[j] == '"';
    }
    name[out] = '\0';
    return name;
}

/* ------------------------------------------------------------------ writing */

static struct note *add_note(struct lifting *lifting, enum note_type type, uint32_t place)
{
    struct note *note = array_push(lifting->arena, &lifting->lifted->notes);

    note->type = type;
    note->place = place;
    return note;
}

/* Puts text over the bytes from start to end, and blanks over what is left of them. */
static void put(struct lifting *lifting, uint32_t start, uint32_t end, const char *text)
{
    struct lifted *lifted = lifting->lifted;
    size_t length = strlen(text);

    if (!lifted->text) {
        size_t size = strlen(lifting->text) + 1;
        lifted->text = memory_resize(NULL, size);
        memcpy(lifted->text, lifting->text, size);
    }
    memcpy(lifted->text + start, text, length);
    memset(lifted->text + start + length, ' ', end - start - length);
}

/* The same over the pieces from first to last. */
static void replace(struct lifting *lifting, size_t first, size_t last, const char *text)
{
    put(lifting, piece_at(lifting, first)->token.start, piece_at(lifting, last)->token.end,
        text);
}

/* ------------------------------------------------------------------ items of a table */

/* Where the definition in the item at hand begins: the name of a new column, or a constraint.
 * The end where the item defines nothing. */
static size_t find_definition(const struct lifting *lifting)
{
    size_t i = lifting->item;

    if (lifting->place == PLACE_CREATE_TABLE) {
        return i;
    }
    if (word_at(lifting, i) != WORD_ADD) {
        return lifting->pieces.count - 1;
    }
    i += word_at(lifting, i + 1) == WORD_COLUMN ? 2 : 1;
    return HAS_WORDS(lifting, i, WORD_IF, WORD_NOT, WORD_EXISTS) ? i + 3 : i;
}

static bool begins_table_constraint(const struct lifting *lifting, size_t i)
{
    switch (word_at(lifting, i)) {
    case WORD_CONSTRAINT:
    case WORD_CHECK:
    case WORD_UNIQUE:
    case WORD_PRIMARY:
    case WORD_FOREIGN:
        return true;
    case WORD_EXCLUDE:
        return word_at(lifting, i + 1) == WORD_USING || is_sign(lifting, i + 1, '(');
    case WORD_NOT:
        return word_at(lifting, i + 1) == WORD_NULL;
    default:
        return false;
    }
}

/* The place that the parser gives to the constraint to which the piece at i belongs. */
static uint32_t find_constraint(const struct lifting *lifting, size_t i)
{
    size_t first = find_definition(lifting);

    if (begins_table_constraint(lifting, first)) {
        return piece_at(lifting, first)->token.start;
    }
    for (size_t j = i + 1; j-- > first + 1;) {
        enum word word = word_at(lifting, j);
        bool begins = word == WORD_CHECK || word == WORD_REFERENCES || word == WORD_GENERATED ||
                      (word == WORD_NOT && word_at(lifting, j + 1) == WORD_NULL);
        if (begins && piece_at(lifting, j)->level == lifting->body) {
            bool named = word_at(lifting, j - 2) == WORD_CONSTRAINT;
            return piece_at(lifting, named ? j - 2 : j)->token.start;
        }
    }
    return piece_at(lifting, first)->token.start;
}

static bool is_in_body(const struct lifting *lifting, size_t i)
{
    return lifting->place != PLACE_OTHER && lifting->place != PLACE_ALTER &&
           piece_at(lifting, i)->level == lifting->body && i >= lifting->item;
}

/* ------------------------------------------------------------------ what is lifted */

typedef void lift(struct lifting *lifting, size_t i);

static void lift_generated(struct lifting *lifting, size_t i)
{
    if (!is_in_body(lifting, i) ||
        !HAS_WORDS(lifting, i, WORD_GENERATED, WORD_ALWAYS, WORD_AS) ||
        !is_sign(lifting, i + 3, '(')) {
        return;
    }
    size_t behind = behind_brackets(lifting, i + 3);
    if (word_at(lifting, behind) == WORD_STORED) {
        return;
    }
    add_note(lifting, NOTE_VIRTUAL, find_constraint(lifting, i));
    replace(lifting, i, i + 2, "DEFAULT");
    if (word_at(lifting, behind) == WORD_VIRTUAL) {
        replace(lifting, behind, behind, "");
    }
}

static void lift_not_null(struct lifting *lifting, size_t i)
{
    size_t first = find_definition(lifting);
    bool named = word_at(lifting, first) == WORD_CONSTRAINT && i == first + 2;

    if (i == first || named) {
        uint32_t place = piece_at(lifting, first)->token.start;
        if (lifting->place == PLACE_ALTER_DOMAIN) {
            add_note(lifting, NOTE_DOMAIN_NOT_NULL, place);
            replace(lifting, i, i + 1, "CHECK(0)");
        } else if (is_name(lifting, i + 2)) {
            struct token name = piece_at(lifting, i + 2)->token;
            add_note(lifting, NOTE_NOT_NULL, place);
            replace(lifting, i, i + 2,
                    arena_printf(lifting->arena, "CHECK(%.*s)", (int)(name.end - name.start),
                                 lifting->text + name.start));
        }
    } else if (HAS_WORDS(lifting, i + 2, WORD_NO, WORD_INHERIT)) {
        add_note(lifting, NOTE_NO_INHERIT, find_constraint(lifting, i));
        replace(lifting, i + 2, i + 3, "");
    }
}

static void lift_not(struct lifting *lifting, size_t i)
{
    if (!is_in_body(lifting, i)) {
        return;
    }
    if (word_at(lifting, i + 1) == WORD_NULL) {
        lift_not_null(lifting, i);
    } else if (word_at(lifting, i + 1) == WORD_ENFORCED &&
               word_at(lifting, lifting->item) != WORD_ALTER) {
        add_note(lifting, NOTE_NOT_ENFORCED, find_constraint(lifting, i));
        replace(lifting, i, i + 1, "");
    }
}

/* A word ENFORCED that is no name: something to enforce stands before it. */
static void lift_enforced(struct lifting *lifting, size_t i)
{
    size_t first = find_definition(lifting);
    enum word before = i ? word_at(lifting, i - 1) : WORD_NONE;

    if (!is_in_body(lifting, i) || i <= first || before == WORD_NOT ||
        before == WORD_CONSTRAINT || before == WORD_REFERENCES ||
        is_sign(lifting, i - 1, '.')) {
        return;
    }
    for (size_t j = first; j < i; j++) {
        enum word word = word_at(lifting, j);
        if ((word == WORD_CHECK || word == WORD_REFERENCES) &&
            piece_at(lifting, j)->level == lifting->body) {
            add_note(lifting, NOTE_ENFORCED, find_constraint(lifting, i));
            replace(lifting, i, i, "");
            return;
        }
    }
}

static void lift_overlaps(struct lifting *lifting, size_t i)
{
    size_t open = bracket_around(lifting, i);

    if (is_in_body(lifting, open) && is_sign(lifting, open, '(') &&
        is_sign(lifting, i + 1, ')') && word_at(lifting, i - 1) == WORD_WITHOUT) {
        add_note(lifting, NOTE_WITHOUT_OVERLAPS, find_constraint(lifting, open));
        replace(lifting, i - 1, i, "");
    }
}

static void lift_period(struct lifting *lifting, size_t i)
{
    size_t open = bracket_around(lifting, i);
    bool first = is_sign(lifting, i - 1, ',') || is_sign(lifting, i - 1, '(');

    if (is_in_body(lifting, open) && is_sign(lifting, open, '(') && first &&
        is_name(lifting, i + 1) && is_sign(lifting, i + 2, ')')) {
        add_note(lifting, NOTE_PERIOD, find_constraint(lifting, open));
        replace(lifting, i, i, "");
    }
}

static void lift_storage(struct lifting *lifting, size_t i)
{
    size_t first = find_definition(lifting);
    enum word before = i ? word_at(lifting, i - 1) : WORD_NONE;

    if (is_in_body(lifting, i) && i >= first + 2 && is_name(lifting, i + 1) &&
        before != WORD_INCLUDING && before != WORD_EXCLUDING && !is_sign(lifting, i - 1, '.') &&
        !begins_table_constraint(lifting, first)) {
        add_note(lifting, NOTE_STORAGE, piece_at(lifting, first)->token.start)->text =
            name_text(lifting, i + 1);
        replace(lifting, i, i + 1, "");
    }
}

/* SET … DEFAULT and SET EXPRESSION: no node there has a place, so the text says it. */
static void lift_set(struct lifting *lifting, size_t i)
{
    if (lifting->place == PLACE_OTHER || piece_at(lifting, i)->level) {
        return;
    }
    if (HAS_WORDS(lifting, i + 1, WORD_STATISTICS, WORD_DEFAULT)) {
        replace(lifting, i + 2, i + 2, "-1");
    } else if (HAS_WORDS(lifting, i + 1, WORD_STORAGE, WORD_DEFAULT)) {
        replace(lifting, i + 2, i + 2, "\"" PARSE_DEFAULT "\"");
    } else if (HAS_WORDS(lifting, i + 1, WORD_ACCESS, WORD_METHOD, WORD_DEFAULT)) {
        replace(lifting, i + 3, i + 3, "\"" PARSE_DEFAULT "\"");
    } else if (HAS_WORDS(lifting, i + 1, WORD_EXPRESSION, WORD_AS)) {
        replace(lifting, i + 1, i + 2, "DEFAULT \"" PARSE_EXPRESSION "\"");
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
        word_at(lifting, i - 1) != WORD_ALTER || !is_name(lifting, i + 1)) {
        return;
    }
    for (size_t j = i + 2; is_name(lifting, j); j++) {
        enum word before = word_at(lifting, j - 1);
        bool negated = j > i + 2 && (before == WORD_NOT || before == WORD_NO);
        for (size_t k = 0; k < COUNT_OF(attributes); k++) {
            if (word_at(lifting, j) != attributes[k].word) {
                continue;
            }
            enum note_type type = negated ? attributes[k].negated : attributes[k].plain;
            uint32_t place = piece_at(lifting, i + 1)->token.start;
            add_note(lifting, type, place)->text = name_text(lifting, i + 1);
            if (type != NOTE_CONSTRAINT_DEFERRAL) {
                replace(lifting, j - negated, j, "");
            }
        }
    }
}

static void lift_is_json(struct lifting *lifting, size_t i)
{
    size_t json = i + (word_at(lifting, i + 1) == WORD_NOT ? 2 : 1), last = json;

    if (word_at(lifting, json) != WORD_JSON) {
        return;
    }
    switch (word_at(lifting, last + 1)) {
    case WORD_VALUE:
    case WORD_ARRAY:
    case WORD_OBJECT:
    case WORD_SCALAR:
        last++;
        break;
    default:
        break;
    }
    enum word next = word_at(lifting, last + 1);
    if ((next == WORD_WITH || next == WORD_WITHOUT) &&
        word_at(lifting, last + 2) == WORD_UNIQUE) {
        last += word_at(lifting, last + 3) == WORD_KEYS ? 3 : 2;
    }
    add_note(lifting, NOTE_OPAQUE, piece_at(lifting, json)->token.start);
    replace(lifting, json, last, "NULL");
}

static void lift_at_local(struct lifting *lifting, size_t i)
{
    if (i && word_at(lifting, i + 1) == WORD_LOCAL) {
        add_note(lifting, NOTE_OPAQUE, piece_at(lifting, i)->token.start);
        replace(lifting, i, i + 1, "::text");
    }
}

static bool begins_json_clauses(const struct lifting *lifting, size_t i)
{
    switch (word_at(lifting, i)) {
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
        return word_at(lifting, i + 1) == WORD_ON;
    default:
        return false;
    }
}

/* JSON_OBJECT('a': 1 NULL ON NULL), JSON_OBJECT(KEY 'a' VALUE 1), JSON_VALUE(x, '$' RETURNING
 * …): what is left are their arguments. */
static void lift_json_call(struct lifting *lifting, size_t i)
{
    size_t open = i + 1, close = behind_brackets(lifting, open) - 1;

    if (!is_sign(lifting, open, '(') || !is_sign(lifting, close, ')')) {
        return;
    }
    uint32_t place = piece_at(lifting, i)->token.start;
    for (size_t j = open + 1; j < close; j++) {
        bool separates = word_at(lifting, j) == WORD_VALUE || is_sign(lifting, j, ':');
        if (piece_at(lifting, j)->level != piece_at(lifting, open)->level + 1) {
            continue;
        }
        if (j > open + 1 && begins_json_clauses(lifting, j)) {
            add_note(lifting, NOTE_OPAQUE, place);
            replace(lifting, j, close - 1, "");
            return;
        }
        if (is_sign(lifting, j, ':') && is_sign(lifting, j + 1, ':')) {
            j++;
        } else if (separates && j > open + 1) {
            add_note(lifting, NOTE_OPAQUE, place);
            replace(lifting, j, j, ",");
        } else if (word_at(lifting, j) == WORD_KEY && piece_at(lifting, j + 1)->sign == '\0') {
            replace(lifting, j, j, "");
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
        if (word_at(lifting, j) == WORD_ON) {
            return;
        }
        with = word_at(lifting, j) == WORD_WITH && !with ? j : with;
        if (with && word_at(lifting, j) == WORD_GRANTED) {
            last = j - 1;
        }
    }
    if (with) {
        replace(lifting, with, last, "");
    }
    if (HAS_WORDS(lifting, 2, WORD_OPTION)) {
        replace(lifting, 1, 3, "");
    }
}

/* CREATE STATISTICS [(kinds)] ON c, … FROM t: there is no room for a name that the parser could
 * read. */
static void lift_statistics(struct lifting *lifting, size_t i)
{
    size_t on = is_sign(lifting, i + 1, '(') ? behind_brackets(lifting, i + 1) : i + 1;

    if (i != 1 || word_at(lifting, 0) != WORD_CREATE || word_at(lifting, on) != WORD_ON) {
        return;
    }
    add_note(lifting, NOTE_STATISTICS, piece_at(lifting, 0)->token.start);
    replace(lifting, 0, on, "SELECT");
}

static lift *const LIFTS[WORD_COUNT] = {
    [WORD_GENERATED] = lift_generated,
    [WORD_NOT] = lift_not,
    [WORD_ENFORCED] = lift_enforced,
    [WORD_OVERLAPS] = lift_overlaps,
    [WORD_PERIOD] = lift_period,
    [WORD_STORAGE] = lift_storage,
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
    put(lifting, token.start, token.end, digits);
}

/* A colon before a name without space between them, as psql reads it. */
static void lift_variable(struct lifting *lifting, size_t i)
{
    const struct piece *colon = piece_at(lifting, i), *next = piece_at(lifting, i + 1);
    bool is_cast = is_sign(lifting, i + 1, ':') || (i && is_sign(lifting, i - 1, ':'));

    if (is_cast || colon->subscript || next->token.start != colon->token.end ||
        next->token.type == TOKEN_END || next->token.type == TOKEN_SIGN ||
        next->token.type == TOKEN_NUMBER) {
        return;
    }
    bool quoted = next->token.type != TOKEN_WORD;
    struct note *note = add_note(lifting, NOTE_VARIABLE, colon->token.start);
    note->text = arena_strndup(lifting->arena, lifting->text + next->token.start + quoted,
                               next->token.end - next->token.start - (quoted ? 2 : 0));
    replace(lifting, i, i, "");
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
    i += word_at(lifting, i) == WORD_ONLY;
    while (is_sign(lifting, i + 1, '.')) {
        i += 2;
    }
    return i + 1 + is_sign(lifting, i + 1, '*');
}

static void find_place(struct lifting *lifting, size_t i)
{
    size_t j = i + 1;

    if (word_at(lifting, i) == WORD_CREATE) {
        while (is_before_table(word_at(lifting, j))) {
            j++;
        }
        if (word_at(lifting, j) == WORD_TABLE) {
            lifting->place = PLACE_CREATE_TABLE;
            lifting->body = 1;
            lifting->item = lifting->pieces.count;
        }
    } else if (word_at(lifting, i) == WORD_ALTER && !i) {
        j += word_at(lifting, j) == WORD_FOREIGN;
        lifting->place = word_at(lifting, j) == WORD_TABLE    ? PLACE_ALTER_TABLE
                         : word_at(lifting, j) == WORD_DOMAIN ? PLACE_ALTER_DOMAIN
                                                              : PLACE_ALTER;
        lifting->body = 0;
        lifting->item = behind_altered(lifting, j + 1);
    }
}

/* Items begin behind the bracket of CREATE TABLE, and behind commas. */
static void find_item(struct lifting *lifting, size_t i)
{
    bool is_table = lifting->place == PLACE_CREATE_TABLE;

    if ((is_table && is_sign(lifting, i, '(') && !lifting->pieces.at[i].level &&
         lifting->item == lifting->pieces.count) ||
        (is_sign(lifting, i, ',') && lifting->pieces.at[i].level == lifting->body &&
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
        at = read_statement(&lifting, at);
        lift_statement(&lifting);
    }
    if (lifted->notes.count) {
        qsort(lifted->notes.at, lifted->notes.count, sizeof *lifted->notes.at, compare_notes);
    }
    free(lifting.pieces.at);
}

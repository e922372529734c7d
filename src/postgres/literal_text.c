/* The texts of jsonb, interval, date and time values as PostgreSQL prints them. What is not
 * understood for certain stays as it was written. */

#include "postgres/form.h"

#include "base/buffer.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ------------------------------------------------------------------ jsonb */

#define JSON_DEPTH 100

struct json_reader {
    struct arena *arena;
    const char *at;
    size_t depth;
};

struct json_pair {
    const char *key, *value; /* both as printed */
    size_t place;            /* of equal keys the last one counts */
};

static const char *read_json(struct json_reader *reader);

static void skip_json_blanks(struct json_reader *reader)
{
    reader->at += strspn(reader->at, " \t\r\n");
}

static bool take(struct json_reader *reader, char c)
{
    skip_json_blanks(reader);
    if (*reader->at != c) {
        return false;
    }
    reader->at++;
    return true;
}

static const char *keep(struct arena *arena, struct buf *out, bool good)
{
    const char *text = good ? arena_strdup(arena, buf_text(out)) : NULL;

    buf_release(out);
    return text;
}

/* Strings with \\u or unusual escapes are left alone. */
static const char *read_json_string(struct json_reader *reader)
{
    struct buf out = BUF_INIT;
    const char *at = reader->at;

    if (*at++ != '"') {
        return NULL;
    }
    buf_add_char(&out, '"');
    while (*at && *at != '"') {
        if (*at == '\\' && (!at[1] || !strchr("\"\\/bfnrt", at[1]))) {
            return keep(reader->arena, &out, false);
        }
        if (*at == '\\' && at[1] != '/') {
            buf_add_char(&out, *at++);
        } else if (*at == '\\') {
            at++;
        }
        buf_add_char(&out, *at++);
    }
    buf_add_char(&out, '"');
    reader->at = at + (*at == '"');
    return keep(reader->arena, &out, *at == '"');
}

static int compare_pairs(const void *a, const void *b)
{
    const struct json_pair *left = a, *right = b;
    size_t left_length = strlen(left->key), right_length = strlen(right->key);

    if (left_length != right_length) {
        return left_length < right_length ? -1 : 1;
    }
    int order = strcmp(left->key, right->key);
    return order ? order : left->place < right->place ? -1 : 1;
}

static const char *read_json_object(struct json_reader *reader)
{
    ARRAY(struct json_pair) pairs = {0};
    struct buf out = BUF_INIT;

    reader->at++;
    while (!take(reader, '}')) {
        struct json_pair pair = {.place = pairs.count};
        if (pairs.count && !take(reader, ',')) {
            return NULL;
        }
        skip_json_blanks(reader);
        pair.key = read_json_string(reader);
        /* an escape makes the key's printed length differ from the one it is sorted by */
        if (!pair.key || strchr(pair.key, '\\') || !take(reader, ':') ||
            !(pair.value = read_json(reader))) {
            return NULL;
        }
        array_add(reader->arena, &pairs, pair);
    }
    if (pairs.count) {
        qsort(pairs.at, pairs.count, sizeof *pairs.at, compare_pairs);
    }
    buf_add_char(&out, '{');
    for (size_t i = 0; i < pairs.count; i++) {
        if (i + 1 == pairs.count || strcmp(pairs.at[i].key, pairs.at[i + 1].key)) {
            buf_addf(&out, "%s%s: %s", out.length > 1 ? ", " : "", pairs.at[i].key,
                     pairs.at[i].value);
        }
    }
    buf_add_char(&out, '}');
    return keep(reader->arena, &out, true);
}

static const char *read_json_array(struct json_reader *reader)
{
    struct buf out = BUF_INIT;

    buf_add(&out, "[");
    reader->at++;
    while (!take(reader, ']')) {
        bool first = out.length == 1;
        const char *value = first || take(reader, ',') ? read_json(reader) : NULL;
        if (!value) {
            return keep(reader->arena, &out, false);
        }
        buf_addf(&out, "%s%s", first ? "" : ", ", value);
    }
    buf_add(&out, "]");
    return keep(reader->arena, &out, true);
}

/* true, false, null, and numbers without an exponent. */
static const char *read_json_word(struct json_reader *reader)
{
    static const char *const words[] = {"true", "false", "null"};
    size_t length = strspn(reader->at, "-0123456789.");
    const char *start = reader->at;

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (!strncmp(start, words[i], strlen(words[i]))) {
            reader->at += strlen(words[i]);
            return words[i];
        }
    }
    reader->at += length;
    return length && !strchr("eE+", *reader->at ? *reader->at : ' ')
               ? arena_strndup(reader->arena, start, length)
               : NULL;
}

static const char *read_json(struct json_reader *reader)
{
    const char *value;

    skip_json_blanks(reader);
    if (++reader->depth > JSON_DEPTH) {
        return NULL;
    }
    switch (*reader->at) {
    case '{':
        value = read_json_object(reader);
        break;
    case '[':
        value = read_json_array(reader);
        break;
    case '"':
        value = read_json_string(reader);
        break;
    default:
        value = read_json_word(reader);
    }
    reader->depth--;
    return value;
}

const char *literal_canonical_json(struct arena *arena, const char *text)
{
    struct json_reader reader = {.arena = arena, .at = text};
    const char *value = read_json(&reader);

    skip_json_blanks(&reader);
    return value && !*reader.at ? value : text;
}

/* ------------------------------------------------------------------ intervals */

struct interval {
    long months, days, seconds;
};

static const struct {
    const char *word;
    long months, days, seconds;
} units[] = {
    {"second", 0, 0, 1}, {"sec", 0, 0, 1},     {"s", 0, 0, 1},     {"minute", 0, 0, 60},
    {"min", 0, 0, 60},   {"hour", 0, 0, 3600}, {"hr", 0, 0, 3600}, {"h", 0, 0, 3600},
    {"day", 0, 1, 0},    {"d", 0, 1, 0},       {"week", 0, 7, 0},  {"w", 0, 7, 0},
    {"month", 1, 0, 0},  {"mon", 1, 0, 0},     {"year", 12, 0, 0}, {"yr", 12, 0, 0},
    {"y", 12, 0, 0},
};

static bool add_unit(struct interval *interval, long count, const char *word, size_t length)
{
    length -= length > 1 && tolower((unsigned char)word[length - 1]) == 's';
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (length == strlen(units[i].word) && !strncasecmp(word, units[i].word, length)) {
            interval->months += count * units[i].months;
            interval->days += count * units[i].days;
            interval->seconds += count * units[i].seconds;
            return true;
        }
    }
    return false;
}

/* Whole numbers of units, and hh:mm or hh:mm:ss; nothing fractional. A single number of one
 * unit may be negative. */
static bool read_interval(struct interval *interval, const char *text)
{
    static const long weights[] = {3600, 60, 1};
    bool negative = *text == '-' && isdigit((unsigned char)text[1]);
    const char *first = text += negative;

    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        char *end;
        long count = isdigit((unsigned char)*text) ? strtol(text, &end, 10) : -1;
        if (count < 0 || count > 100000) {
            return false;
        }
        if (*end == ':') {
            interval->seconds += count * weights[0];
            for (size_t i = 1; *end == ':' && i < COUNT_OF(weights); i++) {
                interval->seconds += strtol(end + 1, &end, 10) * weights[i];
            }
            text = end;
            if (*text && *text != ' ') {
                return false;
            }
            continue;
        }
        if (!*end && text == first && !negative) {
            interval->seconds = count;
            return true;
        }
        text = end + strspn(end, " ");
        size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        if (!length || !add_unit(interval, negative ? -count : count, text, length)) {
            return false;
        }
        text += length;
        if (negative) {
            return !*text && !interval->seconds;
        }
    }
    return !negative;
}

static void add_part(struct buf *out, long count, const char *word)
{
    if (count) {
        buf_addf(out, "%s%ld %s%s", out->length ? " " : "", count, word, count == 1 ? "" : "s");
    }
}

const char *literal_canonical_interval(struct arena *arena, const char *text)
{
    struct interval interval = {0};
    struct buf out = BUF_INIT;

    if (!*text || !read_interval(&interval, text)) {
        return text;
    }
    add_part(&out, interval.months / 12, "year");
    add_part(&out, interval.months % 12, "mon");
    add_part(&out, interval.days, "day");
    if (interval.seconds || !out.length) {
        buf_addf(&out, "%s%02ld:%02ld:%02ld", out.length ? " " : "", interval.seconds / 3600,
                 interval.seconds / 60 % 60, interval.seconds % 60);
    }
    return keep(arena, &out, true);
}

/* ------------------------------------------------------------------ dates and times */

/* yyyy-mm-dd, the month and the day with one digit or two; *text is moved behind it. */
static bool add_date(struct buf *out, const char **text)
{
    int year, month, day, length = 0;

    if (sscanf(*text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3 || year < 1000 ||
        month < 1 || month > 12 || day < 1 || day > 31) {
        return false;
    }
    buf_addf(out, "%04d-%02d-%02d", year, month, day);
    *text += length;
    return !isdigit((unsigned char)**text);
}

/* hh:mm or hh:mm:ss; *text is moved behind it. */
static bool add_time(struct buf *out, const char **text)
{
    int hour, minute, second = 0, length = 0;

    if (sscanf(*text, "%2d:%2d%n", &hour, &minute, &length) != 2) {
        return false;
    }
    *text += length;
    if (sscanf(*text, ":%2d%n", &second, &length) == 1) {
        *text += length;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
        return false;
    }
    buf_addf(out, "%02d:%02d:%02d", hour, minute, second);
    return true;
}

static const char *keep_whole(struct arena *arena, struct buf *out, bool good, const char *rest,
                              const char *text)
{
    const char *kept = keep(arena, out, good && !*rest);

    return kept ? kept : text;
}

const char *literal_canonical_date(struct arena *arena, const char *text)
{
    struct buf out = BUF_INIT;
    const char *at = text;
    bool good = add_date(&out, &at);

    return keep_whole(arena, &out, good, at, text);
}

const char *literal_canonical_time(struct arena *arena, const char *text)
{
    struct buf out = BUF_INIT;
    const char *at = text;
    bool good = add_time(&out, &at);

    return keep_whole(arena, &out, good, at, text);
}

/* A date, and a time or none; *text is moved behind them. */
static bool add_timestamp(struct buf *out, const char **text)
{
    const char *midnight = "00:00:00";

    if (!add_date(out, text)) {
        return false;
    }
    *text += (**text == ' ' || **text == 'T') && isdigit((unsigned char)(*text)[1]);
    buf_add_char(out, ' ');
    return add_time(out, isdigit((unsigned char)**text) ? text : &midnight);
}

const char *literal_canonical_timestamp(struct arena *arena, const char *text)
{
    struct buf out = BUF_INIT;
    const char *at = text;
    bool good = add_timestamp(&out, &at);

    return keep_whole(arena, &out, good, at, text);
}

/* Only where the text says that it means UTC: else the session's time zone would be needed. */
const char *literal_canonical_timestamptz(struct arena *arena, const char *text)
{
    static const char *const zones[] = {"Z", "z", "+00", "+00:00", "+0", " UTC", " +00", "-00"};
    struct buf out = BUF_INIT;
    const char *at = text;
    bool good = add_timestamp(&out, &at);

    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        if (good && !strcmp(at, zones[i])) {
            buf_add(&out, "+00");
            return keep(arena, &out, true);
        }
    }
    buf_release(&out);
    return text;
}

/* Reads the values of catalog rows: numbers, arrays, options, expressions, and the map from
 * oids. What an oid means is database_names.c's. */

#include "sources/database.h"

#include "model/resolve.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *row_text(struct row row, size_t column)
{
    return rows_text(row.rows, row.number, column);
}

uint32_t row_oid(struct row row, size_t column)
{
    const char *text = row_text(row, column);

    return text ? (uint32_t)strtoul(text, NULL, 10) : 0;
}

int row_number(struct row row, size_t column)
{
    const char *text = row_text(row, column);

    return text ? atoi(text) : 0;
}

int64_t row_big(struct row row, size_t column)
{
    return rows_number(row.rows, row.number, column);
}

bool row_true(struct row row, size_t column)
{
    return rows_true(row.rows, row.number, column);
}

char row_letter(struct row row, size_t column, size_t at)
{
    const char *text = row_text(row, column);

    return text && at < strlen(text) ? text[at] : '\0';
}

const char *keep(struct reader *reader, const char *text)
{
    return arena_strdup(&reader->model->arena, text);
}

/* ------------------------------------------------------------------ arrays */

bool next_number(const char **at, int64_t *number)
{
    char *end;

    if (!*at)
        return false;
    *at += strspn(*at, "{, ");
    *number = strtoll(*at, &end, 10);
    if (end == *at)
        return false;
    *at = end;
    return true;
}

const char *next_text(struct arena *arena, const char **at)
{
    struct buf buf = BUF_INIT;

    if (!*at)
        return NULL;
    *at += strspn(*at, "{,");
    if (!**at || **at == '}')
        return NULL;
    if (**at != '"') {
        size_t length = strcspn(*at, ",}");
        *at += length;
        return arena_strndup(arena, *at - length, length);
    }
    for ((*at)++; **at && **at != '"'; (*at)++) {
        if (**at == '\\' && (*at)[1])
            (*at)++;
        buf_add_char(&buf, **at);
    }
    *at += **at == '"';
    const char *text = arena_strdup(arena, buf_text(&buf));
    buf_release(&buf);
    return text;
}

void read_options(struct reader *reader, struct options *options, const char *prefix,
                  const char *array)
{
    struct arena *arena = &reader->model->arena;

    for (const char *pair; (pair = next_text(&reader->scratch, &array));) {
        size_t length = strcspn(pair, "=");
        const char *value = pair[length] ? pair + length + 1 : "";
        if (!strncmp(pair, SERVER_OPTION "=", strlen(SERVER_OPTION "=")))
            continue;
        options_set(arena, options,
                    (struct option){
                        .name = arena_printf(arena, "%s%.*s", prefix, (int)length, pair),
                        .value = arena_strdup(arena, value),
                    });
    }
}

/* ------------------------------------------------------------------ expressions */

/* Behind a quoted string or name that begins at text. The server doubles quotes, and writes
 * backslashes only in E'' strings, where it doubles them too. */
static const char *skip_quoted(const char *text)
{
    char quote = *text++;

    while (*text && (*text != quote || text[1] == quote))
        text += *text == quote ? 2 : 1;
    return *text ? text + 1 : text;
}

/* True if the parenthesis that the text begins with closes at its last character. */
static bool is_wrapped(const char *text)
{
    int depth = 0;

    if (*text != '(')
        return false;
    while (*text) {
        if (*text == '\'' || *text == '"') {
            text = skip_quoted(text);
            continue;
        }
        depth += *text == '(';
        depth -= *text == ')';
        text++;
        if (!depth)
            return !*text;
    }
    return false;
}

#define ARRAY_CAST "])::text[])"

/* The last character of the array whose elements begin at text; NULL if it has no end. */
static const char *array_end(const char *text)
{
    int depth = 1;

    while (*text) {
        if (*text == '\'' || *text == '"') {
            text = skip_quoted(text);
            continue;
        }
        depth += *text == '[';
        depth -= *text == ']';
        if (!depth)
            return text;
        text++;
    }
    return NULL;
}

/* The end of an array of varchar that is cast to text as a whole; NULL if it is none. */
static const char *varchar_array_end(const char *elements)
{
    static const char varchar[] = "::character varying";
    const char *end = array_end(elements);

    if (!end || strncmp(end, ARRAY_CAST, strlen(ARRAY_CAST)) ||
        (size_t)(end - elements) < strlen(varchar) ||
        strncmp(end - strlen(varchar), varchar, strlen(varchar)))
        return NULL;
    return end;
}

/* x IN ('a', 'b') of a varchar is kept as a comparison of texts, and the array is cast as a
 * whole. Where that cast is written out, PostgreSQL's parser casts each element instead
 * (transformArrayExpr()) and keeps another expression; where it is left out, it finds the same
 * one. */
static const char *leave_casts_to_parser(struct reader *reader, const char *text)
{
    static const char any[] = "ANY ((ARRAY[", all[] = "ALL ((ARRAY[";
    struct buf buf = BUF_INIT;
    const char *done = text;

    if (!strstr(text, ARRAY_CAST))
        return text;
    for (const char *at = text; *at;) {
        const char *end = !strncmp(at, any, strlen(any)) || !strncmp(at, all, strlen(all))
                              ? varchar_array_end(at + strlen(any))
                              : NULL;
        if (end) {
            buf_addf(&buf, "%.*s", (int)(at + strlen("ANY (") - done), done);
            at += strlen("ANY ((");
            buf_addf(&buf, "%.*s])", (int)(end - at), at);
            at = done = end + strlen(ARRAY_CAST);
        } else {
            at = *at == '\'' || *at == '"' ? skip_quoted(at) : at + 1;
        }
    }
    buf_add(&buf, done);
    text = arena_strdup(&reader->model->arena, buf_text(&buf));
    buf_release(&buf);
    return text;
}

struct expr read_expression(struct reader *reader, const char *text)
{
    struct expr expr = {0};

    if (!text)
        return expr;
    size_t wrapped = is_wrapped(text);
    expr.text =
        arena_strndup(&reader->model->arena, text + wrapped, strlen(text) - 2 * wrapped);
    expr.canon = expr.text;
    expr.text = leave_casts_to_parser(reader, expr.text);
    return expr;
}

/* ------------------------------------------------------------------ names */

bool is_default_name(struct reader *reader, const char *name, const char *name1,
                     const char *name2, const char *label)
{
    struct arena *arena = &reader->scratch;
    size_t length = strlen(name);

    if (!strcmp(name, default_name(arena, name1, name2, label, NULL, NULL)))
        return true;
    while (length && isdigit((unsigned char)name[length - 1]))
        length--;
    if (!name[length])
        return false;
    label = arena_printf(arena, "%s%s", label, name + length);
    return !strcmp(name, default_name(arena, name1, name2, label, NULL, NULL));
}

/* ------------------------------------------------------------------ oids */

static struct oid_slot *find_slot(const struct oid_map *map, uint32_t oid)
{
    size_t at = (oid * 2654435769u) & (map->capacity - 1);

    while (map->at[at].value && map->at[at].oid != oid)
        at = (at + 1) & (map->capacity - 1);
    return &map->at[at];
}

static void grow(struct arena *arena, struct oid_map *map)
{
    struct oid_map larger = {.capacity = map->capacity ? 4 * map->capacity : 64};

    larger.at = arena_alloc(arena, larger.capacity * sizeof *larger.at);
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->at[i].value)
            *find_slot(&larger, map->at[i].oid) = map->at[i];
    }
    larger.count = map->count;
    *map = larger;
}

void oid_map_put(struct arena *arena, struct oid_map *map, uint32_t oid, void *value)
{
    if (2 * (map->count + 1) > map->capacity)
        grow(arena, map);
    struct oid_slot *slot = find_slot(map, oid);
    map->count += !slot->value;
    *slot = (struct oid_slot){oid, value};
}

void *oid_map_get(const struct oid_map *map, uint32_t oid)
{
    return map->count ? find_slot(map, oid)->value : NULL;
}

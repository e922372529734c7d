/* JSON by cJSON, behind our own names; what a document means is its reader's business. */

#include "base/json.h"
#include "base/file.h"

#include <cjson/cJSON.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const cJSON *of(const struct json *value)
{
    return (const cJSON *)value;
}

/* ------------------------------------------------------------------ places */

/* cJSON keeps no places, but has a number in each value that only numbers use, and numbers are
 * read from the text here: the offset goes there. */
struct placing {
    const struct source *source;
    uint32_t at;
    uint32_t nul; /* of the first NUL that a string escapes; 0: none */
};

static void skip_blanks(struct placing *placing)
{
    while (placing->at < placing->source->size &&
           (unsigned char)placing->source->text[placing->at] <= ' ')
        placing->at++;
}

static void skip_string(struct placing *placing)
{
    const char *text = placing->source->text;
    uint32_t size = (uint32_t)placing->source->size;

    for (placing->at++; placing->at < size && text[placing->at] != '"'; placing->at++) {
        if (text[placing->at] != '\\')
            continue;
        if (!strncmp(text + placing->at, "\\u0000", 6) && !placing->nul)
            placing->nul = placing->at;
        placing->at++;
    }
    placing->at++;
}

static void place_value(struct placing *placing, cJSON *value);

static void place_children(struct placing *placing, cJSON *value)
{
    placing->at++;
    for (cJSON *child = value->child; child; child = child->next) {
        skip_blanks(placing);
        if (cJSON_IsObject(value)) {
            skip_string(placing);
            skip_blanks(placing);
            placing->at++; /* the colon */
            skip_blanks(placing);
        }
        place_value(placing, child);
        skip_blanks(placing);
        if (child->next)
            placing->at++; /* the comma */
    }
    skip_blanks(placing);
    placing->at++;
}

static void place_value(struct placing *placing, cJSON *value)
{
    value->valueint = (int)placing->at;
    if (cJSON_IsObject(value) || cJSON_IsArray(value))
        place_children(placing, value);
    else if (cJSON_IsString(value))
        skip_string(placing);
    else
        placing->at +=
            (uint32_t)strspn(placing->source->text + placing->at, "+-.0123456789Eaeflnrstu");
}

static bool place_all(const struct source *source, cJSON *document, struct diags *diags)
{
    /* cJSON passes over the mark */
    struct placing placing = {.source = source, .at = (uint32_t)source_mark(source)};

    skip_blanks(&placing);
    place_value(&placing, document);
    if (!placing.nul)
        return true;
    return diag_error(diags, (struct span){source, placing.nul, placing.nul + 6},
                      CHECK_ENCODING, "a text cannot hold a NUL");
}

/* ------------------------------------------------------------------ reading */

/* How many brackets are open before the place. */
static int depth_at(const struct source *source, uint32_t at)
{
    struct placing placing = {.source = source};
    int depth = 0;

    while (placing.at < at) {
        char c = source->text[placing.at];

        depth += (c == '[' || c == '{') - (c == ']' || c == '}');
        if (c == '"')
            skip_string(&placing);
        else
            placing.at++;
    }
    return depth;
}

static void complain(const struct source *source, uint32_t at, struct diags *diags)
{
    bool opens = at < source->size && (source->text[at] == '[' || source->text[at] == '{');

    if (opens && depth_at(source, at) >= CJSON_NESTING_LIMIT)
        diag_error(diags, (struct span){source, at, at + 1}, CHECK_NESTING,
                   "brackets are nested more than %d deep", CJSON_NESTING_LIMIT);
    else
        diag_error(diags, (struct span){source, at, at}, CHECK_JSON, "this is not valid JSON");
}

struct json *json_read(const struct source *source, struct diags *diags)
{
    const char *end = NULL;
    cJSON *document;
    uint32_t at;

    if (!file_judge_text(source, diags))
        return NULL;
    document = cJSON_ParseWithLengthOpts(source->text, source->size + 1, &end, 1);
    if (document && place_all(source, document, diags))
        return (struct json *)document;
    if (document) {
        cJSON_Delete(document);
        return NULL;
    }
    at = end ? (uint32_t)(end - source->text) : 0;
    if (at > source->size)
        at = (uint32_t)source->size;
    complain(source, at, diags);
    return NULL;
}

void json_free(struct json *document)
{
    cJSON_Delete((cJSON *)document);
}

const struct json *json_member(const struct json *object, const char *name)
{
    return (const struct json *)cJSON_GetObjectItemCaseSensitive(of(object), name);
}

const struct json *json_first(const struct json *value)
{
    return value ? (const struct json *)of(value)->child : NULL;
}

const struct json *json_next(const struct json *value)
{
    return value ? (const struct json *)of(value)->next : NULL;
}

const char *json_name(const struct json *value)
{
    return value ? of(value)->string : NULL;
}

const char *json_text(const struct json *value)
{
    return cJSON_GetStringValue(of(value));
}

bool json_is_bool(const struct json *value)
{
    return cJSON_IsBool(of(value));
}

bool json_is_true(const struct json *value)
{
    return cJSON_IsTrue(of(value));
}

bool json_is_object(const struct json *value)
{
    return cJSON_IsObject(of(value));
}

bool json_is_array(const struct json *value)
{
    return cJSON_IsArray(of(value));
}

bool json_is_null(const struct json *value)
{
    return cJSON_IsNull(of(value));
}

static bool is_number(const struct json *value)
{
    return cJSON_IsNumber(of(value));
}

struct span json_place(const struct source *source, const struct json *value)
{
    struct placing placing = {.source = source, .at = (uint32_t)of(value)->valueint};
    struct span place = {source, placing.at, placing.at + 1};

    if (json_text(value))
        skip_string(&placing);
    else if (!json_is_object(value) && !json_is_array(value))
        placing.at += (uint32_t)strspn(source->text + placing.at, "+-.0123456789Eaeflnrstu");
    if (placing.at > place.end)
        place.end = placing.at;
    return place;
}

bool json_integer(const struct source *source, const struct json *value, int64_t *number)
{
    const char *text = source->text + (is_number(value) ? of(value)->valueint : 0);
    char *end;

    if (!is_number(value))
        return false;
    errno = 0;
    *number = strtoll(text, &end, 10);
    return !errno && end > text && !(*end && strchr(".eE", *end));
}

void json_add_text(struct buf *out, const char *text)
{
    static const char short_escapes[0x20] = {
        ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't',
    };

    if (!text) {
        buf_add(out, "null");
        return;
    }
    buf_add_char(out, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;

        if (c == '"' || c == '\\')
            buf_addf(out, "\\%c", c);
        else if (c < 0x20 && short_escapes[c])
            buf_addf(out, "\\%c", short_escapes[c]);
        else if (c < 0x20 || c == 0x7F)
            buf_addf(out, "\\u%04x", c);
        else
            buf_add_char(out, (char)c);
    }
    buf_add_char(out, '"');
}

/* JSON by cJSON, behind our own names; what a document means is its reader's business. */

#include "base/json.h"

#include <cjson/cJSON.h>

static const cJSON *of(const struct json *value)
{
    return (const cJSON *)value;
}

struct json *json_read(const struct source *source, struct diags *diags)
{
    const char *end = NULL;
    cJSON *document = cJSON_ParseWithLengthOpts(source->text, source->size + 1, &end, 1);
    uint32_t at = end ? (uint32_t)(end - source->text) : 0;

    if (document)
        return (struct json *)document;
    if (at > source->size)
        at = (uint32_t)source->size;
    diag_error(diags, (struct span){source, at, at}, CHECK_JSON, "this is not valid JSON");
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

#ifndef SCHEMAGEN_BASE_JSON_H
#define SCHEMAGEN_BASE_JSON_H

/* Reading JSON documents (by cJSON, which no other file includes) and writing JSON text in a
 * stable order. */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"

struct json; /* a value of a document that was read; borrowed from the document */

/* Reads a document. NULL and a message with its place if it is not valid JSON, or holds what is
 * no text of UTF-8 without NULs. */
struct json *json_read(const struct source *source, struct diags *diags);
void json_free(struct json *document);

/* NULL-safe look-ups: NULL where the member or the type is not there. */
const struct json *json_member(const struct json *object, const char *name);
const struct json *json_first(const struct json *value); /* first child of an array or object */
const struct json *json_next(const struct json *value);
const char *json_name(const struct json *value); /* its name in the object around it, or NULL */
const char *json_text(const struct json *value); /* NULL if not a string */
bool json_is_bool(const struct json *value);
bool json_is_true(const struct json *value);
bool json_is_object(const struct json *value);
bool json_is_array(const struct json *value);
bool json_is_null(const struct json *value);

/* Where the value stands in the source that it was read from: a text or a number as a whole, an
 * object or array by its bracket. */
struct span json_place(const struct source *source, const struct json *value);
/* A whole number, exactly; false if it is none or does not fit. */
bool json_integer(const struct source *source, const struct json *value, int64_t *number);

/* Appends a JSON string, quoted and escaped; NULL gives null. */
void json_add_text(struct buf *out, const char *text);

#endif

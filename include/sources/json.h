#ifndef SCHEMAGEN_SOURCES_JSON_H
#define SCHEMAGEN_SOURCES_JSON_H

/* The model as JSON, one shape in both directions: docs/json.md and docs/schema.schema.json
 * tell it. Which members an object has is said by the field tables of kinds/kinds.h. */

#include "base/buffer.h"
#include "kinds/kinds.h"
#include "model/model.h"
#include "sources/source.h"

#define JSON_VERSION 1

/* The whole model as one document, whole lines. The same model gives the same bytes: objects
 * stand by name, columns in their order, and what is PostgreSQL's default is left out. */
void model_write_json(const struct model *model, struct buf *out);

/* A document of that shape, for tests and for standard input; source is copied, its text not.
 * As json_load(), which is in sources/source.h. */
struct model *json_load_source(const struct source *source,
                               const struct source_settings *settings, struct diags *diags);

/* ------------------------------------------------------------------ the shape */

/* Which member of the document holds a kind's objects. */
struct json_kind {
    enum kind kind;
    const char *name;
};
extern const struct json_kind json_kinds[];
extern const size_t json_kind_count;

/* What every object has, the parts of objects, and the document itself. Each ends with a row
 * without a name. */
extern const struct field json_object_fields[], json_element_fields[], json_sequence_fields[],
    json_dropped_fields[], json_unmodelled_fields[], json_model_fields[];

/* A field's name as a member: '_' for blanks. */
void json_add_member_name(struct buf *out, const char *name);

/* An ARRAY of whatever. */
struct json_array {
    void *at;
    size_t count, capacity;
};

#endif

/* The members of JSON models that no kind's field table says: the document's, those of every
 * object, and those of the parts of objects. Writing and reading go by these rows alone. */

#include "sources/json.h"

const struct json_kind json_kinds[] = {
    {KIND_SCHEMA, "schemas"},  {KIND_EXTENSION, "extensions"}, {KIND_ENUM, "enums"},
    {KIND_COMPOSITE, "types"}, {KIND_DOMAIN, "domains"},       {KIND_SEQUENCE, "sequences"},
    {KIND_TABLE, "tables"},
};
const size_t json_kind_count = COUNT_OF(json_kinds);

const struct field json_model_fields[] = {
    FIELD("schema", IDENTIFIER, model, schema, .required = true),
    FIELD("server version", INT, model, server_version),
    FIELD("dropped", DROPPED, model, dropped),
    FIELD("unfollowed", INT64, model, unfollowed),
    FIELD("unfollowed texts", TEXTS, model, unfollowed_texts),
    FIELD("unmodelled", UNMODELLED, model, unmodelled),
    {0},
};

const struct field json_object_fields[] = {
    FIELD("name", IDENTIFIER, object, name.name, .required = true),
    FIELD("schema", IDENTIFIER, object, name.schema),
    FIELD("comment", TEXT, object, comment),
    FIELD("owner", IDENTIFIER, object, owner),
    FIELD("renamed from", NAME, object, renamed_from),
    FIELD("external", BOOL, object, external),
    FIELD("name implied", BOOL, object, name_implied),
    {0},
};

const struct field json_element_fields[] = {
    FIELD("column", IDENTIFIER, index_element, column),
    FIELD("expression", EXPR, index_element, expr),
    FIELD("collation", NAME, index_element, collation),
    FIELD("operator class", NAME, index_element, opclass),
    FIELD("operator class options", OPTIONS, index_element, opclass_options),
    FIELD("desc", BOOL, index_element, desc),
    FIELD("nulls reversed", BOOL, index_element, nulls_reversed),
    FIELD("operator", OPERATOR, index_element, operator_name),
    FIELD("statistics", TARGET, index_element, statistics),
    {0},
};

const struct field json_sequence_fields[] = {
    FIELD("type", INT, sequence_options, type, .required = true, .words = sequence_type_words),
    FIELD("increment", INT64, sequence_options, increment),
    FIELD("min", INT64, sequence_options, min),
    FIELD("max", INT64, sequence_options, max),
    FIELD("start", INT64, sequence_options, start),
    FIELD("cache", INT64, sequence_options, cache),
    FIELD("cycle", BOOL, sequence_options, cycle),
    {0},
};

const struct field json_dropped_fields[] = {
    FIELD("kind", INT, dropped, kind, .required = true, .words = kind_words),
    FIELD("name", NAME, dropped, name, .required = true),
    {0},
};

const struct field json_unmodelled_fields[] = {
    FIELD("kind", TEXT, unmodelled, kind, .required = true),
    FIELD("name", TEXT, unmodelled, name, .required = true),
    FIELD("on", NAME, unmodelled, on),
    FIELD("column", TEXT, unmodelled, column),
    {0},
};

void json_add_member_name(struct buf *out, const char *name)
{
    for (; *name; name++)
        buf_add_char(out, *name == ' ' ? '_' : *name);
}

#ifndef SCHEMAGEN_SOURCES_JSON_READING_H
#define SCHEMAGEN_SOURCES_JSON_READING_H

/* What the files that read JSON models share; private to them. */

#include "base/json.h"
#include "sources/json.h"

struct json_reader {
    struct model *model;
    const struct source *source;
    struct diags *diags;
    bool may_be_empty; /* the names of labels may */
};

/* Reports at the value. Always false. */
bool json_complain(struct json_reader *reader, const struct json *value, const char *format,
                   ...) __attribute__((format(printf, 3, 4)));

/* json_value.c: a value into the field that begins at 'into'. False after a message. */
bool json_read_text(struct json_reader *reader, const struct json *value, const char **into);
bool json_read_identifier(struct json_reader *reader, const struct json *value,
                          const char **into);
bool json_read_bool(struct json_reader *reader, const struct json *value, bool *into);
bool json_read_number(struct json_reader *reader, const struct json *value,
                      const struct field *field, int *into);
bool json_read_integer(struct json_reader *reader, const struct json *value, int64_t *into);
bool json_read_name(struct json_reader *reader, const struct json *value, struct qname *into);
bool json_read_names(struct json_reader *reader, const struct json *value,
                     struct text_list *into);
bool json_read_texts(struct json_reader *reader, const struct json *value,
                     struct text_list *into);
bool json_read_refs(struct json_reader *reader, const struct json *value, enum kind kind,
                    struct json_array *into);
bool json_read_options(struct json_reader *reader, const struct json *value,
                       struct options *into);
bool json_read_operator(struct json_reader *reader, const struct json *value,
                        struct qname *into);
bool json_read_expression(struct json_reader *reader, const struct json *value,
                          struct expr *into);
bool json_read_type(struct json_reader *reader, const struct json *value,
                    struct type_name *into);

/* json_rules.c: whether an object says all that its kind cannot do without, once its members
 * are read. False after a message at the value. */
bool json_judge_object(struct json_reader *reader, const struct json *value,
                       const struct object *object);

#endif

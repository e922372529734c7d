/* Models as JSON: one walk along the field tables. What the members mean is told in
 * docs/json.md. */

#include "sources/json.h"

#include "base/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define INDENT 2
#define BROKEN_DEPTH 4 /* brackets that are nested deeper stand on one line */

struct json_writer {
    struct buf *out;
    unsigned depth;
    bool fresh; /* nothing was written since the last bracket was opened */
};

/* ------------------------------------------------------------------ brackets */

static void break_line(struct json_writer *writer)
{
    if (writer->depth <= BROKEN_DEPTH)
        buf_addf(writer->out, "\n%*s", (int)(writer->depth * INDENT), "");
}

static void open(struct json_writer *writer, char bracket)
{
    buf_add_char(writer->out, bracket);
    writer->depth++;
    writer->fresh = true;
}

static void start_item(struct json_writer *writer)
{
    if (!writer->fresh)
        buf_add(writer->out, writer->depth <= BROKEN_DEPTH ? "," : ", ");
    writer->fresh = false;
    break_line(writer);
}

static void start_member(struct json_writer *writer, const char *name)
{
    start_item(writer);
    buf_add_char(writer->out, '"');
    json_add_member_name(writer->out, name);
    buf_add(writer->out, "\": ");
}

static void close(struct json_writer *writer, char bracket)
{
    bool broken = writer->depth <= BROKEN_DEPTH && !writer->fresh;

    writer->depth--;
    if (broken)
        break_line(writer);
    writer->fresh = false;
    buf_add_char(writer->out, bracket);
}

/* ------------------------------------------------------------------ small values */

/* What stands on one line wherever it stands. */
static void write_name(struct buf *out, struct qname name)
{
    if (!name.schema) {
        json_add_text(out, name.name);
        return;
    }
    buf_add(out, "{\"schema\": ");
    json_add_text(out, name.schema);
    buf_add(out, ", \"name\": ");
    json_add_text(out, name.name);
    buf_add_char(out, '}');
}

static void write_texts(struct buf *out, const struct text_list *list)
{
    buf_add_char(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            buf_add(out, ", ");
        json_add_text(out, list->at[i]);
    }
    buf_add_char(out, ']');
}

static void write_options(struct buf *out, const struct options *options)
{
    buf_add_char(out, '{');
    for (size_t i = 0; i < options->count; i++) {
        if (i)
            buf_add(out, ", ");
        json_add_text(out, options->at[i].name);
        buf_add(out, ": ");
        json_add_text(out, options->at[i].value);
    }
    buf_add_char(out, '}');
}

static void write_refs(struct buf *out, const struct json_array *array)
{
    const struct ref *refs = array->at;

    buf_add_char(out, '[');
    for (size_t i = 0; i < array->count; i++) {
        if (i)
            buf_add(out, ", ");
        write_name(out, refs[i].name);
    }
    buf_add_char(out, ']');
}

/* What the options would be if only their type and direction were said. */
static struct sequence_options usual_options(const struct sequence_options *options)
{
    struct sequence_options usual = {
        .type = options->type, .increment = options->increment, .cache = 1};
    struct sequence_options limited = *options;

    sequence_options_complete(&usual, (struct sequence_said){0});
    sequence_options_complete(&limited, (struct sequence_said){.min = true, .max = true});
    usual.start = limited.start;
    usual.increment = 1;
    return usual;
}

static void write_sequence(struct buf *out, const struct sequence_options *options)
{
    struct sequence_options usual = usual_options(options);

    buf_addf(out, "{\"type\": \"%s\"", sequence_type_words[options->type]);
    for (const struct field *field = json_sequence_fields; field->name; field++) {
        const void *value = (const char *)options + field->offset;

        if (field->type == FIELD_INT64 &&
            *(const int64_t *)value != *(const int64_t *)((char *)&usual + field->offset))
            buf_addf(out, ", \"%s\": %" PRId64, field->name, *(const int64_t *)value);
        else if (field->type == FIELD_BOOL && *(const bool *)value)
            buf_addf(out, ", \"%s\": true", field->name);
    }
    buf_add_char(out, '}');
}

static void write_number(struct buf *out, const struct field *field, int value)
{
    if (field->words)
        buf_addf(out, "\"%s\"", field->words[value]);
    else
        buf_addf(out, "%d", value - (field->type == FIELD_TARGET));
}

/* ------------------------------------------------------------------ fields */

/* Whether the field holds what every new object has. */
static bool is_unsaid(const struct field *field, const void *value)
{
    static const struct sequence_options no_sequence;

    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_IDENTIFIER:
    case FIELD_COLUMN:
    case FIELD_NOT_NULL_NAME:
        return !*(const char *const *)value;
    case FIELD_BOOL:
    case FIELD_UNLOGGED:
        return !*(const bool *)value;
    case FIELD_INT:
    case FIELD_STORAGE:
    case FIELD_TARGET:
        return !*(const int *)value;
    case FIELD_INT64:
        return !*(const int64_t *)value;
    case FIELD_NAME:
    case FIELD_SEQUENCE_NAME:
    case FIELD_OPERATOR:
        return !((const struct qname *)value)->name;
    case FIELD_REF:
        return !((const struct ref *)value)->name.name;
    case FIELD_EXPR:
        return !((const struct expr *)value)->text;
    case FIELD_TYPE:
        return !((const struct type_name *)value)->text;
    case FIELD_SEQUENCE:
        return sequence_options_equal(value, &no_sequence);
    case FIELD_REFS:
    case FIELD_TEXTS:
    case FIELD_COLUMNS:
    case FIELD_FOREIGN_COLUMNS:
    case FIELD_OPTIONS:
    case FIELD_ELEMENTS:
    case FIELD_LABELS:
    case FIELD_MEMBERS:
    case FIELD_DROPPED:
    case FIELD_UNMODELLED:
        return !((const struct json_array *)value)->count;
    case FIELD_STATISTICS:
        break; /* the elements say it */
    }
    return true;
}

static void write_members(struct json_writer *writer, enum kind kind,
                          const struct json_array *array);
static void write_records(struct json_writer *writer, const struct field *fields, size_t size,
                          const struct json_array *array);

static void write_value(struct json_writer *writer, const struct field *field,
                        const void *value)
{
    struct buf *out = writer->out;

    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_IDENTIFIER:
    case FIELD_COLUMN:
    case FIELD_NOT_NULL_NAME:
        json_add_text(out, *(const char *const *)value);
        break;
    case FIELD_BOOL:
    case FIELD_UNLOGGED:
        buf_add(out, *(const bool *)value ? "true" : "false");
        break;
    case FIELD_INT:
    case FIELD_STORAGE:
    case FIELD_TARGET:
        write_number(out, field, *(const int *)value);
        break;
    case FIELD_INT64:
        buf_addf(out, "%" PRId64, *(const int64_t *)value);
        break;
    case FIELD_NAME:
    case FIELD_SEQUENCE_NAME:
    case FIELD_OPERATOR:
        write_name(out, *(const struct qname *)value);
        break;
    case FIELD_REF:
        write_name(out, ((const struct ref *)value)->name);
        break;
    case FIELD_REFS:
        write_refs(out, value);
        break;
    case FIELD_EXPR:
        json_add_text(out, ((const struct expr *)value)->text);
        break;
    case FIELD_TYPE:
        json_add_text(out, ((const struct type_name *)value)->text);
        break;
    case FIELD_SEQUENCE:
        write_sequence(out, value);
        break;
    case FIELD_TEXTS:
    case FIELD_COLUMNS:
    case FIELD_FOREIGN_COLUMNS:
        write_texts(out, value);
        break;
    case FIELD_OPTIONS:
        write_options(out, value);
        break;
    case FIELD_ELEMENTS:
        write_records(writer, json_element_fields, sizeof(struct index_element), value);
        break;
    case FIELD_DROPPED:
        write_records(writer, json_dropped_fields, sizeof(struct dropped), value);
        break;
    case FIELD_UNMODELLED:
        write_records(writer, json_unmodelled_fields, sizeof(struct unmodelled), value);
        break;
    case FIELD_LABELS:
    case FIELD_MEMBERS:
        write_members(writer, field->kind, value);
        break;
    case FIELD_STATISTICS:
        break;
    }
}

static void write_fields(struct json_writer *writer, const struct field *fields,
                         const void *base)
{
    for (const struct field *field = fields; field->name; field++) {
        const void *value = (const char *)base + field->offset;

        if (!field->required && is_unsaid(field, value))
            continue;
        start_member(writer, field->name);
        write_value(writer, field, value);
    }
}

static void write_records(struct json_writer *writer, const struct field *fields, size_t size,
                          const struct json_array *array)
{
    open(writer, '[');
    for (size_t i = 0; i < array->count; i++) {
        start_item(writer);
        open(writer, '{');
        write_fields(writer, fields, (const char *)array->at + i * size);
        close(writer, '}');
    }
    close(writer, ']');
}

/* ------------------------------------------------------------------ objects */

static void write_object(struct json_writer *writer, const struct object *object)
{
    start_item(writer);
    open(writer, '{');
    write_fields(writer, json_object_fields, object);
    write_fields(writer, kind_ops(object->kind)->fields, object);
    close(writer, '}');
}

static int compare_names(const void *a, const void *b)
{
    const struct object *left = *(struct object *const *)a, *right = *(struct object *const *)b;

    return qname_compare(left->name, right->name);
}

/* Columns and labels stand in their own order; of the others only the names count. */
static void write_members(struct json_writer *writer, enum kind kind,
                          const struct json_array *array)
{
    const struct object **members = memory_resize(NULL, array->count * sizeof *members);

    for (size_t i = 0; i < array->count; i++)
        members[i] = (const struct object *)((const char *)array->at + i * kind_size(kind));
    if (kind != KIND_COLUMN && kind != KIND_LABEL)
        qsort(members, array->count, sizeof *members, compare_names);
    open(writer, '[');
    for (size_t i = 0; i < array->count; i++)
        write_object(writer, members[i]);
    close(writer, ']');
    free(members);
}

static void write_kind(struct json_writer *writer, const struct model *model,
                       const struct json_kind *row)
{
    const struct object_list *list = &model->objects[row->kind];

    if (!list->count)
        return;
    start_member(writer, row->name);
    open(writer, '[');
    for (size_t i = 0; i < list->count; i++)
        write_object(writer, list->at[i]);
    close(writer, ']');
}

void model_write_json(const struct model *model, struct buf *out)
{
    struct json_writer writer = {.out = out};

    open(&writer, '{');
    start_member(&writer, "version");
    buf_addf(out, "%d", JSON_VERSION);
    write_fields(&writer, json_model_fields, model);
    for (size_t i = 0; i < json_kind_count; i++)
        write_kind(&writer, model, &json_kinds[i]);
    close(&writer, '}');
    buf_add_char(out, '\n');
}

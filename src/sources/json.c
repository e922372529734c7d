/* JSON models: the document, its objects and their members, along the field tables. Single
 * values are json_value.c's; whether what was read can be a schema is resolve's. */

#include "sources/json.h"

#include "base/file.h"
#include "model/resolve.h"
#include "sources/expressions.h"
#include "sources/json_reading.h"

#include <string.h>

/* ------------------------------------------------------------------ members */

static bool is_member(const char *member, const char *name)
{
    for (; *member && *name; member++, name++)
        if (*member != (*name == ' ' ? '_' : *name))
            return false;
    return !*member && !*name;
}

/* Two tables of fields make one object; NULL: only one. */
struct tables {
    const struct field *at[2];
};

static const struct field *find_field(const struct tables *tables, const char *member)
{
    for (size_t i = 0; i < COUNT_OF(tables->at); i++)
        for (const struct field *field = tables->at[i]; field && field->name; field++)
            if (field->type != FIELD_STATISTICS && is_member(member, field->name))
                return field;
    return NULL;
}

static bool report_unknown(struct json_reader *reader, const struct tables *tables,
                           const struct json *value)
{
    struct arena arena = {0};
    struct {
        const char **at;
        size_t count, capacity;
    } names = {0};
    const char *closest;

    for (size_t i = 0; i < COUNT_OF(tables->at); i++)
        for (const struct field *field = tables->at[i]; field && field->name; field++) {
            struct buf name = BUF_INIT;

            json_add_member_name(&name, field->name);
            array_add(&arena, &names, arena_strdup(&arena, buf_text(&name)));
            buf_release(&name);
        }
    for (size_t i = 0; tables->at[0] == json_model_fields && i < json_kind_count; i++)
        array_add(&arena, &names, json_kinds[i].name);
    json_complain(reader, value, "there is no member \"%s\" here", json_name(value));
    closest = name_closest(json_name(value), names.at, names.count);
    if (closest)
        diag_hint(reader->diags, "Did you mean \"%s\"?", closest);
    arena_release(&arena);
    return false;
}

static bool was_before(const struct json *object, const struct json *value)
{
    for (const struct json *one = json_first(object); one != value; one = json_next(one))
        if (!strcmp(json_name(one), json_name(value)))
            return true;
    return false;
}

static bool need_members(struct json_reader *reader, const struct json *object,
                         const struct tables *tables)
{
    bool ok = true;

    for (size_t i = 0; i < COUNT_OF(tables->at); i++)
        for (const struct field *field = tables->at[i]; field && field->name; field++) {
            struct buf name = BUF_INIT;

            if (!field->required)
                continue;
            json_add_member_name(&name, field->name);
            if (!json_member(object, buf_text(&name)))
                ok = json_complain(reader, object, "there is no \"%s\" in it", buf_text(&name));
            buf_release(&name);
        }
    return ok;
}

static bool read_field(struct json_reader *reader, const struct field *field,
                       const struct json *value, void *into);

/* Reads every member of the object into the struct that begins at base. */
static bool read_fields(struct json_reader *reader, const struct json *object,
                        const struct tables *tables, void *base)
{
    bool ok;

    if (!json_is_object(object))
        return json_complain(reader, object, "this must be an object");
    ok = need_members(reader, object, tables);
    for (const struct json *one = json_first(object); one; one = json_next(one)) {
        const struct field *field = find_field(tables, json_name(one));

        if (!field)
            ok = report_unknown(reader, tables, one);
        else if (was_before(object, one))
            ok = json_complain(reader, one, "\"%s\" is said twice", json_name(one));
        else
            ok &= read_field(reader, field, one, (char *)base + field->offset);
    }
    return ok;
}

/* ------------------------------------------------------------------ lists */

/* Structs of that size, each read by the tables. */
static bool read_records(struct json_reader *reader, const struct json *list,
                         const struct tables *tables, size_t size, struct json_array *into)
{
    bool ok = true;

    if (!json_is_array(list))
        return json_complain(reader, list, "\"%s\" must be a list", json_name(list));
    for (const struct json *one = json_first(list); one; one = json_next(one)) {
        into->at =
            array_room(&reader->model->arena, into->at, into->count, &into->capacity, size);
        ok &= read_fields(reader, one, tables, (char *)into->at + into->count++ * size);
    }
    return ok;
}

/* An identity of which nothing more is said has the sequence of its column's type. */
static void complete_column(struct column *column)
{
    if (column->identity != IDENTITY_NONE && !column->identity_options.increment)
        column->identity_options = sequence_options_default(sequence_type_of(column));
}

static void complete_member(struct json_reader *reader, const struct json *value,
                            enum kind kind, struct object *member)
{
    member->kind = kind;
    member->at = json_place(reader->source, value);
    if (kind == KIND_COLUMN)
        complete_column((struct column *)member);
}

/* One that can be read is judged whatever became of those before. */
static bool read_member(struct json_reader *reader, const struct json *value, enum kind kind,
                        struct object *member)
{
    struct tables tables = {{kind_ops(kind)->fields, json_object_fields}};
    bool ok;

    reader->may_be_empty = kind == KIND_LABEL;
    ok = read_fields(reader, value, &tables, member);
    reader->may_be_empty = false;
    complete_member(reader, value, kind, member);
    if (member->name.schema)
        ok = json_complain(reader, value, "a %s has no \"schema\"", kind_word(kind));
    return ok && json_judge_object(reader, value, member);
}

static bool read_members(struct json_reader *reader, const struct json *list, enum kind kind,
                         struct json_array *into)
{
    size_t size = kind_size(kind);
    bool ok = true;

    if (!json_is_array(list))
        return json_complain(reader, list, "\"%s\" must be a list", json_name(list));
    for (const struct json *one = json_first(list); one; one = json_next(one)) {
        into->at =
            array_room(&reader->model->arena, into->at, into->count, &into->capacity, size);
        ok &= read_member(reader, one, kind,
                          (struct object *)((char *)into->at + into->count++ * size));
    }
    return ok;
}

/* ------------------------------------------------------------------ values */

static bool read_sequence(struct json_reader *reader, const struct json *value,
                          struct sequence_options *into)
{
    static const struct tables tables = {{json_sequence_fields}};
    struct sequence_said said = {
        json_member(value, "start") != NULL,
        json_member(value, "min") != NULL,
        json_member(value, "max") != NULL,
    };
    struct sequence_options options = {.increment = 1, .cache = 1};
    bool ok = read_fields(reader, value, &tables, &options);

    sequence_options_complete(&options, said);
    *into = options;
    return ok;
}

static bool read_ref(struct json_reader *reader, const struct json *value, enum kind kind,
                     struct ref *into)
{
    *into = (struct ref){.kind = kind, .at = json_place(reader->source, value)};
    return json_read_name(reader, value, &into->name);
}

static bool read_field(struct json_reader *reader, const struct field *field,
                       const struct json *value, void *into)
{
    static const struct tables elements = {{json_element_fields}};
    static const struct tables dropped = {{json_dropped_fields}};
    static const struct tables unmodelled = {{json_unmodelled_fields}};

    switch (field->type) {
    case FIELD_TEXT:
        return json_read_text(reader, value, into);
    case FIELD_IDENTIFIER:
    case FIELD_COLUMN:
    case FIELD_NOT_NULL_NAME:
        return json_read_identifier(reader, value, into);
    case FIELD_OPERATOR:
        return json_read_operator(reader, value, into);
    case FIELD_BOOL:
    case FIELD_UNLOGGED:
        return json_read_bool(reader, value, into);
    case FIELD_INT:
    case FIELD_STORAGE:
    case FIELD_TARGET:
        return json_read_number(reader, value, field, into);
    case FIELD_INT64:
        return json_read_integer(reader, value, into);
    case FIELD_NAME:
    case FIELD_SEQUENCE_NAME:
        return json_read_name(reader, value, into);
    case FIELD_REF:
        return read_ref(reader, value, field->kind, into);
    case FIELD_REFS:
        return json_read_refs(reader, value, field->kind, into);
    case FIELD_COLUMNS:
    case FIELD_FOREIGN_COLUMNS:
        return json_read_names(reader, value, into);
    case FIELD_TEXTS:
        return json_read_texts(reader, value, into);
    case FIELD_OPTIONS:
        return json_read_options(reader, value, into);
    case FIELD_EXPR:
        return json_read_expression(reader, value, into);
    case FIELD_TYPE:
        return json_read_type(reader, value, into);
    case FIELD_SEQUENCE:
        return read_sequence(reader, value, into);
    case FIELD_ELEMENTS:
        return read_records(reader, value, &elements, sizeof(struct index_element), into);
    case FIELD_DROPPED:
        return read_records(reader, value, &dropped, sizeof(struct dropped), into);
    case FIELD_UNMODELLED:
        return read_records(reader, value, &unmodelled, sizeof(struct unmodelled), into);
    case FIELD_LABELS:
    case FIELD_MEMBERS:
        return read_members(reader, value, field->kind, into);
    case FIELD_STATISTICS:
        break;
    }
    return false;
}

/* ------------------------------------------------------------------ objects */

static bool has_schema(enum kind kind)
{
    return kind != KIND_SCHEMA && kind != KIND_EXTENSION;
}

/* Read before it is entered: only then is its name known. */
static bool read_object(struct json_reader *reader, const struct json *value, enum kind kind)
{
    struct tables tables = {{kind_ops(kind)->fields, json_object_fields}};
    struct object *read = arena_alloc(&reader->model->arena, kind_size(kind)), *object, *taken;
    bool ok = read_fields(reader, value, &tables, read);

    read->kind = kind;
    if (!ok || !json_judge_object(reader, value, read))
        return false;
    if (!has_schema(kind) && read->name.schema)
        return json_complain(reader, value, "a %s has no \"schema\"", kind_word(kind));
    object = model_add(reader->model, kind, read->name, &taken);
    read->name = object->name;
    read->at = json_place(reader->source, value);
    memcpy(object, read, kind_size(kind));
    if (kind == KIND_SEQUENCE && !((struct sequence *)object)->options.increment)
        ((struct sequence *)object)->options = sequence_options_default(SEQUENCE_BIGINT);
    return true;
}

static bool read_kind(struct json_reader *reader, const struct json *list, enum kind kind)
{
    bool ok = true;

    if (!json_is_array(list))
        return json_complain(reader, list, "\"%s\" must be a list", json_name(list));
    for (const struct json *one = json_first(list); one; one = json_next(one))
        ok &= read_object(reader, one, kind);
    return ok;
}

/* ------------------------------------------------------------------ the document */

static const struct json_kind *find_kind(const char *member)
{
    for (size_t i = 0; i < json_kind_count; i++)
        if (!strcmp(json_kinds[i].name, member))
            return &json_kinds[i];
    return NULL;
}

/* A later version may mean something else by the same words. */
static bool check_version(struct json_reader *reader, const struct json *document)
{
    const struct json *version = json_member(document, "version");
    int64_t number;

    if (!json_is_object(document))
        return json_complain(reader, document, "this must be an object");
    if (!version)
        return json_complain(reader, document, "there is no \"version\" in it");
    if (json_integer(reader->source, version, &number) && number == JSON_VERSION)
        return true;
    return json_complain(reader, version, "this version of the shape is not known: %d is",
                         JSON_VERSION);
}

static const struct tables document_tables = {{json_model_fields}};

/* What is said of the model itself: the meaning of its objects' names hangs on it. */
static bool read_own_members(struct json_reader *reader, const struct json *document)
{
    bool ok = need_members(reader, document, &document_tables);

    for (const struct json *one = json_first(document); one; one = json_next(one)) {
        const struct field *field = find_field(&document_tables, json_name(one));

        if (was_before(document, one))
            ok = json_complain(reader, one, "\"%s\" is said twice", json_name(one));
        else if (field)
            ok &= read_field(reader, field, one, (char *)reader->model + field->offset);
        else if (!find_kind(json_name(one)) && strcmp(json_name(one), "version") &&
                 strcmp(json_name(one), "$schema"))
            ok = report_unknown(reader, &document_tables, one);
    }
    return ok;
}

static bool read_document(struct json_reader *reader, const struct json *document)
{
    bool ok = check_version(reader, document);

    if (!ok)
        return false;
    ok = read_own_members(reader, document);
    for (const struct json *one = json_first(document); one; one = json_next(one)) {
        const struct json_kind *row = find_kind(json_name(one));

        if (row)
            ok &= read_kind(reader, one, row->kind);
    }
    return ok;
}

static bool read_source(struct model *model, const struct source *source,
                        const struct source_settings *settings, struct diags *diags)
{
    struct json_reader reader = {.model = model, .source = source, .diags = diags};
    size_t errors = diags_errors(diags);
    struct json *document = json_read(source, diags);
    bool ok = document && read_document(&reader, document);

    json_free(document);
    model->owners = settings->owners;
    /* of a database, or with things that a model has no kind for */
    if (!ok || !model_judge(model, model->server_version || model->unmodelled.count, diags))
        return false;
    if (!model->server_version) /* a server has judged its own */
        judge_expressions(model, diags);
    return diags_errors(diags) == errors;
}

struct model *json_load_source(const struct source *source,
                               const struct source_settings *settings, struct diags *diags)
{
    struct model *model = model_new();
    struct source *kept = arena_alloc(&model->arena, sizeof *kept);

    *kept = *source;
    if (read_source(model, kept, settings, diags))
        return model;
    model_free(model);
    return NULL;
}

struct model *json_load(const char *path, const struct source_settings *settings,
                        struct diags *diags)
{
    struct model *model = model_new();
    struct source *source = arena_alloc(&model->arena, sizeof *source);

    if (file_read(&model->arena, path, source, diags) &&
        read_source(model, source, settings, diags))
        return model;
    model_free(model);
    return NULL;
}

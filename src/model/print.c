/* The model as model files: which objects, in which order and blocks, and the kinds that are a
 * line or two. Tables are print_table.c's, the layout is grammar/format's. */

#include "model/print.h"

#include "grammar/format.h"
#include "model/default_name.h"
#include "model/names.h"
#include "model/printing.h"
#include "model/resolve.h"
#include "model/types.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ small kinds */

static void start_line(struct buf *line, const struct object *object, const char *word)
{
    if (object->external)
        buf_add(line, "external ");
    buf_addf(line, "%s ", word);
    print_name(line, object->name.name);
}

static void finish_line(const struct printer *printer, struct buf *line,
                        const struct object *object)
{
    print_common_clauses(printer, line, object);
    print_line(printer, buf_text(line));
    buf_release(line);
}

static void print_extension(struct printer *printer, const struct object *object)
{
    const struct extension *extension = (const struct extension *)object;
    bool from_database = printer->model->server_version != 0;
    struct buf line = BUF_INIT;

    start_line(&line, object, "extension");
    if (!from_database || !text_equal(extension->schema, printer->model->schema))
        print_word_name(&line, "schema", extension->schema);
    if (extension->version && !from_database) {
        buf_add(&line, " version ");
        print_string(&line, extension->version);
    }
    finish_line(printer, &line, object);
}

static void add_label(struct buf *line, const struct label *label)
{
    print_string(line, label->object.name.name);
    if (label->object.renamed_from.name) {
        buf_add(line, " renamed from ");
        print_string(line, label->object.renamed_from.name);
    }
    if (label->replaces) {
        buf_add(line, " replaces ");
        print_string(line, label->replaces);
    }
}

#define LIST_BYTES 96 /* a longer list of labels or attributes is broken, one a line */

/* items, each already printed, in parentheses behind the line's head */
static void add_list(const struct printer *printer, struct buf *line, const char **items,
                     size_t count)
{
    size_t length = printer->indent + line->length;
    bool broken;

    for (size_t i = 0; i < count; i++)
        length += strlen(items[i]) + 2;
    broken = length > LIST_BYTES;
    buf_add(line, " (");
    for (size_t i = 0; i < count; i++) {
        if (broken)
            buf_addf(line, "\n%*s", (int)printer->indent + PRINT_INDENT, "");
        buf_add(line, items[i]);
        if (i + 1 < count)
            buf_add(line, broken ? "," : ", ");
    }
    if (broken)
        buf_addf(line, "\n%*s", (int)printer->indent, "");
    buf_add_char(line, ')');
}

static void print_enum(struct printer *printer, const struct object *object)
{
    const struct enum_type *type = (const struct enum_type *)object;
    const char **items = arena_alloc(printer->arena, (type->labels.count + 1) * sizeof *items);
    struct buf line = BUF_INIT, item = BUF_INIT;

    for (size_t i = 0; i < type->labels.count; i++) {
        buf_reset(&item);
        add_label(&item, &type->labels.at[i]);
        items[i] = arena_strdup(printer->arena, buf_text(&item));
    }
    start_line(&line, object, "enum");
    add_list(printer, &line, items, type->labels.count);
    for (array_each (struct dropped, drop, &type->dropped)) {
        buf_add(&line, " dropped ");
        print_string(&line, drop->name.name);
    }
    buf_release(&item);
    finish_line(printer, &line, object);
}

static void add_attribute(const struct printer *printer, struct buf *line,
                          const struct column *attribute)
{
    print_name(line, attribute->object.name.name);
    buf_add_char(line, ' ');
    print_type(printer, line, &attribute->type);
    if (attribute->collation.name) {
        buf_add(line, " collate ");
        print_catalog_name(printer, line, attribute->collation);
    }
    if (attribute->object.renamed_from.name)
        print_word_name(line, "renamed from", attribute->object.renamed_from.name);
    if (attribute->object.comment) {
        buf_add(line, " comment ");
        print_string(line, attribute->object.comment);
    }
}

static void print_composite(struct printer *printer, const struct object *object)
{
    const struct composite *type = (const struct composite *)object;
    size_t count = type->attributes.count;
    const char **items = arena_alloc(printer->arena, (count + 1) * sizeof *items);
    struct buf line = BUF_INIT, item = BUF_INIT;

    for (size_t i = 0; i < count; i++) {
        buf_reset(&item);
        add_attribute(printer, &item, &type->attributes.at[i]);
        items[i] = arena_strdup(printer->arena, buf_text(&item));
    }
    start_line(&line, object, "type");
    if (count || !object->external) {
        buf_add(&line, " as");
        add_list(printer, &line, items, count);
    }
    for (array_each (struct dropped, drop, &type->dropped))
        print_word_name(&line, "dropped", drop->name.name);
    buf_release(&item);
    finish_line(printer, &line, object);
}

/* More than one check, or one with a comment, stands in a body. */
static bool has_body(const struct domain *domain)
{
    for (array_each (const struct constraint, check, &domain->constraints))
        if (check->object.comment || check->object.renamed_from.name)
            return true;
    return domain->constraints.count > 1;
}

static void print_domain_body(struct printer *printer, const struct domain *domain)
{
    const struct constraint **checks =
        print_sort_constraints(printer, domain->constraints.at, domain->constraints.count);
    struct buf line = BUF_INIT;

    printer->indent += PRINT_INDENT;
    for (size_t i = 0; i < domain->constraints.count; i++) {
        buf_reset(&line);
        print_doc(printer, &checks[i]->object);
        print_domain_check(printer, &line, domain, checks[i]);
        print_line(printer, buf_text(&line));
    }
    printer->indent -= PRINT_INDENT;
    print_line(printer, "}");
    buf_release(&line);
}

static void print_domain(struct printer *printer, const struct object *object)
{
    const struct domain *domain = (const struct domain *)object;
    struct buf line = BUF_INIT;

    start_line(&line, object, "domain");
    buf_add(&line, " as ");
    print_type(printer, &line, &domain->type);
    if (domain->collation.name) {
        buf_add(&line, " collate ");
        print_catalog_name(printer, &line, domain->collation);
    }
    if (domain->value.text) {
        buf_add(&line, " default ");
        print_value(&line, domain->value.text);
    }
    if (domain->not_null) {
        print_word_name(&line, "constraint", domain->not_null_name);
        buf_add(&line, " not null");
    }
    if (!has_body(domain)) {
        for (array_each (const struct constraint, check, &domain->constraints)) {
            buf_add_char(&line, ' ');
            print_domain_check(printer, &line, domain, check);
        }
        finish_line(printer, &line, object);
        return;
    }
    print_common_clauses(printer, &line, object);
    buf_add(&line, " {");
    print_line(printer, buf_text(&line));
    buf_release(&line);
    print_domain_body(printer, domain);
}

static void print_sequence(struct printer *printer, const struct object *object)
{
    const struct sequence *sequence = (const struct sequence *)object;
    struct buf line = BUF_INIT;

    start_line(&line, object, sequence->unlogged ? "unlogged sequence" : "sequence");
    print_sequence_options(&line, &sequence->options, true);
    if (sequence->owned_by.name.name) {
        buf_add(&line, " owned by ");
        print_relative(printer, &line, sequence->owned_by.name);
        buf_add_char(&line, '.');
        print_name(&line, sequence->owned_column);
    }
    finish_line(printer, &line, object);
}

static void print_table_object(struct printer *printer, const struct object *object)
{
    print_table(printer, (const struct table *)object);
}

/* ------------------------------------------------------------------ objects of a schema */

typedef void object_printer(struct printer *printer, const struct object *object);

/* In the order in which they stand in a file. */
static const struct kind_printer {
    enum kind kind;
    object_printer *print;
    bool has_body; /* a blank line around each */
} kind_printers[] = {
    {KIND_EXTENSION, print_extension, false}, {KIND_ENUM, print_enum, false},
    {KIND_COMPOSITE, print_composite, false}, {KIND_DOMAIN, print_domain, false},
    {KIND_SEQUENCE, print_sequence, false},   {KIND_TABLE, print_table_object, true},
};

static bool is_printed(const struct printer *printer, const struct object *object)
{
    if (object->kind == KIND_TABLE ? printer->without_tables : printer->table != NULL)
        return false;
    if (printer->table && &printer->table->object != object)
        return false;
    if (object->kind == KIND_EXTENSION)
        return text_equal(printer->schema, printer->model->schema);
    if (object->kind == KIND_SEQUENCE &&
        print_as_serial(printer, (const struct sequence *)object))
        return false;
    return text_equal(object->name.schema, printer->schema);
}

/* A blank line before what follows, except at the start of a file or block. */
static void print_gap(const struct printer *printer, size_t start)
{
    if (printer->out->length > start)
        buf_add_char(printer->out, '\n');
}

static const struct object_list *list_of(const struct printer *printer, enum kind kind)
{
    return kind == KIND_COMPOSITE ? &printer->composites
           : kind == KIND_TABLE   ? &printer->tables
                                  : &printer->model->objects[kind];
}

static void print_kind(struct printer *printer, const struct kind_printer *row, size_t start)
{
    const struct object_list *list = list_of(printer, row->kind);
    bool is_first = true;

    for (size_t i = 0; i < list->count; i++) {
        const struct object *object = list->at[i];

        if (!is_printed(printer, object))
            continue;
        if (is_first || row->has_body || object->comment)
            print_gap(printer, start);
        is_first = false;
        if (row->kind != KIND_TABLE)
            print_doc(printer, object);
        row->print(printer, object);
    }
}

static void print_objects(struct printer *printer, size_t start)
{
    for (size_t i = 0; i < COUNT_OF(kind_printers); i++)
        print_kind(printer, &kind_printers[i], start);
}

static bool has_objects(const struct printer *printer, const char *schema)
{
    struct printer inside = *printer;

    inside.schema = schema;
    for (int kind = KIND_ENUM; kind <= KIND_TABLE; kind++) {
        const struct object_list *list = list_of(printer, (enum kind)kind);

        for (size_t i = 0; i < list->count; i++)
            if (is_printed(&inside, list->at[i]))
                return true;
    }
    return false;
}

/* ------------------------------------------------------------------ schemas */

/* Whether there is anything to say of a schema that has nothing in it: not of one that is only
 * there because it always is. */
static bool is_worth_a_line(const struct printer *printer, const struct object *object)
{
    const struct schema *schema = (const struct schema *)object;

    return (schema->declared && !text_equal(object->name.name, "public")) || object->comment ||
           object->renamed_from.name || (printer->model->owners && object->owner) ||
           object->external;
}

static bool is_block(const struct printer *printer, const struct object *object)
{
    return !text_equal(object->name.name, printer->model->schema) &&
           has_objects(printer, object->name.name);
}

static void print_schema_line(struct printer *printer, const struct object *object)
{
    struct buf line = BUF_INIT;

    print_doc(printer, object);
    start_line(&line, object, "schema");
    finish_line(printer, &line, object);
}

static void print_schema_block(struct printer *printer, const struct object *object)
{
    struct buf line = BUF_INIT;

    if (!printer->table)
        print_doc(printer, object);
    start_line(&line, object, "schema");
    if (!printer->table)
        print_common_clauses(printer, &line, object);
    buf_add(&line, " {");
    print_line(printer, buf_text(&line));
    buf_release(&line);
    printer->schema = object->name.name;
    printer->indent += PRINT_INDENT;
    print_objects(printer, printer->out->length);
    printer->indent -= PRINT_INDENT;
    printer->schema = printer->model->schema;
    print_line(printer, "}");
}

static bool is_asked(const struct printer *printer, const char *schema)
{
    return !printer->only || text_equal(printer->only, schema);
}

static void print_schema_lines(struct printer *printer, size_t start)
{
    const struct object_list *schemas = &printer->model->objects[KIND_SCHEMA];
    bool is_first = true;

    for (size_t i = 0; i < schemas->count; i++) {
        const struct object *schema = schemas->at[i];

        if (!is_asked(printer, schema->name.name) || is_block(printer, schema) ||
            !is_worth_a_line(printer, schema))
            continue;
        if (is_first || schema->comment)
            print_gap(printer, start);
        is_first = false;
        print_schema_line(printer, schema);
    }
}

static void print_schema_blocks(struct printer *printer, size_t start)
{
    const struct object_list *schemas = &printer->model->objects[KIND_SCHEMA];

    for (size_t i = 0; i < schemas->count; i++)
        if (is_asked(printer, schemas->at[i]->name.name) && is_block(printer, schemas->at[i])) {
            print_gap(printer, start);
            print_schema_block(printer, schemas->at[i]);
        }
}

/* ------------------------------------------------------------------ names in use */

static void enter_member_names(struct printer *printer, struct table *table)
{
    const char *schema = table->object.name.schema;
    struct arena *arena = printer->arena;

    for (array_each (struct constraint, constraint, &table->constraints)) {
        struct qname name = {schema, constraint->object.name.name};

        if (constraint->inherited)
            continue;
        names_enter(&printer->names, NAMES_CONSTRAINT, name, &constraint->object);
        if (constraint->type != CONSTRAINT_CHECK && constraint->type != CONSTRAINT_FOREIGN)
            names_enter(&printer->names, NAMES_RELATION, name, &constraint->object);
    }
    for (array_each (struct index, index, &table->indexes))
        names_enter(&printer->names, NAMES_RELATION,
                    (struct qname){schema, index->object.name.name}, &index->object);
    for (array_each (struct column, column, &table->columns)) {
        struct name_parts parts = sequence_name_parts(table, column->object.name.name);
        struct qname name = column->identity_sequence;

        if (column->identity == IDENTITY_NONE)
            continue;
        if (!name.name)
            name = (struct qname){
                schema, default_name(arena, parts.name1, parts.name2, parts.label, NULL, NULL)};
        names_enter(&printer->names, NAMES_RELATION, name, &column->object);
    }
}

static void enter_names(struct printer *printer)
{
    const struct model *model = printer->model;

    for (int kind = KIND_ENUM; kind <= KIND_TABLE; kind++)
        for (size_t i = 0; i < model->objects[kind].count; i++) {
            struct object *object = model->objects[kind].at[i];

            names_enter(&printer->names, names_space(object->kind), object->name, object);
            if (kind == KIND_TABLE)
                enter_member_names(printer, (struct table *)object);
            if (kind != KIND_DOMAIN)
                continue;
            for (array_each (struct constraint, check, &((struct domain *)object)->constraints))
                names_enter(&printer->names, NAMES_CONSTRAINT,
                            (struct qname){object->name.schema, check->object.name.name},
                            &check->object);
        }
}

/* ------------------------------------------------------------------ what is not the model's
 * own */

static int compare_objects(const void *a, const void *b)
{
    return qname_compare((*(struct object *const *)a)->name,
                         (*(struct object *const *)b)->name);
}

static void sort_by_name(struct object_list *list)
{
    if (list->count)
        qsort(list->at, list->count, sizeof *list->at, compare_objects);
}

/* What a model says of what is not its own: that there is one. */
static void note_stranger(struct printer *printer, struct object_list *list, enum kind kind,
                          struct qname name)
{
    struct object *stranger;

    for (size_t i = 0; i < list->count; i++)
        if (qname_equal(list->at[i]->name, name))
            return;
    stranger = arena_alloc(printer->arena, kind_size(kind));
    stranger->kind = kind;
    stranger->name = name;
    stranger->external = true;
    array_add(printer->arena, list, stranger);
}

/* Whether it is one that the database has and the model has no kind for. A multirange, which is
 * there because its range is, is none; but nor is it an extension's where there is none. */
static bool is_stranger(const struct printer *printer, const struct type_name *type)
{
    struct type_name bare = {.user = type->user};

    type_spell(printer->arena, &bare);
    for (array_each (const struct unmodelled, entry, &printer->model->unmodelled))
        if (!entry->on.name && text_equal(entry->name, bare.text))
            return true;
    return false;
}

static void note_type(struct printer *printer, const struct type_name *type)
{
    const struct model *model = printer->model;
    struct type_name own = *type;
    struct qname name = {type->user.schema ? type->user.schema : model->schema,
                         type->user.name};

    if (!type->user.name || names_find(model->names, NAMES_TYPE, name) ||
        type_settle_catalog(printer->arena, &own))
        return;
    if (!model->objects[KIND_EXTENSION].count || is_stranger(printer, type))
        note_stranger(printer, &printer->composites, KIND_COMPOSITE, type->user);
}

static void gather_composites(struct printer *printer)
{
    const struct object_list *objects = printer->model->objects;

    for (size_t i = 0; i < objects[KIND_COMPOSITE].count; i++) {
        const struct composite *type = (struct composite *)objects[KIND_COMPOSITE].at[i];

        array_add(printer->arena, &printer->composites, objects[KIND_COMPOSITE].at[i]);
        for (array_each (const struct column, column, &type->attributes))
            note_type(printer, &column->type);
    }
    for (size_t i = 0; i < objects[KIND_DOMAIN].count; i++)
        note_type(printer, &((struct domain *)objects[KIND_DOMAIN].at[i])->type);
    for (size_t i = 0; i < objects[KIND_TABLE].count; i++)
        for (array_each (const struct column, column,
                         &((struct table *)objects[KIND_TABLE].at[i])->columns))
            note_type(printer, &column->type);
    sort_by_name(&printer->composites);
}

/* Partitioned tables, those of others: what has no kind or is left out, and has a foreign key
 * to it. */
static void gather_tables(struct printer *printer)
{
    const struct object_list *own = &printer->model->objects[KIND_TABLE];

    for (size_t i = 0; i < own->count; i++)
        array_add(printer->arena, &printer->tables, own->at[i]);
    for (size_t i = 0; i < own->count; i++)
        for (array_each (const struct constraint, key,
                         &((struct table *)own->at[i])->constraints))
            if (key->references.name.name &&
                !model_find(printer->model, KIND_TABLE, key->references.name))
                note_stranger(printer, &printer->tables, KIND_TABLE, key->references.name);
    if (printer->tables.count > own->count)
        sort_by_name(&printer->tables);
}

/* ------------------------------------------------------------------ the whole */

/* What has no schema goes with model->schema. */
static void print_part(struct printer *printer)
{
    const struct model *model = printer->model;
    bool with_default = is_asked(printer, model->schema);
    size_t start = printer->out->length;

    if (!printer->table)
        print_schema_lines(printer, start);
    if (with_default)
        print_objects(printer, start);
    print_schema_blocks(printer, start);
    if (with_default && !printer->table && model->dropped.count) {
        print_gap(printer, start);
        print_dropped(printer, &model->dropped);
    }
}

/* Lays out what was printed, as fmt would; a text that fmt cannot read stays as it is. */
static void print_laid_out(const struct printer *printer, struct buf *out)
{
    struct buf plain = BUF_INIT;
    struct diags *diags = diags_new();
    struct printer inside = *printer;

    inside.out = &plain;
    print_part(&inside);
    struct source source = {.path = "model", .text = buf_text(&plain), .size = plain.length};
    if (!format_source(&source, out, diags))
        buf_add(out, buf_text(&plain));
    diags_free(diags);
    buf_release(&plain);
}

static void print_file(struct printer *printer, print_visitor *visit, void *context)
{
    struct buf text = BUF_INIT;

    print_laid_out(printer, &text);
    if (text.length)
        visit(context, printer->only, printer->table, &text);
    buf_release(&text);
}

static void print_tables(struct printer *printer, print_visitor *visit, void *context)
{
    const struct object_list *tables = &printer->tables;

    for (size_t i = 0; i < tables->count; i++) {
        if (!text_equal(tables->at[i]->name.schema, printer->only))
            continue;
        printer->table = (const struct table *)tables->at[i];
        print_file(printer, visit, context);
    }
    printer->table = NULL;
}

static void print_schema_files(struct printer *printer, const char *schema,
                               enum print_layout layout, print_visitor *visit, void *context)
{
    printer->only = schema;
    printer->without_tables = layout == PRINT_TABLES;
    print_file(printer, visit, context);
    printer->without_tables = false;
    if (layout == PRINT_TABLES)
        print_tables(printer, visit, context);
}

void model_print_files(const struct model *model, enum print_layout layout,
                       print_visitor *visit, void *context)
{
    const struct object_list *schemas = &model->objects[KIND_SCHEMA];
    struct arena arena = {0};
    struct printer printer = {.model = model, .schema = model->schema, .arena = &arena};

    enter_names(&printer);
    gather_composites(&printer);
    gather_tables(&printer);
    if (layout == PRINT_ONE) {
        print_file(&printer, visit, context);
    } else {
        print_schema_files(&printer, model->schema, layout, visit, context);
        for (size_t i = 0; i < schemas->count; i++)
            if (!text_equal(schemas->at[i]->name.name, model->schema))
                print_schema_files(&printer, schemas->at[i]->name.name, layout, visit, context);
    }
    names_release(&printer.names);
    arena_release(&arena);
}

static void take_text(void *context, const char *schema, const struct table *table,
                      const struct buf *text)
{
    (void)schema;
    (void)table;
    buf_add_n(context, buf_text(text), text->length);
}

void model_print(const struct model *model, struct buf *out)
{
    model_print_files(model, PRINT_ONE, take_text, out);
}

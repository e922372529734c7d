/* Columns: what they get from keys, parents and types, and the rules that a table's columns
 * have to keep among themselves. */

#include "base/word_table.h"
#include "model/names.h"
#include "model/resolve.h"
#include "model/resolving.h"
#include "model/types.h"

#include <string.h>
#include <strings.h>

/* ------------------------------------------------------------------ rules */

bool column_is_system(const char *name)
{
    static const char *const names[] = {"tableoid", "ctid", "xmin", "cmin", "xmax", "cmax"};
    static struct word_table table = WORD_TABLE(names);

    return word_table_find(&table, name, strlen(name)) != NULL;
}

static bool takes_sequence(const struct type_name *type)
{
    return text_equal(type->text, "integer") || text_equal(type->text, "bigint") ||
           text_equal(type->text, "smallint");
}

static void check_column(struct resolver *resolver, const struct column *column)
{
    struct diags *diags = resolver->diags;
    const char *name = column->object.name.name;
    int sources = (column->value.text != NULL) + (column->identity != IDENTITY_NONE) +
                  (column->serial != SERIAL_NONE);

    if (column_is_system(name))
        diag_error(diags, column->object.at, CHECK_NAME_RESERVED,
                   "column name \"%s\" conflicts with a system column name", name);
    if (sources > 1)
        diag_error(diags, column->object.at, CHECK_CLAUSE,
                   "column \"%s\" has more than one of default, generated, identity and serial",
                   name);
    if (column->identity != IDENTITY_NONE && column->type.text &&
        !takes_sequence(&column->type))
        diag_error(diags, column->type.at, CHECK_CLAUSE,
                   "identity column type must be smallint, integer, or bigint");
}

static void report_double(struct resolver *resolver, struct object *first,
                          struct object *second)
{
    diag_error(resolver->diags, second->at, CHECK_DUPLICATE, "%s \"%s\" is declared twice",
               kind_word(second->kind), second->name.name);
    diag_note(resolver->diags, first->at, "the other one is declared here");
}

static void check_columns(struct resolver *resolver, struct table *table,
                          struct object_pointers *pointers)
{
    pointers->count = 0;
    for (array_each (struct column, column, &table->columns)) {
        check_column(resolver, column);
        array_add(&resolver->model->arena, pointers, &column->object);
    }
    resolve_each_double(pointers, report_double, resolver);
    resolver->too_wide |= table->columns.count > TABLE_COLUMNS_MOST;
    if (table->columns.count > TABLE_COLUMNS_MOST)
        diag_error(resolver->diags, table->object.at, CHECK_LIMIT,
                   "tables can have at most %d columns", TABLE_COLUMNS_MOST);
}

static void check_attributes(struct resolver *resolver, struct object_pointers *pointers)
{
    const struct object_list *types = &resolver->model->objects[KIND_COMPOSITE];

    for (size_t i = 0; i < types->count; i++) {
        struct composite *type = (struct composite *)types->at[i];

        pointers->count = 0;
        for (array_each (struct column, column, &type->attributes))
            array_add(&resolver->model->arena, pointers, &column->object);
        resolve_each_double(pointers, report_double, resolver);
    }
}

static void check_label(struct resolver *resolver, const struct label *label)
{
    size_t length = strlen(label->object.name.name);

    if (length > NAME_BYTES)
        diag_error(resolver->diags, label->object.at, CHECK_NAME_LENGTH,
                   "label \"%s\" is too long: %zu bytes, and PostgreSQL allows %d",
                   label->object.name.name, length, NAME_BYTES);
}

static void check_labels(struct resolver *resolver, struct object_pointers *pointers)
{
    const struct object_list *types = &resolver->model->objects[KIND_ENUM];

    for (size_t i = 0; i < types->count; i++) {
        struct enum_type *type = (struct enum_type *)types->at[i];

        pointers->count = 0;
        for (array_each (struct label, label, &type->labels)) {
            check_label(resolver, label);
            array_add(&resolver->model->arena, pointers, &label->object);
        }
        resolve_each_double(pointers, report_double, resolver);
    }
}

/* ------------------------------------------------------------------ parents and types */

struct merge {
    struct resolver *resolver;
    struct names *entered; /* tables that were begun */
    bool only_checks;      /* nothing is taken over: it was said in full */
};

struct frame {
    const struct table *table;
    const struct frame *outer;
    unsigned depth;
};

struct columns {
    struct column *at;
    size_t count, capacity;
};

static struct column *find_in(struct columns *columns, const char *name)
{
    for (array_each (struct column, column, columns))
        if (text_equal(column->object.name.name, name))
            return column;
    return NULL;
}

static void report_conflict(struct resolver *resolver, const struct column *column,
                            const struct column *other)
{
    diag_error(resolver->diags, column->object.at, CHECK_CLAUSE,
               "column \"%s\" has a type conflict: %s versus %s", column->object.name.name,
               column->type.text, other->type.text);
    diag_note(resolver->diags, other->object.at, "the other one is declared here");
}

static void inherit_column(struct resolver *resolver, struct columns *columns,
                           const struct column *parent, bool typed)
{
    struct column *column = find_in(columns, parent->object.name.name);
    bool not_null = parent->not_null && !parent->not_null_no_inherit;

    if (column && !type_equal(&column->type, &parent->type))
        report_conflict(resolver, column, parent);
    if (column) {
        column->not_null |= not_null;
        if (!column->value.text) {
            column->value = parent->value;
            column->generated = parent->generated;
        }
        return;
    }
    column = array_push(&resolver->model->arena, columns);
    column->object.kind = KIND_COLUMN;
    column->object.name = parent->object.name;
    column->object.at = parent->object.at;
    column->type = parent->type;
    column->not_null = not_null;
    column->value = parent->value;
    column->generated = parent->generated;
    column->collation = parent->collation;
    column->storage = parent->storage;
    column->compression = parent->compression;
    column->inherited = !typed;
}

/* A column that is declared although a parent has it: its own words count, and what it does not
 * say comes from the parent. */
static void merge_column(struct resolver *resolver, struct column *inherited,
                         const struct column *own)
{
    struct column column = *own;

    if (!type_equal(&column.type, &inherited->type))
        report_conflict(resolver, own, inherited);
    column.not_null |= inherited->not_null;
    if (!column.value.text && column.identity == IDENTITY_NONE &&
        column.serial == SERIAL_NONE) {
        column.value = inherited->value;
        column.generated = inherited->generated;
    }
    if (!column.collation.name)
        column.collation = inherited->collation;
    if (column.storage == STORAGE_DEFAULT)
        column.storage = inherited->storage;
    if (!column.compression)
        column.compression = inherited->compression;
    *inherited = column;
}

static struct composite *find_row_type(struct resolver *resolver, struct table *table)
{
    struct ref *ref = &table->of_type;
    struct object *found;

    if (!ref->name.schema) {
        ref->name.schema = table->object.name.schema;
        found = model_find(resolver->model, KIND_COMPOSITE, ref->name);
        if (!found)
            ref->name.schema = resolver->model->schema;
    }
    found = model_find(resolver->model, KIND_COMPOSITE, ref->name);
    ref->to = found;
    if (!found && !resolver->partial)
        diag_error(resolver->diags, ref->at, CHECK_REF_MISSING,
                   model_find_type(resolver->model, ref->name)
                       ? "type \"%s\" is not a composite type"
                       : "type \"%s\" does not exist",
                   ref->name.name);
    return (struct composite *)found;
}

/* MergeAttributes(): the type says which columns there are. */
static void check_typed(struct resolver *resolver, const struct table *table,
                        const struct composite *type)
{
    if (table->inherits.count)
        diag_error(resolver->diags, table->object.at, CHECK_CLAUSE,
                   "table \"%s\" is of a type, so it cannot inherit", table->object.name.name);
    if (!type || type->object.external)
        return;
    for (array_each (const struct column, column, &table->columns)) {
        bool found = false;

        for (array_each (const struct column, attribute, &type->attributes))
            found |= text_equal(attribute->object.name.name, column->object.name.name);
        if (!found)
            diag_error(resolver->diags, column->object.at, CHECK_REF_MISSING,
                       "type \"%s\" has no attribute \"%s\", so a table of it has no such "
                       "column",
                       type->object.name.name, column->object.name.name);
        if (column->generated || column->identity != IDENTITY_NONE)
            diag_error(resolver->diags, column->object.at, CHECK_CLAUSE,
                       "table \"%s\" is of a type, so its columns cannot be %s",
                       table->object.name.name,
                       column->generated ? "generated" : "identity columns");
    }
}

static void merge_all(struct resolver *resolver, struct table *table)
{
    struct arena *arena = &resolver->model->arena;
    struct columns merged = {0};
    size_t from_parents;

    if (table->of_type.name.name) {
        struct composite *type = find_row_type(resolver, table);

        if (resolver->diags)
            check_typed(resolver, table, type);
        for (size_t i = 0; type && i < type->attributes.count; i++)
            inherit_column(resolver, &merged, &type->attributes.at[i], true);
    }
    for (array_each (struct ref, parent, &table->inherits))
        if (parent->to)
            for (array_each (struct column, column, &((struct table *)parent->to)->columns))
                inherit_column(resolver, &merged, column, false);
    from_parents = merged.count;
    for (array_each (struct column, column, &table->columns)) {
        struct column *inherited = find_in(&merged, column->object.name.name);

        if (inherited && inherited < merged.at + from_parents)
            merge_column(resolver, inherited, column);
        else
            array_add(arena, &merged, *column);
    }
    table->columns.at = merged.at;
    table->columns.count = merged.count;
    table->columns.capacity = merged.capacity;
    for (array_each (struct column, column, &table->columns))
        column->object.parent = &table->object;
}

bool default_is_null(const char *text)
{
    return text && strcasecmp(text, "null") == 0;
}

void column_forget_null(const struct model *model, struct column *column)
{
    const struct object *type =
        column->type.user.name ? model_find_type(model, column->type.user) : NULL;

    if (default_is_null(column->value.text) && !column->generated &&
        (!type || type->kind != KIND_DOMAIN || column->type.dimensions))
        column->value = (struct expr){0};
}

void table_inherit_columns(struct model *model, struct table *table, struct diags *diags)
{
    struct resolver resolver = {.model = model, .diags = diags};

    if (table->inherits.count || table->of_type.name.name)
        merge_all(&resolver, table);
    for (array_each (struct column, column, &table->columns)) {
        column->object.parent = &table->object;
        column_forget_null(model, column);
    }
}

/* Whether the parent can be followed: not one that is being walked, and not too deep. */
static bool may_follow(struct merge *merge, const struct ref *parent, const struct frame *frame)
{
    struct diags *diags = merge->resolver->diags;

    if (frame->depth >= RESOLVE_DEPTH)
        return diag_error(diags, parent->at, CHECK_LIMIT,
                          "table \"%s\" inherits through too many others",
                          frame->table->object.name.name);
    for (; frame; frame = frame->outer)
        if (parent->to == &frame->table->object)
            return diag_error(diags, parent->at, CHECK_REF_MISSING,
                              "table \"%s\" cannot inherit from itself", parent->name.name);
    return true;
}

/* Whether none of the parents before this one is the same table. */
static bool is_first(struct diags *diags, const struct table *table, const struct ref *parent)
{
    for (const struct ref *before = table->inherits.at; before < parent; before++)
        if (before->to == parent->to)
            return diag_error(diags, parent->at, CHECK_DUPLICATE,
                              "table \"%s\" would be inherited from more than once",
                              parent->name.name);
    return true;
}

/* Keys make their columns not null, and so do identities. */
static void imply_not_null(struct table *table)
{
    const struct constraint *key = table_primary_key(table);

    for (array_each (struct column, column, &table->columns))
        if (column->identity != IDENTITY_NONE || column->serial != SERIAL_NONE)
            column->not_null = true;
    for (size_t i = 0; key && i < key->columns.count; i++) {
        struct column *column = table_find_column(table, key->columns.at[i]);

        if (column)
            column->not_null = true;
    }
}

/* Parents first: they may have parents. */
static void merge_table(struct merge *merge, struct table *table, const struct frame *outer)
{
    struct frame frame = {table, outer, outer ? outer->depth + 1 : 1};

    if (!table->inherits.count && !table->of_type.name.name)
        return;
    if (names_enter(&merge->entered, NAMES_RELATION, table->object.name, &table->object))
        return;
    for (array_each (struct ref, parent, &table->inherits)) {
        struct table *found =
            resolve_need_table(merge->resolver, parent, table->object.name.schema);

        if (found && is_first(merge->resolver->diags, table, parent) &&
            may_follow(merge, parent, &frame))
            merge_table(merge, found, &frame);
        else
            parent->to = NULL;
    }
    if (!merge->only_checks) {
        merge_all(merge->resolver, table);
        imply_not_null(table); /* keys on columns of parents: its children inherit that */
    } else if (table->of_type.name.name) {
        check_typed(merge->resolver, table, find_row_type(merge->resolver, table));
    }
}

/* ------------------------------------------------------------------ the pass */

static void merge_tables(struct resolver *resolver, bool only_checks)
{
    const struct object_list *tables = &resolver->model->objects[KIND_TABLE];
    struct merge merge = {.resolver = resolver, .only_checks = only_checks};

    for (size_t i = 0; i < tables->count; i++)
        merge_table(&merge, (struct table *)tables->at[i], NULL);
    names_release(&merge.entered);
}

static void check_members(struct resolver *resolver)
{
    const struct object_list *tables = &resolver->model->objects[KIND_TABLE];
    struct object_pointers pointers = {0};

    check_attributes(resolver, &pointers);
    check_labels(resolver, &pointers);
    for (size_t i = 0; i < tables->count; i++)
        check_columns(resolver, (struct table *)tables->at[i], &pointers);
}

void resolve_columns(struct resolver *resolver)
{
    const struct object_list *tables = &resolver->model->objects[KIND_TABLE];

    check_members(resolver);
    for (size_t i = 0; i < tables->count; i++)
        imply_not_null((struct table *)tables->at[i]);
    merge_tables(resolver, false);
}

void resolve_check_columns(struct resolver *resolver)
{
    check_members(resolver);
    merge_tables(resolver, true);
}

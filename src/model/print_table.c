/* Tables as model text: the head, the columns, then what is not said on a column's
 * line. */

#include "model/default_name.h"
#include "model/names.h"
#include "model/print.h"
#include "model/printing.h"
#include "model/resolve.h"
#include "model/types.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ serial */

static struct qname serial_sequence(const struct printer *printer, const struct table *table,
                                    const char *column)
{
    struct name_parts parts = sequence_name_parts(table, column);

    return (struct qname){
        table->object.name.schema,
        default_name(printer->arena, parts.name1, parts.name2, parts.label, NULL, NULL)};
}

bool print_as_serial(const struct printer *printer, const struct sequence *sequence)
{
    return sequence->serial &&
           names_uses(printer->names, NAMES_RELATION, sequence->object.name) == 1;
}

static bool is_serial(const struct printer *printer, const struct table *table,
                      const struct column *column)
{
    struct qname name;
    struct object *sequence;

    if (column->serial == SERIAL_NONE)
        return false;
    name = serial_sequence(printer, table, column->object.name.name);
    sequence = model_find(printer->model, KIND_SEQUENCE, name);
    return sequence && print_as_serial(printer, (struct sequence *)sequence);
}

/* ------------------------------------------------------------------ columns of parents */

/* What the parents, or the type, give a column of that name; false if none has it. */
static bool find_given(const struct table *table, const char *name, struct column *given)
{
    const struct composite *type = (const struct composite *)table->of_type.to;
    bool found = false;

    for (array_each (const struct ref, ref, &table->inherits)) {
        const struct table *parent = (const struct table *)ref->to;
        const struct column *column = parent ? table_find_column(parent, name) : NULL;

        if (!column)
            continue;
        if (!found)
            *given = *column;
        if (!given->value.text) {
            given->value = column->value;
            given->generated = column->generated;
        }
        given->not_null |= column->not_null && !column->not_null_no_inherit;
        found = true;
    }
    for (size_t i = 0; type && i < type->attributes.count; i++)
        if (text_equal(type->attributes.at[i].object.name.name, name)) {
            *given = type->attributes.at[i];
            found = true;
        }
    return found;
}

/* Whether nothing would be said on its line that does not come from elsewhere. */
static bool goes_unsaid(const struct table *table, const struct column *column)
{
    struct column given;

    if ((!column->inherited && !table->of_type.name.name) ||
        !find_given(table, column->object.name.name, &given))
        return false;
    return type_equal(&given.type, &column->type) && given.not_null == column->not_null &&
           text_equal(given.value.text, column->value.text) &&
           given.generated == column->generated && column->identity == IDENTITY_NONE &&
           column->serial == SERIAL_NONE && qname_equal(given.collation, column->collation) &&
           given.storage == column->storage &&
           text_equal(given.compression, column->compression) &&
           column->statistics == STATISTICS_DEFAULT && !column->attributes.count &&
           !column->object.comment && !column->not_null_name && !column->backfill.text &&
           !column->backfill_default && !column->using_expr.text;
}

/* ------------------------------------------------------------------ the rest of a line */

static void add_identity(const struct printer *printer, struct buf *line,
                         const struct table *table, const struct column *column)
{
    struct buf options = BUF_INIT;

    buf_addf(line, " generated %s as identity", identity_words[column->identity]);
    print_sequence_options(&options, &column->identity_options, false);
    if (column->identity_sequence.name) {
        buf_add(&options, " sequence name ");
        print_relative(printer, &options, column->identity_sequence);
    }
    if (column->identity_unlogged && table->persistence == PERSISTENCE_PERMANENT)
        buf_add(&options, " unlogged");
    if (options.length)
        buf_addf(line, " (%s)", buf_text(&options) + 1);
    buf_release(&options);
}

static bool is_key_column(const struct table *table, const char *column)
{
    const struct constraint *key = table_primary_key(table);

    return key && text_list_has(&key->columns, column);
}

static void add_not_null(struct buf *line, const struct table *table,
                         const struct column *column, bool serial)
{
    bool said =
        column->not_null_name || column->not_null_no_inherit || column->not_null_not_valid;

    if (!column->not_null || (!said && (serial || column->identity != IDENTITY_NONE ||
                                        is_key_column(table, column->object.name.name))))
        return;
    print_word_name(line, "constraint", column->not_null_name);
    buf_add(line, " not null");
    if (column->not_null_no_inherit)
        buf_add(line, " no inherit");
    if (column->not_null_not_valid)
        buf_add(line, " not valid");
}

static void add_value(struct buf *line, const struct table *table, const struct column *column)
{
    struct column given;
    bool has_own = column->value.text || column->identity || column->serial;

    if (!has_own && find_given(table, column->object.name.name, &given) && given.value.text &&
        !given.generated)
        buf_add(line, " default null");
    if (!column->value.text)
        return;
    if (column->generated == GENERATED_NONE) {
        buf_add(line, " default ");
        print_value(line, column->value.text);
        return;
    }
    buf_add(line, " generated always as ");
    print_enclosed(line, column->value.text);
    buf_addf(line, " %s", generated_words[column->generated]);
}

/* What is set on a column behind SQL's own clauses. */
static void add_settings(const struct printer *printer, struct buf *line,
                         const struct table *table, const struct column *column)
{
    enum storage storage = column->storage;
    struct column given;

    if (storage == STORAGE_DEFAULT && find_given(table, column->object.name.name, &given) &&
        given.storage != STORAGE_DEFAULT)
        storage = model_type_storage(printer->model, &column->type);
    if (storage != STORAGE_DEFAULT)
        buf_addf(line, " storage %s", storage_words[storage]);
    print_word_name(line, "compression", column->compression);
    if (column->statistics != STATISTICS_DEFAULT)
        buf_addf(line, " statistics %d", column->statistics - 1);
    print_options(line, "set", &column->attributes);
}

static void add_intents(struct buf *line, const struct column *column)
{
    if (column->backfill_default)
        buf_add(line, " backfill");
    if (column->backfill.text) {
        buf_add(line, " backfill ");
        print_enclosed(line, column->backfill.text);
    }
    if (column->using_expr.text) {
        buf_add(line, " using ");
        print_enclosed(line, column->using_expr.text);
    }
}

/* Which of the table's constraints and indexes stand on a column's line. */
struct members {
    const struct constraint **constraints; /* sorted as they are printed */
    const struct index **indexes;
    bool *constraint_done, *index_done;
};

/* Behind 'unique', 'index' would read as 'unique index'. */
static void add_members(const struct printer *printer, struct buf *line,
                        const struct table *table, const char *column, struct members *members)
{
    bool unique = false;

    for (size_t i = 0; i < table->constraints.count; i++)
        if (!members->constraint_done[i] &&
            print_fits_column(printer, table, members->constraints[i], column)) {
            members->constraint_done[i] = true;
            unique |= members->constraints[i]->type == CONSTRAINT_UNIQUE;
            print_column_constraint(printer, line, members->constraints[i]);
        }
    for (size_t i = 0; !unique && i < table->indexes.count; i++)
        if (!members->index_done[i] &&
            print_index_fits_column(printer, table, members->indexes[i], column)) {
            members->index_done[i] = true;
            print_column_index(line, members->indexes[i]);
        }
}

static void add_rest(const struct printer *printer, struct buf *line, const struct table *table,
                     const struct column *column, struct members *members)
{
    bool serial = is_serial(printer, table, column);

    if (column->collation.name) {
        buf_add(line, " collate ");
        print_catalog_name(printer, line, column->collation);
    }
    add_not_null(line, table, column, serial);
    if (column->identity != IDENTITY_NONE)
        add_identity(printer, line, table, column);
    if (!serial)
        add_value(line, table, column);
    add_members(printer, line, table, column->object.name.name, members);
    add_settings(printer, line, table, column);
    add_intents(line, column);
    if (column->object.renamed_from.name) {
        buf_add(line, " renamed from ");
        print_column_name(line, column->object.renamed_from.name);
    }
    if (column->object.comment && !print_is_doc(column->object.comment)) {
        buf_add(line, " comment ");
        print_string(line, column->object.comment);
    }
}

/* ------------------------------------------------------------------ columns */

static void print_column(const struct printer *printer, const struct table *table,
                         const struct column *column, struct members *members)
{
    static const char *const serials[] = {
        [SERIAL_SMALL] = "smallserial", [SERIAL_NORMAL] = "serial", [SERIAL_BIG] = "bigserial"};
    struct buf line = BUF_INIT;

    if (goes_unsaid(table, column))
        return;
    print_doc(printer, &column->object);
    print_column_name(&line, column->object.name.name);
    buf_add_char(&line, ' ');
    if (is_serial(printer, table, column))
        buf_add(&line, serials[column->serial]);
    else
        print_type(printer, &line, &column->type);
    add_rest(printer, &line, table, column, members);
    print_line(printer, buf_text(&line));
    buf_release(&line);
}

/* ------------------------------------------------------------------ the order of members */

static int compare_indexes(const void *a, const void *b)
{
    const struct index *left = *(const struct index *const *)a;
    const struct index *right = *(const struct index *const *)b;

    return text_compare(left->object.name.name, right->object.name.name);
}

static struct members sort_members(const struct printer *printer, const struct table *table)
{
    size_t constraints = table->constraints.count, indexes = table->indexes.count;
    struct members members = {
        .constraints = print_sort_constraints(printer, table->constraints.at, constraints),
        .indexes = arena_alloc(printer->arena, (indexes + 1) * sizeof(void *)),
        .constraint_done = arena_alloc(printer->arena, constraints + 1),
        .index_done = arena_alloc(printer->arena, indexes + 1),
    };

    for (size_t i = 0; i < indexes; i++)
        members.indexes[i] = &table->indexes.at[i];

    qsort(members.indexes, indexes, sizeof(void *), compare_indexes);
    for (size_t i = 0; i < constraints; i++)
        members.constraint_done[i] = members.constraints[i]->inherited;
    return members;
}

/* ------------------------------------------------------------------ the table */

static void add_head(const struct printer *printer, struct buf *line, const struct table *table)
{
    if (table->object.external)
        buf_add(line, "external ");
    if (table->persistence == PERSISTENCE_UNLOGGED)
        buf_add(line, "unlogged ");
    buf_add(line, "table ");
    print_name(line, table->object.name.name);
    if (table->of_type.name.name) {
        buf_add(line, " of ");
        print_relative(printer, line, table->of_type.name);
    }
    for (size_t i = 0; i < table->inherits.count; i++) {
        buf_add(line, i ? ", " : " inherits (");
        print_relative(printer, line, table->inherits.at[i].name);
    }
    if (table->inherits.count)
        buf_add_char(line, ')');
    print_word_name(line, "using", table->access_method);
    print_options(line, "with", &table->with);
    print_word_name(line, "tablespace", table->tablespace);
    if (table->object.renamed_from.name) {
        buf_add(line, " renamed from ");
        print_relative(printer, line, table->object.renamed_from);
    }
}

/* Lines about the table itself, last in its body. */
static void print_own_lines(const struct printer *printer, const struct table *table)
{
    struct buf line = BUF_INIT;

    if (table->replica_identity != REPLICA_DEFAULT) {
        buf_addf(&line, "replica identity %s", replica_identity_words[table->replica_identity]);
        if (table->replica_identity == REPLICA_INDEX && table->replica_index) {
            buf_add_char(&line, ' ');
            print_name(&line, table->replica_index);
        }
        print_line(printer, buf_text(&line));
    }
    if (printer->model->owners && table->object.owner) {
        buf_reset(&line);
        print_word_name(&line, "owner to", table->object.owner);
        print_line(printer, buf_text(&line) + 1);
    }
    if (table->object.comment && !print_is_doc(table->object.comment)) {
        buf_reset(&line);
        buf_add(&line, "comment ");
        print_string(&line, table->object.comment);
        print_line(printer, buf_text(&line));
    }
    buf_release(&line);
    print_dropped(printer, &table->dropped);
}

/* A blank line between two groups of lines. */
static void separate(const struct printer *printer, bool *is_first, size_t *length)
{
    if (printer->out->length == *length)
        return;
    if (!*is_first) {
        struct buf group = BUF_INIT;

        buf_add(&group, printer->out->data + *length);
        buf_cut(printer->out, *length);
        buf_add_char(printer->out, '\n');
        buf_add_n(printer->out, group.data, group.length);
        buf_release(&group);
    }
    *is_first = false;
    *length = printer->out->length;
}

static const struct table *first_parent_with(const struct table *table, const char *name)
{
    for (array_each (const struct ref, ref, &table->inherits)) {
        const struct table *parent = (const struct table *)ref->to;

        if (parent && table_find_column(parent, name))
            return parent;
    }
    return NULL;
}

/* Columns that a parent has too come first when the table is made, whatever their place is
 * where it became a child later on. */
static void print_table_columns(struct printer *printer, const struct table *table,
                                struct members *members)
{
    for (array_each (const struct ref, ref, &table->inherits)) {
        const struct table *parent = (const struct table *)ref->to;

        for (size_t i = 0; parent && i < parent->columns.count; i++) {
            const char *name = parent->columns.at[i].object.name.name;
            const struct column *column = table_find_column(table, name);

            if (column && first_parent_with(table, name) == parent)
                print_column(printer, table, column, members);
        }
    }
    for (array_each (const struct column, column, &table->columns))
        if (!first_parent_with(table, column->object.name.name))
            print_column(printer, table, column, members);
}

static void print_body(struct printer *printer, const struct table *table)
{
    struct members members = sort_members(printer, table);
    size_t length = printer->out->length;
    bool is_first = true;

    print_table_columns(printer, table, &members);
    separate(printer, &is_first, &length);
    for (size_t i = 0; i < table->constraints.count; i++)
        if (!members.constraint_done[i])
            print_constraint(printer, table, members.constraints[i]);
    separate(printer, &is_first, &length);
    for (size_t i = 0; i < table->indexes.count; i++)
        if (!members.index_done[i])
            print_index(printer, table, members.indexes[i]);
    separate(printer, &is_first, &length);
    print_own_lines(printer, table);
    separate(printer, &is_first, &length);
}

void print_table(struct printer *printer, const struct table *table)
{
    struct buf line = BUF_INIT;

    size_t empty;

    print_doc(printer, &table->object);
    add_head(printer, &line, table);
    buf_add(&line, " {");
    print_line(printer, buf_text(&line));
    buf_release(&line);
    empty = printer->out->length;
    printer->indent += PRINT_INDENT;
    print_body(printer, table);
    printer->indent -= PRINT_INDENT;
    if (printer->out->length > empty) {
        print_line(printer, "}");
        return;
    }
    buf_cut(printer->out, empty - strlen(" {\n"));
    buf_add_char(printer->out, '\n');
}

/* Definitions of types, columns, constraints and indexes as SQL text. Which statement they
 * stand in is the kinds' business, quoting is postgres/sql's. */

#include "kinds/table.h"
#include "kinds/write.h"

#include "model/resolve.h"
#include "model/types.h"
#include "postgres/sql.h"

#include <inttypes.h>
#include <string.h>

void write_type(struct buf *out, const struct type_name *type)
{
    if (type->user.name)
        buf_add(out, type->text);
    else
        type_add_short(out, type->text);
}

/* The end of what begins at text with an opening bracket or quote: behind its partner. */
static const char *skip_group(const char *text)
{
    char open = *text, close = open == '(' ? ')' : open == '[' ? ']' : open;
    for (text++; *text; text++) {
        if (*text == close)
            return text + 1;
        if (close == ')' || close == ']') {
            if (strchr("([\"'", *text))
                text = skip_group(text) - 1;
        }
    }
    return text;
}

void write_parenthesized(struct buf *out, const char *expression)
{
    bool enclosed = *expression == '(' && !*skip_group(expression);
    buf_addf(out, enclosed ? "%s" : "(%s)", expression);
}

/* A literal, a name, a call, each with casts: what the grammar of DEFAULT takes as it is. */
static bool is_simple(const char *text)
{
    if (*text == '-')
        text++;
    while (*text) {
        if (text[0] == ':' && text[1] == ':') { /* the rest is a type's name */
            for (text += 2; *text; text++)
                if (strchr("+-*/<>=~!@#%^&|`?:'", *text))
                    return false;
            return true;
        }
        if (strchr("([\"'", *text)) {
            text = skip_group(text);
        } else if (strchr("+-*/<>=~!@#%^&|`?: \t\r\n", *text)) {
            return false;
        } else {
            text++;
        }
    }
    return true;
}

void write_default(struct buf *out, const char *expression)
{
    if (is_simple(expression))
        buf_add(out, expression);
    else
        write_parenthesized(out, expression);
}

static bool is_plain_value(const char *value)
{
    return *value && strspn(value, "0123456789abcdefghijklmnopqrstuvwxyz_.-") == strlen(value);
}

/* fillfactor, toast.autovacuum_enabled */
static void write_option_name(struct buf *out, const char *name)
{
    const char *dot = strchr(name, '.');
    if (dot)
        buf_addf(out, "%.*s.", (int)(dot - name), name);
    sql_ident(out, dot ? dot + 1 : name);
}

static void write_option(struct buf *out, const struct option *option)
{
    write_option_name(out, option->name);
    buf_add(out, " = ");
    if (is_plain_value(option->value))
        buf_add(out, option->value);
    else
        sql_literal(out, option->value);
}

void write_options(struct buf *out, const struct options *options)
{
    buf_add_char(out, '(');
    for (size_t i = 0; i < options->count; i++) {
        buf_add(out, i ? ", " : "");
        write_option(out, &options->at[i]);
    }
    buf_add_char(out, ')');
}

bool write_options_reset(struct buf *out, const struct options *from, const struct options *to)
{
    bool any = false;
    for (size_t i = 0; from && i < from->count; i++) {
        const char *name = from->at[i].name;
        if (options_get(to, name))
            continue;
        buf_add(out, any ? ", " : "RESET (");
        write_option_name(out, name);
        any = true;
    }
    if (any)
        buf_add(out, ")");
    return any;
}

bool write_options_set(struct buf *out, const struct options *from, const struct options *to)
{
    bool any = false;
    for (size_t i = 0; i < to->count; i++) {
        const struct option *option = &to->at[i];
        if (from && text_equal(options_get(from, option->name), option->value))
            continue;
        buf_add(out, any ? ", " : "SET (");
        write_option(out, option);
        any = true;
    }
    if (any)
        buf_add(out, ")");
    return any;
}

void write_name(struct buf *out, const struct object *object)
{
    sql_qname(out, object->name);
}

/* ------------------------------------------------------------------ sequences */

void write_sequence_options(struct buf *out, const struct sequence_options *options)
{
    struct sequence_options plain = {.type = options->type, .increment = options->increment};
    sequence_options_complete(&plain, (struct sequence_said){0});
    if (options->increment != 1)
        buf_addf(out, " INCREMENT BY %" PRId64, options->increment);
    if (options->min != plain.min)
        buf_addf(out, " MINVALUE %" PRId64, options->min);
    if (options->max != plain.max)
        buf_addf(out, " MAXVALUE %" PRId64, options->max);
    if (options->start != (options->increment < 0 ? options->max : options->min))
        buf_addf(out, " START WITH %" PRId64, options->start);
    if (options->cache != 1)
        buf_addf(out, " CACHE %" PRId64, options->cache);
    if (options->cycle)
        buf_add(out, " CYCLE");
}

void write_sequence_changes(struct buf *out, const struct sequence_options *from,
                            const struct sequence_options *to, const char *prefix)
{
    const struct {
        const char *word;
        int64_t from, to;
        bool always;
    } changes[] = {
        {"INCREMENT BY", from->increment, to->increment, false},
        /* PostgreSQL moves the bounds along with the type unless they are said */
        {"MINVALUE", from->min, to->min, from->type != to->type},
        {"MAXVALUE", from->max, to->max, from->type != to->type},
        {"START WITH", from->start, to->start, false},
        {"CACHE", from->cache, to->cache, false},
    };
    for (size_t i = 0; i < COUNT_OF(changes); i++)
        if (changes[i].always || changes[i].from != changes[i].to)
            buf_addf(out, " %s%s %" PRId64, prefix, changes[i].word, changes[i].to);
    if (from->cycle != to->cycle)
        buf_addf(out, " %s%s", prefix, to->cycle ? "CYCLE" : "NO CYCLE");
}

struct qname identity_sequence_name(struct arena *arena, const struct column *column)
{
    struct qname table = column->object.parent->name;
    if (column->identity_sequence.name) {
        struct qname name = column->identity_sequence;
        return (struct qname){name.schema ? name.schema : table.schema, name.name};
    }
    return (struct qname){
        table.schema,
        default_name(arena, table.name, column->object.name.name, "seq", NULL, NULL)};
}

const char *not_null_name(struct arena *arena, const struct column *column)
{
    if (column->not_null_name)
        return column->not_null_name;
    if (column->not_null_kept)
        return column->not_null_kept;
    return default_name(arena, column->object.parent->name.name, column->object.name.name,
                        "not_null", NULL, NULL);
}

bool column_is_serial(const struct model *model, const struct column *column)
{
    const char *value = column->value.text;
    if (!value || strncmp(value, "nextval(", strlen("nextval(")) != 0 || !column->not_null ||
        !column->object.parent || column->object.parent->kind != KIND_TABLE)
        return false;
    const struct table *table = (const struct table *)column->object.parent;
    const struct sequence *sequence =
        model_find_owned_sequence(model, table, column->object.name.name);
    bool unlogged = table->persistence == PERSISTENCE_UNLOGGED;
    if (!sequence || (sequence->unlogged && !unlogged) || sequence->object.comment ||
        !text_equal(column->type.text, sequence_type_words[sequence->options.type]))
        return false;
    struct sequence_options plain = sequence_options_default(sequence->options.type);
    if (!sequence_options_equal(&plain, &sequence->options))
        return false;
    struct arena scratch = {0};
    struct column unnamed = *column;
    unnamed.identity_sequence = (struct qname){0};
    struct qname name = identity_sequence_name(&scratch, &unnamed);
    bool is_default = qname_equal(name, sequence->object.name) && strstr(value, name.name);
    arena_release(&scratch);
    return is_default;
}

/* ------------------------------------------------------------------ columns */

static const char *serial_name(const struct column *column)
{
    return text_equal(column->type.text, "bigint")     ? "bigserial"
           : text_equal(column->type.text, "smallint") ? "smallserial"
                                                       : "serial";
}

static bool is_default_sequence_name(const struct column *column)
{
    struct arena scratch = {0};
    struct column unnamed = *column;
    unnamed.identity_sequence = (struct qname){0};
    bool is_default = !column->identity_sequence.name ||
                      text_equal(identity_sequence_name(&scratch, &unnamed).name,
                                 column->identity_sequence.name);
    arena_release(&scratch);
    return is_default;
}

void write_identity(struct buf *out, const struct column *column, bool logged)
{
    struct buf options = BUF_INIT;
    buf_addf(out, "GENERATED %s AS IDENTITY",
             column->identity == IDENTITY_ALWAYS ? "ALWAYS" : "BY DEFAULT");
    if (!is_default_sequence_name(column)) {
        buf_add(&options, " SEQUENCE NAME ");
        sql_qname(&options, column->identity_sequence);
    }
    write_sequence_options(&options, &column->identity_options);
    const struct table *table = (const struct table *)column->object.parent;
    if (column->identity_unlogged && table->persistence != PERSISTENCE_UNLOGGED && !logged)
        buf_add(&options, " UNLOGGED");
    if (options.length)
        buf_addf(out, " (%s)", buf_text(&options) + 1);
    buf_release(&options);
}

/* "CONSTRAINT n NOT NULL …" as far as PostgreSQL 18 keeps more than NOT NULL */
static void write_not_null(struct buf *out, const struct column *column)
{
    if (column->not_null_name) {
        buf_add(out, "CONSTRAINT ");
        sql_ident(out, column->not_null_name);
        buf_add_char(out, ' ');
    }
    buf_addf(out, "NOT NULL%s%s", column->not_null_no_inherit ? " NO INHERIT" : "",
             column->not_null_not_valid ? " NOT VALID" : "");
}

static void write_column_type(struct buf *out, const struct column *column, bool serial)
{
    buf_add_char(out, ' ');
    if (serial)
        buf_add(out, serial_name(column));
    else
        write_type(out, &column->type);
    if (column->compression) {
        buf_add(out, " COMPRESSION ");
        sql_ident(out, column->compression);
    }
    if (column->collation.name) {
        buf_add(out, " COLLATE ");
        sql_qname(out, column->collation);
    }
}

void write_column(struct buf *out, const struct column *column, struct column_form form)
{
    sql_ident(out, column->object.name.name);
    if (!form.typed)
        write_column_type(out, column, form.serial);
    if (column->generated) {
        buf_add(out, " GENERATED ALWAYS AS ");
        write_parenthesized(out, column->value.text);
        buf_add(out, column->generated == GENERATED_STORED ? " STORED" : " VIRTUAL");
    } else if (column->value.text && !form.serial) {
        buf_add(out, " DEFAULT ");
        write_default(out, column->value.text);
    } else if (!form.serial && column_says_null(column)) {
        buf_add(out, " DEFAULT NULL");
    }
    if (column->identity) {
        buf_add_char(out, ' ');
        write_identity(out, column, form.logged);
    }
    bool is_implied = (form.serial || column->identity) && !column->not_null_name;
    if (column->not_null && !form.nullable && !is_implied && !column->not_null_not_valid) {
        buf_add_char(out, ' ');
        write_not_null(out, column);
    }
}

/* ------------------------------------------------------------------ constraints and indexes */

static void write_columns(struct buf *out, const struct text_list *columns)
{
    buf_add_char(out, '(');
    sql_ident_list(out, columns->at, columns->count);
    buf_add_char(out, ')');
}

static void write_key_columns(struct buf *out, const struct constraint *constraint,
                              const struct text_list *columns, const char *last)
{
    if (!constraint->without_overlaps) {
        write_columns(out, columns);
        return;
    }
    buf_add_char(out, '(');
    bool is_period = constraint->type == CONSTRAINT_FOREIGN;
    sql_ident_list(out, columns->at, columns->count - 1);
    buf_add(out, columns->count > 1 ? ", " : "");
    buf_add(out, is_period ? last : "");
    sql_ident(out, columns->at[columns->count - 1]);
    buf_add(out, is_period ? "" : last);
    buf_add_char(out, ')');
}

static bool is_call(const char *text)
{
    size_t name = strspn(text, "abcdefghijklmnopqrstuvwxyz_0123456789.");
    return name && text[name] == '(' && !*skip_group(text + name);
}

static void write_element(struct buf *out, const struct index_element *element)
{
    if (element->column)
        sql_ident(out, element->column);
    else if (is_call(element->expr.text))
        buf_add(out, element->expr.text);
    else
        write_parenthesized(out, element->expr.text);
    if (element->collation.name) {
        buf_add(out, " COLLATE ");
        sql_qname(out, element->collation);
    }
    if (element->opclass.name) {
        buf_add_char(out, ' ');
        sql_qname(out, element->opclass);
    }
    if (element->opclass_options.count)
        write_options(out, &element->opclass_options);
    if (element->desc)
        buf_add(out, " DESC");
    if (element->nulls_reversed)
        buf_add(out, element->desc ? " NULLS LAST" : " NULLS FIRST");
    if (element->operator_name.name) {
        buf_add(out, " WITH ");
        sql_operator(out, element->operator_name);
    }
}

static void write_elements(struct buf *out, const struct index_element *elements, size_t count)
{
    buf_add_char(out, '(');
    for (size_t i = 0; i < count; i++) {
        buf_add(out, i ? ", " : "");
        write_element(out, &elements[i]);
    }
    buf_add_char(out, ')');
}

static void write_index_tail(struct buf *out, const struct text_list *include,
                             const struct options *with, const char *tablespace,
                             const char *tablespace_words)
{
    if (include->count) {
        buf_add(out, " INCLUDE ");
        write_columns(out, include);
    }
    if (with->count) {
        buf_add(out, " WITH ");
        write_options(out, with);
    }
    if (tablespace) {
        buf_add(out, tablespace_words);
        sql_ident(out, tablespace);
    }
}

static void write_foreign(struct buf *out, const struct constraint *constraint)
{
    static const char *const actions[] = {
        [FK_RESTRICT] = "RESTRICT",
        [FK_CASCADE] = "CASCADE",
        [FK_SET_NULL] = "SET NULL",
        [FK_SET_DEFAULT] = "SET DEFAULT",
    };
    buf_add(out, "FOREIGN KEY ");
    write_key_columns(out, constraint, &constraint->columns, "PERIOD ");
    buf_add(out, " REFERENCES ");
    sql_qname(out, constraint->references.name);
    if (constraint->ref_columns.count) {
        buf_add_char(out, ' ');
        write_key_columns(out, constraint, &constraint->ref_columns, "PERIOD ");
    }
    if (constraint->match == MATCH_FULL)
        buf_add(out, " MATCH FULL");
    if (constraint->on_update)
        buf_addf(out, " ON UPDATE %s", actions[constraint->on_update]);
    if (constraint->on_delete)
        buf_addf(out, " ON DELETE %s", actions[constraint->on_delete]);
    if (constraint->set_columns.count) {
        buf_add_char(out, ' ');
        write_columns(out, &constraint->set_columns);
    }
}

static void write_key(struct buf *out, const struct constraint *constraint)
{
    buf_add(out, constraint->type == CONSTRAINT_PRIMARY ? "PRIMARY KEY " : "UNIQUE ");
    if (constraint->nulls_not_distinct)
        buf_add(out, "NULLS NOT DISTINCT ");
    write_key_columns(out, constraint, &constraint->columns, " WITHOUT OVERLAPS");
    write_index_tail(out, &constraint->include, &constraint->with, constraint->tablespace,
                     " USING INDEX TABLESPACE ");
}

static void write_exclusion(struct buf *out, const struct constraint *constraint)
{
    buf_add(out, "EXCLUDE USING ");
    sql_ident(out, constraint->method ? constraint->method : "btree");
    buf_add_char(out, ' ');
    write_elements(out, constraint->elements.at, constraint->elements.count);
    write_index_tail(out, &constraint->include, &constraint->with, constraint->tablespace,
                     " USING INDEX TABLESPACE ");
    if (constraint->where.text) {
        buf_add(out, " WHERE ");
        write_parenthesized(out, constraint->where.text);
    }
}

static void write_check(struct buf *out, const struct constraint *constraint)
{
    buf_add(out, "CHECK ");
    write_parenthesized(out, constraint->check.text);
    if (constraint->no_inherit)
        buf_add(out, " NO INHERIT");
}

static void write_timing(struct buf *out, const struct constraint *constraint)
{
    if (constraint->deferrable)
        buf_add(out, constraint->initially_deferred ? " DEFERRABLE INITIALLY DEFERRED"
                                                    : " DEFERRABLE");
}

void write_key_of_index(struct buf *out, const struct constraint *key, const char *index)
{
    buf_add(out, "CONSTRAINT ");
    sql_ident(out, key->object.name.name);
    buf_addf(out, " %s USING INDEX ",
             key->type == CONSTRAINT_PRIMARY ? "PRIMARY KEY" : "UNIQUE");
    sql_ident(out, index);
    write_timing(out, key);
}

void write_constraint(struct buf *out, const struct constraint *constraint)
{
    static void (*const writers[])(struct buf *, const struct constraint *) = {
        [CONSTRAINT_PRIMARY] = write_key,       [CONSTRAINT_UNIQUE] = write_key,
        [CONSTRAINT_CHECK] = write_check,       [CONSTRAINT_FOREIGN] = write_foreign,
        [CONSTRAINT_EXCLUDE] = write_exclusion,
    };
    buf_add(out, "CONSTRAINT ");
    sql_ident(out, constraint->object.name.name);
    buf_add_char(out, ' ');
    writers[constraint->type](out, constraint);
    write_timing(out, constraint);
    if (constraint->not_enforced)
        buf_add(out, " NOT ENFORCED");
    else if (constraint->not_valid)
        buf_add(out, " NOT VALID");
}

void write_index(struct buf *out, const struct index *index)
{
    buf_addf(out, "CREATE %sINDEX ", index->unique ? "UNIQUE " : "");
    sql_ident(out, index->object.name.name);
    buf_add(out, " ON ");
    sql_qname(out, index->object.parent->name);
    if (index->method && strcmp(index->method, "btree") != 0) {
        buf_add(out, " USING ");
        sql_ident(out, index->method);
    }
    buf_add_char(out, ' ');
    write_elements(out, index->elements.at, index->elements.count);
    if (index->include.count) {
        buf_add(out, " INCLUDE ");
        write_columns(out, &index->include);
    }
    if (index->nulls_not_distinct)
        buf_add(out, " NULLS NOT DISTINCT");
    write_index_tail(out, &(struct text_list){0}, &index->with, index->tablespace,
                     " TABLESPACE ");
    if (index->where.text) {
        buf_add(out, " WHERE ");
        write_parenthesized(out, index->where.text);
    }
}

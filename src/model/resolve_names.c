/* Names that nobody said, chosen as PostgreSQL would choose them for CREATE TABLE; the
 * sequences of serial columns; and names that two things cannot share. Names that were said go
 * first, so that a chosen one never takes them. */

#include "base/buffer.h"
#include "model/default_name.h"
#include "model/names.h"
#include "model/resolve.h"
#include "model/resolving.h"
#include "model/types.h"

#include <assert.h>
#include <string.h>

/* ------------------------------------------------------------------ taking names */

static struct object *enter(struct resolver *resolver, enum name_space space,
                            const char *schema, struct object *object, const char *name)
{
    struct model *model = resolver->model;

    return names_enter(&model->names, space, (struct qname){schema, name}, object);
}

/* Members in the name space of relations: what else has that name is an error. */
static void enter_relation(struct resolver *resolver, const char *schema, struct object *object,
                           const char *name)
{
    struct object *earlier = enter(resolver, NAMES_RELATION, schema, object, name);

    if (!earlier)
        return;
    diag_error(resolver->diags, object->at, CHECK_DUPLICATE,
               "%s \"%s\" cannot have the name of %s \"%s\"", kind_word(object->kind), name,
               kind_word(earlier->kind), earlier->name.name);
    diag_note(resolver->diags, earlier->at, "the other one is declared here");
}

static void enter_constraint(struct resolver *resolver, const char *schema,
                             struct constraint *constraint)
{
    const char *name = constraint->object.name.name;

    if (constraint_has_index(constraint))
        enter_relation(resolver, schema, &constraint->object, name);
    enter(resolver, NAMES_CONSTRAINT, schema, &constraint->object, name);
}

static void enter_said(struct resolver *resolver, struct table *table)
{
    const char *schema = table->object.name.schema;

    for (array_each (struct constraint, constraint, &table->constraints))
        if (constraint->object.name.name)
            enter_constraint(resolver, schema, constraint);
    for (array_each (struct index, index, &table->indexes))
        if (index->object.name.name)
            enter_relation(resolver, schema, &index->object, index->object.name.name);
    for (array_each (struct column, column, &table->columns))
        if (column->identity != IDENTITY_NONE && column->identity_sequence.name) {
            if (!column->identity_sequence.schema)
                column->identity_sequence.schema = schema;
            enter_relation(resolver, column->identity_sequence.schema, &column->object,
                           column->identity_sequence.name);
        }
}

/* ------------------------------------------------------------------ choosing names */

static void name_constraint(struct resolver *resolver, struct table *table,
                            struct constraint *constraint)
{
    struct name_parts parts = constraint_name_parts(&resolver->model->arena, table, constraint);
    const char *schema = table->object.name.schema;

    constraint->object.name.name =
        name_choose(resolver->model, parts, schema, constraint_has_index(constraint), true);
    constraint->object.name_implied = true;
    enter_constraint(resolver, schema, constraint);
}

static void name_constraints(struct resolver *resolver, struct table *table)
{
    for (unsigned rank = 0; rank < NAMING_RANKS; rank++)
        for (array_each (struct constraint, constraint, &table->constraints))
            if (constraint_naming_rank(constraint->type) == rank &&
                !constraint->object.name.name)
                name_constraint(resolver, table, constraint);
}

static void name_indexes(struct resolver *resolver, struct table *table)
{
    const char *schema = table->object.name.schema;

    for (array_each (struct index, index, &table->indexes)) {
        struct name_parts parts;

        if (index->object.name.name)
            continue;
        parts = index_name_parts(&resolver->model->arena, table, index);
        index->object.name.name = name_choose(resolver->model, parts, schema, true, false);
        index->object.name_implied = true;
        enter_relation(resolver, schema, &index->object, index->object.name.name);
    }
}

static void name_domain_checks(struct resolver *resolver, struct domain *domain)
{
    const char *schema = domain->object.name.schema;

    for (array_each (struct constraint, check, &domain->constraints)) {
        if (check->object.name.name)
            continue;
        check->object.name.name =
            name_choose(resolver->model, domain_check_parts(domain), schema, false, true);
        check->object.name_implied = true;
        enter(resolver, NAMES_CONSTRAINT, schema, &check->object, check->object.name.name);
    }
}

/* ------------------------------------------------------------------ sequences */

const char *sequence_value(struct arena *arena, struct qname sequence)
{
    struct type_name name = {.user = sequence};
    struct buf text = BUF_INIT;
    const char *value;

    type_spell(arena, &name);
    buf_add(&text, "nextval('");
    for (const char *at = name.text; *at; at++) {
        if (*at == '\'')
            buf_add_char(&text, '\'');
        buf_add_char(&text, *at);
    }
    buf_add(&text, "'::regclass)");
    value = arena_strdup(arena, buf_text(&text));
    buf_release(&text);
    return value;
}

static void add_serial(struct resolver *resolver, struct table *table, struct column *column)
{
    struct name_parts parts = sequence_name_parts(table, column->object.name.name);
    struct qname name = {table->object.name.schema, NULL};
    struct sequence *sequence;

    name.name = name_choose(resolver->model, parts, name.schema, true, false);
    sequence = (struct sequence *)model_add(resolver->model, KIND_SEQUENCE, name, NULL);
    sequence->object.at = column->object.at;
    sequence->object.owner = table->object.owner;
    sequence->object.external = table->object.external;
    sequence->object.name_implied = true;
    sequence->options = sequence_options_default(sequence_type_of(column));
    sequence->unlogged = table->persistence == PERSISTENCE_UNLOGGED;
    sequence->owned_by =
        (struct ref){KIND_TABLE, table->object.name, column->object.at, &table->object};
    sequence->owned_column = column->object.name.name;
    column->value.text = sequence_value(&resolver->model->arena, name);
    column->value.at = column->object.at;
}

static void name_identity(struct resolver *resolver, struct table *table, struct column *column)
{
    struct name_parts parts = sequence_name_parts(table, column->object.name.name);
    const char *schema = table->object.name.schema;
    const char *name = name_choose(resolver->model, parts, schema, true, false);

    enter_relation(resolver, schema, &column->object, name);
    if (!text_equal(name, default_name(&resolver->model->arena, parts.name1, parts.name2,
                                       parts.label, NULL, NULL)))
        column->identity_sequence = (struct qname){schema, name};
}

static void name_sequences(struct resolver *resolver, struct table *table)
{
    for (array_each (struct column, column, &table->columns)) {
        if (column->serial != SERIAL_NONE && !column->value.text)
            add_serial(resolver, table, column);
        if (column->identity == IDENTITY_NONE)
            continue;
        column->identity_unlogged |= table->persistence == PERSISTENCE_UNLOGGED;
        if (!column->identity_sequence.name)
            name_identity(resolver, table, column);
    }
}

static enum serial serial_of(const struct column *column, const struct sequence *sequence)
{
    static const enum serial serials[] = {[SEQUENCE_BIGINT] = SERIAL_BIG,
                                          [SEQUENCE_INTEGER] = SERIAL_NORMAL,
                                          [SEQUENCE_SMALLINT] = SERIAL_SMALL};
    enum sequence_type type;

    return sequence_type_find(column->type.text, &type) && type == sequence->options.type
               ? serials[type]
               : SERIAL_NONE;
}

static bool is_just_serial(struct arena *arena, const struct table *table,
                           const struct column *column, const struct sequence *sequence)
{
    struct name_parts parts = sequence_name_parts(table, column->object.name.name);
    struct sequence_options plain = sequence_options_default(sequence->options.type);

    return column->not_null && column->value.text && column->generated == GENERATED_NONE &&
           column->identity == IDENTITY_NONE && !sequence->object.comment &&
           !sequence->object.renamed_from.name &&
           sequence->object.external == table->object.external &&
           (!sequence->object.owner ||
            text_equal(sequence->object.owner, table->object.owner)) &&
           sequence->unlogged == (table->persistence == PERSISTENCE_UNLOGGED) &&
           sequence_options_equal(&sequence->options, &plain) &&
           text_equal(sequence->object.name.schema, table->object.name.schema) &&
           text_equal(sequence->object.name.name,
                      default_name(arena, parts.name1, parts.name2, parts.label, NULL, NULL)) &&
           text_equal(column->value.text, sequence_value(arena, sequence->object.name));
}

static struct column *owning_column(const struct sequence *sequence)
{
    struct table *table = (struct table *)sequence->owned_by.to;

    return table ? table_find_column(table, sequence->owned_column) : NULL;
}

/* A column may own more sequences than the one that makes it serial. */
void resolve_serials(struct model *model)
{
    const struct object_list *sequences = &model->objects[KIND_SEQUENCE];
    struct arena scratch = {0};

    for (size_t i = 0; i < sequences->count; i++) {
        struct column *column = owning_column((struct sequence *)sequences->at[i]);

        if (column)
            column->serial = SERIAL_NONE;
    }
    for (size_t i = 0; i < sequences->count; i++) {
        struct sequence *sequence = (struct sequence *)sequences->at[i];
        struct table *table = (struct table *)sequence->owned_by.to;
        struct column *column = owning_column(sequence);

        sequence->serial = column && is_just_serial(&scratch, table, column, sequence) &&
                           serial_of(column, sequence) != SERIAL_NONE;
        if (sequence->serial)
            column->serial = serial_of(column, sequence);
    }
    arena_release(&scratch);
}

/* ------------------------------------------------------------------ from parents */

static void inherit_checks(struct model *model, struct table *table, const struct table *parent)
{
    for (array_each (const struct constraint, check, &parent->constraints)) {
        struct constraint *own;

        if (check->type != CONSTRAINT_CHECK || check->no_inherit ||
            table_find_constraint(table, check->object.name.name))
            continue;
        own = array_push(&model->arena, &table->constraints);
        *own = *check;
        own->object.parent = &table->object;
        own->object.comment = NULL;
        own->object.renamed_from = (struct qname){0};
        own->inherited = true;
        names_enter(&model->names, NAMES_CONSTRAINT,
                    (struct qname){table->object.name.schema, own->object.name.name},
                    &table->object);
    }
}

void table_inherit_checks(struct model *model, struct table *table)
{
    for (array_each (struct ref, parent, &table->inherits))
        if (parent->to)
            inherit_checks(model, table, (const struct table *)parent->to);
}

/* Other defaults came over with the columns; those of serial columns were not known then. */
static void inherit_serials(struct table *table, const struct table *parent)
{
    for (array_each (const struct column, given, &parent->columns)) {
        struct column *own =
            given->value.text ? table_find_column(table, given->object.name.name) : NULL;

        if (own && !own->value.text && own->identity == IDENTITY_NONE)
            own->value = given->value;
    }
}

/* Parents first; done holds the tables that were seen to. */
static void inherit_from_parents(struct resolver *resolver, struct table *table,
                                 struct names **done)
{
    if (!table->inherits.count ||
        names_enter(done, NAMES_RELATION, table->object.name, &table->object))
        return;
    for (array_each (struct ref, ref, &table->inherits)) {
        struct table *parent = (struct table *)ref->to;

        if (!parent)
            continue;
        inherit_from_parents(resolver, parent, done);
        inherit_serials(table, parent);
    }
    table_inherit_checks(resolver->model, table);
}

/* ------------------------------------------------------------------ the pass */

static void report_double(struct resolver *resolver, struct object *first,
                          struct object *second)
{
    if (constraint_has_index((const struct constraint *)first) &&
        constraint_has_index((const struct constraint *)second))
        return; /* they were judged among the relations */
    diag_error(resolver->diags, second->at, CHECK_DUPLICATE,
               "constraint \"%s\" for \"%s\" is declared twice", second->name.name,
               second->parent->name.name);
    diag_note(resolver->diags, first->at, "the other one is declared here");
}

static void check_doubles(struct resolver *resolver, struct object_pointers *pointers,
                          struct constraint *constraints, size_t count)
{
    pointers->count = 0;
    for (size_t i = 0; i < count; i++)
        array_add(&resolver->model->arena, pointers, &constraints[i].object);
    resolve_each_double(pointers, report_double, resolver);
}

static void resolve_domains(struct resolver *resolver, struct object_pointers *pointers)
{
    const struct object_list *domains = &resolver->model->objects[KIND_DOMAIN];

    for (size_t i = 0; i < domains->count; i++) {
        struct domain *domain = (struct domain *)domains->at[i];

        for (array_each (struct constraint, check, &domain->constraints))
            if (check->object.name.name)
                enter(resolver, NAMES_CONSTRAINT, domain->object.name.schema, &check->object,
                      check->object.name.name);
    }
    for (size_t i = 0; i < domains->count; i++) {
        struct domain *domain = (struct domain *)domains->at[i];

        name_domain_checks(resolver, domain);
        check_doubles(resolver, pointers, domain->constraints.at, domain->constraints.count);
    }
}

static void check_table_doubles(struct resolver *resolver, struct object_pointers *pointers)
{
    const struct object_list *tables = &resolver->model->objects[KIND_TABLE];

    for (size_t i = 0; i < tables->count; i++) {
        struct table *table = (struct table *)tables->at[i];

        check_doubles(resolver, pointers, table->constraints.at, table->constraints.count);
    }
}

void resolve_names(struct resolver *resolver)
{
    const struct object_list *tables = &resolver->model->objects[KIND_TABLE];
    struct object_pointers pointers = {0};
    struct names *done = NULL;

    for (size_t i = 0; i < tables->count; i++)
        enter_said(resolver, (struct table *)tables->at[i]);
    resolve_domains(resolver, &pointers);
    for (size_t i = 0; i < tables->count; i++) {
        struct table *table = (struct table *)tables->at[i];

        name_sequences(resolver, table);
        name_constraints(resolver, table);
        name_indexes(resolver, table);
    }
    for (size_t i = 0; i < tables->count; i++)
        inherit_from_parents(resolver, (struct table *)tables->at[i], &done);
    for (size_t i = 0; i < tables->count; i++)
        for (array_each (struct column, column, &((struct table *)tables->at[i])->columns))
            column_forget_null(resolver->model, column);
    check_table_doubles(resolver, &pointers);
    names_release(&done);
}

void resolve_check_names(struct resolver *resolver)
{
    const struct object_list *tables = &resolver->model->objects[KIND_TABLE];
    struct object_pointers pointers = {0};

    for (size_t i = 0; i < tables->count; i++)
        enter_said(resolver, (struct table *)tables->at[i]);
    resolve_domains(resolver, &pointers);
    check_table_doubles(resolver, &pointers);
}

/* What constraints, indexes and sequences speak of: columns that have to be there, tables that
 * are referred to and the keys they offer, and the limits of sequences. */

#include "model/resolving.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#define KEY_COLUMNS_MOST 32

/* ------------------------------------------------------------------ columns */

static bool need_column(struct resolver *resolver, const struct table *table, const char *name,
                        struct span at)
{
    if (table_find_column(table, name))
        return true;
    diag_error(resolver->diags, at, CHECK_REF_MISSING,
               "column \"%s\" of table \"%s\" does not exist", name, table->object.name.name);
    resolve_hint_column(resolver, table, name);
    return false;
}

static bool need_columns(struct resolver *resolver, const struct table *table,
                         const struct text_list *columns, struct span at)
{
    bool found = true;

    for (size_t i = 0; i < columns->count; i++)
        found &= need_column(resolver, table, columns->at[i], at);
    return found;
}

static void need_element_columns(struct resolver *resolver, const struct table *table,
                                 const struct index_element *elements, size_t count,
                                 struct span at)
{
    for (size_t i = 0; i < count; i++)
        if (elements[i].column)
            need_column(resolver, table, elements[i].column,
                        elements[i].at.file ? elements[i].at : at);
}

static void check_key_size(struct resolver *resolver, size_t count, struct span at)
{
    if (count > KEY_COLUMNS_MOST)
        diag_error(resolver->diags, at, CHECK_LIMIT,
                   "a key or an index can have at most %d columns", KEY_COLUMNS_MOST);
}

static void check_no_doubles(struct resolver *resolver, const struct constraint *constraint)
{
    const struct text_list *columns = &constraint->columns;

    for (size_t i = 1; i < columns->count; i++)
        for (size_t j = 0; j < i; j++)
            if (text_equal(columns->at[i], columns->at[j])) {
                diag_error(resolver->diags, constraint->object.at, CHECK_DUPLICATE,
                           "column \"%s\" appears twice in %s constraint", columns->at[i],
                           constraint_word(constraint->type));
                return;
            }
}

/* ------------------------------------------------------------------ foreign keys */

static bool is_index_on(const struct index *index, const struct text_list *columns)
{
    if (!index->unique || index->where.text || index->elements.count != columns->count)
        return false;
    for (array_each (const struct index_element, element, &index->elements))
        if (!element->column || !text_list_has(columns, element->column))
            return false;
    return true;
}

static bool offers_key(const struct table *table, const struct text_list *columns, bool period)
{
    for (array_each (const struct constraint, key, &table->constraints))
        if ((key->type == CONSTRAINT_PRIMARY || key->type == CONSTRAINT_UNIQUE) &&
            !key->deferrable && key->without_overlaps == period &&
            text_list_same_set(&key->columns, columns))
            return true;
    for (array_each (const struct index, index, &table->indexes))
        if (!period && is_index_on(index, columns))
            return true;
    return false;
}

bool table_offers_key(const struct table *table, const struct text_list *columns)
{
    return offers_key(table, columns, false) || offers_key(table, columns, true);
}

/* The columns that a foreign key without any means: the other's primary key. */
static bool fill_ref_columns(struct resolver *resolver, struct constraint *key,
                             const struct table *target)
{
    const struct constraint *primary = table_primary_key(target);

    if (key->ref_columns.count)
        return true;
    if (primary) {
        key->ref_columns = primary->columns;
        return true;
    }
    diag_error(resolver->diags, key->references.at, CHECK_REF_MISSING,
               "there is no primary key for referenced table \"%s\"", target->object.name.name);
    diag_note(resolver->diags, target->object.at, "it is declared here");
    return false;
}

static void check_set_columns(struct resolver *resolver, const struct constraint *key)
{
    for (size_t i = 0; i < key->set_columns.count; i++)
        if (!text_list_has(&key->columns, key->set_columns.at[i]))
            diag_error(resolver->diags, key->object.at, CHECK_REF_MISSING,
                       "column \"%s\" referenced in on delete set action must be part of the "
                       "foreign key",
                       key->set_columns.at[i]);
}

/* ATAddForeignKeyConstraint(): what is computed cannot be set. */
static void check_actions(struct resolver *resolver, const struct table *table,
                          const struct constraint *key)
{
    bool updates = key->on_update == FK_CASCADE || key->on_update == FK_SET_NULL ||
                   key->on_update == FK_SET_DEFAULT;
    bool deletes = key->on_delete == FK_SET_NULL || key->on_delete == FK_SET_DEFAULT;

    for (size_t i = 0; (updates || deletes) && i < key->columns.count; i++) {
        const struct column *column = table_find_column(table, key->columns.at[i]);

        if (!column || !column->generated)
            continue;
        diag_error(resolver->diags, key->object.at, CHECK_CLAUSE,
                   "\"on %s %s\" cannot change column \"%s\", which is generated",
                   updates ? "update" : "delete",
                   fk_action_words[updates ? key->on_update : key->on_delete],
                   column->object.name.name);
        return;
    }
}

static void need_key(struct resolver *resolver, const struct constraint *key,
                     const struct table *target)
{
    struct diags *diags = resolver->diags;
    bool period = key->without_overlaps;

    if (target->object.external || offers_key(target, &key->ref_columns, period))
        return;
    diag_error(diags, key->references.at, CHECK_REF_MISSING,
               "there is no unique constraint matching given keys for referenced table \"%s\"",
               target->object.name.name);
    diag_note(diags, target->object.at, "it is declared here");
    if (offers_key(target, &key->ref_columns, !period))
        diag_hint(diags, period ? "A key that is referred to with \"period\" needs \"without "
                                  "overlaps\"."
                                : "Its key has \"without overlaps\": the last column of each "
                                  "side is written \"period NAME\".");
}

/* PostgreSQL 18: ATAddForeignKeyConstraint() */
static void check_period(struct resolver *resolver, const struct constraint *key)
{
    if (key->without_overlaps &&
        (key->on_update != FK_NO_ACTION || key->on_delete != FK_NO_ACTION))
        diag_error(resolver->diags, key->object.at, CHECK_CLAUSE,
                   "a foreign key with \"period\" takes no actions");
}

static void check_target(struct resolver *resolver, const struct table *table,
                         const struct constraint *key, const struct table *target)
{
    struct diags *diags = resolver->diags;

    if (key->columns.count != key->ref_columns.count) {
        diag_error(diags, key->object.at, CHECK_CLAUSE,
                   "number of referencing and referenced columns for foreign key disagree: %zu "
                   "and %zu",
                   key->columns.count, key->ref_columns.count);
        return;
    }
    bool is_known = !target->object.external || target->columns.count;
    if (is_known && !need_columns(resolver, target, &key->ref_columns, key->references.at))
        return;
    need_key(resolver, key, target);
    if (table->persistence == PERSISTENCE_PERMANENT &&
        target->persistence == PERSISTENCE_UNLOGGED)
        diag_error(diags, key->references.at, CHECK_CLAUSE,
                   "constraints on permanent tables may reference only permanent tables");
}

static void resolve_foreign_key(struct resolver *resolver, struct table *table,
                                struct constraint *key)
{
    struct table *target =
        resolve_need_table(resolver, &key->references, table->object.name.schema);

    check_set_columns(resolver, key);
    check_actions(resolver, table, key);
    check_period(resolver, key);
    if (target && fill_ref_columns(resolver, key, target))
        check_target(resolver, table, key, target);
}

/* ------------------------------------------------------------------ tables */

static void check_constraint(struct resolver *resolver, struct table *table,
                             struct constraint *constraint)
{
    struct span at = constraint->object.at;

    need_columns(resolver, table, &constraint->columns, at);
    need_columns(resolver, table, &constraint->include, at);
    need_element_columns(resolver, table, constraint->elements.at, constraint->elements.count,
                         at);
    check_key_size(resolver, constraint->columns.count + constraint->include.count, at);
    check_key_size(resolver, constraint->elements.count, at);
    if (constraint->type == CONSTRAINT_PRIMARY || constraint->type == CONSTRAINT_UNIQUE)
        check_no_doubles(resolver, constraint);
    if (constraint->type == CONSTRAINT_FOREIGN)
        resolve_foreign_key(resolver, table, constraint);
}

/* 'index geometry(Point)' is read as an index, and meant as a column by some. */
static void hint_quotes(struct resolver *resolver, const struct table *table,
                        const struct index *index)
{
    const struct index_element *only = index->elements.at;
    const char *name = index->object.name.name;

    if (index->elements.count != 1 || index->unique || index->method ||
        index->object.name_implied || !name || !only->column ||
        table_find_column(table, only->column))
        return;
    diag_hint(resolver->diags,
              "This is an index called \"%s\"; a column called index of type %s is written "
              "with quotes: \"index\" %s(%s).",
              name, name, name, only->column);
}

static void check_index(struct resolver *resolver, struct table *table,
                        const struct index *index)
{
    struct span at = index->object.at;

    need_element_columns(resolver, table, index->elements.at, index->elements.count, at);
    hint_quotes(resolver, table, index);
    need_columns(resolver, table, &index->include, at);
    check_key_size(resolver, index->elements.count + index->include.count, at);
}

static void check_one_primary_key(struct resolver *resolver, const struct table *table)
{
    const struct constraint *first = table_primary_key(table);

    for (array_each (const struct constraint, other, &table->constraints)) {
        if (other->type != CONSTRAINT_PRIMARY || other == first)
            continue;
        diag_error(resolver->diags, other->object.at, CHECK_DUPLICATE,
                   "multiple primary keys for table \"%s\" are not allowed",
                   table->object.name.name);
        diag_note(resolver->diags, first->object.at, "the other one is declared here");
    }
}

static void note_cluster(struct resolver *resolver, const struct object **first,
                         const struct object *object)
{
    if (*first) {
        diag_error(resolver->diags, object->at, CHECK_DUPLICATE,
                   "table \"%s\" is clustered twice", object->parent->name.name);
        diag_note(resolver->diags, (*first)->at, "the other one is declared here");
    }
    *first = object;
}

static void check_one_cluster(struct resolver *resolver, const struct table *table)
{
    const struct object *first = NULL;

    for (array_each (const struct constraint, constraint, &table->constraints))
        if (constraint->clustered)
            note_cluster(resolver, &first, &constraint->object);
    for (array_each (const struct index, index, &table->indexes))
        if (index->clustered)
            note_cluster(resolver, &first, &index->object);
}

/* Why the index or key cannot be it, as ATExecReplicaIdentity() judges; NULL: it can. */
static const char *unfit_for_identity(const struct table *table, const struct index *index,
                                      const struct constraint *key)
{
    if (index ? !index->unique
              : key->type != CONSTRAINT_PRIMARY && key->type != CONSTRAINT_UNIQUE)
        return "it is not unique";
    if (index && index->where.text)
        return "it is partial";
    if (key && key->deferrable)
        return "it is deferrable";
    for (size_t i = 0; i < (index ? index->elements.count : key->columns.count); i++) {
        const char *name = index ? index->elements.at[i].column : key->columns.at[i];
        const struct column *column = name ? table_find_column(table, name) : NULL;

        if (!name)
            return "it has an expression";
        if (column && !column->not_null)
            return "its columns can be null";
    }
    return NULL;
}

static void check_replica_identity(struct resolver *resolver, const struct table *table)
{
    const char *name = table->replica_index, *why;
    const struct index *index = name ? table_find_index(table, name) : NULL;
    const struct constraint *key = name ? table_find_constraint(table, name) : NULL;

    if (table->replica_identity != REPLICA_INDEX || !name)
        return;
    if (!index && !key) {
        diag_error(resolver->diags, table->object.at, CHECK_REF_MISSING,
                   "index \"%s\" for table \"%s\" does not exist", name,
                   table->object.name.name);
        return;
    }
    why = unfit_for_identity(table, index, key);
    if (why)
        diag_error(resolver->diags, table->object.at, CHECK_CLAUSE,
                   "cannot use \"%s\" as replica identity: %s", name, why);
}

static void check_table(struct resolver *resolver, struct table *table)
{
    for (array_each (struct constraint, constraint, &table->constraints))
        check_constraint(resolver, table, constraint);
    for (array_each (struct index, index, &table->indexes))
        check_index(resolver, table, index);
    check_one_primary_key(resolver, table);
    check_one_cluster(resolver, table);
    check_replica_identity(resolver, table);
}

/* ------------------------------------------------------------------ sequences */

static void check_range(struct resolver *resolver, const char *word, int64_t value,
                        enum sequence_type type, struct span at)
{
    struct sequence_limits limits = sequence_type_limits(type);

    if (value < limits.min || value > limits.max)
        diag_error(resolver->diags, at, CHECK_LIMIT,
                   "%s (%" PRId64 ") is out of range for sequence data type %s", word, value,
                   sequence_type_words[type]);
}

static void check_options(struct resolver *resolver, const struct sequence_options *options,
                          struct span at)
{
    struct diags *diags = resolver->diags;

    if (!options->increment)
        diag_error(diags, at, CHECK_LIMIT, "increment must not be zero");
    if (options->cache < 1)
        diag_error(diags, at, CHECK_LIMIT, "cache (%" PRId64 ") must be greater than zero",
                   options->cache);
    check_range(resolver, "minvalue", options->min, options->type, at);
    check_range(resolver, "maxvalue", options->max, options->type, at);
    if (options->min >= options->max)
        diag_error(diags, at, CHECK_LIMIT,
                   "minvalue (%" PRId64 ") must be less than maxvalue (%" PRId64 ")",
                   options->min, options->max);
    else if (options->start < options->min)
        diag_error(diags, at, CHECK_LIMIT,
                   "start value (%" PRId64 ") cannot be less than minvalue (%" PRId64 ")",
                   options->start, options->min);
    else if (options->start > options->max)
        diag_error(diags, at, CHECK_LIMIT,
                   "start value (%" PRId64 ") cannot be greater than maxvalue (%" PRId64 ")",
                   options->start, options->max);
}

static void check_sequence(struct resolver *resolver, struct sequence *sequence)
{
    struct table *table;

    check_options(resolver, &sequence->options, sequence->object.at);
    if (!sequence->owned_by.name.name)
        return;
    table = resolve_need_table(resolver, &sequence->owned_by, sequence->object.name.schema);
    if (!table)
        return;
    need_column(resolver, table, sequence->owned_column, sequence->owned_by.at);
    if (!text_equal(table->object.name.schema, sequence->object.name.schema))
        diag_error(resolver->diags, sequence->owned_by.at, CHECK_CLAUSE,
                   "sequence must be in same schema as table it is linked to");
}

/* ------------------------------------------------------------------ the pass */

void resolve_keys_of(struct resolver *resolver, struct table *table)
{
    check_table(resolver, table);
    for (array_each (struct column, column, &table->columns))
        if (column->identity != IDENTITY_NONE)
            check_options(resolver, &column->identity_options, column->object.at);
}

void resolve_sequences(struct resolver *resolver)
{
    const struct object_list *sequences = &resolver->model->objects[KIND_SEQUENCE];

    for (size_t i = 0; i < sequences->count; i++)
        check_sequence(resolver, (struct sequence *)sequences->at[i]);
}

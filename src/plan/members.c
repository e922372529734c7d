/* Members of a table that stays: columns, constraints and indexes that come, change, go, or are
 * made anew. */

#include "plan/passage.h"

#include "kinds/casts.h"
#include "kinds/column.h"
#include "kinds/index.h"
#include "kinds/row_type.h"
#include "kinds/table.h"
#include "kinds/write.h"
#include "postgres/sql.h"

#include <limits.h>

/* ------------------------------------------------------------------ columns */

static bool name_is_taken_again(const struct table *to, const struct object *column)
{
    return table_find_column(to, column->name.name) != NULL;
}

/* A child that goes on having the column would lose it along with its parent. */
static bool a_child_keeps(const struct passage *passage, const struct object *column)
{
    struct dependents dependents =
        lookup_dependents(passage->writer.from_lookup, column->parent->name);
    for (size_t i = 0; i < dependents.count; i++) {
        const struct table *child = (const struct table *)dependents.at[i].object;
        if (child->object.kind != KIND_TABLE)
            continue;
        const struct column *own = table_find_column(child, column->name.name);
        const struct object *to = own ? match_to(passage->match, &own->object) : NULL;
        if (to && !(own->inherited && passage_has_above(passage, (const struct column *)to)))
            return true;
    }
    return false;
}

/* A column that a child declares as its parent does comes to the child first, for the parent's
 * goes on to all children, and goes from the parent first. */
static void rank_by_depth(struct passage *passage, size_t first, unsigned rank)
{
    struct steps *steps = &passage->writer.steps;
    for (size_t i = first; i < steps->count; i++)
        if (steps->at[i].phase == PHASE_COLUMN_ADD || steps->at[i].phase == PHASE_COLUMN_DROP ||
            steps->at[i].phase == PHASE_GENERATED_ADD ||
            steps->at[i].phase == PHASE_GENERATED_DROP ||
            steps->at[i].phase == PHASE_COLUMN_REPLACE)
            steps->at[i].rank = rank;
}

/* No statement makes an inherited column a child's own, so that one which the way there, or the
 * way back before, began to declare goes along with its parent's. */
static bool may_go_with_parent(const struct passage *passage, const struct column *column)
{
    const struct column *to = (const struct column *)match_to(passage->match, &column->object);
    return !column->inherited && to && to->inherited && passage_has_above(passage, to);
}

/* The drop as the table is called by then. */
static void drop_column(struct passage *passage, const struct object *column,
                        const struct table *to)
{
    struct column renamed = *(const struct column *)column;
    size_t first = passage->writer.steps.count;
    renamed.object.parent = (struct object *)&to->object;
    if (may_go_with_parent(passage, (const struct column *)column))
        column_drop_if_exists(&passage->writer, &renamed);
    else
        kind_ops(KIND_COLUMN)->drop(&passage->writer, &renamed.object, 0);
    struct step *step = &passage->writer.steps.at[first];
    if (step->phase == PHASE_COLUMN_DROP && name_is_taken_again(to, column))
        step->phase = PHASE_COLUMN_REPLACE;
    step->phase = passage_row_phase(passage, (const struct column *)column, step->phase);
    if (!marks_has(&passage->replaced, column) && a_child_keeps(passage, column))
        step->table = arena_printf(passage->writer.arena, "ONLY %s", step->table);
    rank_by_depth(passage, first, table_depth((const struct table *)column->parent));
}

/* What stores rows of a table comes behind all else that does. */
static void add_column(struct passage *passage, const struct object *column)
{
    struct steps *steps = &passage->writer.steps;
    size_t first = steps->count;
    bool waits = passage_waits_for_rows(passage, (const struct column *)column);
    kind_ops(KIND_COLUMN)->create(&passage->writer, column, 0);
    for (size_t i = first; waits && i < steps->count; i++)
        if (steps->at[i].phase < PHASE_GENERATED_ADD)
            steps->at[i].phase = PHASE_GENERATED_ADD;
    rank_by_depth(passage, first,
                  (waits ? UINT_MAX : UINT_MAX / 2) -
                      table_depth((const struct table *)column->parent));
}

static const struct object *parent_with(const struct object *member)
{
    const struct table *table = (const struct table *)member->parent;
    for (size_t i = 0; i < table->inherits.count; i++) {
        const struct table *parent = (const struct table *)table->inherits.at[i].to;
        if (!parent)
            continue;
        if (member->kind == KIND_COLUMN
                ? table_find_column(parent, member->name.name) != NULL
                : table_find_constraint(parent, member->name.name) != NULL)
            return &parent->object;
    }
    return NULL;
}

static bool is_inherited(const struct object *member)
{
    return member->kind == KIND_COLUMN ? ((const struct column *)member)->inherited
                                       : member->kind == KIND_CONSTRAINT &&
                                             ((const struct constraint *)member)->inherited;
}

/* What a child has from a parent goes and comes with the parent's own, as long as it stays its
 * child. */
static bool goes_with_parent(const struct passage *passage, const struct table *to,
                             const struct object *member)
{
    const struct object *parent = is_inherited(member) ? parent_with(member) : NULL;
    return parent && table_is_child(to, match_to(passage->match, parent));
}

static bool comes_with_parent(const struct passage *passage, const struct table *from,
                              const struct object *member)
{
    const struct object *parent = is_inherited(member) ? parent_with(member) : NULL;
    if (member->kind == KIND_COLUMN && !passage_is_as_above((const struct column *)member))
        return false;
    return parent && table_is_child(from, match_from(passage->match, parent));
}

/* SET COMPRESSION does not go on to children, and a new type takes it away from them too. */
static void compress_child(struct passage *passage, const struct object *column)
{
    size_t first = passage->writer.steps.count;
    kind_ops(KIND_COLUMN)
        ->alter(&passage->writer, column, column, FIELD_BIT(KIND_COLUMN, column, compression));
    for (size_t i = first; i < passage->writer.steps.count; i++)
        passage->writer.steps.at[i].rank = 1; /* the parent's type first */
}

static bool loses_compression(const struct passage *passage, const struct object *column)
{
    return marks_has(&passage->retyped, column) && ((const struct column *)column)->compression;
}

/* What the parent's new type cannot take over goes before that, and comes anew behind it. */
static void part_default(struct passage *passage, const struct column *to)
{
    struct column without = *to;
    size_t first = passage->writer.steps.count;
    without.value = (struct expr){0};
    kind_ops(KIND_COLUMN)
        ->alter(&passage->writer, &to->object, &without.object,
                FIELD_BIT(KIND_COLUMN, column, value));
    for (size_t i = first; i < passage->writer.steps.count; i++)
        passage->writer.steps.at[i].phase = PHASE_GENERATED_DROP;
}

/* The parent's statements first: they reach its children too. */
static void alter_column(struct passage *passage, const struct object *from,
                         const struct object *to, uint64_t fields)
{
    struct column before = *(const struct column *)from;
    struct column after = *(const struct column *)to;
    struct steps *steps = &passage->writer.steps;
    if (passage_default_parts(passage, &before, (const struct column *)to)) {
        part_default(passage, &after);
        fields &= ~(after.value.text ? 0 : FIELD_BIT(KIND_COLUMN, column, value));
    }
    size_t first = steps->count;
    bool again = passage_null_is_let_in(passage, (const struct column *)to);
    bool alone = passage_lets_null_in_alone(passage, &before, (const struct column *)to);
    passage_not_null_moves(passage, &before, &after);
    before.not_null &= !(again && after.not_null);
    kind_ops(KIND_COLUMN)->alter(&passage->writer, &before.object, &after.object, fields);
    for (size_t i = first; i < steps->count; i++) {
        struct step *step = &steps->at[i];
        if (again && step->phase == PHASE_NOT_NULL)
            step->phase = PHASE_NULLABLE;
        else if (alone && step->phase == PHASE_NULLABLE)
            step->table = arena_printf(passage->writer.arena, "ONLY %s", step->table);
        if (step->phase == PHASE_ALTER_COLUMN || step->phase == PHASE_NULLABLE)
            step->rank = table_depth((const struct table *)to->parent);
    }
}

static void follow_parent(struct passage *passage, const struct object *from,
                          const struct object *to, uint64_t fields, uint64_t own)
{
    uint64_t compression = FIELD_BIT(KIND_COLUMN, column, compression);
    uint64_t noted = (own | compression) & fields;
    passage->writer.about = to;
    if (noted || !text_equal(from->comment, to->comment))
        passage_note(passage, CHANGE_ALTER, from, to, noted);
    if (marks_has(&passage->replaced, to)) { /* it goes and comes with the parent's */
        passage_dress(passage, NULL, to);
        return;
    }
    if (fields & compression || loses_compression(passage, to))
        compress_child(passage, to);
    if (own & ~compression)
        alter_column(passage, from, to, own & ~compression);
    passage_dress(passage, from, to);
}

static uint64_t own_fields(const struct passage *passage, const struct object *was,
                           const struct object *column, uint64_t fields)
{
    struct column from = *(const struct column *)was, to = *(const struct column *)column;
    if (passage_default_recasts(passage, &from))
        fields |= FIELD_BIT(KIND_COLUMN, column, value);
    uint64_t own = passage_own_fields(passage, &from, (const struct column *)column, fields);
    bool moves = passage_not_null_moves(passage, &from, &to);
    return own | (moves ? FIELD_BIT(KIND_COLUMN, column, not_null_name) : 0);
}

static void alter_columns(struct passage *passage, const struct table *from,
                          const struct table *to)
{
    bool typed = passage_stays_typed(passage, from, to);
    uint64_t retype =
        FIELD_BIT(KIND_COLUMN, column, type) | FIELD_BIT(KIND_COLUMN, column, collation);
    for (size_t i = 0; i < from->columns.count; i++) {
        const struct object *column = &from->columns.at[i].object;
        const struct object *other = match_to(passage->match, column);
        if (other ? from->columns.at[i].inherited : goes_with_parent(passage, to, column))
            continue;
        passage->writer.about = other ? other : column;
        if (!other)
            passage_note(passage, CHANGE_DROP, column, NULL, 0);
        if (!typed && (!other || marks_has(&passage->replaced, column)))
            drop_column(passage, column, to);
    }
    for (size_t i = 0; i < to->columns.count; i++) {
        const struct object *column = &to->columns.at[i].object;
        const struct object *was = match_from(passage->match, column);
        uint64_t fields =
            was ? kind_compare(was, column, &passage->renames, passage->match->to->schema,
                               passage->writer.version)
                : 0;
        bool renamed = was && !text_equal(was->name.name, column->name.name);
        uint64_t own = was ? own_fields(passage, was, column, fields) : 0;
        if (was ? to->columns.at[i].inherited : comes_with_parent(passage, from, column)) {
            if (was)
                follow_parent(passage, was, column, fields, own);
            continue;
        }
        passage->writer.about = column;
        if (!was || fields || renamed || !text_equal(was->comment, column->comment))
            passage_note(passage,
                         !was                 ? CHANGE_CREATE
                         : renamed && !fields ? CHANGE_RENAME
                                              : CHANGE_ALTER,
                         was, column, fields);
        bool replaced = was && marks_has(&passage->replaced, column);
        if (typed && own & retype)
            row_type_lets(&passage->writer, &to->columns.at[i], "change its type", false);
        own &= ~(typed ? retype : 0); /* the type's change brings it */
        if (renamed && !replaced && !typed && !table_inherited_from(to, column->name.name))
            writer_rename(&passage->writer, was, column);
        if (!was || replaced) {
            if (!typed) /* whose type brings it */
                add_column(passage, column);
        } else if (own) {
            alter_column(passage, was, column, own);
        }
        passage_dress(passage, replaced ? NULL : was, column);
    }
}

/* ------------------------------------------------------------------ constraints and indexes */

static const struct text_list *columns_of(const struct object *member)
{
    return member->kind == KIND_CONSTRAINT ? &((const struct constraint *)member)->columns
                                           : NULL;
}

static bool is_foreign(const struct object *member)
{
    return member->kind == KIND_CONSTRAINT &&
           ((const struct constraint *)member)->type == CONSTRAINT_FOREIGN;
}

/* A child of two parents has the check from the other one too, until that drops it. */
static bool a_child_has_two_parents(const struct passage *passage, const struct object *table)
{
    struct dependents dependents = lookup_dependents(passage->writer.from_lookup, table->name);
    for (size_t i = 0; i < dependents.count; i++) {
        const struct table *child = (const struct table *)dependents.at[i].object;
        if (child->object.kind == KIND_TABLE && child->inherits.count > 1)
            return true;
    }
    return false;
}

/* DROP and ADD of one constraint share a statement where nothing has to happen in between, so
 * that the rows are never without it. */
static bool can_swap(const struct passage *passage, const struct object *from,
                     const struct object *to)
{
    const struct text_list *columns = columns_of(from);
    const struct constraint *constraint = (const struct constraint *)from;
    if (from->kind != KIND_CONSTRAINT || is_foreign(from) ||
        passage_goes_with_column(passage, from) || !text_equal(from->name.name, to->name.name))
        return false;
    const struct table *table = (const struct table *)from->parent;
    for (size_t i = 0; i < columns->count; i++) {
        const struct column *column = table_find_column(table, columns->at[i]);
        if (column && marks_has(&passage->retyped, &column->object))
            return false;
    }
    return !constraint->check.text ||
           (!passage->retyped.entries && !a_child_has_two_parents(passage, from->parent));
}

static void drop_member(struct passage *passage, const struct object *from,
                        const struct object *to)
{
    const struct object *table = match_to(passage->match, from->parent);
    struct qname name = {table->name.schema, from->name.name};
    bool implied = !is_foreign(from) && passage_goes_with_column(passage, from);
    if (implied && !passage_relation_takes(passage, name))
        return;
    if (to && can_swap(passage, from, to))
        return; /* add_member drops it */
    kind_ops(from->kind)->drop(&passage->writer, from, 0);
}

static void swap_constraint(struct passage *passage, const struct object *from,
                            const struct object *to)
{
    struct constraint renamed = *(const struct constraint *)from;
    struct steps *steps = &passage->writer.steps;
    size_t first = steps->count;
    renamed.object.parent = to->parent;
    kind_ops(KIND_CONSTRAINT)->drop(&passage->writer, &renamed.object, 0);
    kind_ops(KIND_CONSTRAINT)->create(&passage->writer, to, 0);
    steps->at[first].phase = steps->at[first + 1].phase;
    steps->at[first].rank = steps->at[first + 1].rank;
    steps->at[first].joins = steps->at[first + 1].joins = true;
}

static void add_member(struct passage *passage, const struct object *from,
                       const struct object *to)
{
    const struct index *index =
        !from && to->kind == KIND_CONSTRAINT
            ? passage_adopted_index(passage, (const struct constraint *)to)
            : NULL;
    if (from && can_swap(passage, from, to))
        swap_constraint(passage, from, to);
    else if (index)
        constraint_adopt_index(&passage->writer, (const struct constraint *)to, index);
    else
        kind_ops(to->kind)->create(&passage->writer, to, 0);
    passage_dress(passage, NULL, to);
}

static const struct constraint *check_above(const struct object *member)
{
    const struct object *parent =
        member->kind == KIND_CONSTRAINT && is_inherited(member) ? parent_with(member) : NULL;
    return parent ? table_find_constraint((const struct table *)parent, member->name.name)
                  : NULL;
}

/* A check that a child has only from its parent, whose goes, and that is the child's
 * own now. */
static bool goes_from_above(const struct passage *passage, const struct object *from)
{
    const struct constraint *above = check_above(from);
    const struct object *table = match_to(passage->match, from->parent);
    return above && !match_to(passage->match, &above->object) &&
           table_is_child((const struct table *)table,
                          match_to(passage->match, above->object.parent));
}

/* The way back. */
static bool comes_from_above(const struct passage *passage, const struct object *to)
{
    const struct constraint *above = check_above(to);
    const struct object *table = match_from(passage->match, to->parent);
    return above && !match_from(passage->match, &above->object) &&
           table_is_child((const struct table *)table,
                          match_from(passage->match, above->object.parent));
}

static void going_member(void *context, const struct object *from)
{
    struct passage *passage = context;
    const struct object *to = match_to(passage->match, from);
    const struct object *table = match_to(passage->match, from->parent);
    if (from->kind == KIND_COLUMN ||
        (to ? is_inherited(from)
            : goes_with_parent(passage, (const struct table *)table, from)))
        return;
    passage->writer.about = to ? to : from;
    if (!to)
        passage_note(passage, CHANGE_DROP, from, NULL, 0);
    bool is_given_up = to && comes_from_above(passage, to);
    if (from->kind == KIND_INDEX && passage_is_adopted(passage, (const struct index *)from))
        return;
    if (!to || is_given_up || marks_has(&passage->rebuilt, from))
        drop_member(passage, from, is_given_up ? NULL : to);
}

static void staying_member(void *context, const struct object *to)
{
    struct passage *passage = context;
    const struct object *from = match_from(passage->match, to);
    const struct object *table = match_from(passage->match, to->parent);
    if (to->kind == KIND_COLUMN ||
        (from ? is_inherited(to) : comes_with_parent(passage, (const struct table *)table, to)))
        return;
    uint64_t fields = from ? kind_compare(from, to, &passage->renames,
                                          passage->match->to->schema, passage->writer.version)
                           : 0;
    bool renamed = from && !text_equal(from->name.name, to->name.name);
    bool dressed = from && !text_equal(from->comment, to->comment);
    passage->writer.about = to;
    if (!from || fields || renamed || dressed)
        passage_note(passage,
                     !from                            ? CHANGE_CREATE
                     : renamed && !fields && !dressed ? CHANGE_RENAME
                                                      : CHANGE_ALTER,
                     from, to, fields);
    bool anew = from && goes_from_above(passage, from);
    if (!from || anew || marks_has(&passage->rebuilt, to)) {
        add_member(passage, anew ? NULL : from, to);
        return;
    }
    if (renamed)
        writer_rename(&passage->writer, from, to);
    if (fields)
        kind_ops(to->kind)->alter(&passage->writer, from, to, fields);
    passage_dress(passage, from, to);
}

/* ------------------------------------------------------------------ what hangs on an index */

static const struct object *clustered_member(const struct table *table)
{
    for (size_t i = 0; i < table->indexes.count; i++)
        if (table->indexes.at[i].clustered)
            return &table->indexes.at[i].object;
    for (size_t i = 0; i < table->constraints.count; i++)
        if (table->constraints.at[i].clustered)
            return &table->constraints.at[i].object;
    return NULL;
}

static void restore_index_ties(struct passage *passage, const struct table *from,
                               const struct table *to)
{
    const struct object *was = clustered_member(from);
    bool is_gone = was && (!match_to(passage->match, was) || marks_has(&passage->rebuilt, was));
    if (was && !is_gone && !clustered_member(to)) {
        struct buf sql = BUF_INIT;
        buf_add(&sql, "SET WITHOUT CLUSTER");
        writer_alter(&passage->writer, PHASE_ATTACH, to, &sql, LOCK_SHARE_UPDATE_EXCLUSIVE,
                     "let CLUSTER sort %s no longer",
                     object_label(passage->writer.arena, &to->object));
    }
    if (to->replica_identity != REPLICA_INDEX || from->replica_identity != REPLICA_INDEX)
        return;
    const struct index *index = table_find_index(to, to->replica_index);
    const struct constraint *key = table_find_constraint(to, to->replica_index);
    const struct object *tie = index ? &index->object : key ? &key->object : NULL;
    if (tie && marks_has(&passage->rebuilt, tie))
        kind_ops(KIND_TABLE)
            ->alter(&passage->writer, &from->object, &to->object,
                    FIELD_BIT(KIND_TABLE, table, replica_index));
}

void passage_alter_members(struct passage *passage, const struct table *from,
                           const struct table *to)
{
    passage_tie_type(passage, from, to);
    passage_tie_parents(passage, from, to);
    each_member(&from->object, going_member, passage);
    alter_columns(passage, from, to);
    each_member(&to->object, staying_member, passage);
    passage->writer.about = &to->object;
    restore_index_ties(passage, from, to);
}

/* Columns of children: PostgreSQL carries what is done to a parent's column on to those of its
 * children, over what they have of their own. Says what they then need statements for. */

#include "plan/passage.h"

#include "kinds/casts.h"
#include "kinds/table.h"
#include "kinds/write.h"

#define BIT(member) FIELD_BIT(KIND_COLUMN, column, member)

/* A column of a parent that the table had before and keeps, and what it was. */
struct above {
    const struct column *from, *to;
    size_t next; /* parent to look at */
};

static bool next_above(const struct passage *passage, const struct column *column,
                       struct above *above)
{
    const struct table *table = (const struct table *)column->object.parent;
    const struct table *was = (const struct table *)match_from(passage->match, &table->object);
    while (was && above->next < table->inherits.count) {
        const struct object *parent = table->inherits.at[above->next++].to;
        above->to =
            parent ? table_find_column((const struct table *)parent, column->object.name.name)
                   : NULL;
        above->from =
            above->to ? (const struct column *)match_from(passage->match, &above->to->object)
                      : NULL;
        if (above->from && table_is_child(was, above->from->object.parent))
            return true;
    }
    return false;
}

static uint64_t compare(const struct passage *passage, const struct column *from,
                        const struct column *to)
{
    return kind_compare(&from->object, &to->object, &passage->renames,
                        passage->match->to->schema, passage->writer.version);
}

static bool is_swept(const struct passage *passage, const struct column *column,
                     uint64_t field);

/* Whether a statement about the column above sets that field of its children's too. */
static bool sweeps(const struct passage *passage, const struct above *above, uint64_t field)
{
    const struct column *from = above->from, *to = above->to;
    if (marks_has(&passage->replaced, &to->object))
        return false;
    uint64_t fields = compare(passage, from, to);
    bool is_retyped = fields & (BIT(type) | BIT(collation));
    if (field == BIT(value) && ((is_retyped && (from->value.text || to->value.text)) ||
                                passage_default_recasts(passage, from)))
        return true;
    return fields & field || (field == BIT(storage) && is_retyped) ||
           is_swept(passage, to, field);
}

static bool is_swept(const struct passage *passage, const struct column *column, uint64_t field)
{
    for (struct above above = {0}; next_above(passage, column, &above);)
        if (sweeps(passage, &above, field))
            return true;
    return false;
}

/* Whether what the parents' statements leave behind in that field is not the column's. */
static bool is_left_else(const struct passage *passage, const struct column *column,
                         uint64_t field)
{
    for (struct above above = {0}; next_above(passage, column, &above);) {
        bool differs = field == BIT(value)
                           ? !text_equal(above.to->value.text, column->value.text)
                           : above.to->storage != column->storage;
        if (differs && sweeps(passage, &above, field))
            return true;
    }
    return false;
}

/* From PostgreSQL 18 on a child's not null is a constraint, which stays where it was the
 * child's own, or another parent's too. */
static bool keeps_not_null(const struct passage *passage, const struct column *column)
{
    const struct column *from =
        (const struct column *)match_from(passage->match, &column->object);
    if (passage->writer.version < 180000)
        return false;
    if (from && from->not_null && !from->inherited)
        return true;
    for (struct above above = {0}; next_above(passage, column, &above);)
        if (above.to->not_null)
            return true;
    return false;
}

/* Whether a child's column must not be null for more than a word. */
static bool is_bound_below(const struct passage *passage, const struct column *column)
{
    struct dependents dependents =
        lookup_dependents(passage->writer.to_lookup, column->object.parent->name);
    const char *name = column->object.name.name;
    for (size_t i = 0; i < dependents.count; i++) {
        const struct table *child = (const struct table *)dependents.at[i].object;
        const struct column *below =
            child->object.kind == KIND_TABLE ? table_find_column(child, name) : NULL;
        const struct constraint *key = below ? table_primary_key(child) : NULL;
        if (below && (below->identity || (key && text_list_has(&key->columns, name)) ||
                      is_bound_below(passage, below)))
            return true;
    }
    return false;
}

bool passage_lets_null_in_alone(const struct passage *passage, const struct column *from,
                                const struct column *to)
{
    return passage->writer.version < 180000 && from->not_null && !to->not_null &&
           is_bound_below(passage, to);
}

/* Whether the column above lets null into those of its children too. */
static bool lets_null_in(const struct passage *passage, const struct above *above)
{
    return above->from->not_null && !above->to->not_null &&
           !passage_lets_null_in_alone(passage, above->from, above->to);
}

bool passage_null_is_let_in(const struct passage *passage, const struct column *column)
{
    if (keeps_not_null(passage, column))
        return false;
    for (struct above above = {0}; next_above(passage, column, &above);)
        if (lets_null_in(passage, &above) || passage_null_is_let_in(passage, above.to))
            return true;
    return false;
}

static uint64_t nullability(const struct passage *passage, const struct column *from,
                            const struct column *to)
{
    bool above_was = false, above_is = false;
    if (passage_null_is_let_in(passage, to))
        return to->not_null ? BIT(not_null) : 0;
    for (struct above above = {0}; next_above(passage, to, &above);) {
        above_was |=
            above.from->not_null && !passage_lets_null_in_alone(passage, above.from, above.to);
        above_is |= above.to->not_null;
    }
    bool is_carried = to->not_null ? above_is : above_was;
    return from->not_null != to->not_null && !is_carried ? BIT(not_null) : 0;
}

bool passage_default_parts(const struct passage *passage, const struct column *from,
                           const struct column *to)
{
    bool casts = cast_by_assignment(&from->type, &to->type) &&
                 !renames_rebuild(&passage->renames, &from->type);
    return from->value.text && !from->generated && !casts &&
           marks_has(&passage->retyped, &to->object) && passage_has_above(passage, to);
}

static uint64_t own_field(const struct passage *passage, const struct column *to,
                          uint64_t fields, uint64_t field)
{
    if (!is_swept(passage, to, field))
        return fields & field;
    return is_left_else(passage, to, field) ? field : 0;
}

uint64_t passage_own_fields(const struct passage *passage, const struct column *from,
                            const struct column *to, uint64_t fields)
{
    struct above above = {0};
    if (!next_above(passage, to, &above))
        return fields;
    /* neither targets nor attributes are carried on */
    uint64_t own = to->inherited ? fields & (BIT(statistics) | BIT(attributes)) : fields;
    own |= own_field(passage, to, fields, BIT(storage));
    if (!to->generated && !from->generated)
        own |= passage_default_parts(passage, from, to)
                   ? BIT(value)
                   : own_field(passage, to, fields, BIT(value));
    return own | nullability(passage, from, to);
}

bool passage_is_as_above(const struct column *column)
{
    const struct column *above = table_inherited_from(
        (const struct table *)column->object.parent, column->object.name.name);
    const char *value =
        column->generated ? column->value.text
                          : table_inherited_default((const struct table *)column->object.parent,
                                                    column->object.name.name);
    return above && text_equal(value, column->value.text) &&
           above->not_null == column->not_null && !column->statistics &&
           !column->attributes.count;
}

bool passage_has_above(const struct passage *passage, const struct column *column)
{
    struct above above = {0};
    return next_above(passage, column, &above);
}

/* The name that PostgreSQL 18 gave where a parent alone forbids null; the column's own where it
 * has one. */
static const char *not_null_name_of(const struct passage *passage, const struct model *model,
                                    const struct column *column)
{
    const struct constraint *key =
        table_primary_key((const struct table *)column->object.parent);
    bool is_own = column->not_null_name || column->not_null_kept || model->server_version ||
                  (key && text_list_has(&key->columns, column->object.name.name));
    return not_null_name(passage->writer.arena, is_own ? column : not_null_origin(column));
}

bool passage_not_null_moves(const struct passage *passage, struct column *from,
                            struct column *to)
{
    if (passage->writer.version < 180000 || !from->not_null || !to->not_null ||
        from->inherited == to->inherited || passage_has_above(passage, to))
        return false;
    const char *old = not_null_name_of(passage, passage->match->from, from);
    const char *new = not_null_name_of(passage, passage->match->to, to);
    from->not_null_kept = old;
    to->not_null_kept = new;
    return !text_equal(old, new);
}

/* ------------------------------------------------------------------ several parents */

static const struct column *topmost(const struct passage *passage, const struct column *column)
{
    for (struct above above = {0}; next_above(passage, column, &above); above.next = 0)
        column = above.to;
    return column;
}

/* How many of the parents, in their order, can stay while the column changes. */
static size_t parents_that_stay(const struct passage *passage, const struct column *column)
{
    const struct table *table = (const struct table *)column->object.parent;
    const struct column *first = NULL;
    size_t stay = table->inherits.count;
    for (struct above above = {0}; next_above(passage, column, &above);) {
        bool moves = marks_has(&passage->retyped, &above.to->object) ||
                     !text_equal(above.from->object.name.name, above.to->object.name.name);
        if (!moves)
            continue;
        if (first && topmost(passage, above.to) != topmost(passage, first))
            return stay;
        if (!first)
            stay = above.next;
        first = above.to;
    }
    return table->inherits.count;
}

void passage_tie_parents(struct passage *passage, const struct table *from,
                         const struct table *to)
{
    struct table parted = *to;
    uint64_t field = FIELD_BIT(KIND_TABLE, table, inherits);
    if (to->inherits.count < 2 || kind_compare(&from->object, &to->object, &passage->renames,
                                               passage->match->to->schema, 0) &
                                      field)
        return;
    for (size_t i = 0; i < to->columns.count; i++) {
        size_t stay = parents_that_stay(passage, &to->columns.at[i]);
        parted.inherits.count = stay < parted.inherits.count ? stay : parted.inherits.count;
    }
    if (parted.inherits.count == to->inherits.count)
        return;
    kind_ops(KIND_TABLE)->alter(&passage->writer, &from->object, &parted.object, field);
    kind_ops(KIND_TABLE)->alter(&passage->writer, &parted.object, &to->object, field);
}

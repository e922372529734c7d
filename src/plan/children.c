/* Columns of children: PostgreSQL carries what is done to a parent's column on to those of its
 * children, over what they have of their own. Says what they then need statements for. */

#include "plan/passage.h"

#include "kinds/table.h"

#define BIT(member) FIELD_BIT(KIND_COLUMN, column, member)

/* The column of a parent that the table had before and keeps, and what it was; else NULL. */
static const struct column *column_above(const struct passage *passage,
                                         const struct column *column,
                                         const struct column **from)
{
    const struct table *table = (const struct table *)column->object.parent;
    const struct column *above = table_inherited_from(table, column->object.name.name);
    const struct table *was =
        above ? (const struct table *)match_from(passage->match, &table->object) : NULL;
    *from = above ? (const struct column *)match_from(passage->match, &above->object) : NULL;
    return was && *from && table_is_child(was, (*from)->object.parent) ? above : NULL;
}

static uint64_t compare(const struct passage *passage, const struct column *from,
                        const struct column *to)
{
    return kind_compare(&from->object, &to->object, &passage->renames,
                        passage->match->to->schema, passage->writer.version);
}

/* Whether a statement about a column above sets that field of this one too. */
static bool is_swept(const struct passage *passage, const struct column *column, uint64_t field)
{
    const struct column *from, *above = column_above(passage, column, &from);
    if (!above || marks_has(&passage->replaced, &above->object))
        return false;
    uint64_t fields = compare(passage, from, above);
    bool is_retyped = fields & (BIT(type) | BIT(collation));
    if (field == BIT(value) && ((is_retyped && (from->value.text || above->value.text)) ||
                                passage_default_recasts(passage, from)))
        return true;
    return fields & field || (field == BIT(storage) && is_retyped) ||
           is_swept(passage, above, field);
}

bool passage_null_is_let_in(const struct passage *passage, const struct column *column)
{
    const struct column *from, *above = column_above(passage, column, &from);
    if (!above)
        return false;
    return (from->not_null && !above->not_null) || passage_null_is_let_in(passage, above);
}

static uint64_t nullability(const struct passage *passage, const struct column *from,
                            const struct column *to, bool above_was, bool above_is)
{
    if (passage_null_is_let_in(passage, to))
        return to->not_null ? BIT(not_null) : 0;
    bool is_carried = to->not_null ? above_is : above_was;
    return from->not_null != to->not_null && !is_carried ? BIT(not_null) : 0;
}

uint64_t passage_own_fields(const struct passage *passage, const struct column *from,
                            const struct column *to, uint64_t fields)
{
    const struct column *above_was, *above = column_above(passage, to, &above_was);
    if (!above)
        return fields;
    /* neither targets nor attributes are carried on */
    uint64_t own = to->inherited ? fields & (BIT(statistics) | BIT(attributes)) : fields;
    if (is_swept(passage, to, BIT(storage)))
        own |= above->storage != to->storage ? BIT(storage) : 0;
    else
        own |= fields & BIT(storage);
    if (!to->generated && !from->generated) {
        if (is_swept(passage, to, BIT(value)))
            own |= text_equal(above->value.text, to->value.text) ? 0 : BIT(value);
        else
            own |= fields & BIT(value);
    }
    return own | nullability(passage, from, to, above_was->not_null, above->not_null);
}

bool passage_is_as_above(const struct column *column)
{
    const struct column *above = table_inherited_from(
        (const struct table *)column->object.parent, column->object.name.name);
    return above && text_equal(above->value.text, column->value.text) &&
           above->not_null == column->not_null && !column->statistics &&
           !column->attributes.count;
}

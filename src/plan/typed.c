/* Typed tables: what changes a composite type goes on to its tables by CASCADE. Says of which
 * types the tables have to be parted first, as they need statements of their own. */

#include "plan/passage.h"

#include "kinds/casts.h"

bool passage_stays_typed(const struct passage *passage, const struct table *from,
                         const struct table *to)
{
    const struct object *was = from->of_type.to, *is = to->of_type.to;
    return was && is && match_to(passage->match, was) == is &&
           !marks_has(&passage->parted, was);
}

/* CASCADE brings a column of that type, and nothing else. */
static bool is_bare(const struct column *column)
{
    return !column->not_null && !column->value.text && !column->storage &&
           !column->compression && !column->statistics && !column->attributes.count;
}

/* CASCADE converts values by assignment, and takes away how they were stored. */
static bool goes_by_cascade(const struct passage *passage, const struct column *from,
                            const struct column *to)
{
    return cast_by_assignment(&from->type, &to->type) &&
           !renames_rebuild(&passage->renames, &from->type) && !from->value.text &&
           !to->value.text && !to->using_expr.text && !to->storage && !to->compression;
}

/* PostgreSQL takes RENAME CONSTRAINT for RENAME COLUMN, which it refuses. */
static bool constraint_is_renamed(const struct passage *passage, const struct table *table)
{
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct object *to = &table->constraints.at[i].object;
        const struct object *from = match_from(passage->match, to);
        if (from && !text_equal(from->name.name, to->name.name))
            return true;
    }
    return false;
}

static bool column_parts(const struct passage *passage, const struct column *to)
{
    const struct column *from = (const struct column *)match_from(passage->match, &to->object);
    if (!from)
        return !is_bare(to);
    bool renames_not_null = passage->writer.version >= 180000 && to->not_null &&
                            !text_equal(from->object.name.name, to->object.name.name);
    return renames_not_null ||
           (marks_has(&passage->retyped, &from->object) && !goes_by_cascade(passage, from, to));
}

static bool table_parts(const struct passage *passage, const struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (column_parts(passage, &table->columns.at[i]))
            return true;
    return constraint_is_renamed(passage, table);
}

void passage_mark_parted(struct passage *passage)
{
    const struct object_list *tables = &passage->match->to->objects[KIND_TABLE];
    for (size_t i = 0; i < tables->count; i++) {
        const struct table *to = (const struct table *)tables->at[i];
        const struct table *from =
            (const struct table *)match_from(passage->match, &to->object);
        const struct object *was = from ? from->of_type.to : NULL, *is = to->of_type.to;
        if (!was || !is || match_to(passage->match, was) != is || to->object.external)
            continue;
        if (marks_has(&passage->rebuilt, was) || table_parts(passage, to)) {
            marks_add(&passage->parted, was);
            marks_add(&passage->parted, is);
        }
    }
}

/* ALTER TABLE … OF wants the columns in the order of the type. */
static bool order_fits(const struct passage *passage, const struct table *from,
                       const struct table *to)
{
    size_t at = 0;
    for (size_t i = 0; i < from->columns.count; i++) {
        const struct object *stays = match_to(passage->match, &from->columns.at[i].object);
        if (stays && (at == to->columns.count || &to->columns.at[at++].object != stays))
            return false;
    }
    return true;
}

void passage_tie_type(struct passage *passage, const struct table *from, const struct table *to)
{
    const struct object *was = from->of_type.to, *type = to->of_type.to;
    bool stays = was && type && match_to(passage->match, was) == type;
    bool parts = stays && marks_has(&passage->parted, type);
    if (!type || (stays && !parts))
        return;
    bool is_in_place = stays && !marks_has(&passage->rebuilt, type);
    if (!is_in_place && !order_fits(passage, from, to)) {
        diag_error(passage->writer.diags, to->of_type.at, CHECK_CANNOT_ALTER,
                   "columns of table \"%s\" would not stand in the order of type \"%s\"",
                   to->object.name.name, type->name.name);
        diag_hint(passage->writer.diags,
                  "Let attributes that come stand behind those that stay.");
    }
    if (parts)
        kind_ops(KIND_TABLE)
            ->alter(&passage->writer, &from->object, &to->object,
                    FIELD_BIT(KIND_TABLE, table, of_type));
}

/* A column's change of type: the cast, what it costs, and what the rows have to be for it. When
 * it comes among the column's other changes is column.c's. */

#include "kinds/column_parts.h"

#include "kinds/casts.h"
#include "kinds/cost.h"
#include "kinds/enum.h"
#include "kinds/row_type.h"
#include "kinds/write.h"
#include "model/types.h"
#include "postgres/sql.h"

/* Rows of labels that go and that nothing replaces would fail the cast half-way: say so
 * before. */
static void assert_labels(struct writer *writer, struct step *step, const struct column *to,
                          const struct renewal *renewal)
{
    struct buf labels = BUF_INIT, sql = BUF_INIT;
    const struct enum_type *from = (const struct enum_type *)renewal->from;
    if (!from || from->object.kind != KIND_ENUM || !renewal->to ||
        renewal->to->kind != KIND_ENUM || to->type.dimensions)
        return;
    for (size_t i = 0; i < from->labels.count; i++) {
        const struct label *label = &from->labels.at[i];
        if (enum_label_after(label, (const struct enum_type *)renewal->to))
            continue;
        buf_add(&labels, labels.length ? ", " : "");
        sql_literal(&labels, label->object.name.name);
    }
    if (labels.length) {
        buf_add(&sql, "SELECT NOT EXISTS (SELECT FROM ");
        sql_qname(&sql, to->object.parent->name);
        buf_add(&sql, " WHERE ");
        sql_ident(&sql, to->object.name.name);
        buf_addf(&sql, "::text IN (%s))", buf_text(&labels));
        step->assertion = arena_strdup(writer->arena, buf_text(&sql));
    }
    buf_release(&labels);
    buf_release(&sql);
}

/* Values that nothing converts can only be left behind, so there must be none. */
static void assert_no_values(struct writer *writer, struct step *step,
                             const struct column *column)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "SELECT NOT EXISTS (SELECT FROM ");
    sql_qname(&sql, column->object.parent->name);
    buf_add(&sql, " WHERE ");
    sql_ident(&sql, column->object.name.name);
    buf_add(&sql, " IS NOT NULL)");
    step->assertion = arena_strdup(writer->arena, buf_text(&sql));
    buf_release(&sql);
}

/* Which is what a way down has to assert; on the way up the author can say more. */
static bool judge_missing_cast(struct writer *writer, const struct column *from,
                               const struct column *to)
{
    if (writer->is_down ||
        (writer->table_is_empty &&
         writer->table_is_empty(writer->table_context, to->object.parent->name)))
        return true;
    diag_error(writer->diags, to->type.at, CHECK_CANNOT_ALTER,
               "type %s of column \"%s\" cannot be converted to %s", from->type.text,
               object_label(writer->arena, &to->object), to->type.text);
    diag_hint(writer->diags, "Say how with \"using (expression)\" on the column.");
    return false;
}

/* What is made anew: the type itself, or what a domain is made of. */
static const struct object *renewed(const struct model *model, const struct column *column)
{
    const struct object *type = model_find_type(model, column->type.user);
    while (type && type->kind == KIND_DOMAIN) {
        const struct type_name *base = &((const struct domain *)type)->type;
        const struct object *below =
            base->user.name && !base->dimensions ? model_find_type(model, base->user) : NULL;
        if (!below)
            break;
        type = below;
    }
    return type;
}
/* Rows inside of arrays or of other rows are read back from their text, where attributes are
 * told apart by their places alone. */
static bool rows_go_astray(const struct writer *writer, const struct column *from,
                           const struct column *to, bool is_inside)
{
    struct renewal renewal = {renewed(writer->from, from), renewed(writer->to, to)};
    if (!renames_rebuild(writer->renames, &from->type) || !renewal.from || !renewal.to ||
        renewal.from->kind != KIND_COMPOSITE || renewal.to->kind != KIND_COMPOSITE)
        return false;
    is_inside |= from->type.dimensions || to->type.dimensions;
    if (is_inside && !cast_rows_line_up(&renewal))
        return true;
    const struct composite *was = (const struct composite *)renewal.from;
    const struct composite *now = (const struct composite *)renewal.to;
    for (size_t i = 0; i < now->attributes.count; i++)
        for (size_t j = 0; j < was->attributes.count; j++)
            if (text_equal(now->attributes.at[i].object.name.name,
                           was->attributes.at[j].object.name.name) &&
                rows_go_astray(writer, &was->attributes.at[j], &now->attributes.at[i], true))
                return true;
    return false;
}

/* Nothing in the models can say how, but there may be none such. */
static void warn_of_rows_astray(struct writer *writer, const struct column *to)
{
    if (writer->is_down)
        return;
    diag_warning(
        writer->diags, to->type.at, CHECK_CANNOT_ALTER,
        "rows inside of column \"%s\" cannot be converted, as attributes of their type "
        "come, go or move while others change: the migration asserts that there are none",
        object_label(writer->arena, &to->object));
    diag_hint(
        writer->diags,
        "Add and drop attributes in one migration and change their types in another, in "
        "the order that they have; or say how with \"using (expression)\" on the column.");
}

void column_change_type(struct writer *writer, const struct column *from,
                        const struct column *to)
{
    bool rebuilt = renames_rebuild(writer->renames, &from->type);
    struct renewal renewal = {0};
    if (!row_type_lets(writer, to, "change its type", false))
        return;
    if (rebuilt)
        renewal = (struct renewal){renewed(writer->from, from), renewed(writer->to, to)};
    struct buf sql = column_begin_alter(to);
    buf_add(&sql, "TYPE ");
    write_type(&sql, &to->type);
    if (to->collation.name) {
        buf_add(&sql, " COLLATE ");
        sql_qname(&sql, to->collation);
    }
    bool says_how = to->using_expr.text && !writer->is_down;
    const struct type_name *old = type_below(writer->from, &from->type);
    const struct type_name *new = type_below(writer->to, &to->type);
    bool no_cast = !says_how && !rebuilt && !to->generated && !cast_exists(old, new);
    bool is_astray = !says_how && !to->generated && rows_go_astray(writer, from, to, false);
    if (no_cast && !judge_missing_cast(writer, from, to)) {
        buf_release(&sql);
        return;
    }
    if (says_how)
        buf_addf(&sql, " USING %s", to->using_expr.text);
    else if (no_cast || is_astray) {
        buf_add(&sql, " USING NULL::");
        write_type(&sql, &to->type);
    } else if (!to->generated)
        cast_write_using(&sql, old, new, to, renewal);
    struct step *step = writer_alter(writer, PHASE_ALTER_COLUMN, column_table(&to->object),
                                     &sql, LOCK_ACCESS_EXCLUSIVE, "change type of %s to %s",
                                     object_label(writer->arena, &to->object), to->type.text);
    step->rewrites = rebuilt || says_how || cost_retype_rewrites(writer, from, to);
    step->scans = !step->rewrites && cost_retype_scans(from, to);
    step->joins = true;
    if (rebuilt)
        assert_labels(writer, step, to, &renewal);
    const char *attribute = cast_lost_attribute(&renewal), *part = cast_loses(old, new);
    if (attribute)
        step->loses = arena_printf(writer->arena, "attribute %s of %s in every row", attribute,
                                   object_label(writer->arena, &to->object));
    else if (part && !says_how && !to->generated)
        step->loses = arena_printf(writer->arena, "%s in %s", part,
                                   object_label(writer->arena, &to->object));
    if (is_astray)
        warn_of_rows_astray(writer, to);
    if (no_cast || is_astray)
        assert_no_values(writer, step, to);
}

/* Types whose values tables store, and what PostgreSQL refuses to do to them. */

#include "kinds/row_type.h"

#include "kinds/table.h"

/* Whether the column of the to side stored something before; writer NULL: it does not matter.
 */
static bool stays(const struct writer *writer, const struct table *table,
                  const struct column *column)
{
    if (!writer)
        return true;
    const struct table *from = table_before(writer, table->object.name);
    for (size_t i = 0; from && i < from->columns.count; i++) {
        const struct column *was = &from->columns.at[i];
        const char *name = writer->renames->column(writer->renames->context, &from->object,
                                                   was->object.name.name);
        if (was->type.user.name && text_equal(name, column->object.name.name))
            return true;
    }
    return false;
}

static const struct column *find_stored(const struct writer *writer, struct lookup *lookup,
                                        const struct object *type)
{
    struct dependents dependents = lookup_dependents(lookup, type->name);
    const struct column *found = NULL;
    const struct object *holder = NULL, *last = NULL;
    for (size_t i = 0; !found && i < dependents.count; i++, last = holder) {
        const struct object *object = dependents.at[i].object;
        holder = object->kind == KIND_COLUMN ? object->parent : object;
        if (object->kind == KIND_TABLE)
            continue;
        if (holder->kind != KIND_TABLE)
            found = holder != last ? find_stored(writer, lookup, holder) : NULL;
        else if (stays(writer, (const struct table *)holder, (const struct column *)object))
            found = (const struct column *)object;
    }
    return found;
}

const struct column *type_stored_in(struct lookup *lookup, const struct object *type)
{
    return find_stored(NULL, lookup, type);
}

const struct column *row_type_kept_in(const struct writer *writer, const struct table *table)
{
    struct dependents dependents = lookup_dependents(writer->to_lookup, table->object.name);
    const struct column *found = find_stored(writer, writer->to_lookup, &table->object);
    for (size_t i = 0; !found && i < dependents.count; i++)
        if (dependents.at[i].object->kind == KIND_TABLE)
            found = row_type_kept_in(writer, (const struct table *)dependents.at[i].object);
    return found;
}

bool row_type_lets(const struct writer *writer, const struct column *column, const char *what,
                   bool is_new)
{
    const struct column *keeper =
        row_type_kept_in(writer, (const struct table *)column->object.parent);
    if (!keeper)
        return true;
    const char *label = object_label(writer->arena, &keeper->object);
    diag_error(writer->diags, column->object.at, CHECK_CANNOT_ALTER,
               "column \"%s\" cannot %s: column \"%s\" stores rows of its table",
               object_label(writer->arena, &column->object), what, label);
    if (is_new)
        diag_hint(writer->diags,
                  "Let \"%s\" store a composite type instead, or drop it in a migration before "
                  "this one and add it again in one after.",
                  label);
    else
        diag_hint(
            writer->diags,
            "Write the migration yourself (\"schemagen revision\"): in it, turn \"%s\" into "
            "text with USING %s::text before, and back into rows after.",
            label, keeper->object.name.name);
    return false;
}

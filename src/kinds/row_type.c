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

static const struct column *find_column_of(const struct writer *writer,
                                           const struct table *table, const struct object *type)
{
    for (size_t i = 0; i < table->columns.count; i++)
        if (qname_equal(table->columns.at[i].type.user, type->name) &&
            stays(writer, table, &table->columns.at[i]))
            return &table->columns.at[i];
    return NULL;
}

static bool composite_holds(const struct composite *composite, const struct object *type)
{
    for (size_t i = 0; i < composite->attributes.count; i++)
        if (qname_equal(composite->attributes.at[i].type.user, type->name))
            return true;
    return false;
}

static const struct column *find_stored(const struct writer *writer, const struct model *model,
                                        const struct object *type)
{
    const struct object_list *tables = &model->objects[KIND_TABLE];
    const struct object_list *composites = &model->objects[KIND_COMPOSITE];
    const struct object_list *domains = &model->objects[KIND_DOMAIN];
    const struct column *found = NULL;
    for (size_t i = 0; !found && i < tables->count; i++)
        found = find_column_of(writer, (const struct table *)tables->at[i], type);
    for (size_t i = 0; !found && i < composites->count; i++)
        if (composite_holds((const struct composite *)composites->at[i], type))
            found = find_stored(writer, model, composites->at[i]);
    for (size_t i = 0; !found && i < domains->count; i++)
        if (qname_equal(((const struct domain *)domains->at[i])->type.user, type->name))
            found = find_stored(writer, model, domains->at[i]);
    return found;
}

const struct column *type_stored_in(const struct model *model, const struct object *type)
{
    return find_stored(NULL, model, type);
}

const struct column *row_type_kept_in(const struct writer *writer, const struct table *table)
{
    const struct object_list *tables = &writer->to->objects[KIND_TABLE];
    const struct column *found = find_stored(writer, writer->to, &table->object);
    for (size_t i = 0; !found && i < tables->count; i++) {
        const struct table *child = (const struct table *)tables->at[i];
        if (table_is_child(child, &table->object))
            found = row_type_kept_in(writer, child);
    }
    return found;
}

bool row_type_lets(const struct writer *writer, const struct column *column, const char *what)
{
    const struct column *keeper =
        row_type_kept_in(writer, (const struct table *)column->object.parent);
    if (!keeper)
        return true;
    diag_error(writer->diags, column->object.at, CHECK_CANNOT_ALTER,
               "column \"%s\" cannot %s: column \"%s\" stores rows of its table",
               object_label(writer->arena, &column->object), what,
               object_label(writer->arena, &keeper->object));
    diag_hint(writer->diags,
              "Let \"%s\" store a composite type instead, or drop it in a migration before "
              "this one and add it again in one after.",
              object_label(writer->arena, &keeper->object));
    return false;
}

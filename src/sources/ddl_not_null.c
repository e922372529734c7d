/* Not-null constraints by name. PostgreSQL has them from version 18 on and keeps their default
 * names when a table or a column is renamed. What server a script is for is not known, so the
 * old name is remembered and found, but does not become the constraint's name. */

#include "sources/ddl_alter.h"

#include "kinds/write.h"

void ddl_remember_not_null(struct ddl *ddl, const struct table *table,
                           const struct column *column)
{
    if (!column->not_null || column->not_null_name)
        return;
    array_add(&ddl->model->arena, &ddl->old_names,
              ((struct ddl_old_name){&table->object, column->object.name.name,
                                     not_null_name(&ddl->model->arena, column)}));
}

void ddl_follow_not_null(struct ddl *ddl, const struct table *table, const char *from,
                         const char *to)
{
    for (array_each (struct ddl_old_name, old, &ddl->old_names))
        if (old->table == &table->object && text_equal(old->column, from))
            old->column = to;
}

static struct column *find_by_old_name(struct ddl *ddl, const struct table *table,
                                       const char *name)
{
    for (array_each (const struct ddl_old_name, old, &ddl->old_names))
        if (old->table == &table->object && text_equal(old->name, name)) {
            struct column *column = table_find_column(table, old->column);

            return column && column->not_null && !column->not_null_name ? column : NULL;
        }
    return NULL;
}

struct column *ddl_find_not_null(struct ddl *ddl, const struct table *table, const char *name)
{
    for (array_each (struct column, column, &table->columns))
        if (column->not_null && text_equal(not_null_name(&ddl->scratch, column), name))
            return column;
    return find_by_old_name(ddl, table, name);
}

void ddl_name_not_null(struct ddl *ddl, struct column *column, const char *name)
{
    column->not_null_name = NULL;
    if (!text_equal(not_null_name(&ddl->scratch, column), name))
        column->not_null_name = name;
}

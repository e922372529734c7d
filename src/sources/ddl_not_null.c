/* Not-null constraints by name. PostgreSQL has them from version 18 on and keeps their default
 * names when a table or a column is renamed, copied or parted from its parent. What server a
 * script is for is not known, so the column remembers such a name beside the one it has not. */

#include "sources/ddl_alter.h"

#include "kinds/table.h"
#include "kinds/write.h"

void ddl_keep_not_null(struct ddl *ddl, struct column *column, const struct column *named)
{
    if (column->not_null && !column->not_null_name && !column->not_null_kept &&
        (named != column || !column->inherited))
        column->not_null_kept = not_null_name(&ddl->model->arena, not_null_origin(named));
}

struct column *ddl_find_not_null(struct ddl *ddl, const struct table *table, const char *name)
{
    for (array_each (struct column, column, &table->columns)) {
        struct column renamed = *column;

        renamed.not_null_kept = NULL;
        if (column->not_null && (text_equal(not_null_name(&ddl->scratch, column), name) ||
                                 text_equal(not_null_name(&ddl->scratch, &renamed), name)))
            return column;
    }
    return NULL;
}

void ddl_name_not_null(struct ddl *ddl, struct column *column, const char *name)
{
    column->not_null_name = column->not_null_kept = NULL;
    if (!text_equal(not_null_name(&ddl->scratch, column), name))
        column->not_null_name = name;
}

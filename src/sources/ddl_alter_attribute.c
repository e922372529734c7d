/* ALTER TYPE … ADD, DROP and ALTER ATTRIBUTE, with the tables that are made of the type. */

#include "sources/ddl_alter.h"

#define AT(name) PG_QUERY__ALTER_TABLE_TYPE__AT_##name

struct column *ddl_find_attribute(struct composite *type, const char *name)
{
    for (array_each (struct column, attribute, &type->attributes))
        if (text_equal(attribute->object.name.name, name))
            return attribute;
    return NULL;
}

/* Tables of the type follow it where CASCADE says so. */
static void alter_typed_tables(struct ddl *ddl, const struct composite *type,
                               const PgQuery__AlterTableCmd *node)
{
    bool cascade = node->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
    struct table *table;

    for (size_t i = 0; (table = ddl_next_table(ddl, &i));) {
        struct column *column;

        if (table->of_type.to != &type->object)
            continue;
        if (!cascade) {
            ddl_refuse(ddl, -1,
                       "cannot alter type \"%s\" because it is the type of a typed "
                       "table",
                       type->object.name.name);
            return;
        }
        column = node->name && *node->name ? table_find_column(table, node->name) : NULL;
        if (node->subtype == AT(AddColumn))
            ddl_push_column(ddl, table, &type->attributes.at[type->attributes.count - 1]);
        else if (column && node->subtype == AT(AlterColumnType))
            ddl_retype_column(ddl, column, node->def->column_def);
        else if (column)
            ddl_drop_part(
                ddl,
                (struct ddl_address){&table->object, PART_COLUMN, column->object.name.name},
                true, -1);
    }
}

static void add_attribute(struct ddl *ddl, struct composite *type,
                          const PgQuery__ColumnDef *node)
{
    if (ddl_find_attribute(type, node->colname))
        ddl_refuse(ddl, node->location, "column \"%s\" of relation \"%s\" already exists",
                   node->colname, type->object.name.name);
    else
        ddl_add_attribute(ddl, type, node);
}

void ddl_alter_attribute(struct ddl *ddl, struct composite *type,
                         const PgQuery__AlterTableCmd *node)
{
    struct column *attribute;

    if (node->subtype == AT(AddColumn)) {
        add_attribute(ddl, type, node->def->column_def);
        alter_typed_tables(ddl, type, node);
        return;
    }
    attribute = ddl_find_attribute(type, node->name);
    if (!attribute) {
        if (!node->missing_ok)
            ddl_refuse(ddl, -1, "column \"%s\" of relation \"%s\" does not exist", node->name,
                       type->object.name.name);
        return;
    }
    if (node->subtype == AT(AlterColumnType))
        ddl_retype_column(ddl, attribute, node->def->column_def);
    else if (node->subtype == AT(DropColumn))
        ddl_drop_part(
            ddl, (struct ddl_address){&type->object, PART_COLUMN, attribute->object.name.name},
            true, -1);
    alter_typed_tables(ddl, type, node);
}

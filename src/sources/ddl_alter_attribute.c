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

static void retype_with_children(struct ddl *ddl, struct table *table,
                                 const PgQuery__AlterTableCmd *node)
{
    struct column *column = table_find_column(table, node->name);
    struct table *child;

    if (column)
        ddl_retype_column(ddl, column, node->def->column_def);
    for (size_t i = 0; (child = ddl_next_child(ddl, table, &i));)
        retype_with_children(ddl, child, node);
}

static void drop_with_children(struct ddl *ddl, struct table *table,
                               const PgQuery__AlterTableCmd *node)
{
    struct ddl_command command = {.node = node, .table = table, .recurses = true};
    struct ddl_addresses targets = {0};
    struct column *column = table_find_column(table, node->name);

    if (!column)
        return;
    array_add(&ddl->scratch, &targets,
              ((struct ddl_address){&table->object, PART_COLUMN, column->object.name.name}));
    ddl_add_inheriting(ddl, &command, table, &targets);
    ddl_drop_all(ddl, &targets, true, -1);
}

static void alter_typed_table(struct ddl *ddl, const struct composite *type,
                              const PgQuery__AlterTableCmd *node, struct table *table)
{
    const struct column *last = &type->attributes.at[type->attributes.count - 1];

    if (node->subtype == AT(AddColumn)) {
        ddl_push_column(ddl, table, last);
        ddl_hand_column_down(ddl, table, last->object.name.name);
    } else if (node->subtype == AT(AlterColumnType)) {
        retype_with_children(ddl, table, node);
    } else {
        drop_with_children(ddl, table, node);
    }
}

/* Tables of the type follow it where CASCADE says so, and take their children along. */
static void alter_typed_tables(struct ddl *ddl, const struct composite *type,
                               const PgQuery__AlterTableCmd *node)
{
    bool cascade = node->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
    struct table *table;

    for (size_t i = 0; (table = ddl_next_table(ddl, &i));) {
        if (table->of_type.to != &type->object)
            continue;
        if (!cascade) {
            ddl_refuse(ddl, -1,
                       "cannot alter type \"%s\" because it is the type of a typed "
                       "table",
                       type->object.name.name);
            return;
        }
        alter_typed_table(ddl, type, node, table);
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

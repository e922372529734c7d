/* What tables have from others: columns of the tables they inherit from, of the type they are
 * of, and rows of other tables and types inside their own. What stands is decided with stand.c.
 */

#include "world.h"

#define DEPTH 8 /* of types inside types; what goes deeper is taken for a circle */

/* ------------------------------------------------------------------ parents and types */

const struct item *table_type(const struct world *world, const struct item *table)
{
    const struct item *type = world_find(world, table->refs[1]);
    return type && type->kind == ITEM_COMPOSITE && item_stands(world, type) &&
                   !type_holds(world, type->id, table->id)
               ? type
               : NULL;
}

const struct item *table_base(const struct world *world, const struct item *table)
{
    const struct item *base = world_find(world, table->refs[0]);
    return base && base->kind == ITEM_TABLE && base->id < table->id ? base : NULL;
}

/* A table that becomes a child needs values where its parents count by themselves: an identity
 * is not handed down. */
bool table_inherits(const struct world *world, const struct item *table)
{
    const struct item *base = table_base(world, table);
    if (!base || table_type(world, table))
        return false;
    if (!table->choice[TABLE_ADOPTED])
        return true;
    for (; base; base = table_base(world, base))
        for (unsigned i = 0; i < world->count; i++) {
            const struct item *column = &world->items[i];
            if (column->parent == base->id && column->kind == ITEM_COLUMN &&
                column->choice[COLUMN_IDENTITY] && column_counts(world, column))
                return false;
        }
    return true;
}

/* ------------------------------------------------------------------ columns */

const struct item *column_origin(const struct world *world, const struct item *column)
{
    const struct item *origin =
        column->kind == ITEM_COLUMN ? world_find(world, column->refs[3]) : NULL;
    return origin ? origin : column;
}

/* Of its own, or by its type. */
static bool brings(const struct world *world, const struct item *table,
                   const struct item *origin)
{
    const struct item *type = table_type(world, table);
    return table->id == origin->parent || (type && type->id == origin->parent);
}

bool column_is_had(const struct world *world, const struct item *column)
{
    const struct item *table = world_find(world, column->parent);
    const struct item *origin = column_origin(world, column);
    if (origin == column || !table)
        return false;
    while (table && !brings(world, table, origin))
        table = table_inherits(world, table) ? table_base(world, table) : NULL;
    return table;
}

/* Only the first line of a table about a column stands. */
static bool is_first_line(const struct world *world, const struct item *column)
{
    const struct item *item = world->items;
    while (item != column && (item->kind != ITEM_COLUMN || item->parent != column->parent ||
                              item->refs[3] != column->refs[3]))
        item++;
    return item == column;
}

bool column_stands(const struct world *world, const struct item *column)
{
    const struct item *table = world_find(world, column->parent);
    const struct item *origin = column_origin(world, column);
    struct type_use use;
    if (column->refs[3] &&
        (origin == column || !item_stands(world, origin) || !is_first_line(world, column) ||
         (origin->kind == ITEM_COLUMN && column_is_generated(world, origin))))
        return false;
    if (table_type(world, table) && !column_is_had(world, column))
        return false;
    return !type_holds(world, origin->refs[0], table->id) && item_type(world, column, &use);
}

/* ------------------------------------------------------------------ rows inside rows */

static bool holds(const struct world *world, unsigned type, unsigned inside, unsigned depth)
{
    const struct item *user = world_find(world, type);
    if (!user || (user->kind != ITEM_TABLE && user->kind != ITEM_COMPOSITE))
        return false;
    if (type == inside || depth == 0)
        return true;
    for (unsigned i = 0; i < world->count; i++) {
        const struct item *item = &world->items[i];
        if (item->parent == type &&
            (item->kind == ITEM_COLUMN || item->kind == ITEM_ATTRIBUTE) &&
            holds(world, column_origin(world, item)->refs[0], inside, depth - 1))
            return true;
    }
    return user->kind == ITEM_TABLE && (holds(world, user->refs[0], inside, depth - 1) ||
                                        holds(world, user->refs[1], inside, depth - 1));
}

bool type_holds(const struct world *world, unsigned type, unsigned inside)
{
    return holds(world, type, inside, DEPTH);
}

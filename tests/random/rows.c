/* Rows for a pair of worlds: as many as cannot themselves make a right migration fail, by being
 * equal where a new key wants them different, or by pointing at nothing. */

#include "oracle.h"

static bool column_stays(const struct world *from, const struct world *to, unsigned id)
{
    const struct item *old = world_find(from, id), *new = world_find(to, id);
    return old && new && old->kind == ITEM_COLUMN &&new->kind == ITEM_COLUMN &&
           old->parent == new->parent &&item_stands(from, old) && item_stands(to, new) &&
           !column_is_generated(from, old) && !column_is_generated(to, new);
}

static bool differs_by_row(const struct world *world, unsigned id)
{
    struct type_use use;
    const struct item *column = world_find(world, id);
    return column && item_type(world, column, &use) && use.type.traits & TRAIT_UNIQUE;
}

static bool makes_unique(const struct item *item)
{
    if (item->kind == ITEM_INDEX)
        return item->choice[INDEX_UNIQUE];
    return item->kind == ITEM_CONSTRAINT && item->choice[CONSTRAINT_TYPE] != TYPE_CHECK &&
           item->choice[CONSTRAINT_TYPE] != TYPE_FOREIGN;
}

/* What is computed on one side only may be null or not as its source comes and goes. */
static bool turns_generated(const struct world *from, const struct world *to,
                            const struct item *item)
{
    const struct item *old = world_find(from, item->id), *new = world_find(to, item->id);
    return item->kind == ITEM_COLUMN && old &&
           new &&column_is_generated(from, old) != column_is_generated(to, new);
}

static unsigned rows_for_item(const struct world *from, const struct world *to,
                              const struct world *side, const struct item *item)
{
    bool foreign =
        item->kind == ITEM_CONSTRAINT && item->choice[CONSTRAINT_TYPE] == TYPE_FOREIGN;
    if (turns_generated(from, to, item))
        return 0;
    if ((!foreign && !makes_unique(item)) || !item_stands(side, item))
        return 2;
    const struct item *key = foreign ? world_find(side, item->refs[3]) : NULL;
    for (unsigned i = 0; i < 2; i++) {
        if (item->refs[i] && !column_stays(from, to, item->refs[i]))
            return foreign ? 0 : 1;
        if (key && key->refs[i] && !column_stays(from, to, key->refs[i]))
            return 0;
    }
    return foreign || differs_by_row(side, item->refs[0]) ? 2 : 1;
}

unsigned pair_rows(const struct world *from, const struct world *to)
{
    const struct world *sides[] = {from, to};
    unsigned rows = 2;
    for (unsigned s = 0; s < 2; s++)
        for (unsigned i = 0; i < sides[s]->count; i++) {
            unsigned few = rows_for_item(from, to, sides[s], &sides[s]->items[i]);
            rows = few < rows ? few : rows;
        }
    return rows;
}

static bool is_typed_by(const struct world *world, const struct item *table,
                        const struct item *attribute)
{
    const struct item *type = table_type(world, table);
    return type && attribute->kind == ITEM_ATTRIBUTE && attribute->parent == type->id;
}

/* The columns of a table, of its type and of the tables it inherits from: their names or their
 * values. */
static void put_list(const struct world *world, const struct item *table, unsigned row,
                     const char **separator, struct buf *out)
{
    char name[64];
    for (unsigned i = 0; i < world->count; i++) {
        const struct item *column = &world->items[i];
        bool own = column->kind == ITEM_COLUMN && column->parent == table->id &&
                   !column_is_had(world, column);
        if ((!own && !is_typed_by(world, table, column)) || !item_stands(world, column) ||
            column_is_generated(world, column))
            continue;
        buf_add(out, *separator);
        *separator = ", ";
        item_name(world, column, name, sizeof name);
        if (row)
            column_value(world, column, row, out);
        else
            buf_add(out, name);
    }
    if (table_inherits(world, table))
        put_list(world, table_base(world, table), row, separator, out);
}

void world_rows(const struct world *world, unsigned rows, struct buf *out)
{
    for (unsigned i = 0; i < world->count; i++) {
        const struct item *table = &world->items[i];
        char name[160];
        const char *separator = "";
        struct buf names = BUF_INIT;
        if (table->kind != ITEM_TABLE)
            continue;
        put_list(world, table, 0, &separator, &names);
        item_qualified(world, table, name, sizeof name);
        for (unsigned row = 1; row <= rows && names.length; row++) {
            buf_addf(out, "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (", name,
                     buf_text(&names));
            separator = "";
            put_list(world, table, row, &separator, out);
            buf_add(out, ");\n");
        }
        buf_release(&names);
    }
}

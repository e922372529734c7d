/* Which items of a world can stand: PostgreSQL's own rules about what goes with what, as far as
 * the generator would break them. */

#include "world.h"

#include <stdio.h>
#include <string.h>

void item_name(const struct world *world, const struct item *item, char *out, size_t size)
{
    static const char *const prefixes[] = {
        [ITEM_SCHEMA] = "s",       [ITEM_ENUM] = "e",       [ITEM_LABEL] = "l",
        [ITEM_COMPOSITE] = "r",    [ITEM_ATTRIBUTE] = "a",  [ITEM_DOMAIN] = "d",
        [ITEM_DOMAIN_CHECK] = "n", [ITEM_SEQUENCE] = "q",   [ITEM_TABLE] = "t",
        [ITEM_COLUMN] = "c",       [ITEM_CONSTRAINT] = "k", [ITEM_INDEX] = "i"};
    item = column_origin(world, item);
    if (item->name)
        snprintf(out, size, "%s%u_%u", prefixes[item->kind], item->id, item->name);
    else
        snprintf(out, size, "%s%u", prefixes[item->kind], item->id);
}

void item_qualified(const struct world *world, const struct item *item, char *out, size_t size)
{
    char name[64], space[64] = "public";
    const struct item *schema = world_find(world, item->space);
    item_name(world, item, name, sizeof name);
    if (schema)
        item_name(world, schema, space, sizeof space);
    snprintf(out, size, "%s.%s", space, name);
}

/* ------------------------------------------------------------------ types */

static const struct item *user_type(const struct world *world, const struct item *item)
{
    const struct item *type = world_find(world, item->refs[0]);
    bool is_type = type && (type->kind == ITEM_ENUM || type->kind == ITEM_DOMAIN ||
                            type->kind == ITEM_COMPOSITE || type->kind == ITEM_TABLE);
    return is_type && type != item ? type : NULL;
}

static bool user_type_use(const struct world *world, const struct item *user, bool array,
                          struct type_use *use)
{
    if (!item_stands(world, user))
        return false;
    item_qualified(world, user, use->name, sizeof use->name - 3);
    use->composite = user->kind == ITEM_COMPOSITE || user->kind == ITEM_TABLE;
    use->label = user->kind == ITEM_ENUM;
    if (user->kind == ITEM_DOMAIN) {
        struct type_use base = {0};
        if (!item_type(world, user, &base))
            return false;
        use->type = base.type;
        use->label = base.label;
        use->type.traits &= ~(TRAIT_SERIAL | TRAIT_COLLATION | TRAIT_GIN | TRAIT_GIST |
                              TRAIT_RANGE | TRAIT_TOAST);
    } else if (user->kind == ITEM_ENUM) {
        use->type = (struct type){.family = FAMILY_OTHER, .traits = TRAIT_BTREE};
    }
    use->type.name = NULL;
    if (array) {
        size_t length = strlen(use->name);
        snprintf(use->name + length, sizeof use->name - length, "[]");
        use->array = true;
        use->type = (struct type){.family = FAMILY_OTHER};
    }
    return true;
}

bool item_type(const struct world *world, const struct item *item, struct type_use *use)
{
    static const unsigned char place[ITEM_KIND_COUNT] = {[ITEM_COLUMN] = COLUMN_TYPE,
                                                         [ITEM_ATTRIBUTE] = ATTRIBUTE_TYPE,
                                                         [ITEM_DOMAIN] = DOMAIN_TYPE};
    *use = (struct type_use){0};
    item = column_origin(world, item);
    if (item->refs[0]) {
        const struct item *user = user_type(world, item);
        bool array = (item->kind == ITEM_COLUMN && item->choice[COLUMN_ARRAY]) ||
                     (item->kind == ITEM_ATTRIBUTE && item->choice[ATTRIBUTE_ARRAY]);
        return user && user_type_use(world, user, array, use);
    }
    use->type = types[item->choice[place[item->kind]]];
    snprintf(use->name, sizeof use->name, "%s", use->type.name);
    return true;
}

/* ------------------------------------------------------------------ columns */

static const struct item *column_of(const struct world *world, unsigned id, unsigned table)
{
    const struct item *column = world_find(world, id);
    return column && column->kind == ITEM_COLUMN && column->parent == table ? column : NULL;
}

bool column_is_generated(const struct world *world, const struct item *column)
{
    const struct item *source = column_of(world, column->refs[1], column->parent);
    struct type_use use, own;
    return column->choice[COLUMN_GENERATED] && !column->refs[3] && source && source != column &&
           !source->choice[COLUMN_GENERATED] && !column_origin(world, source)->refs[0] &&
           !column->refs[0] && item_type(world, source, &use) &&
           use.type.family <= FAMILY_TEXT && item_type(world, column, &own) &&
           own.type.family <= FAMILY_TEXT;
}

bool column_counts(const struct world *world, const struct item *column)
{
    const struct item *sequence = world_find(world, column->refs[2]);
    const struct item *origin = column_origin(world, column);
    struct type_use use;
    if (origin != column)
        return !column->choice[COLUMN_DEFAULT] && origin->kind == ITEM_COLUMN &&
               column_counts(world, origin);
    if (column_is_generated(world, column) || !item_type(world, column, &use))
        return false;
    if (!column->refs[0] && use.type.traits & TRAIT_SERIAL &&
        (column->choice[COLUMN_IDENTITY] || column->choice[COLUMN_SERIAL]))
        return true;
    return column->choice[COLUMN_DEFAULT] == 4 && sequence && sequence->kind == ITEM_SEQUENCE &&
           use.type.family == FAMILY_NUMBER;
}

static bool column_is_virtual(const struct world *world, const struct item *column)
{
    return world->major >= 18 && column->choice[COLUMN_VIRTUAL] &&
           column_is_generated(world, column);
}

/* The column if it can be part of a key, index or check of the table. */
static const struct item *usable(const struct world *world, unsigned id, unsigned table,
                                 struct type_use *use)
{
    const struct item *column = column_of(world, id, table);
    return column && item_stands(world, column) && item_type(world, column, use) &&
                   !column_is_virtual(world, column)
               ? column
               : NULL;
}

/* ------------------------------------------------------------------ members of tables */

static bool keys_stand(const struct world *world, const struct item *item, unsigned trait)
{
    struct type_use use;
    if (!usable(world, item->refs[0], item->parent, &use) || !(use.type.traits & trait))
        return false;
    return !item->refs[1] ||
           (item->refs[1] != item->refs[0] &&
            usable(world, item->refs[1], item->parent, &use) && use.type.traits & trait);
}

/* Only the first primary key of a table stands. */
static bool is_first(const struct world *world, const struct item *item)
{
    for (unsigned i = 0; i < world->count; i++) {
        const struct item *other = &world->items[i];
        if (other == item)
            return true;
        if (other->kind == item->kind && other->parent == item->parent &&
            other->choice[CONSTRAINT_TYPE] == TYPE_PRIMARY &&
            keys_stand(world, other, TRAIT_BTREE))
            return false;
    }
    return true;
}

static bool types_equal(const struct world *world, unsigned a, unsigned a_table, unsigned b,
                        unsigned b_table)
{
    struct type_use one, other;
    const struct item *column = usable(world, a, a_table, &one);
    return column && usable(world, b, b_table, &other) && !column_is_generated(world, column) &&
           strcmp(one.name, other.name) == 0 && (!one.label || one.type.traits & TRAIT_UNIQUE);
}

/* A foreign key takes whichever key of its columns comes first, and refuses a
 * deferrable one. */
static bool has_deferrable_twin(const struct world *world, const struct item *key)
{
    for (unsigned i = 0; i < world->count; i++) {
        const struct item *other = &world->items[i];
        bool same = (other->refs[0] == key->refs[0] && other->refs[1] == key->refs[1]) ||
                    (other->refs[0] == key->refs[1] && other->refs[1] == key->refs[0]);
        if (other->kind == ITEM_CONSTRAINT && other->parent == key->parent && same &&
            other->choice[CONSTRAINT_DEFERRABLE] &&
            (other->choice[CONSTRAINT_TYPE] == TYPE_UNIQUE ||
             other->choice[CONSTRAINT_TYPE] == TYPE_PRIMARY))
            return true;
    }
    return false;
}

static bool foreign_key_stands(const struct world *world, const struct item *item)
{
    const struct item *key = world_find(world, item->refs[3]);
    const struct item *own = world_find(world, item->parent);
    const struct item *table = key ? world_find(world, key->parent) : NULL;
    bool is_key = table && key->kind == ITEM_CONSTRAINT &&
                  (key->choice[CONSTRAINT_TYPE] == TYPE_UNIQUE ||
                   key->choice[CONSTRAINT_TYPE] == TYPE_PRIMARY);
    if (!is_key || has_deferrable_twin(world, key) || !item_stands(world, key))
        return false;
    if (table->choice[TABLE_UNLOGGED] && !own->choice[TABLE_UNLOGGED])
        return false;
    if (!key->refs[1] != !item->refs[1] || item->refs[0] == item->refs[1])
        return false;
    return types_equal(world, item->refs[0], own->id, key->refs[0], table->id) &&
           (!key->refs[1] ||
            types_equal(world, item->refs[1], own->id, key->refs[1], table->id));
}

static bool check_stands(const struct world *world, const struct item *item)
{
    struct type_use use;
    return usable(world, item->refs[0], item->parent, &use) && !use.composite && !use.array;
}

static bool exclusion_stands(const struct world *world, const struct item *item)
{
    struct type_use use;
    return usable(world, item->refs[0], item->parent, &use) &&
           use.type.traits & (TRAIT_BTREE | TRAIT_RANGE) && !use.label;
}

static bool constraint_stands(const struct world *world, const struct item *item)
{
    switch (item->choice[CONSTRAINT_TYPE]) {
    case TYPE_PRIMARY:
        return keys_stand(world, item, TRAIT_BTREE) && is_first(world, item);
    case TYPE_UNIQUE:
        return keys_stand(world, item, TRAIT_BTREE);
    case TYPE_FOREIGN:
        return foreign_key_stands(world, item);
    case TYPE_EXCLUDE:
        return exclusion_stands(world, item);
    default:
        return check_stands(world, item);
    }
}

static bool index_stands(const struct world *world, const struct item *item)
{
    static const unsigned needs[] = {TRAIT_BTREE, TRAIT_BTREE, TRAIT_GIN, TRAIT_GIST,
                                     TRAIT_BTREE};
    struct type_use use;
    unsigned method = item->choice[INDEX_METHOD];
    if (!keys_stand(world, item, needs[method]) ||
        ((method == 1 || method == 4) && item->refs[1]))
        return false;
    usable(world, item->refs[0], item->parent, &use);
    if (method == 1 || method == 4)
        return use.type.family <= FAMILY_TEXT && use.type.name;
    return true;
}

/* ------------------------------------------------------------------ all */

/* The label that the rows hold. */
static bool has_pinned(const struct world *world, const struct item *item)
{
    for (unsigned i = 0; i < world->count; i++)
        if (world->items[i].parent == item->id && world->items[i].choice[LABEL_PINNED])
            return true;
    return false;
}

static bool has_member(const struct world *world, const struct item *item, enum item_kind kind)
{
    for (unsigned i = 0; i < world->count; i++)
        if (world->items[i].kind == kind && world->items[i].parent == item->id &&
            item_stands(world, &world->items[i]))
            return true;
    return false;
}

static bool attribute_stands(const struct world *world, const struct item *item)
{
    const struct item *type = world_find(world, item->parent);
    struct type_use use;
    return !type_holds(world, item->refs[0], type->id) && item_type(world, item, &use);
}

static bool domain_stands(const struct world *world, const struct item *item)
{
    const struct item *user = item->refs[0] ? world_find(world, item->refs[0]) : NULL;
    return !item->refs[0] || (user && user->kind == ITEM_ENUM && item_stands(world, user));
}

bool item_stands(const struct world *world, const struct item *item)
{
    const struct item *parent = item->parent ? world_find(world, item->parent) : NULL;
    if (item->parent && !parent)
        return false;
    switch (item->kind) {
    case ITEM_ENUM:
        return has_pinned(world, item);
    case ITEM_COMPOSITE:
        return has_member(world, item, ITEM_ATTRIBUTE);
    case ITEM_ATTRIBUTE:
        return attribute_stands(world, item);
    case ITEM_DOMAIN:
        return domain_stands(world, item);
    case ITEM_DOMAIN_CHECK:
        return item_stands(world, parent);
    case ITEM_COLUMN:
        return column_stands(world, item);
    case ITEM_CONSTRAINT:
        return constraint_stands(world, item);
    case ITEM_INDEX:
        return index_stands(world, item);
    default:
        return true;
    }
}

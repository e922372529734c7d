/* Worlds as data: items, dice, the types they may have. What items mean is left to write.c, how
 * worlds come about to make.c. */

#include "world.h"

#include <string.h>

static const unsigned char alternatives[ITEM_KIND_COUNT][CHOICES] = {
    [ITEM_SCHEMA] = {[SCHEMA_COMMENT] = 3},
    [ITEM_ENUM] = {[ENUM_COMMENT] = 3},
    [ITEM_COMPOSITE] = {[COMPOSITE_COMMENT] = 3},
    [ITEM_ATTRIBUTE] =
        {[ATTRIBUTE_TYPE] = 1, [ATTRIBUTE_COLLATION] = 2, [ATTRIBUTE_COMMENT] = 3},
    [ITEM_DOMAIN] = {[DOMAIN_TYPE] = 1,
                     [DOMAIN_COLLATION] = 2,
                     [DOMAIN_DEFAULT] = 3,
                     [DOMAIN_NOT_NULL] = 2,
                     [DOMAIN_COMMENT] = 3},
    [ITEM_DOMAIN_CHECK] = {[DOMAIN_CHECK_EXPRESSION] = 5,
                           [DOMAIN_CHECK_NAMED] = 2,
                           [DOMAIN_CHECK_NOT_VALID] = 2,
                           [DOMAIN_CHECK_COMMENT] = 3},
    [ITEM_SEQUENCE] = {[SEQUENCE_TYPE] = 3,
                       [SEQUENCE_INCREMENT] = 3,
                       [SEQUENCE_START] = 3,
                       [SEQUENCE_MIN] = 2,
                       [SEQUENCE_MAX] = 3,
                       [SEQUENCE_CACHE] = 2,
                       [SEQUENCE_CYCLE] = 2,
                       [SEQUENCE_UNLOGGED] = 2,
                       [SEQUENCE_COMMENT] = 3},
    [ITEM_TABLE] = {[TABLE_UNLOGGED] = 2,
                    [TABLE_FILLFACTOR] = 3,
                    [TABLE_AUTOVACUUM] = 3,
                    [TABLE_TOAST] = 2,
                    [TABLE_TABLESPACE] = 2,
                    [TABLE_REPLICA] = 3,
                    [TABLE_COMMENT] = 3,
                    [TABLE_OWNER] = 1},
    [ITEM_COLUMN] = {[COLUMN_TYPE] = 1,
                     [COLUMN_ARRAY] = 1,
                     [COLUMN_NOT_NULL] = 2,
                     [COLUMN_DEFAULT] = 5,
                     [COLUMN_COLLATION] = 3,
                     [COLUMN_STORAGE] = 4,
                     [COLUMN_COMPRESSION] = 2,
                     [COLUMN_STATISTICS] = 3,
                     [COLUMN_DISTINCT] = 3,
                     [COLUMN_IDENTITY] = 3,
                     [COLUMN_IDENTITY_OPTIONS] = 4,
                     [COLUMN_SERIAL] = 2,
                     [COLUMN_GENERATED] = 3,
                     [COLUMN_VIRTUAL] = 2,
                     [COLUMN_COMMENT] = 3},
    [ITEM_CONSTRAINT] = {[CONSTRAINT_TYPE] = 1,
                         [CONSTRAINT_NAMED] = 2,
                         [CONSTRAINT_EXPRESSION] = 5,
                         [CONSTRAINT_DEFERRABLE] = 3,
                         [CONSTRAINT_INCLUDE] = 2,
                         [CONSTRAINT_WITH] = 3,
                         [CONSTRAINT_TABLESPACE] = 2,
                         [CONSTRAINT_NULLS] = 2,
                         [CONSTRAINT_NO_INHERIT] = 2,
                         [CONSTRAINT_NOT_VALID] = 2,
                         [CONSTRAINT_NOT_ENFORCED] = 2,
                         [CONSTRAINT_ON_DELETE] = 6,
                         [CONSTRAINT_ON_UPDATE] = 3,
                         [CONSTRAINT_MATCH] = 2,
                         [CONSTRAINT_CLUSTERED] = 2,
                         [CONSTRAINT_COMMENT] = 3},
    [ITEM_INDEX] = {[INDEX_METHOD] = 5,
                    [INDEX_UNIQUE] = 2,
                    [INDEX_NAMED] = 2,
                    [INDEX_DIRECTION] = 2,
                    [INDEX_NULLS] = 2,
                    [INDEX_EXPRESSION] = 3,
                    [INDEX_OPCLASS] = 2,
                    [INDEX_COLLATION] = 2,
                    [INDEX_INCLUDE] = 2,
                    [INDEX_WITH] = 3,
                    [INDEX_TABLESPACE] = 2,
                    [INDEX_PARTIAL] = 5,
                    [INDEX_NULLS_DISTINCT] = 2,
                    [INDEX_CLUSTERED] = 2,
                    [INDEX_STATISTICS] = 3,
                    [INDEX_COMMENT] = 3},
};

unsigned choice_alternatives(enum item_kind kind, unsigned choice)
{
    return choice < CHOICES && alternatives[kind][choice] ? alternatives[kind][choice] : 1;
}

/* splitmix64: any seed is as good as another. */
uint64_t dice_roll(struct dice *dice, unsigned sides)
{
    uint64_t z = dice->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return sides ? (z ^ (z >> 31)) % sides : 0;
}

bool dice_is(struct dice *dice, unsigned percent)
{
    return dice_roll(dice, 100) < percent;
}

struct item *world_find(const struct world *world, unsigned id)
{
    for (unsigned i = 0; id && i < world->count; i++)
        if (world->items[i].id == id)
            return (struct item *)&world->items[i];
    return NULL;
}

struct item *world_add(struct world *world, enum item_kind kind, const struct item *parent)
{
    if (world->count == ITEMS)
        return NULL;
    struct item *item = &world->items[world->count++];
    *item =
        (struct item){.kind = kind, .id = ++world->next_id, .parent = parent ? parent->id : 0};
    return item;
}

/* A child cannot leave its parent and come back as it was: its columns would be its own. So
 * children go with their parent. */
void world_remove(struct world *world, unsigned id)
{
    unsigned kept = 0, child = 0;
    for (unsigned i = 0; id && i < world->count; i++) {
        const struct item *item = &world->items[i];
        if (item->kind == ITEM_TABLE && item->refs[0] == id)
            child = item->id;
        if (item->id != id && item->parent != id)
            world->items[kept++] = *item;
    }
    world->count = kept;
    if (child)
        world_remove(world, child);
    if (child)
        world_remove(world, id);
}

#define KEY (TRAIT_BTREE | TRAIT_UNIQUE)
#define WORD (KEY | TRAIT_TOAST | TRAIT_COLLATION)

const struct type types[] = {
    {"integer", FAMILY_NUMBER, KEY | TRAIT_SERIAL, "$", NULL},
    {"bigint", FAMILY_NUMBER, KEY | TRAIT_SERIAL, "$", NULL},
    {"smallint", FAMILY_NUMBER, KEY | TRAIT_SERIAL, "$", NULL},
    {"numeric", FAMILY_NUMBER, KEY | TRAIT_TOAST, "$", NULL},
    {"numeric(10, 0)", FAMILY_NUMBER, KEY | TRAIT_TOAST, "$", NULL},
    {"double precision", FAMILY_NUMBER, KEY, "$", NULL},
    {"text", FAMILY_TEXT, WORD, "'$'", NULL},
    {"varchar(20)", FAMILY_TEXT, WORD, "'$'", NULL},
    {"varchar(40)", FAMILY_TEXT, WORD, "'$'", NULL},
    {"varchar", FAMILY_TEXT, WORD, "'$'", NULL},
    {"char(8)", FAMILY_TEXT, WORD, "'$'", NULL},
    {"timestamptz", FAMILY_TIME, KEY, "'2024-03-0$ 10:00+00'", "now()"},
    {"timestamp(3)", FAMILY_TIME, KEY, "'2024-03-0$ 10:00'", "localtimestamp"},
    {"date", FAMILY_TIME, KEY, "'2024-03-0$'", "current_date"},
    {"json", FAMILY_JSON, TRAIT_TOAST, "'{\"a\": $}'", NULL},
    {"jsonb", FAMILY_JSON, KEY | TRAIT_TOAST | TRAIT_GIN, "'{\"a\": $}'", NULL},
    {"bit(3)", FAMILY_BITS, TRAIT_BTREE, "'101'", NULL},
    {"bit varying(8)", FAMILY_BITS, TRAIT_BTREE | TRAIT_TOAST, "'101'", NULL},
    {"integer[]", FAMILY_ARRAY, KEY | TRAIT_TOAST | TRAIT_GIN, "'{$}'", NULL},
    {"bigint[]", FAMILY_ARRAY, KEY | TRAIT_TOAST | TRAIT_GIN, "'{$}'", NULL},
    {"text[]", FAMILY_ARRAY, KEY | TRAIT_TOAST | TRAIT_GIN, "'{$}'", NULL},
    {"boolean", FAMILY_OTHER, TRAIT_BTREE, "true", NULL},
    {"uuid", FAMILY_OTHER, KEY, "'00000000-0000-4000-8000-00000000000$'", "gen_random_uuid()"},
    {"bytea", FAMILY_OTHER, KEY | TRAIT_TOAST, "'\\x0$'", NULL},
    {"int4range", FAMILY_OTHER, KEY | TRAIT_GIST | TRAIT_RANGE | TRAIT_TOAST, "'[$,$]'", NULL},
    {"tsvector", FAMILY_OTHER, KEY | TRAIT_GIN | TRAIT_GIST | TRAIT_TOAST, "'$'", NULL},
    {"interval", FAMILY_OTHER, KEY, "'$ days'", NULL},
    {"inet", FAMILY_OTHER, KEY, "'10.0.0.$'", NULL},
    {"xml", FAMILY_OTHER, TRAIT_TOAST, "'<a>$</a>'", NULL},
    {"point", FAMILY_OTHER, TRAIT_GIST, "'($,$)'", NULL},
    {"time", FAMILY_OTHER, KEY, "'10:0$'", NULL},
};

unsigned types_count(void)
{
    return sizeof types / sizeof *types;
}

bool types_share_family(unsigned one, unsigned other)
{
    enum family a = types[one].family, b = types[other].family;
    if (one == other)
        return true;
    if (a == FAMILY_OTHER || b == FAMILY_OTHER)
        return false;
    return a == b || (a <= FAMILY_TEXT && b <= FAMILY_TEXT);
}

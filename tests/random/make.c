/* How worlds come about: made from nothing, and changed. Whether what comes out makes sense is
 * not minded here: items that cannot stand are not written. */

#include "world.h"

#include <string.h>

/* Most choices keep their default, or everything would differ from everything. */
static void choose(struct dice *dice, struct item *item, unsigned percent)
{
    for (unsigned i = 0; i < CHOICES; i++)
        if (choice_alternatives(item->kind, i) > 1 && dice_is(dice, percent))
            item->choice[i] = dice_roll(dice, choice_alternatives(item->kind, i));
}

static struct item *pick(const struct world *world, struct dice *dice, enum item_kind kind,
                         const struct item *parent)
{
    struct item *found = NULL;
    unsigned seen = 0;
    for (unsigned i = 0; i < world->count; i++) {
        const struct item *item = &world->items[i];
        bool fits = item->kind == kind && (!parent || item->parent == parent->id);
        if (fits && dice_roll(dice, ++seen) == 0)
            found = (struct item *)item;
    }
    return found;
}

static unsigned pick_id(const struct world *world, struct dice *dice, enum item_kind kind,
                        const struct item *parent)
{
    const struct item *item = pick(world, dice, kind, parent);
    return item ? item->id : 0;
}

static unsigned pick_space(const struct world *world, struct dice *dice)
{
    return dice_is(dice, 25) ? pick_id(world, dice, ITEM_SCHEMA, NULL) : 0;
}

/* A type of the users, or the row type of a table. */
static unsigned pick_woven(const struct world *world, struct dice *dice)
{
    static const enum item_kind kinds[] = {ITEM_COMPOSITE, ITEM_COMPOSITE, ITEM_TABLE,
                                           ITEM_TABLE, ITEM_DOMAIN};
    return pick_id(world, dice, kinds[dice_roll(dice, sizeof kinds / sizeof *kinds)], NULL);
}

static unsigned roll_type(struct dice *dice)
{
    return dice_is(dice, 55) ? dice_roll(dice, 11) : dice_roll(dice, types_count());
}

/* ------------------------------------------------------------------ members */

static void add_label(struct world *world, struct dice *dice, struct item *parent)
{
    (void)dice;
    world_add(world, ITEM_LABEL, parent);
}

static void add_attribute(struct world *world, struct dice *dice, struct item *parent)
{
    struct item *item = world_add(world, ITEM_ATTRIBUTE, parent);
    if (!item)
        return;
    choose(dice, item, 20);
    item->choice[ATTRIBUTE_TYPE] = roll_type(dice);
    if (dice_is(dice, 15))
        item->refs[0] = pick_id(world, dice, ITEM_ENUM, NULL);
    if (world->woven && dice_is(dice, 30)) {
        item->refs[0] = pick_woven(world, dice);
        item->choice[ATTRIBUTE_ARRAY] = item->refs[0] && dice_is(dice, 30);
    }
}

static void add_domain_check(struct world *world, struct dice *dice, struct item *parent)
{
    struct item *item = world_add(world, ITEM_DOMAIN_CHECK, parent);
    if (item)
        choose(dice, item, 30);
}

/* What a table says of a column that it has from the type it is of, or from a table above. */
static bool add_line(struct world *world, struct dice *dice, const struct item *parent)
{
    const struct item *type = world_find(world, parent->refs[1]);
    const struct item *base = world_find(world, parent->refs[0]);
    const struct item *above = base ? world_find(world, base->refs[0]) : NULL;
    const struct item *origin = NULL;
    if (type)
        origin = pick(world, dice, ITEM_ATTRIBUTE, type);
    else if (base)
        origin = pick(world, dice, ITEM_COLUMN, above && dice_is(dice, 30) ? above : base);
    struct item *item = origin ? world_add(world, ITEM_COLUMN, parent) : NULL;
    if (!item)
        return false;
    choose(dice, item, 20);
    item->choice[COLUMN_DEFAULT] = dice_is(dice, 60) ? dice_roll(dice, 5) : 0;
    item->choice[COLUMN_NOT_NULL] = dice_is(dice, 30);
    item->refs[3] = column_origin(world, origin)->id;
    return true;
}

static void add_column(struct world *world, struct dice *dice, struct item *parent)
{
    static const enum item_kind kinds[] = {ITEM_ENUM, ITEM_DOMAIN, ITEM_COMPOSITE};
    bool tied = world->woven && (parent->refs[1] || (parent->refs[0] && dice_is(dice, 50)));
    if (tied && add_line(world, dice, parent))
        return;
    struct item *item = world_add(world, ITEM_COLUMN, parent);
    if (!item)
        return;
    choose(dice, item, 12);
    item->choice[COLUMN_NOT_NULL] = dice_is(dice, 40);
    item->choice[COLUMN_DEFAULT] = dice_is(dice, 30) ? dice_roll(dice, 5) : 0;
    item->choice[COLUMN_TYPE] = roll_type(dice);
    if (dice_is(dice, 22)) {
        item->refs[0] = pick_id(world, dice, kinds[dice_roll(dice, 3)], NULL);
        item->choice[COLUMN_ARRAY] = item->refs[0] && dice_is(dice, 20);
    }
    if (world->woven && dice_is(dice, 15)) {
        item->refs[0] = pick_woven(world, dice);
        item->choice[COLUMN_ARRAY] = item->refs[0] && dice_is(dice, 30);
    }
    item->refs[1] = pick_id(world, dice, ITEM_COLUMN, parent);
    item->refs[2] = pick_id(world, dice, ITEM_SEQUENCE, NULL);
}

static bool is_key(const struct item *item)
{
    return item->choice[CONSTRAINT_TYPE] == TYPE_UNIQUE ||
           item->choice[CONSTRAINT_TYPE] == TYPE_PRIMARY;
}

/* Columns that refer to a key are made for it, so that their types fit. */
static void add_foreign_key(struct world *world, struct dice *dice, struct item *item,
                            const struct item *parent)
{
    const struct item *key = pick(world, dice, ITEM_CONSTRAINT, NULL);
    for (unsigned tries = 0; tries < 8 && key && !is_key(key); tries++)
        key = pick(world, dice, ITEM_CONSTRAINT, NULL);
    item->refs[3] = key ? key->id : 0;
    for (unsigned i = 0; key && i < 2; i++) {
        const struct item *target = world_find(world, key->refs[i]);
        target = target ? column_origin(world, target) : NULL;
        struct item *column = target ? world_add(world, ITEM_COLUMN, parent) : NULL;
        if (!column)
            continue;
        column->choice[COLUMN_TYPE] = target->choice[COLUMN_TYPE];
        column->refs[0] = target->refs[0];
        item->refs[i] = column->id;
    }
}

static void add_constraint(struct world *world, struct dice *dice, struct item *parent)
{
    static const unsigned char likely[] = {
        TYPE_CHECK,   TYPE_CHECK,   TYPE_UNIQUE,  TYPE_UNIQUE,  TYPE_PRIMARY,
        TYPE_PRIMARY, TYPE_FOREIGN, TYPE_FOREIGN, TYPE_FOREIGN, TYPE_EXCLUDE};
    struct item *item = world_add(world, ITEM_CONSTRAINT, parent);
    if (!item)
        return;
    choose(dice, item, 15);
    item->choice[CONSTRAINT_NAMED] = dice_is(dice, 40);
    item->choice[CONSTRAINT_EXPRESSION] = dice_roll(dice, 5);
    item->choice[CONSTRAINT_TYPE] = likely[dice_roll(dice, sizeof likely)];
    if (item->choice[CONSTRAINT_TYPE] == TYPE_FOREIGN) {
        add_foreign_key(world, dice, item, parent);
        return;
    }
    item->refs[0] = pick_id(world, dice, ITEM_COLUMN, parent);
    item->refs[1] = dice_is(dice, 30) ? pick_id(world, dice, ITEM_COLUMN, parent) : 0;
    item->refs[3] = pick_id(world, dice, ITEM_COLUMN, parent);
}

static void add_index(struct world *world, struct dice *dice, struct item *parent)
{
    struct item *item = world_add(world, ITEM_INDEX, parent);
    if (!item)
        return;
    choose(dice, item, 18);
    item->refs[0] = pick_id(world, dice, ITEM_COLUMN, parent);
    item->refs[1] = dice_is(dice, 30) ? pick_id(world, dice, ITEM_COLUMN, parent) : 0;
    item->refs[2] = pick_id(world, dice, ITEM_COLUMN, parent);
    item->refs[3] = pick_id(world, dice, ITEM_COLUMN, parent);
}

/* What belongs to an item of a kind, how many at first. */
static const struct {
    enum item_kind parent, member;
    void (*add)(struct world *world, struct dice *dice, struct item *parent);
    unsigned least, more;
} members[] = {
    {ITEM_ENUM, ITEM_LABEL, add_label, 1, 5},
    {ITEM_COMPOSITE, ITEM_ATTRIBUTE, add_attribute, 1, 3},
    {ITEM_DOMAIN, ITEM_DOMAIN_CHECK, add_domain_check, 0, 3},
    {ITEM_TABLE, ITEM_COLUMN, add_column, 1, 6},
    {ITEM_TABLE, ITEM_CONSTRAINT, add_constraint, 0, 4},
    {ITEM_TABLE, ITEM_INDEX, add_index, 0, 4},
};
#define MEMBERS (sizeof members / sizeof *members)

/* ------------------------------------------------------------------ objects */

static void add_object(struct world *world, struct dice *dice, enum item_kind kind)
{
    struct item *item = world_add(world, kind, NULL);
    if (!item)
        return;
    choose(dice, item, 20);
    if (kind == ITEM_DOMAIN) {
        item->choice[DOMAIN_TYPE] = roll_type(dice);
        item->refs[0] = dice_is(dice, 15) ? pick_id(world, dice, ITEM_ENUM, NULL) : 0;
    }
    if (kind == ITEM_SEQUENCE && dice_is(dice, 40))
        item->refs[0] = pick_id(world, dice, ITEM_COLUMN, NULL);
    if (kind == ITEM_TABLE && dice_is(dice, world->woven ? 40 : 10))
        item->refs[0] = pick_id(world, dice, ITEM_TABLE, NULL);
    if (kind == ITEM_TABLE && world->woven && dice_is(dice, 30))
        item->refs[1] = pick_id(world, dice, ITEM_COMPOSITE, NULL);
    if (item->refs[0] == item->id)
        item->refs[0] = 0;
    if (kind != ITEM_SCHEMA)
        item->space = pick_space(world, dice);
    unsigned at = world->count - 1;
    for (unsigned m = 0; m < MEMBERS; m++)
        for (unsigned n = members[m].least + dice_roll(dice, members[m].more + 1);
             members[m].parent == kind && n > 0; n--)
            members[m].add(world, dice, &world->items[at]);
    if (kind == ITEM_ENUM && at + 1 < world->count)
        world->items[at + 1].choice[LABEL_PINNED] = 1;
}

static const struct {
    enum item_kind kind;
    unsigned most;
} objects[] = {
    {ITEM_SCHEMA, 1}, {ITEM_ENUM, 2},     {ITEM_COMPOSITE, 2},
    {ITEM_DOMAIN, 2}, {ITEM_SEQUENCE, 2}, {ITEM_TABLE, 5},
};
#define OBJECTS (sizeof objects / sizeof *objects)

/* One in eight is; the dice of the others roll as if none were. */
static bool is_woven(struct dice dice)
{
    dice.state++; /* or it would go with the first number rolled */
    return dice_roll(&dice, 8) == 0;
}

void world_make(struct world *world, struct dice *dice, int major)
{
    world->count = world->next_id = 0;
    world->major = major;
    world->woven = is_woven(*dice);
    for (unsigned i = 0; i < OBJECTS; i++)
        for (unsigned n = dice_roll(dice, objects[i].most + 1); n > 0; n--)
            add_object(world, dice, objects[i].kind);
    if (!pick(world, dice, ITEM_TABLE, NULL))
        add_object(world, dice, ITEM_TABLE);
}

/* ------------------------------------------------------------------ changes */

static bool says_type(const struct item *item, unsigned choice)
{
    return (item->kind == ITEM_COLUMN && choice == COLUMN_TYPE) ||
           (item->kind == ITEM_ATTRIBUTE && choice == ATTRIBUTE_TYPE) ||
           (item->kind == ITEM_DOMAIN && choice == DOMAIN_TYPE);
}

static void change_type(struct dice *dice, unsigned char *type)
{
    for (unsigned tries = 0; tries < 20; tries++) {
        unsigned other = dice_roll(dice, types_count());
        if (other != *type && types_share_family(*type, other)) {
            *type = other;
            return;
        }
    }
}

static void change_choice(struct dice *dice, struct item *item)
{
    unsigned choice = dice_roll(dice, CHOICES);
    for (unsigned tries = 0;
         tries < 20 && choice_alternatives(item->kind, choice) < 2 && !says_type(item, choice);
         tries++)
        choice = dice_roll(dice, CHOICES);
    if (says_type(item, choice) && !item->refs[0])
        change_type(dice, &item->choice[choice]);
    else if (choice_alternatives(item->kind, choice) > 1)
        item->choice[choice] = (item->choice[choice] + 1 +
                                dice_roll(dice, choice_alternatives(item->kind, choice) - 1)) %
                               choice_alternatives(item->kind, choice);
}

static void change_label_order(struct world *world, struct dice *dice)
{
    struct item *one = pick(world, dice, ITEM_LABEL, NULL);
    struct item *other = pick(world, dice, ITEM_LABEL, NULL);
    if (!one || one->parent != other->parent)
        return;
    struct item kept = *one;
    *one = *other;
    *other = kept;
}

static void change_refs(struct world *world, struct dice *dice, struct item *item)
{
    if (item->kind == ITEM_INDEX || item->kind == ITEM_CONSTRAINT)
        item->refs[dice_roll(dice, 2)] =
            pick_id(world, dice, ITEM_COLUMN, world_find(world, item->parent));
    if (item->kind == ITEM_COLUMN)
        item->refs[1 + dice_roll(dice, 2)] =
            pick_id(world, dice, dice_is(dice, 50) ? ITEM_COLUMN : ITEM_SEQUENCE, NULL);
    if (item->kind == ITEM_SEQUENCE)
        item->refs[0] = dice_is(dice, 30) ? 0 : pick_id(world, dice, ITEM_COLUMN, NULL);
    if (item->kind == ITEM_TABLE) {
        item->refs[0] = dice_is(dice, 50) ? 0 : pick_id(world, dice, ITEM_TABLE, NULL);
        item->choice[TABLE_ADOPTED] = 1;
        if (world->woven && dice_is(dice, 50))
            item->refs[1] = item->refs[1] ? 0 : pick_id(world, dice, ITEM_COMPOSITE, NULL);
    }
}

static void add_something(struct world *world, struct dice *dice)
{
    if (dice_is(dice, 25)) {
        add_object(world, dice, objects[dice_roll(dice, OBJECTS)].kind);
        return;
    }
    unsigned m = dice_roll(dice, MEMBERS);
    struct item *parent = pick(world, dice, members[m].parent, NULL);
    if (parent)
        members[m].add(world, dice, parent);
}

static void change_something(struct world *world, struct dice *dice)
{
    struct item *item = &world->items[dice_roll(dice, world->count)];
    unsigned what = dice_roll(dice, 100);
    if (what < 15)
        add_something(world, dice);
    else if (what < 30 && !(item->kind == ITEM_LABEL && item->choice[LABEL_PINNED]))
        world_remove(world, item->id);
    else if (what < 38)
        item->name++;
    else if (what < 41)
        change_label_order(world, dice);
    else if (what < 44 && !item->parent && item->kind != ITEM_SCHEMA)
        item->space = pick_space(world, dice);
    else if (what < 50)
        change_refs(world, dice, item);
    else
        change_choice(dice, item);
}

void world_mutate(struct world *world, struct dice *dice, unsigned times)
{
    while (times-- > 0 && world->count > 0)
        change_something(world, dice);
}

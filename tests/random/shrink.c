/* What fails is made small: items and choices are taken away from both worlds as long as the
 * pair still fails at the same stage. */

#include "oracle.h"

struct shrinking {
    struct oracle *oracle;
    struct world *from, *to;
    enum stage stage;
    unsigned used, most;
};

/* Keeps the smaller pair if it fails likewise. */
static bool try_pair(struct shrinking *s, const struct world *from, const struct world *to)
{
    struct buf detail = BUF_INIT;
    if (s->used >= s->most)
        return false;
    s->used++;
    bool fails = oracle_judge(s->oracle, from, to, &detail) == s->stage;
    buf_release(&detail);
    if (fails) {
        *s->from = *from;
        *s->to = *to;
    }
    return fails;
}

static bool try_without(struct shrinking *s, unsigned id)
{
    struct world from = *s->from, to = *s->to;
    world_remove(&from, id);
    world_remove(&to, id);
    return try_pair(s, &from, &to);
}

/* Makes the item the same on both sides, as it is on one of them. */
static bool try_unchanged(struct shrinking *s, unsigned id, bool as_from)
{
    struct world from = *s->from, to = *s->to;
    struct item *one = world_find(&from, id), *other = world_find(&to, id);
    if (!one || !other)
        return false;
    struct item wanted = as_from ? *one : *other;
    bool same = true;
    for (unsigned i = 0; i < CHOICES; i++)
        same &= one->choice[i] == other->choice[i];
    if (same && one->name == other->name && one->space == other->space)
        return false;
    *one = *other = wanted;
    return try_pair(s, &from, &to);
}

static bool try_default(struct shrinking *s, unsigned id, unsigned choice)
{
    struct world from = *s->from, to = *s->to;
    struct item *one = world_find(&from, id), *other = world_find(&to, id);
    unsigned said = 0;
    struct item *sides[] = {one, other};
    for (unsigned i = 0; i < 2; i++)
        if (sides[i] && choice_alternatives(sides[i]->kind, choice) > 1 &&
            sides[i]->choice[choice]) {
            sides[i]->choice[choice] = 0;
            said++;
        }
    return said && try_pair(s, &from, &to);
}

static bool try_plain(struct shrinking *s, unsigned id)
{
    struct world from = *s->from, to = *s->to;
    struct item *sides[] = {world_find(&from, id), world_find(&to, id)};
    bool said = false;
    for (unsigned i = 0; i < 2; i++) {
        if (!sides[i])
            continue;
        said |= sides[i]->name || sides[i]->space;
        sides[i]->name = sides[i]->space = 0;
    }
    return said && try_pair(s, &from, &to);
}

/* Leaves out a type, a parent, or what a column comes from. */
static bool try_untied(struct shrinking *s, unsigned id, unsigned ref)
{
    struct world from = *s->from, to = *s->to;
    struct item *sides[] = {world_find(&from, id), world_find(&to, id)};
    bool said = false;
    for (unsigned i = 0; i < 2; i++)
        if (sides[i] && (sides[i]->kind == ITEM_TABLE || sides[i]->kind == ITEM_COLUMN ||
                         sides[i]->kind == ITEM_ATTRIBUTE)) {
            said |= sides[i]->refs[ref] != 0;
            sides[i]->refs[ref] = 0;
        }
    return said && try_pair(s, &from, &to);
}

static bool pass(struct shrinking *s)
{
    bool smaller = false;
    unsigned ids = s->from->next_id > s->to->next_id ? s->from->next_id : s->to->next_id;
    for (unsigned id = 1; id <= ids; id++)
        if (world_find(s->from, id) || world_find(s->to, id))
            smaller |= try_without(s, id);
    for (unsigned id = 1; id <= ids; id++) {
        if (!world_find(s->from, id) && !world_find(s->to, id))
            continue;
        smaller |= try_unchanged(s, id, true) || try_unchanged(s, id, false);
        smaller |= try_plain(s, id);
        for (unsigned ref = 0; ref < REFS; ref++)
            smaller |= try_untied(s, id, ref);
        for (unsigned choice = 0; choice < CHOICES; choice++)
            smaller |= try_default(s, id, choice);
    }
    return smaller;
}

unsigned pair_shrink(struct oracle *oracle, struct world *from, struct world *to,
                     enum stage stage, unsigned most)
{
    struct shrinking s = {
        .oracle = oracle, .from = from, .to = to, .stage = stage, .most = most};
    while (s.used < most && pass(&s))
        ;
    return s.used;
}

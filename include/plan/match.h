#ifndef SCHEMAGEN_PLAN_MATCH_H
#define SCHEMAGEN_PLAN_MATCH_H

/* Which object of one model is which of the other: by name, by what the model says was renamed,
 * and, for constraints, indexes and the sequences of columns, by being the same in all but
 * name. Made once for both directions. */

#include "base/pointer_map.h"
#include "kinds/kinds.h"
#include "model/model.h"

struct match {
    const struct model *from, *to;
    struct pointer_map by_from, by_to;
    bool renamed; /* whether anything is called something else */
    struct arena *arena;
};

/* Matches all objects and members. The models are borrowed, the arena holds the pairs. */
struct match match_models(const struct model *from, const struct model *to,
                          struct arena *arena);
void match_release(struct match *match);

/* The same pairs seen from the other side; borrows from match. */
struct match match_inverted(const struct match *match);

/* The partner of an object of the from side (or of the to side); NULL: it goes (or comes). */
const struct object *match_to(const struct match *match, const struct object *from);
const struct object *match_from(const struct match *match, const struct object *to);

/* The callbacks for comparing and writing. is_rebuilt is left to the caller. */
struct renames match_renames(const struct match *match);

/* Reports each drop that stands beside an add of like shape and that nobody called a rename or
 * a drop: the same parent, the same type, and one candidate only. False if there was one. */
bool match_check_ambiguity(const struct match *match, struct diags *diags);

/* Every member of an object: columns, constraints, indexes, labels. */
typedef void member_visitor(void *context, const struct object *member);
void each_member(const struct object *object, member_visitor *visit, void *context);

#endif

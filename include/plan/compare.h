#ifndef SCHEMAGEN_PLAN_COMPARE_H
#define SCHEMAGEN_PLAN_COMPARE_H

/* Are two models the same? The answer with no plan made: used by the proof and by check. */

#include "base/buffer.h"
#include "model/model.h"

/* True if nothing differs. Otherwise the differences are added to out, if given, as
 * plan_describe() prints them. */
bool models_same(const struct model *from, const struct model *to, struct buf *out);

#endif

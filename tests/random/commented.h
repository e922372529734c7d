#ifndef RANDOM_COMMENTED_H
#define RANDOM_COMMENTED_H

/* Comments at every place of a model's text where one can stand: the canonical layout keeps
 * each of them, in order, and laid out again nothing changes. */

#include "base/buffer.h"
#include "sources/source.h"

/* Whether that holds of the text; where the comments go is chosen by the seed. */
bool commented_holds(const struct buf *text, unsigned seed,
                     const struct source_settings *settings, struct buf *detail,
                     struct diags *diags);

#endif

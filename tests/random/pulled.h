#ifndef RANDOM_PULLED_H
#define RANDOM_PULLED_H

/* What is written of a model reads back as that model: as models and as JSON. */

#include "base/buffer.h"
#include "model/model.h"
#include "sources/source.h"

/* Whether it does; text gets the model files' text, detail what differs if not. */
bool pulled_holds(const struct model *model, const struct source_settings *settings,
                  struct buf *text, struct buf *detail, struct diags *diags);

#endif

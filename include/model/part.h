#ifndef SCHEMAGEN_MODEL_PART_H
#define SCHEMAGEN_MODEL_PART_H

/* A part of a model as a model of its own: for building on a server only what a change
 * touches. */

#include "model/model.h"

/* A copy with only those top-level objects for which wants() is true, linked among themselves;
 * foreign keys to tables that are left out are left out too. Schemas and extensions are always
 * kept. Borrows texts from the model, which has to outlive it; freed with model_free(). */
struct model *model_part(const struct model *model,
                         bool (*wants)(void *context, const struct object *object),
                         void *context);

#endif

#ifndef SCHEMAGEN_SOURCES_PLAIN_H
#define SCHEMAGEN_SOURCES_PLAIN_H

/* Models that PostgreSQL's own printing went into, as a person would have written them. */

#include "model/model.h"

/* Gives every expression of the model the text that expression_plain() makes of it; what a
 * server found canonical stays known. The usual schema of an extension is not said any more. */
void model_make_plain(struct model *model);

#endif

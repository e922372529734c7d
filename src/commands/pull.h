#ifndef SCHEMAGEN_COMMANDS_PULL_H
#define SCHEMAGEN_COMMANDS_PULL_H

/* Writing a model as model files, for pull and for init: what they load, and what they
 * write. */

#include "commands/side.h"
#include "model/print.h"

/* Loads the side with what PostgreSQL printed as a person would have written it, and warns of
 * what is not modelled. */
bool pull_load(struct context *context, struct side *side);

/* Writes the model into the folder and prints the paths. A folder that holds models already is
 * refused unless force. */
bool pull_write(struct context *context, const struct model *model, const char *folder,
                enum print_layout layout, bool force);

#endif

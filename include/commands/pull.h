#ifndef SCHEMAGEN_COMMANDS_PULL_H
#define SCHEMAGEN_COMMANDS_PULL_H

/* Writing a model as model files, for pull and for init. */

#include "commands/side.h"

/* Writes the model into the folder, a file a schema, and prints the paths. A folder that holds
 * models already is refused unless force. */
bool pull_write(struct context *context, const struct model *model, const char *folder,
                bool force);

#endif

#ifndef SCHEMAGEN_COMMANDS_PULL_H
#define SCHEMAGEN_COMMANDS_PULL_H

/* Writing a model as model files, for pull and for init. */

#include "commands/side.h"
#include "model/print.h"

/* Writes the model into the folder and prints the paths. A folder that holds models already is
 * refused unless force. */
bool pull_write(struct context *context, const struct model *model, const char *folder,
                enum print_layout layout, bool force);

#endif

#ifndef SCHEMAGEN_COMMANDS_WRITTEN_H
#define SCHEMAGEN_COMMANDS_WRITTEN_H

/* The paths of files that a command has written: its result, a line each or one JSON
 * document. */

#include "commands/command.h"

/* The words of a command's --format. */
enum written_format { WRITTEN_TEXT, WRITTEN_JSON };

/* From here on paths are gathered for written_print(). Without it they are printed at once. */
void written_gather(struct context *context);

/* The path is copied. */
void written_add(struct context *context, const char *path);

/* Prints what was gathered: {"version": 1, "files": […]}. Nothing where nothing gathers. */
void written_print(const struct context *context);

#endif

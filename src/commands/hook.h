#ifndef SCHEMAGEN_COMMANDS_HOOK_H
#define SCHEMAGEN_COMMANDS_HOOK_H

/* The pre-commit hook of a project in a git repository. */

#include "commands/command.h"

/* Writes the hook of the repository that the project's folder is in, and prints its path. A
 * hook that is there already stays, and what to add to it is said; without a repository nothing
 * is done. False and a message if it cannot be written. */
bool hook_install(struct context *context);

#endif

#ifndef SCHEMAGEN_COMMANDS_SECRETS_H
#define SCHEMAGEN_COMMANDS_SECRETS_H

/* Passwords on the command line. */

#include "base/arena.h"

/* Copies of the words, in the arena, and in the words themselves asterisks over what looks like
 * a password: of URLs, and behind 'password=' and its like. */
char **secrets_take(struct arena *arena, char **words, size_t count);

#endif

/* Keeps passwords out of the listings of processes, which show every word of the
 * command line. */

#include "commands/secrets.h"
#include "base/secret.h"

char **secrets_take(struct arena *arena, char **words, size_t count)
{
    char **copies = arena_alloc(arena, (count + 1) * sizeof *copies);

    for (size_t i = 0; i < count; i++) {
        copies[i] = arena_strdup(arena, words[i]);
        secret_hide_url(words[i]);
        secret_hide_named(words[i]);
    }
    return copies;
}

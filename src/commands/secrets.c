/* Keeps passwords out of the listings of processes, which show every word of the command line.
 */

#include "commands/secrets.h"

#include <string.h>

/* Overwrites what stands between from and end. */
static void hide(char *from, const char *end)
{
    for (; from < end; from++)
        *from = '*';
}

/* scheme://user:password@host: the password may hold what ought to have been encoded. */
static void hide_in_url(char *word)
{
    char *scheme = strstr(word, "://"), *query = scheme ? strchr(scheme, '?') : NULL;
    char *at = scheme ? strrchr(scheme, '@') : NULL;
    char *colon = at ? memchr(scheme + 3, ':', (size_t)(at - scheme - 3)) : NULL;

    if (colon)
        hide(colon + 1, at);
    /* An encoded name of a parameter could be any. */
    if (query && strchr(query, '%'))
        hide(query + 1, query + strlen(query));
}

/* password = …, in keyword strings, after '?' and in variables. */
static void hide_named(char *word)
{
    static const char *const names[] = {"password", "passwd", "secret", "_key"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *at = strcasestr(word, names[i]), *equals;

        for (; at; at = strcasestr(at + 1, names[i])) {
            equals = at + strlen(names[i]);
            equals += strspn(equals, " \t\r\n");
            if (*equals == '=')
                hide(equals + 1, equals + strlen(equals));
        }
    }
}

char **secrets_take(struct arena *arena, char **words, size_t count)
{
    char **copies = arena_alloc(arena, (count + 1) * sizeof *copies);

    for (size_t i = 0; i < count; i++) {
        copies[i] = arena_strdup(arena, words[i]);
        hide_in_url(words[i]);
        hide_named(words[i]);
    }
    return copies;
}

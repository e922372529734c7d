/* Finds passwords in texts that are about to be seen. Where texts are seen is left to
 * others. */

#include "base/secret.h"
#include "base/array.h"

#include <string.h>

/* Overwrites what stands between from and end. */
static void hide(char *from, const char *end)
{
    for (; from < end; from++)
        *from = '*';
}

/* scheme://user:password@host: the password may hold what ought to have been encoded. */
void secret_hide_url(char *text)
{
    char *scheme = strstr(text, "://"), *query = scheme ? strchr(scheme, '?') : NULL;
    char *at = scheme ? strrchr(scheme, '@') : NULL;
    char *colon = at ? memchr(scheme + 3, ':', (size_t)(at - scheme - 3)) : NULL;

    if (colon)
        hide(colon + 1, at);
    /* An encoded name of a parameter could be any. */
    if (query && strchr(query, '%'))
        hide(query + 1, query + strlen(query));
}

/* password = …, in keyword strings, after '?' and in variables. */
void secret_hide_named(char *text)
{
    static const char *const names[] = {"password", "passwd", "secret", "_key"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char *at = strcasestr(text, names[i]), *equals;

        for (; at; at = strcasestr(at + 1, names[i])) {
            equals = at + strlen(names[i]);
            equals += strspn(equals, " \t\r\n");
            if (*equals == '=')
                hide(equals + 1, equals + strlen(equals));
        }
    }
}

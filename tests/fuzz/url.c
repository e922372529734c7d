/* Any text as the address of a database: a message or an address, never a crash, and never the
 * password in what is printed. */

#include "postgres/url.h"

#include "base/name.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Passwords that occur in other parts of the text anyway prove nothing. */
static void expect_no_password(const struct address *address, const char *text,
                               const char *described)
{
    for (size_t i = 0; address->keywords && address->keywords[i]; i++) {
        const char *password = address->values[i], *first;

        if (!text_equal(address->keywords[i], "password") || !password)
            continue;
        first = strlen(password) > 4 ? strstr(text, password) : NULL;
        if (first && !strstr(first + 1, password) && strstr(described, password))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct address address;
    const char *text = arena_strndup(&arena, (const char *)data, size);

    if (address_read(&arena, text, "-d", &address, diags)) {
        struct address other = address_with(&arena, &address, "dbname", "other");

        expect_no_password(&address, text, address_describe(&arena, &address));
        address_describe(&arena, &other);
    } else if (diags_errors(diags) == 0) {
        abort();
    }
    diags_free(diags);
    arena_release(&arena);
    return 0;
}

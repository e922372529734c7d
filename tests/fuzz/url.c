/* Any text as the address of a database: a message or an address, never a crash, and never the
 * password in what is printed. */

#include "postgres/url.h"

#include "base/name.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is printed of an address is the same whatever its password. */
static void expect_no_password(struct arena *arena, const struct address *address)
{
    struct address other = address_with(arena, address, "password", "another one");

    if (!text_equal(address_describe(arena, address), address_describe(arena, &other)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct address address;
    const char *text = arena_strndup(&arena, (const char *)data, size);

    if (address_read(&arena, text, "-d", &address, diags)) {
        struct address other = address_with(&arena, &address, "dbname", "other");

        expect_no_password(&arena, &address);
        address_describe(&arena, &other);
    } else if (diags_errors(diags) == 0) {
        abort();
    }
    diags_free(diags);
    arena_release(&arena);
    return 0;
}

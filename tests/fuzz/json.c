/* Any text as a JSON document; what is written of its strings reads back as the same
 * strings. */

#include "base/json.h"

#include "base/name.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_and_read(const char *text, struct diags *diags)
{
    struct buf out = BUF_INIT;
    struct source source;
    struct json *again;

    json_add_text(&out, text);
    source = (struct source){"again.json", out.data, out.length};
    again = json_read(&source, diags);
    if (!again || !text_equal(json_text(again), text))
        abort();
    json_free(again);
    buf_release(&out);
}

static void walk(const struct json *value, struct diags *diags)
{
    for (; value; value = json_next(value)) {
        if (json_text(value))
            write_and_read(json_text(value), diags);
        if (json_is_object(value) || json_is_array(value))
            walk(json_first(value), diags);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct source source = {"a.json", arena_strndup(&arena, (const char *)data, size), size};
    struct json *document = json_read(&source, diags);

    walk(document, diags);
    json_free(document);
    diags_free(diags);
    arena_release(&arena);
    return 0;
}

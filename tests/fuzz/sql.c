/* Any text as a script of SQL; what comes of it is printed as models, which parse. */

#include "base/buffer.h"
#include "model/print.h"
#include "sources/source.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct source_settings settings = {.history_schema = "schemagen",
                                                    .history_table = "migrations"};
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct source source = {"a.sql", arena_strndup(&arena, (const char *)data, size), size};
    struct model *model = NULL;
    struct buf text = BUF_INIT;

    if (!memchr(data, '\0', size))
        model = sql_load_source(&source, &settings, diags);
    if (model)
        model_print(model, &text);
    buf_release(&text);
    model_free(model);
    diags_free(diags);
    arena_release(&arena);
    return 0;
}

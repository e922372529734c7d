/* Any text as a model: a model or messages. A model that is read prints as a text that reads
 * again and prints the same. */

#include "base/buffer.h"
#include "model/print.h"
#include "sources/source.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct model *load(const char *text, size_t size, struct diags *diags)
{
    struct source_settings settings = {0};
    struct source source = {"a.sg", text, size};

    return models_load_source(&source, &settings, diags);
}

static void print_and_read(const struct model *model, struct diags *diags)
{
    struct buf once = BUF_INIT, twice = BUF_INIT;
    struct model *again;

    model_print(model, &once);
    again = load(buf_text(&once), once.length, diags);
    if (!again) {
        diags_print(diags, stderr, false, true);
        fprintf(stderr, "---- printed as\n%s", buf_text(&once));
        abort();
    }
    model_print(again, &twice);
    if (strcmp(buf_text(&once), buf_text(&twice)) != 0) {
        fprintf(stderr, "---- once\n%s---- twice\n%s", buf_text(&once), buf_text(&twice));
        abort();
    }
    model_free(again);
    buf_release(&once);
    buf_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    char *text = arena_strndup(&arena, (const char *)data, size);
    struct model *model = NULL;

    if (!memchr(text, '\0', size)) {
        model = load(text, size, diags);
        if (model)
            print_and_read(model, diags);
        else if (diags_errors(diags) == 0)
            abort();
    }
    model_free(model);
    diags_free(diags);
    arena_release(&arena);
    return 0;
}

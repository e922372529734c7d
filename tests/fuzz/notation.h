#ifndef FUZZ_NOTATION_H
#define FUZZ_NOTATION_H

/* Any text in a notation of models: it is a model, or there are messages that say why not. What
 * is written of a model reads again, and is written the same. */

#include "base/buffer.h"
#include "sources/source.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct notation {
    const char *file; /* what the text is called */
    struct model *(*load)(const struct source *source, const struct source_settings *settings,
                          struct diags *diags);
    void (*write)(const struct model *model, struct buf *out);
};

static inline struct model *notation_load(const struct notation *notation, const char *text,
                                          size_t size, struct diags *diags)
{
    struct source_settings settings = {0};
    struct source source = {notation->file, text, size};

    return notation->load(&source, &settings, diags);
}

static inline void notation_write_and_read(const struct notation *notation,
                                           const struct model *model, struct diags *diags)
{
    struct buf once = BUF_INIT, twice = BUF_INIT;
    struct model *again;

    notation->write(model, &once);
    again = notation_load(notation, buf_text(&once), once.length, diags);
    if (again)
        notation->write(again, &twice);
    else
        diags_print(diags, stderr, false, true);
    if (!again || strcmp(buf_text(&once), buf_text(&twice)) != 0) {
        fprintf(stderr, "---- once\n%s---- twice\n%s", buf_text(&once), buf_text(&twice));
        abort();
    }
    model_free(again);
    buf_release(&once);
    buf_release(&twice);
}

/* use: what else is to be done with a model; NULL: nothing */
static inline void notation_try(const struct notation *notation, const uint8_t *data,
                                size_t size,
                                void (*use)(const struct model *model, struct diags *diags))
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    char *text = arena_strndup(&arena, (const char *)data, size);
    struct model *model = NULL;

    if (!memchr(text, '\0', size)) {
        model = notation_load(notation, text, size, diags);
        if (!model && diags_errors(diags) == 0)
            abort();
    }
    if (model) {
        notation_write_and_read(notation, model, diags);
        if (use)
            use(model, diags);
    }
    model_free(model);
    diags_free(diags);
    arena_release(&arena);
}

#endif

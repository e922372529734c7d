/* Any text as a migration file: split, its variables put in; every step lies within the file.
 */

#include "base/buffer.h"
#include "sources/migrations.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void walk(const struct script *script, const struct variables *variables,
                 struct diags *diags)
{
    for (array_each (struct segment, segment, &script->segments)) {
        if (segment->steps.count == 0)
            abort();
        for (array_each (struct script_step, step, &segment->steps)) {
            struct buf text = BUF_INIT;

            if (step->at.start > step->at.end || step->at.end > script->source->size)
                abort();
            if (step_expand(step, variables, &text, diags))
                step_place(step, variables, (int)text.length / 2 + 1);
            buf_release(&text);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct variables variables = {0};
    struct source source = {"a.up.sql", arena_strndup(&arena, (const char *)data, size), size};
    struct script *script;
    char checksum[CHECKSUM_SIZE];

    variables_set(&arena, &variables, "who", "it's");
    if (memchr(data, '\0', size) == NULL) {
        script = script_read(&arena, &source, diags);
        if (script)
            walk(script, &variables, diags);
        else if (diags_errors(diags) == 0)
            abort();
        checksum_text(source.text, size, checksum);
    }
    diags_free(diags);
    arena_release(&arena);
    return 0;
}

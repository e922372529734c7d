/* Any text as a migration file: split, its variables put in; every step lies within the file,
 * and the header alone says what the header of the whole says. Its values as words that name
 * revisions. */

#include "base/buffer.h"
#include "sources/revision_word.h"

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

/* The header's lines come first among the script's, and its values are read as lists and words
 * without a fault. */
static void compare_header(struct arena *arena, const struct script *script,
                           struct diags *diags)
{
    struct script *header = script_read_header(arena, script->source, diags);
    struct migrations none = {.arena = arena, .folder = "."};
    struct revision_word word;

    if (!header || header->directives.count > script->directives.count)
        abort();
    for (size_t i = 0; i < header->directives.count; i++) {
        const char *value = header->directives.at[i].value;
        struct revisions list = revisions_read(arena, value);

        if (strcmp(value, script->directives.at[i].value))
            abort();
        for (size_t j = 0; j < list.count; j++)
            if (!*list.at[j] || strpbrk(list.at[j], ", \t"))
                abort();
        if (revision_word_read(&none, value, &word) && word.name && !*word.name)
            abort();
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
        if (script) {
            walk(script, &variables, diags);
            compare_header(&arena, script, diags);
        } else if (diags_errors(diags) == 0)
            abort();
        checksum_text(source.text, size, checksum);
    }
    diags_free(diags);
    arena_release(&arena);
    return 0;
}

/* Any text as a migration file: split, its variables put in; every step lies within the file,
 * and the header alone says what the header of the whole says. Its values as words that name
 * revisions. */

#include "base/buffer.h"
#include "runner/effect.h"
#include "sources/revision_word.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a statement works on is a part of it. */
static void judge_effect(struct arena *arena, const char *statement)
{
    struct effect effect = effect_of(arena, statement);

    for (size_t i = 0; i < COUNT_OF(effect.names); i++)
        if (effect.names[i] && (!*effect.names[i] || !strstr(statement, effect.names[i])))
            abort();
}

static void walk(struct arena *arena, const struct script *script,
                 const struct variables *variables, struct diags *diags)
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
            judge_effect(arena, buf_text(&text));
            buf_release(&text);
        }
    }
}

/* One a segment, and one more where a part of the next is asked for. */
static void judge_checksums(struct arena *arena, const struct script *script)
{
    size_t count = script->segments.count;

    if (strlen(script_checksums(arena, script, count, 1)) !=
            (count ? count * CHECKSUM_SIZE - 1 : 0) ||
        (count &&
         strlen(script_checksums(arena, script, count - 1, 1)) != count * CHECKSUM_SIZE - 1))
        abort();
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
            walk(&arena, script, &variables, diags);
            judge_checksums(&arena, script);
            compare_header(&arena, script, diags);
        } else if (diags_errors(diags) == 0)
            abort();
        checksum_text(source.text, size, checksum);
    }
    diags_free(diags);
    arena_release(&arena);
    return 0;
}

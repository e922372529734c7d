/* From byte offsets to lines and columns. */

#include "base/source.h"

#include <string.h>

static uint32_t within(const struct source *source, uint32_t offset)
{
    return offset < source->size ? offset : (uint32_t)source->size;
}

uint32_t source_line_start(const struct source *source, uint32_t offset)
{
    const char *before = memrchr(source->text, '\n', within(source, offset));

    return before ? (uint32_t)(before - source->text) + 1 : 0;
}

uint32_t source_count_lines(const struct source *source, uint32_t from, uint32_t to)
{
    const char *at = source->text + within(source, from);
    const char *end = source->text + within(source, to);
    uint32_t lines = 0;

    while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
        lines++;
        at++;
    }
    return lines;
}

struct position source_position(const struct source *source, uint32_t offset)
{
    struct position position = {.line = 1, .column = 1};
    uint32_t i = source_line_start(source, offset);

    position.line += source_count_lines(source, 0, offset);
    for (; i < within(source, offset); i++)
        position.column += ((unsigned char)source->text[i] & 0xC0) != 0x80;
    return position;
}

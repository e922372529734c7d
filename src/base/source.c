/* From byte offsets to lines and columns, and from bytes to characters. */

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

uint32_t source_column(const struct source *source, uint32_t offset)
{
    uint32_t column = 1;

    for (uint32_t i = source_line_start(source, offset); i < within(source, offset); i++)
        column += ((unsigned char)source->text[i] & 0xC0) != 0x80;
    return column;
}

struct position source_position(const struct source *source, uint32_t offset)
{
    return (struct position){.line = 1 + source_count_lines(source, 0, offset),
                             .column = source_column(source, offset)};
}

size_t source_mark(const struct source *source)
{
    static const char mark[] = "\xef\xbb\xbf";

    return strncmp(source->text, mark, sizeof mark - 1) ? 0 : sizeof mark - 1;
}

size_t source_character(const unsigned char *at, const unsigned char *end)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = *at < 0x80 ? 1 : *at < 0xc0 ? 0 : *at < 0xe0 ? 2 : *at < 0xf0 ? 3 : 4;
    uint32_t code = *at & (0xff >> (length + 1));

    if (length == 1)
        return *at != 0;
    if (length == 0 || *at > 0xf4 || (size_t)(end - at) < length)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (at[i] & 0x3f);
    }
    if (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        return 0;
    return length;
}

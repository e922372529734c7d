/* A text that grows by doubling; running out of memory ends the process. */

#include "base/buffer.h"

#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 64

static void make_room(struct buf *buf, size_t more)
{
    size_t wanted = buf->capacity ? buf->capacity : FIRST_CAPACITY;

    while (wanted - buf->length <= more)
        wanted *= 2;
    if (wanted == buf->capacity)
        return;
    buf->data = memory_resize(buf->data, wanted);
    buf->capacity = wanted;
}

void buf_add_n(struct buf *buf, const char *text, size_t length)
{
    make_room(buf, length);
    if (length)
        memcpy(buf->data + buf->length, text, length);
    buf->length += length;
    buf->data[buf->length] = '\0';
}

void buf_add(struct buf *buf, const char *text)
{
    buf_add_n(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char c)
{
    buf_add_n(buf, &c, 1);
}

void buf_addf(struct buf *buf, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    buf_vaddf(buf, format, arguments);
    va_end(arguments);
}

void buf_vaddf(struct buf *buf, const char *format, va_list arguments)
{
    va_list again;
    int length;

    va_copy(again, arguments);
    make_room(buf, 0);
    length = vsnprintf(buf->data + buf->length, buf->capacity - buf->length, format, arguments);
    if (length > 0 && (size_t)length >= buf->capacity - buf->length) {
        make_room(buf, (size_t)length);
        vsnprintf(buf->data + buf->length, buf->capacity - buf->length, format, again);
    }
    if (length > 0)
        buf->length += (size_t)length;
    va_end(again);
}

const char *buf_text(const struct buf *buf)
{
    return buf->data ? buf->data : "";
}

void buf_cut(struct buf *buf, size_t length)
{
    if (length >= buf->length)
        return;
    buf->length = length;
    buf->data[length] = '\0';
}

void buf_reset(struct buf *buf)
{
    buf_cut(buf, 0);
}

void buf_release(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf)BUF_INIT;
}

#ifndef SCHEMAGEN_BASE_BUFFER_H
#define SCHEMAGEN_BASE_BUFFER_H

/* A growing text on the heap, always NUL-terminated once something was added. The function that
 * makes one releases it. */

#include <stdarg.h>
#include <stddef.h>

struct buf {
    char *data; /* NULL while nothing was added: read it with buf_text */
    size_t length, capacity;
};

#define BUF_INIT                                                                               \
    {                                                                                          \
        0                                                                                      \
    }

void buf_add(struct buf *buf, const char *text);
void buf_add_n(struct buf *buf, const char *text, size_t length);
void buf_add_char(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *buf, const char *format, va_list arguments);

/* The text so far, "" if none; valid until the next change of the buffer. */
const char *buf_text(const struct buf *buf);

/* Cuts to the first length bytes. */
void buf_cut(struct buf *buf, size_t length);
void buf_reset(struct buf *buf);
void buf_release(struct buf *buf);

#endif

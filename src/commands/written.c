/* The paths of files that a command has written, printed as they come or gathered for JSON. */

#include "commands/written.h"

#include "base/json.h"

#include <stdio.h>

void written_gather(struct context *context)
{
    context->gathers_written = true;
}

void written_add(struct context *context, const char *path)
{
    if (context->gathers_written)
        array_add(&context->arena, &context->written, arena_strdup(&context->arena, path));
    else
        puts(path);
}

void written_print(const struct context *context)
{
    struct buf out = BUF_INIT;

    if (!context->gathers_written)
        return;
    buf_add(&out, "{\"version\": 1, \"files\": [");
    for (size_t i = 0; i < context->written.count; i++) {
        buf_add(&out, i ? ", " : "");
        json_add_text(&out, context->written.at[i]);
    }
    buf_add(&out, "]}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

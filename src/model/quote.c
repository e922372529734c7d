/* Names as a model file wants them. The words that need quotes are the keyword table's
 * to know. */

#include "model/print.h"

#include "grammar/keywords.h"

#include <string.h>

static bool is_plain(const char *name)
{
    if (!(*name >= 'a' && *name <= 'z') && *name != '_')
        return false;
    return name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static void add_quoted(struct buf *out, const char *name)
{
    buf_add_char(out, '"');
    for (; *name; name++) {
        if (*name == '"')
            buf_add_char(out, '"');
        buf_add_char(out, *name);
    }
    buf_add_char(out, '"');
}

void print_name(struct buf *out, const char *name)
{
    if (is_plain(name) && keyword_category(name) <= KEYWORD_UNRESERVED)
        buf_add(out, name);
    else
        add_quoted(out, name);
}

void print_column_name(struct buf *out, const char *name)
{
    if (keyword_begins_item(name))
        add_quoted(out, name);
    else
        print_name(out, name);
}

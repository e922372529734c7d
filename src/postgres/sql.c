/* Quotes names and values for SQL. What words are keywords is the grammar's to know. */

#include "postgres/sql.h"

#include "grammar/keywords.h"

#include <stdbool.h>
#include <string.h>

static bool is_plain(const char *name)
{
    return *name && !strchr("0123456789", *name) &&
           !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] &&
           keyword_category(name) <= KEYWORD_UNRESERVED;
}

static void add_quoted(struct buf *out, const char *text, const char *doubled)
{
    char quote = doubled[0];

    buf_add_char(out, quote);
    for (; *text; text++) {
        if (strchr(doubled, *text)) {
            buf_add_char(out, *text);
        }
        buf_add_char(out, *text);
    }
    buf_add_char(out, quote);
}

void sql_ident(struct buf *out, const char *name)
{
    if (is_plain(name)) {
        buf_add(out, name);
    } else {
        add_quoted(out, name, "\"");
    }
}

void sql_qname(struct buf *out, struct qname name)
{
    if (name.schema) {
        sql_ident(out, name.schema);
        buf_add_char(out, '.');
    }
    sql_ident(out, name.name);
}

void sql_operator(struct buf *out, struct qname name)
{
    if (!name.schema) {
        buf_add(out, name.name);
        return;
    }
    buf_add(out, "OPERATOR(");
    sql_ident(out, name.schema);
    buf_addf(out, ".%s)", name.name);
}

void sql_literal(struct buf *out, const char *text)
{
    bool escaped = strchr(text, '\\') != NULL;

    buf_add(out, escaped ? "E" : "");
    add_quoted(out, text, escaped ? "'\\" : "'");
}

void sql_ident_list(struct buf *out, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add(out, i ? ", " : "");
        sql_ident(out, names[i]);
    }
}

/* The text of what a run says beside the statements of migrations. When it is said is the
 * runner's and the offline script's. */

#include "runner/run_text.h"
#include "base/array.h"
#include "postgres/sql.h"

#include <string.h>
#include <strings.h>

void run_text_search_path(struct buf *out, const char *schema)
{
    buf_add(out, "SET search_path = ");
    if (schema && strcmp(schema, "public")) {
        sql_ident(out, schema);
        buf_add(out, ", ");
    }
    buf_add(out, "public;\n");
}

void run_text_session(struct buf *out, const char *schema)
{
    buf_add(out, "RESET SESSION AUTHORIZATION;\nRESET ROLE;\nRESET ALL;\n");
    run_text_search_path(out, schema);
}

static bool is_query(const char *text)
{
    static const char *const words[] = {"select", "with", "values", "table"};

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t length = strlen(words[i]);

        if (!strncasecmp(text, words[i], length) && strchr(" \t(", text[length]))
            return true;
    }
    return false;
}

/* The text may end in a comment, so what follows it begins a line. */
void run_text_assertion(struct buf *out, const char *text)
{
    if (is_query(text))
        buf_addf(out, "(SELECT holds FROM (%s\n) AS assertion (holds) LIMIT 1)", text);
    else
        buf_addf(out, "(%s\n)", text);
}

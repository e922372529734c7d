#ifndef SCHEMAGEN_RUNNER_RUN_TEXT_H
#define SCHEMAGEN_RUNNER_RUN_TEXT_H

/* What a run says to the server beside the statements of its migrations: a run sends it, an
 * offline script carries it. */

#include "base/buffer.h"

/* Every run holds this advisory lock of the database; the numbers mean nothing. */
#define RUN_LOCK_KEYS "1396919909, 1"

/* A migration may have taken on a role that cannot write the history: said before its row. */
#define RUN_TEXT_OWN_ROLE "SET LOCAL SESSION AUTHORIZATION DEFAULT;\nSET LOCAL ROLE NONE;\n"

/* Statements that put the session where every migration begins: its own role, the defaults of
 * settings, the schema (NULL: public) first in the search path. */
void run_text_session(struct buf *out, const char *schema);

/* SET search_path alone. */
void run_text_search_path(struct buf *out, const char *schema);

/* An assertion as a boolean expression: a condition as it stands, of a query the first column
 * of its first row. True is the only value that holds. */
void run_text_assertion(struct buf *out, const char *text);

#endif

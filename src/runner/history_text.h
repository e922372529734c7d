#ifndef SCHEMAGEN_RUNNER_HISTORY_TEXT_H
#define SCHEMAGEN_RUNNER_HISTORY_TEXT_H

/* The statements that make and write the history, whole, each ended by a semicolon and a
 * newline: a run sends them, an offline script carries them. */

#include "base/buffer.h"
#include "runner/history.h"

/* Milliseconds of a row that the server measures itself, from the transaction's beginning. */
#define MEASURED_BY_SERVER (-1L)

/* Makes schema and tables where they are missing. */
void history_text_create(struct buf *out, const struct history_names *names);

/* Enters a row, replacing the revision's earlier one; logs it as 'log', or not if NULL. A
 * revision on its way down has a row, of which only the progress changes. */
void history_text_enter(struct buf *out, const struct history_names *names,
                        const struct applied *row, const char *log);

/* Enters the row of a revision that has none yet: fails if there is one. */
void history_text_begin(struct buf *out, const struct history_names *names,
                        const struct applied *row, const char *log);

/* Takes the revision's row out; 'log' as above. */
void history_text_remove(struct buf *out, const struct history_names *names,
                         const struct applied *row, const char *log);

/* Changes the checksums of the revision's row and how far it has come, nothing else of it. */
void history_text_progress(struct buf *out, const struct history_names *names,
                           const struct applied *row);

/* Logs an action on a revision. */
void history_text_log(struct buf *out, const struct history_names *names,
                      const struct applied *row, const char *action, const char *detail);

/* Takes every row out; the log stays. */
void history_text_clear(struct buf *out, const struct history_names *names);

#endif

#ifndef SCHEMAGEN_RUNNER_EDITS_H
#define SCHEMAGEN_RUNNER_EDITS_H

/* Migration files that are no longer what has run. A migration that stands is held against its
 * whole up file; of one that was stopped half-way only what has run counts, so that the rest of
 * its file can be mended. */

#include "runner/history.h"

#include <stdio.h>

/* False and a message for each file that was edited. Rows without a file are not looked at. */
bool edits_refuse(struct arena *arena, const struct history *history,
                  const struct migrations *migrations, struct diags *diags);

/* Takes the edited files as they are now: their new checksums are recorded and logged, all or
 * none. Each is named in 'messages', unless that is NULL. */
bool edits_accept(struct connection *connection, struct arena *arena,
                  const struct history_names *names, const struct migrations *migrations,
                  FILE *messages, struct diags *diags);

/* Names each edited file in 'messages', unless that is NULL, and records nothing. */
void edits_show(struct arena *arena, const struct history *history,
                const struct migrations *migrations, FILE *messages, struct diags *diags);

#endif

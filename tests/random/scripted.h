#ifndef SCRIPTED_H
#define SCRIPTED_H

/* Migrations carried out without a server: what the reader of SQL makes of the tool's own
 * scripts. */

#include "plan/plan.h"
#include "sources/source.h"

/* Whether these scripts, one after the other on nothing, make the model; where they do not,
 * detail says what differs. Expressions that only a server can compare are passed over. */
bool scripts_make(const char *const *scripts, size_t count, const struct model *wanted,
                  const struct source_settings *settings, struct buf *detail,
                  struct diags *diags);

#endif

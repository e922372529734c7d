#ifndef SCHEMAGEN_SOURCES_LEFT_OUT_H
#define SCHEMAGEN_SOURCES_LEFT_OUT_H

/* What is no part of any model, by its name: what the configuration excludes, other tools'
 * tables of versions, the tool's own history. */

#include "sources/source.h"

/* By the configuration's patterns alone; schema may be NULL. */
bool is_pattern_excluded(const struct source_settings *settings, const char *schema,
                         const char *name);
/* A schema goes by its own name, or by a pattern that takes all that is in it; PostgreSQL's own
 * always do. */
bool is_schema_left_out(const struct source_settings *settings, const char *name);
/* A relation that keeps what another tool or this one has applied. */
bool is_bookkeeping(const struct source_settings *settings, const char *schema,
                    const char *name);

/* All of it, for a top-level object of the model. */
bool is_name_left_out(const struct source_settings *settings, enum kind kind,
                      struct qname name);

#endif

#ifndef SCHEMAGEN_GRAMMAR_FORMAT_H
#define SCHEMAGEN_GRAMMAR_FORMAT_H

/* The one canonical layout of model files. */

#include "base/buffer.h"
#include "base/diag.h"

/* Appends the file's text in canonical layout: same tokens, same comments, other blanks, and
 * words of the language in lower case. Formatting the result again changes nothing. False, and
 * messages, if the file does not parse; nothing is appended then. */
bool format_source(const struct source *source, struct buf *out, struct diags *diags);

#endif

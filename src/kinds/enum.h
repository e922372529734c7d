#ifndef SCHEMAGEN_KINDS_ENUM_H
#define SCHEMAGEN_KINDS_ENUM_H

/* What becomes of the labels of an enum that is made anew. */

#include "model/model.h"

/* The label of the new type that rows with a label of the old one get: the same one, or what
 * either side says it was renamed to or is replaced by. NULL: none. */
const char *enum_label_after(const struct label *old, const struct enum_type *to);

#endif

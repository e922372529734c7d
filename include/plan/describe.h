#ifndef SCHEMAGEN_PLAN_DESCRIBE_H
#define SCHEMAGEN_PLAN_DESCRIBE_H

/* Differences for people and programs; plan.h says what each looks like. */

#include "plan/passage.h"

void changes_describe(const struct changes *changes, struct buf *out);
void changes_describe_json(const struct changes *changes, struct buf *out);
const char *changes_message(const struct changes *changes, struct arena *arena);

#endif

#ifndef SCHEMAGEN_PLAN_DESCRIBE_H
#define SCHEMAGEN_PLAN_DESCRIBE_H

/* Differences for people and programs; plan.h says what each looks like. */

#include "plan/passage.h"

/* As plan_describe() and plan_describe_json() in plan.h. */
void changes_describe(const struct changes *changes, struct buf *out);
void changes_describe_json(const struct changes *changes, struct buf *out);
/* The names of the fields of a change, its comment and its owner. How many there were. */
size_t change_add_fields(const struct change *change, struct buf *out,
                         void (*add)(struct buf *out, const char *name));
const char *change_op_word(enum change_op op); /* "create" */

/* As plan_message(). */
const char *changes_message(const struct changes *changes, struct arena *arena);

/* As plan_each_difference() in plan.h. */
struct difference;
void passage_each_difference(const struct passage *passage, const char *from_name,
                             const char *to_name,
                             void (*visit)(void *context, const struct difference *difference),
                             void *context);

#endif

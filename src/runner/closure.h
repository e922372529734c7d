#ifndef SCHEMAGEN_RUNNER_CLOSURE_H
#define SCHEMAGEN_RUNNER_CLOSURE_H

/* What a plan touches, what that needs to be built, and what hangs on it: the part of both
 * models that a proof builds. */

#include "plan/passage.h"
#include "plan/plan.h"

struct closure {
    const struct plan *plan;
    /* private */
    struct arena arena;
    struct marks marks;
    struct {
        const struct object **at;
        size_t count, capacity;
    } waiting;
};

void closure_find(struct closure *closure);
/* For model_part(); the context is the closure. */
bool closure_wants(void *closure, const struct object *object);
void closure_release(struct closure *closure);

#endif

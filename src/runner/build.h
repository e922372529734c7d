#ifndef SCHEMAGEN_RUNNER_BUILD_H
#define SCHEMAGEN_RUNNER_BUILD_H

/* Building models in scratch databases, and reading back what came of it. */

#include "base/buffer.h"
#include "runner/scratch.h"

/* Runs the body of a migration. False with what the server or the splitter objects to, as text:
 * the body is no file that a place could be shown in. */
bool scratch_run(struct scratch *scratch, const char *schema, const char *body,
                 struct buf *objection);

/* Builds the model from nothing. False with scratch->reason. */
bool scratch_build(struct scratch *scratch, const struct model *model);

/* The database as a model, read with the settings of the model it is to be held against; NULL
 * if it cannot be read. The caller frees it. */
struct model *scratch_read(struct scratch *scratch, const struct model *like);

/* All of that in a database of its own: what a server makes of a model. NULL with the reason,
 * and, unless refused is NULL, whether any server would refuse the model for it. */
struct model *scratch_model(struct prover *prover, const struct model *model,
                            struct buf *reason, bool *refused);

#endif

#ifndef SCHEMAGEN_SOURCES_EXPRESSIONS_H
#define SCHEMAGEN_SOURCES_EXPRESSIONS_H

/* The expressions of a model that people write: in model files, in JSON. */

#include "base/diag.h"
#include "model/model.h"

/* Reports what is no SQL expression, and what mentions a column that is not there. */
void judge_expressions(const struct model *model, struct diags *diags);

#endif

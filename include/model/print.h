#ifndef SCHEMAGEN_MODEL_PRINT_H
#define SCHEMAGEN_MODEL_PRINT_H

/* The model as model files: what a person would have written. parse(print(model)) = model. */

#include "base/buffer.h"
#include "model/model.h"

/* The whole model, in one canonical order: schemas, extensions, types, sequences, tables.
 * Objects of other schemas than model->schema stand in schema blocks. Names that PostgreSQL
 * would choose, defaults, sequences of serial columns and what follows from something else are
 * left out. */
void model_print(const struct model *model, struct buf *out);

/* The same for one schema's objects, for one file a schema; what has no schema (extensions,
 * drops) goes with model->schema. The files of all schemas together are the whole model. */
void model_print_schema(const struct model *model, const char *schema, struct buf *out);

/* A name as the language wants it: quoted if it is not a plain lower-case word, is reserved in
 * PostgreSQL, or (as a column) is a word that may begin an item of a table. */
void print_name(struct buf *out, const char *name);
void print_column_name(struct buf *out, const char *name);
void print_qname(const struct model *model, struct buf *out, struct qname name);

#endif

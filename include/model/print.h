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

/* The same in files, which together are the whole model. What has no schema (extensions, drops)
 * goes with model->schema. */
enum print_layout {
    PRINT_SCHEMAS, /* a file for each schema */
    PRINT_TABLES,  /* a file for each table, and for each schema one with the rest of it */
    PRINT_ONE
};

/* A file's text; schema NULL: of all; table NULL: not of one table. Empty ones are not
 * shown. */
typedef void print_visitor(void *context, const char *schema, const struct table *table,
                           const struct buf *text);
void model_print_files(const struct model *model, enum print_layout layout,
                       print_visitor *visit, void *context);

/* A name as the language wants it: quoted if it is not a plain lower-case word, is reserved in
 * PostgreSQL, or (as a column) is a word that may begin an item of a table. */
void print_name(struct buf *out, const char *name);
void print_column_name(struct buf *out, const char *name);

#endif

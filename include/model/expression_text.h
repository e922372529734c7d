#ifndef SCHEMAGEN_MODEL_EXPRESSION_TEXT_H
#define SCHEMAGEN_MODEL_EXPRESSION_TEXT_H

/* What the text of an SQL expression shows at a glance, for default names and for printing.
 * Meaning is postgres/expression's, which has a parser. */

#include "model/model.h"

/* The name that PostgreSQL gives an index column of that expression (FigureIndexColname): the
 * last column, function or cast type it ends in; NULL where it has none ("expr"). */
const char *expression_column_name(struct arena *arena, const char *text);

/* The one column of the table that the expression mentions; NULL: none, or several. */
const char *expression_only_column(const char *text, const struct table *table);

/* Whether a model file takes it after 'default' without parentheses: a constant, a call, an
 * array, with casts or without. False where it is not certain. */
bool expression_is_value(const char *text);
/* Whether it is one function call. */
bool expression_is_call(const char *text);
/* Whether one pair of parentheses is around all of it. */
bool expression_is_enclosed(const char *text);

#endif

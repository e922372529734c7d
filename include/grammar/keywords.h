#ifndef SCHEMAGEN_GRAMMAR_KEYWORDS_H
#define SCHEMAGEN_GRAMMAR_KEYWORDS_H

/* The words of the language: PostgreSQL's keywords with its own categories, and a few of ours.
 * Quoting, in SQL and in models, is decided by the category. */

#include <stdbool.h>

enum keyword_category {
    KEYWORD_NONE,       /* not a keyword */
    KEYWORD_OWN,        /* the language's only: a plain name to PostgreSQL, and here */
    KEYWORD_UNRESERVED, /* may be any name */
    KEYWORD_COL_NAME,   /* may be a column or a table, not a function or a type */
    KEYWORD_TYPE_FUNC,  /* may be a function or a type, not a column or a table */
    KEYWORD_RESERVED    /* is a name only in quotes */
};

/* The category of a word in lower case; not of its quoted form. */
enum keyword_category keyword_category(const char *word);

/* Whether a line of a table that begins with the word may be something else than a column of
 * that name ('index', 'owner', …). The printer quotes such columns. */
bool keyword_begins_item(const char *word);

#endif

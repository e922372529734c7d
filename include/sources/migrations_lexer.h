#ifndef SCHEMAGEN_SOURCES_MIGRATIONS_LEXER_H
#define SCHEMAGEN_SOURCES_MIGRATIONS_LEXER_H

/* SQL text as psql sees it: just enough of a lexer to know where a statement ends. */

#include "base/diag.h"

enum sql_token_type {
    SQL_END,
    SQL_BLANK_LINE,   /* white space that holds an empty line */
    SQL_SPACE,        /* other white space */
    SQL_LINE_COMMENT, /* without its newline */
    SQL_BLOCK_COMMENT,
    SQL_WORD,             /* a keyword or name without quotes */
    SQL_QUOTED,           /* a string, a dollar body or a quoted name */
    SQL_VARIABLE,         /* :name */
    SQL_VARIABLE_LITERAL, /* :'name' */
    SQL_VARIABLE_NAME,    /* :"name" */
    SQL_OPEN,
    SQL_CLOSE,
    SQL_SEMICOLON,
    SQL_META, /* a backslash and the rest of its line */
    SQL_OTHER
};

struct sql_token {
    enum sql_token_type type;
    uint32_t start, end;
};

struct sql_lexer {
    const struct source *source;
    uint32_t at;
    struct diags *diags; /* NULL: nothing is reported */
};

/* The next token. What is not closed is reported, and runs to the end of the text. */
struct sql_token sql_lexer_next(struct sql_lexer *lexer);

#endif

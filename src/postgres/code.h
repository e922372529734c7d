#ifndef SCHEMAGEN_POSTGRES_CODE_H
#define SCHEMAGEN_POSTGRES_CODE_H

/* The outer form of SQL text: strings, comments, words, signs. Private to the parser's room. */

#include <stdbool.h>
#include <stdint.h>

/* A letter, a digit, '_', or a byte of a character beyond ASCII. */
bool code_is_word(char c);

/* Behind the string, quoted name, comment or dollar body that begins here (text: the start of
 * all of it); NULL if what stands here is code. What is not closed runs to the end. */
const char *code_skip_text(const char *text, const char *at);

enum token_type {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_NAME, /* in double quotes */
    TOKEN_STRING,
    TOKEN_NUMBER,
    TOKEN_SIGN /* one character */
};

struct token {
    enum token_type type;
    uint32_t start, end;
};

/* The next token at or after a byte; white space and comments are passed over. */
struct token code_next(const char *text, uint32_t at);

#endif

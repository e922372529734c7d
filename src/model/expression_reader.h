#ifndef SCHEMAGEN_MODEL_EXPRESSION_READER_H
#define SCHEMAGEN_MODEL_EXPRESSION_READER_H

/* The text of an SQL expression, token by token. Private to model/expression_text. */

#include "base/arena.h"
#include "base/name.h"

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,   /* folded */
    TOKEN_QUOTED, /* a quoted identifier */
    TOKEN_STRING,
    TOKEN_NUMBER,
    TOKEN_CAST,  /* :: */
    TOKEN_OTHER, /* one character */
};

struct reader {
    const char *at; /* behind the token */
    enum token_kind kind;
    char character;            /* of TOKEN_OTHER */
    char word[NAME_BYTES + 1]; /* of TOKEN_WORD and TOKEN_QUOTED; longer ones are cut */
    size_t length;             /* of word */
};

/* At the first token of the text, which stays the caller's. */
struct reader reader_of(const char *text);
void reader_next(struct reader *reader);

bool reader_is_word(const struct reader *reader, const char *word);
bool reader_is_name(const struct reader *reader); /* a word, or quoted */
/* Whether the character is one of the two brackets of expressions. */
bool reader_is_opening(char c);
bool reader_is_closing(char c);

/* Goes on and returns true if that is the token; else stays. */
bool reader_accept(struct reader *reader, char character);
bool reader_accept_word(struct reader *reader, const char *word);

/* From an opening bracket to behind its closing one. */
void reader_skip_brackets(struct reader *reader);

/* Reads a type's name with modifiers and brackets; its last part as pg_type has it, in the
 * arena or static. */
const char *reader_read_type(struct arena *arena, struct reader *reader);
/* At a word that may follow the first one of a type's name. */
bool reader_continues_type(const struct reader *reader);

#endif

#ifndef SCHEMAGEN_POSTGRES_NEWER_PARTS_H
#define SCHEMAGEN_POSTGRES_NEWER_PARTS_H

/* A statement in pieces, as newer.c looks through it. Private to postgres/newer. */

#include "postgres/code.h"
#include "postgres/newer.h"

enum word {
    WORD_NONE,
#define WORD(name, text) WORD_##name,
#include "postgres/newer_words.def"
#undef WORD
    WORD_COUNT
};

struct piece {
    struct token token;
    enum word word;
    char sign;      /* of a TOKEN_SIGN */
    unsigned level; /* of brackets around it; a bracket stands outside of itself */
    bool subscript; /* the innermost bracket is [ */
};

enum place {
    PLACE_OTHER,
    PLACE_CREATE_TABLE,
    PLACE_ALTER_TABLE,
    PLACE_ALTER_DOMAIN,
    PLACE_ALTER
};

/* One statement being looked through. */
struct lifting {
    struct arena *arena;
    const char *text;
    struct lifted *lifted;
    struct {
        struct piece *at;
        size_t count, capacity;
    } pieces; /* ends with a TOKEN_END */
    enum place place;
    unsigned body; /* the level at which items of a table stand */
    size_t item;   /* where the item at hand begins */
};

/* Reads from a byte on up to the statement's semicolon; returns the byte behind it. The pieces
 * are on the heap, for newer_lift() to free. */
uint32_t lifting_read(struct lifting *lifting, uint32_t from);

/* The piece at an index, or the end of the statement for one beyond it; its word; its sign. */
const struct piece *lifting_piece(const struct lifting *lifting, size_t i);
enum word lifting_word(const struct lifting *lifting, size_t i);
bool lifting_is_sign(const struct lifting *lifting, size_t i, char sign);
bool lifting_is_name(const struct lifting *lifting, size_t i);

/* Whether these words follow each other from i on; ends with WORD_NONE. */
bool lifting_has_words(const struct lifting *lifting, size_t i, const enum word *words);
#define HAS_WORDS(lifting, i, ...)                                                             \
    lifting_has_words(lifting, i, (const enum word[]){__VA_ARGS__, WORD_NONE})

/* Behind the bracket that closes the one at i. */
size_t lifting_behind(const struct lifting *lifting, size_t i);
/* The bracket around the piece at i; the first piece if there is none. */
size_t lifting_around(const struct lifting *lifting, size_t i);
/* A name as PostgreSQL reads it, in the arena. */
const char *lifting_name(const struct lifting *lifting, size_t i);

/* A note at that byte of the text. */
struct note *lifting_add_note(struct lifting *lifting, enum note_type type, uint32_t place);
/* Puts text over the bytes from start to end, and blanks over what is left of them. */
void lifting_put(struct lifting *lifting, uint32_t start, uint32_t end, const char *text);
/* The same over the pieces from first to last. */
void lifting_replace(struct lifting *lifting, size_t first, size_t last, const char *text);

#endif

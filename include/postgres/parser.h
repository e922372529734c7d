#ifndef SCHEMAGEN_POSTGRES_PARSER_H
#define SCHEMAGEN_POSTGRES_PARSER_H

/* PostgreSQL's own parser, by libpg_query. Only this room calls it; others read its trees.
 *
 * The parser is PostgreSQL 15's. What 16 to 18 have added, and psql's variables, is lifted out
 * of the text before it is parsed (notes.def says what, and what is parsed in its place):
 * numbers as 1_000 and 0x1F become plain ones, the rest is kept in notes. No byte of the text
 * changes its place, so that places in the tree are places in the text. */

#include "base/arena.h"
#include "base/diag.h"

#include <pg_query/pg_query.pb-c.h>

enum note_type {
#define NOTE(name, lifted, parsed) NOTE_##name,
#include "postgres/notes.def"
#undef NOTE
    NOTE_COUNT
};

/* What was lifted out, kept under the place of what it belongs to: the location that the parser
 * gives to that node, in bytes. */
struct note {
    enum note_type type;
    uint32_t place;
    const char *text; /* a name or word, folded; NULL where the type has none */
};

/* Where no node has a place, the tree itself says what stood there: a storage or access method
 * of this name is DEFAULT, and SET EXPRESSION AS (x) is SET DEFAULT of this function of x. (SET
 * STATISTICS DEFAULT is SET STATISTICS -1, which has always meant that.) */
#define PARSE_DEFAULT "*"
#define PARSE_EXPRESSION "="

struct parse; /* a parse tree; the caller frees it */

/* Parses one expression. NULL if it is not valid; then *message, if given, is why (in the
 * arena) and *offset where, in bytes from the start of the text. */
struct parse *parse_expression(struct arena *arena, const char *text, const char **message,
                               size_t *offset);
/* Whether the linked parser takes the expression as it stands; no tree is made, which costs a
 * fifth. */
bool parse_is_valid(const char *text);
/* The expression's root, borrowed. Locations in it count PARSE_PREFIX bytes more than there are
 * in the text. */
#define PARSE_PREFIX 7
const PgQuery__Node *parse_root(const struct parse *parse);

/* Parses statements, any number of them. NULL and why as above. */
struct parse *parse_statements(struct arena *arena, const char *text, const char **message,
                               size_t *offset);
/* All of the tree, borrowed. */
const PgQuery__ParseResult *parse_tree(const struct parse *parse);

/* The first note of that type whose place is in the range; NULL if there is none. Notes live in
 * the arena. Of an expression: places count from its start. */
const struct note *parse_note(const struct parse *parse, enum note_type type, size_t from,
                              size_t to);
/* The note of that type at exactly that location. */
const struct note *parse_note_at(const struct parse *parse, enum note_type type, int location);

void parse_free(struct parse *parse);

/* Calls back for each field of the message that holds messages, with those that it holds; of
 * members that share a place only for the one that is there. */
typedef void parse_field_visitor(void *context, const ProtobufCMessage *message,
                                 const ProtobufCFieldDescriptor *field,
                                 const ProtobufCMessage *const *items, size_t count);
void parse_each_field(const ProtobufCMessage *message, parse_field_visitor *visit,
                      void *context);

#endif

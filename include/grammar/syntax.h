#ifndef SCHEMAGEN_GRAMMAR_SYNTAX_H
#define SCHEMAGEN_GRAMMAR_SYNTAX_H

/* The syntax tree of one model file: what was said, where, in the order it was said. Nothing is
 * looked up, completed or judged here. Names are folded, strings decoded, expressions kept as
 * their author's text. */

#include "base/arena.h"
#include "base/diag.h"
#include "base/name.h"
#include "base/source.h"

#include <stdbool.h>

/* Brackets may not be nested deeper. */
#define SYNTAX_NESTING 1000

enum clause_kind {
#define CLAUSE(kind, word) CLAUSE_##kind,
#include "grammar/clauses.def"
#undef CLAUSE
    CLAUSE_COUNT
};

/* What happens to the rows that refer: the choice of ON_DELETE and ON_UPDATE. */
enum clause_action {
    ACTION_NO_ACTION,
    ACTION_RESTRICT,
    ACTION_CASCADE,
    ACTION_SET_NULL,
    ACTION_SET_DEFAULT
};

/* The choice of TYPE, bits. */
enum clause_type { TYPE_ARRAY = 1, TYPE_QUOTED = 2 };

/* A clause, or a part of one (a column of a list, an option, an element of an index, a
 * type). */
struct clause {
    enum clause_kind kind;
    int choice;        /* which of the clause's fixed words: see clauses.def */
    struct span at;    /* all of it */
    struct span said;  /* its name or text alone */
    struct qname name; /* what clauses.def says; else empty */
    const char *text;  /* what clauses.def says; else NULL */
    struct clause *parts, *next;
};

enum item_kind {
    /* of a file or a schema's block */
    ITEM_SCHEMA,
    ITEM_EXTENSION,
    ITEM_ENUM,
    ITEM_COMPOSITE,
    ITEM_DOMAIN,
    ITEM_SEQUENCE,
    ITEM_TABLE,
    ITEM_MIXIN,
    /* of a table, a mixin, a domain; an enum has labels, a composite type has columns */
    ITEM_COLUMN,
    ITEM_LIKE,
    ITEM_PRIMARY,
    ITEM_UNIQUE,
    ITEM_CHECK,
    ITEM_FOREIGN,
    ITEM_EXCLUDE,
    ITEM_NOT_NULL,
    ITEM_INDEX,
    ITEM_LABEL,
    /* anywhere */
    ITEM_DROPPED, /* text is the word of the kind, or NULL */
    ITEM_CLAUSES, /* a line that is a clause of the item around it */
    ITEM_COUNT
};

struct item {
    enum item_kind kind;
    bool external, unlogged, unique, nulls_not_distinct;
    bool bare;           /* of a type: no list of attributes was said */
    struct span at;      /* the head, without body and doc comment */
    struct span name_at; /* a point after the head's first words if it has no name */
    struct qname name;   /* name NULL: none was said */
    const char *text;    /* of a label, a check; see DROPPED */
    struct span text_at;
    struct span doc;      /* start == end: no doc comment */
    struct clause *type;  /* of a column or domain */
    struct clause *parts; /* columns of a key, elements of an index or exclusion */
    struct clause *clauses;
    struct item *body, *next;
};

struct syntax {
    const struct source *source;
    struct item *items;
};

/* Parses a file. Nodes go to 'nodes'; names and texts to 'texts' (a model's arena, so that they
 * outlive the tree). False after errors; the tree then holds what could be made out. */
bool syntax_parse(const struct source *source, struct arena *nodes, struct arena *texts,
                  struct syntax *syntax, struct diags *diags);

/* The text of a doc comment: its lines without the slashes and one blank after them. */
const char *syntax_doc_text(struct arena *arena, struct span doc);

/* How messages call a clause and an item: "on delete", "an index". */
const char *clause_word(enum clause_kind kind);
const char *item_word(enum item_kind kind);

#endif

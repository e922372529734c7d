#ifndef SCHEMAGEN_POSTGRES_EXPRESSION_H
#define SCHEMAGEN_POSTGRES_EXPRESSION_H

/* When are two expressions the same, and what does an expression refer to. Expressions are
 * never evaluated and never matched by patterns: PostgreSQL's parser reads them, and a closed
 * list of conservative rewrites (docs/expressions.md) is all that may make two texts equal. */

#include "model/model.h"

/* Names that are called something else on the other side: applied to the left expression. */
struct expression_renames {
    void *context;
    /* the name that column 'name' of the table at hand has now; the name itself if not
     * renamed */
    const char *(*column)(void *context, const char *name);
    /* relation, type or function names: what the object is called now */
    struct qname (*object)(void *context, struct qname name);
};

/* Where one of the two stands. What is NULL is not known; then less can be proved. */
struct expression_side {
    const struct table *table;     /* whose columns it mentions */
    const struct type_name *value; /* the type of VALUE, in a domain's check */
    const struct model *model;     /* whose domains it may use */
};

/* What the expression is for. */
struct expression_setting {
    const struct type_name *type; /* the type it is assigned to (defaults), or NULL */
    const char *schema;           /* what an unqualified name means: "public" */
    const struct expression_renames *renames; /* NULL: none */
    struct expression_side from, to;
};

/* True if both are absent, or are proved the same: by their canonical forms where both are
 * known, else by the parser and the rewrites. False is 'not proved', not 'different'. */
bool expression_same(const struct expression_setting *setting, const struct expr *from,
                     const struct expr *to);

/* True if they are proved different: one is absent, their canonical forms are known and differ,
 * or one has a column, a constant, a function or an operator that nothing in the other becomes.
 * False of two that are not expression_same() means that only a server can tell. */
bool expression_differs(const struct expression_setting *setting, const struct expr *from,
                        const struct expr *to);

/* What a person would have written for a text that PostgreSQL printed: without the brackets,
 * casts and lists that it adds by itself, where it is proved that they come back; in the arena.
 * Both sides of the setting are where it stands. */
const char *expression_plain(struct arena *arena, const struct expression_setting *setting,
                             const char *text);

/* What an expression mentions; the text is in the arena. */
enum mention {
    MENTION_COLUMN,
    MENTION_FUNCTION,
    MENTION_TYPE,
    MENTION_RELATION,
    MENTION_LITERAL
};
typedef void mention_visitor(void *context, enum mention mention, struct qname name);

/* Calls back for each column, function, type (of casts), relation (of nextval('…') and casts to
 * regclass) and string literal. False if the text cannot be parsed. */
bool expression_each_mention(struct arena *arena, const char *text, mention_visitor *visit,
                             void *context);

/* What something that an expression mentions is called now; the name itself where it is called
 * as before. Without a schema: as it was said, and as it may be said. */
struct expression_names {
    void *context;
    struct qname (*renamed)(void *context, enum mention mention, struct qname name);
};

/* The expression with its names put anew, as PostgreSQL does by keeping what is meant and not
 * the text: in the arena, or the text itself where nothing changes or it cannot be parsed.
 * Columns and the tables before them are asked for too. */
const char *expression_rename(struct arena *arena, const char *text,
                              const struct expression_names *names);

/* Forgets what was cached (normal forms by text). */
void expression_cache_release(void);

#endif

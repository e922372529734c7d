#ifndef SCHEMAGEN_SOURCES_REVISION_WORD_H
#define SCHEMAGEN_SOURCES_REVISION_WORD_H

/* The words that name revisions, as Alembic has them: head, heads, base, current, a revision or
 * the beginning of one, a label, each with +N or -N behind it and LABEL@ or REVISION@ before
 * it; +N and -N alone are seen from where a database stands. */

#include "sources/graph.h"

struct revision_word {
    const char *text;  /* the whole of it */
    const char *label; /* before the @; NULL: none */
    const char *name;  /* NULL: from where the database stands */
    long steps;        /* of +N (positive) or -N; 0 where none are said */
};

/* False if the text is no such word; nothing is reported. */
bool revision_word_read(const struct migrations *migrations, const char *text,
                        struct revision_word *word);

/* What the word names, in the list's order; none is base. 'stands' is the set that stands in a
 * database, NULL where none is asked: then "current", +N and -N are errors. False and messages,
 * with the ways out, if it names nothing or is ambiguous. */
bool revision_word_find(const struct migrations *migrations, const struct revision_word *word,
                        const bool *stands, struct selection *named, struct diags *diags);

/* The same, for a word that has to name exactly one. */
bool revision_word_find_one(const struct migrations *migrations,
                            const struct revision_word *word, const bool *stands,
                            struct migration **named, struct diags *diags);

/* The branch that the word's label says, as a set; NULL without a label. */
bool revision_word_lineage(const struct migrations *migrations,
                           const struct revision_word *word, bool **lineage,
                           struct diags *diags);

/* Messages, always false: the word may mean each of the migrations; it leads out of the
 * history.
 */
bool revision_word_ambiguous(const struct revision_word *word, const char *why,
                             const struct selection *meant, struct diags *diags);
bool revision_word_past_end(const struct revision_word *word, struct diags *diags);

/* The migrations to run, in their order, for "upgrade WORD" and "downgrade WORD" where 'stands'
 * stand. An upgrade takes what is named and all it needs; a downgrade keeps what is named and
 * takes back what comes after it, with all that depends on that. */
bool revision_word_way_up(const struct migrations *migrations, const struct revision_word *word,
                          const bool *stands, struct selection *way, struct diags *diags);
bool revision_word_way_down(const struct migrations *migrations,
                            const struct revision_word *word, const bool *stands,
                            struct selection *way, struct diags *diags);

/* Makes 'stands' what shall stand once the database is stamped with the word: what is named,
 * all it needs, and of what stood before what does not come after it. */
bool revision_word_stamp(const struct migrations *migrations, const struct revision_word *word,
                         bool *stands, struct diags *diags);

#endif

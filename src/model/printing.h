#ifndef SCHEMAGEN_MODEL_PRINTING_H
#define SCHEMAGEN_MODEL_PRINTING_H

/* What the files of the printer share; private to them. */

#include "base/buffer.h"
#include "model/model.h"

struct printer {
    const struct model *model;
    struct buf *out;
    const char *schema;        /* of the block being printed: names in it stand alone */
    const char *only;          /* the one schema to print; NULL: all */
    const struct table *table; /* the one table to print; NULL: all */
    bool without_tables;
    unsigned indent;               /* blanks before a line */
    struct object_list composites; /* those of the model, and types it has no kind for */
    struct object_list tables;     /* those of the model, and others that it refers to */
    struct names *names; /* how often each name is there: a chosen name has to be free */
    struct arena *arena; /* for as long as the printing takes */
};

#define PRINT_INDENT 2

/* print_parts.c: pieces that several kinds have. All but the last group append to a line,
 * behind a blank of their own. */
void print_relative(const struct printer *printer, struct buf *line, struct qname name);
/* A name in pg_catalog, or found without its schema, stands alone. */
void print_catalog_name(const struct printer *printer, struct buf *line, struct qname name);
void print_type(const struct printer *printer, struct buf *line, const struct type_name *type);
void print_string(struct buf *line, const char *text);
/* The expression in parentheses, one pair of them. */
void print_enclosed(struct buf *line, const char *text);
/* after 'default': with parentheses only where they are needed */
void print_value(struct buf *line, const char *text);
void print_columns(struct buf *line, const struct text_list *columns);
void print_options(struct buf *line, const char *word, const struct options *options);
void print_sequence_options(struct buf *line, const struct sequence_options *options,
                            bool with_type);
void print_word_name(struct buf *line, const char *word, const char *name);

/* Clauses that every kind has: renamed from, owner, and a comment that '///' cannot carry. */
void print_common_clauses(const struct printer *printer, struct buf *line,
                          const struct object *object);
bool print_is_doc(const char *comment); /* whether '///' can carry it */

/* Whole lines. */
void print_doc(const struct printer *printer, const struct object *object);
void print_line(const struct printer *printer, const char *text);
/* 'dropped NAME' lines; kinds are said where they were. */
void print_dropped(const struct printer *printer, const struct dropped_list *dropped);

/* print_table.c */
void print_table(struct printer *printer, const struct table *table);
/* Whether the sequence is there because a column prints as serial. */
bool print_as_serial(const struct printer *printer, const struct sequence *sequence);

/* print_members.c: by type and name, whatever the order they were said in. */
const struct constraint **print_sort_constraints(const struct printer *printer,
                                                 const struct constraint *constraints,
                                                 size_t count);
/* constraints and indexes as items of a table, and what fits on the line of
 * their column. */
bool print_fits_column(const struct printer *printer, const struct table *table,
                       const struct constraint *constraint, const char *column);
bool print_index_fits_column(const struct printer *printer, const struct table *table,
                             const struct index *index, const char *column);
/* As clauses on the column's line. */
void print_column_constraint(const struct printer *printer, struct buf *line,
                             const struct constraint *constraint);
void print_column_index(struct buf *line, const struct index *index);
/* As lines of their own. */
void print_constraint(const struct printer *printer, const struct table *table,
                      const struct constraint *constraint);
void print_domain_check(const struct printer *printer, struct buf *line,
                        const struct domain *domain, const struct constraint *check);
void print_index(const struct printer *printer, const struct table *table,
                 const struct index *index);

#endif

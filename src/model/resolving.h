#ifndef SCHEMAGEN_MODEL_RESOLVING_H
#define SCHEMAGEN_MODEL_RESOLVING_H

/* The passes of resolve, in the order in which they run; private to its files. Each reports
 * what it finds wrong and goes on. Those in …_of are of one table, and run table by table. */

#include "model/model.h"

struct resolver {
    struct model *model;
    struct diags *diags; /* NULL while a database's model is linked: nothing is reported */
    bool partial;        /* what is not there may be something that is not modelled */
    bool too_wide; /* a table has more columns than may be: what follows may take for ever */
};

/* resolve_types.c: every type name finds its type. */
void resolve_types(struct resolver *resolver);

/* resolve_columns.c: what columns get from keys, parents and types, and what is wrong
 * in them. */
void resolve_columns(struct resolver *resolver);
/* Only what is wrong in them. */
void resolve_check_columns(struct resolver *resolver);

/* resolve_types.c again, where every column is known: types that are made of themselves. */
void resolve_circles(struct resolver *resolver);

/* resolve_names.c: names that were not said, the sequences of serial columns, and names that
 * are taken. */
void resolve_names(struct resolver *resolver);
/* Only names that are taken. */
void resolve_check_names(struct resolver *resolver);
/* Marks the columns and sequences that are just what serial makes. */
void resolve_serials(struct model *model);

/* resolve_keys.c: the columns and tables that constraints, indexes and sequences speak of. */
void resolve_keys_of(struct resolver *resolver, struct table *table);
void resolve_sequences(struct resolver *resolver);

/* resolve_abilities.c: what types and access methods cannot do. */
void resolve_abilities_of(struct resolver *resolver, const struct table *table);
void resolve_abilities_of_types(struct resolver *resolver);
/* The type below all domains. */
const struct type_name *resolve_base_type(const struct resolver *resolver,
                                          const struct type_name *type);

/* resolve_key_types.c: what keys and indexes ask of the types of their columns. */
void resolve_key_types_of(struct resolver *resolver, const struct table *table);
/* Whether that cannot be told: there are, or may be, classes and casts that somebody made. */
bool resolve_may_have_more_classes(const struct model *model);

/* resolve_options.c: storage parameters that there are not, or that do not take the value. */
void resolve_options_of(struct resolver *resolver, const struct table *table);

/* resolve_renames.c: whether what is renamed can be. */
void resolve_renames(struct resolver *resolver);

/* resolve_defaults.c: what was said although it is the default is forgotten. */
void resolve_defaults(struct resolver *resolver);

/* resolve.c, for all of them. Finds the table that a reference in an object of that schema
 * means and completes its name; NULL and an error if there is none. */
struct table *resolve_need_table(struct resolver *resolver, struct ref *ref,
                                 const char *schema);
/* Adds 'Did you mean …' for a name among the columns of the table. */
void resolve_hint_column(struct resolver *resolver, const struct table *table,
                         const char *name);

/* Whether a hint is still worth its while: nobody reads the hundredth 'did you mean', and each
 * one is a search of all names. */
bool resolve_may_hint(const struct resolver *resolver);

/* Parents of parents, types of types: deeper is refused, for each level takes some of the
 * stack. */
#define RESOLVE_DEPTH 10000

/* Calls for each two neighbours in name order that have one name; the later declared is
 * second. */
struct object_pointers {
    struct object **at;
    size_t count, capacity;
};
void resolve_each_double(struct object_pointers *objects,
                         void (*visit)(struct resolver *resolver, struct object *first,
                                       struct object *second),
                         struct resolver *resolver);

#endif

#ifndef SCHEMAGEN_PLAN_PASSAGE_H
#define SCHEMAGEN_PLAN_PASSAGE_H

/* One direction of a plan: what has to be made anew, in which order things come and go, and the
 * steps. The way down is a passage over the inverted match. */

#include "kinds/kinds.h"
#include "plan/match.h"

struct marked; /* a hash entry, private to rebuild.c */

/* A set of objects. */
struct marks {
    struct marked *entries;
    struct arena *arena;
};

bool marks_has(const struct marks *marks, const struct object *object);
bool marks_add(struct marks *marks, const struct object *object); /* false: was there */
void marks_release(struct marks *marks);

/* A difference, as plan_describe() tells it. */
enum change_op { CHANGE_CREATE, CHANGE_ALTER, CHANGE_RENAME, CHANGE_DROP };

struct change {
    enum change_op op;
    const struct object *from, *to; /* one is NULL when it comes or goes */
    uint64_t fields;
    bool comment, owner;
};

struct changes {
    struct change *at;
    size_t count, capacity;
};

struct passage {
    const struct match *match;
    struct renames renames;
    struct writer writer;
    bool single; /* each step keeps its own statement */
    /* Objects of both sides. rebuilt: types, constraints and indexes that are dropped and made
     * again; retyped: columns whose type changes; replaced: columns dropped and added again. */
    struct marks rebuilt, retyped, replaced;
    /* types whose tables are parted from them for the time of the change */
    struct marks parted;
    struct changes changes;
};

/* Whether a table, sequence or composite type of the to side has that name, as an index of the
 * from side may have it. */
bool passage_relation_takes(const struct passage *passage, struct qname name);

/* The same of the names of indexes too. */
bool passage_name_is_taken(const struct passage *passage, struct qname name);

/* Whether what goes has a name that something else takes, and has to be out of its way. */
bool passage_name_comes_back(const struct passage *passage, const struct object *from);

/* What stores rows of a table goes before that one changes: the phase in which a column of the
 * from side, or its table, is to go, or an earlier one. */
enum phase passage_row_phase(const struct passage *passage, const struct column *from,
                             enum phase phase);

/* And comes after: whether a new column of the to side may store such rows. */
bool passage_waits_for_rows(const struct passage *passage, const struct column *to);

/* Whether the type of the from side, or the table as a type, is made anew or set aside. */
bool passage_is_rebuilt(const struct passage *passage, struct qname name);

/* Finds what has to be made anew. Needs match, renames and writer to be set. */
void passage_mark_rebuilds(struct passage *passage);

/* Objects of one side that come (or go), dependencies first. */
struct order {
    const struct object **at;
    size_t count, capacity;
};

/* Orders the top-level objects of a model for which wants() is true. */
struct order order_objects(struct arena *arena, const struct model *model,
                           bool (*wants)(void *context, const struct object *object),
                           void *context);

/* The steps and changes of one direction. False after errors. */
bool passage_run(struct passage *passage);

/* Members of a table that stays. */
void passage_alter_members(struct passage *passage, const struct table *from,
                           const struct table *to);
/* Labels of an enum, attributes of a composite type, constraints of a domain that stays; of any
 * other object there are none. */
void passage_alter_type_members(struct passage *passage, const struct object *from,
                                const struct object *to);

/* The index of the from side that a key of the to side is made of as it stands; NULL: the key
 * is none that comes, or has to have an index of its own. */
const struct index *passage_adopted_index(const struct passage *passage,
                                          const struct constraint *key);
/* Whether an index of the from side becomes that of a key. */
bool passage_is_adopted(const struct passage *passage, const struct index *index);

/* Whether the member of the from side goes away with a column that is dropped. */
bool passage_goes_with_column(const struct passage *passage, const struct object *member);

/* Of the fields in which a column that stays differs: those that its own statements have to
 * change, as its parents' statements do not or change them to something else. */
uint64_t passage_own_fields(const struct passage *passage, const struct column *from,
                            const struct column *to, uint64_t fields);
/* Sets what the not-null constraint of a column that stays is called, where parting from a
 * parent or joining one does not change the name by itself. False: nothing is to be done. */
bool passage_not_null_moves(const struct passage *passage, struct column *from,
                            struct column *to);
/* Whether a parent that the table keeps has the column of the to side too. */
bool passage_has_above(const struct passage *passage, const struct column *column);
/* Parts a table that stays from parents, and ties it again, where several of them change the
 * type or the name of a column: PostgreSQL does so only from one. */
void passage_tie_parents(struct passage *passage, const struct table *from,
                         const struct table *to);
/* Whether a column lets null in without its children, of which one cannot. */
bool passage_lets_null_in_alone(const struct passage *passage, const struct column *from,
                                const struct column *to);
/* Whether a column above the one of the to side lets null in, and so would this one. */
bool passage_null_is_let_in(const struct passage *passage, const struct column *column);
/* Whether the column has a default that stands in the way when a parent's type comes down. */
bool passage_default_parts(const struct passage *passage, const struct column *from,
                           const struct column *to);
/* Whether the column has nothing that is not its parent's too. */
bool passage_is_as_above(const struct column *column);

/* Finds the types whose tables have to be parted from them; rebuilt and retyped are known. */
void passage_mark_parted(struct passage *passage);
/* Whether the table, which stays, goes on being of its type all along. */
bool passage_stays_typed(const struct passage *passage, const struct table *from,
                         const struct table *to);
/* Parts a table that stays from its type and ties it again, where it has to be; reports where
 * it cannot be tied. */
void passage_tie_type(struct passage *passage, const struct table *from,
                      const struct table *to);

/* Whether the default of a column of the from side casts to a type that is made anew. */
bool passage_default_recasts(const struct passage *passage, const struct column *column);

/* Whether something cannot be done while a foreign key of the from side stands: the unique
 * index that it needs goes or is made anew, a table of the two becomes unlogged or logged, or
 * a column that it compares changes its type. */
bool passage_foreign_hinders(const struct passage *passage, const struct constraint *foreign);

/* Notes a difference; the fields may be 0 if it is in name, comment or owner alone. */
void passage_note(struct passage *passage, enum change_op op, const struct object *from,
                  const struct object *to, uint64_t fields);

/* Comment and owner of an object that came, stayed, or was made anew. */
void passage_dress(struct passage *passage, const struct object *from, const struct object *to);

/* A step that sets the search path, where unqualified text of an author needs more than the
 * model's own schema. */
void passage_search_path(struct passage *passage);

/* Sorts steps by phase and rank. */
void steps_sort(struct steps *steps);
/* Joins what shares an ALTER TABLE. */
void steps_join(struct arena *arena, struct steps *steps);
/* The bare statement. */
void step_write(const struct step *step, struct buf *out);
/* The body of a migration file. */
void steps_write(const struct steps *steps, struct buf *out);

#endif

#ifndef SCHEMAGEN_PLAN_PLAN_H
#define SCHEMAGEN_PLAN_PLAN_H

/* From two models to the statements that lead from one to the other and back. Objects are
 * matched once; the way down is the same code with the match inverted. A plan borrows from both
 * models and must be freed before them. */

#include "base/buffer.h"
#include "model/model.h"

struct plan;

struct plan_options {
    bool no_renames;    /* an unsaid drop beside an add of like shape is taken as just that */
    int server_version; /* of the target; statements are chosen for it. 0: the oldest supported
                         */
    bool compare_only;  /* only say what differs: nothing is judged, and no way down is made */
    bool single;        /* no statement settles two differences: for plan_each_difference() */
    /* Whether a table has no rows at all; NULL: nothing is known. Asked only about tables that
     * get a not-null column that nothing fills. */
    bool (*table_is_empty)(void *context, struct qname table);
    void *table_context;
};

/* Compares and orders. NULL after errors (ambiguous renames, a not-null column without a way to
 * fill it, changes that cannot be made), which are all reported. */
struct plan *plan_new(const struct model *from, const struct model *to,
                      const struct plan_options *options, struct diags *diags);
void plan_free(struct plan *plan); /* NULL is allowed */

bool plan_is_empty(const struct plan *plan); /* no differences */

/* The body of a migration file: every statement behind its comment, with directives; no
 * header. */
void plan_write_up(const struct plan *plan, struct buf *out);
void plan_write_down(const struct plan *plan, struct buf *out);

/* What differs, a line each: "+ table songs", "~ column songs.title: type, not null", … */
void plan_describe(const struct plan *plan, struct buf *out);
/* The same as a JSON array of {"op", "kind", "name", "fields", …}. */
void plan_describe_json(const struct plan *plan, struct buf *out);

/* One difference, for whoever shows them one by one. */
struct difference {
    const char *op;                 /* "create", "alter", "rename", "drop" */
    const struct object *from, *to; /* one is NULL when it comes or goes */
    const char *fields;             /* in which they differ: "type, not null"; or "" */
    const char *words;              /* "column songs.genre is not in the migrations" */
    const char *sql; /* the statements that settle it, each with its semicolon and newline; ""
                      * where it is settled along with another */
    bool undecided;  /* only a server can tell whether there is a difference at all */
};

/* Shows all differences, in the order of plan_describe(). The names say what the two sides are:
 * "the migrations", "the models". */
void plan_each_difference(const struct plan *plan, const char *from_name, const char *to_name,
                          void (*visit)(void *context, const struct difference *difference),
                          void *context);

/* A message made from the changes: "add genre to songs", "create users and 3 more". In the
 * plan's arena. */
const char *plan_message(struct plan *plan);

/* Whether a statement of either direction works only while that table has no rows. */
bool plan_needs_empty(const struct plan *plan, struct qname table);

/* Whether the top-level object, of either model, or a member of it differs or is made anew. */
bool plan_touches(const struct plan *plan, const struct object *object);

/* How many objects stay and differ in expressions that a server might find the same. */
size_t plan_undecided_changes(const struct plan *plan);

const struct model *plan_from(const struct plan *plan);
const struct model *plan_to(const struct plan *plan);
/* What the object is on the other side; NULL if it comes or goes. */
const struct object *plan_counterpart(const struct plan *plan, const struct object *object);
/* The model the object belongs to; it has to be one that plan_touches() or matched. */
const struct model *plan_side(const struct plan *plan, const struct object *object);

/* Whether two models are the same, with no plan made: for proofs and checks. Otherwise the
 * differences are added to out, if given, as plan_describe() prints them. */
bool models_same(const struct model *from, const struct model *to, struct buf *out);

#endif

#ifndef RANDOM_ORACLE_H
#define RANDOM_ORACLE_H

/* Whether the tool gets a pair of worlds right: from is built, rows are put in, up must lead to
 * what 'to' built from nothing is, with nothing left to do; down must lead back; and up again.
 * The judge is tests/catalog.sql, not the tool's own reading. */

#include "runner/proof.h"
#include "world.h"

enum stage {
    STAGE_HOLDS,
    STAGE_FROM_MODEL, /* the generator's own fault, or the reader's */
    STAGE_TO_MODEL,
    STAGE_BUILD_FROM,
    STAGE_BUILD_TO,
    STAGE_READ,
    STAGE_PLAN,
    STAGE_UP,
    STAGE_UP_LISTING,
    STAGE_UP_ROWS,
    STAGE_UP_REMAINS,
    STAGE_DOWN,
    STAGE_DOWN_LISTING,
    STAGE_DOWN_ROWS,
    STAGE_DOWN_REMAINS,
    STAGE_UP_AGAIN,
    STAGE_UP_AGAIN_LISTING,
    STAGE_COMMENTED,
    STAGE_TEXT, /* a model that was written, as text or JSON, is another one when it is read */
    STAGE_PULLED,
    STAGE_PULLED_BUILD,
    STAGE_PULLED_LISTING,
    STAGE_UP_READ,
    STAGE_DOWN_READ,
    STAGE_REFUSED, /* a woven pair that PostgreSQL has no way for; it counts as holding */
    STAGE_COUNT
};

const char *stage_name(enum stage stage);

struct oracle {
    struct server *server;
    struct prover prover;
    struct connection *a, *b; /* a is migrated; b only ever sees transactions that roll back */
    char *listing;            /* tests/catalog.sql */
    int major;
    bool builds;      /* pulled models are built, too */
    unsigned pairs;   /* since a was made */
    unsigned seeded;  /* pairs that had rows, over all */
    unsigned refused; /* pairs that were */
};

/* Starts a throwaway server of the version (0: the newest there is). */
bool oracle_open(struct oracle *oracle, int major, const char *listing_path);
void oracle_close(struct oracle *oracle);

/* Judges a pair; detail gets what went wrong. */
enum stage oracle_judge(struct oracle *oracle, const struct world *from, const struct world *to,
                        struct buf *detail);

/* Whether no plan is made since the world is woven and PostgreSQL has no statement for it. */
bool plan_is_refused(const struct world *world, const struct diags *diags);

/* Judges a chain of ten migrations: what is read of their files must be what the server has
 * that ran them. */
bool oracle_judge_chain(struct oracle *oracle, long seed, struct buf *detail);

/* Empties database a. */
bool oracle_clean(struct oracle *oracle);

/* How many rows each table may get without the rows themselves being what fails. */
unsigned pair_rows(const struct world *from, const struct world *to);
/* INSERT statements of that many rows for every table. */
void world_rows(const struct world *world, unsigned rows, struct buf *out);

/* Takes away from both worlds whatever the failure does not need. Returns how many judgements
 * it took. */
unsigned pair_shrink(struct oracle *oracle, struct world *from, struct world *to,
                     enum stage stage, unsigned most);

#endif

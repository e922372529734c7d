#ifndef SCHEMAGEN_RUNNER_PROOF_H
#define SCHEMAGEN_RUNNER_PROOF_H

/* Running a migration on a throwaway server before it is handed over: from + up = to, down = from,
 * up again = to, with a few rows in the tables; and asking a server which expressions are the
 * same where the parser alone cannot tell. */

#include "base/buffer.h"
#include "model/model.h"
#include "postgres/server.h"

enum proof_outcome {
    PROOF_PROVED,
    PROOF_REFUTED,     /* it was run and failed, or led elsewhere: diags say where */
    PROOF_IMPOSSIBLE,  /* it could not be tried: the reason is in the proof */
};

struct proof {
    enum proof_outcome outcome;
    char reason[256];      /* of PROOF_IMPOSSIBLE: "extension vector is not installed here" */
    char server_text[64];  /* "PostgreSQL 15.18", "PostgreSQL 15.18 (the target is 17)" */
};

/* Where proofs are made: a throwaway server started when first needed and kept, else --dev. */
struct prover {
    const struct address *dev; /* NULL: none */
    int major;                 /* of the target; 0: the newest there is */
    struct server *server;     /* started on demand; prover_release stops it */
    bool tried;                /* starting was tried */
};

void prover_release(struct prover *prover);

/* Proves the bodies of an up and a down file that lead from one model to the other and back. */
struct proof proof_run(struct prover *prover, const struct model *from, const struct model *to,
                       const char *up, const char *down, struct diags *diags);

/* Fills the canonical forms of the expressions of both models whose equality is not proved by the
 * parser, from a server that stores them. False if no server is at hand: then *undecided says
 * how many comparisons stay open. */
bool proof_canonicalize(struct prover *prover, struct model *from, struct model *to,
                        size_t *undecided, struct diags *diags);

#endif

#ifndef SCHEMAGEN_RUNNER_PROOF_H
#define SCHEMAGEN_RUNNER_PROOF_H

/* Running a migration on a throwaway server before it is handed over: from + up = to, down =
 * from, up again = to, with a few rows in the tables; and asking a server which expressions are
 * the same where the parser alone cannot tell. */

#include "plan/plan.h"
#include "runner/scratch.h"

enum proof_outcome {
    PROOF_PROVED,
    PROOF_REFUTED,   /* it was run and failed, or led elsewhere: diags say where */
    PROOF_IMPOSSIBLE /* it could not be tried */
};

struct proof {
    enum proof_outcome outcome;
    char text[512]; /* what goes behind 'proved' in the header: "PostgreSQL 15.18: up = models,
                     * down = previous", or "no, extension vector is not installed here" */
};

/* Proves the bodies of an up and a down file that lead from one model to the other and back.
 * Only what the plan touches, and what that needs, is built. */
struct proof proof_run(struct prover *prover, const struct plan *plan, const char *up,
                       const char *down, struct diags *diags);

/* Compares two models. Nothing differs: the empty plan that says so, for the caller to free.
 * Else NULL, and the expressions whose equality is not proved by the parser have their
 * canonical forms from a server that stores them; *undecided is how many objects could not be
 * asked about for want of a server. */
struct plan *proof_compare(struct prover *prover, struct model *from, struct model *to,
                           size_t *undecided);

#endif

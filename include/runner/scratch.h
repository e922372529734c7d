#ifndef SCHEMAGEN_RUNNER_SCRATCH_H
#define SCHEMAGEN_RUNNER_SCRATCH_H

/* Databases to try things out in: on a throwaway server that is started when first asked for,
 * else on the server of --dev. */

#include "model/model.h"
#include "postgres/server.h"

struct prover {
    const struct address *dev; /* NULL: none */
    int major;                 /* of the target; 0: the newest there is */
    /* private */
    struct server *server;
    bool tried;
    unsigned databases;
};

/* An empty database. Nothing is reported: the reason says why there is none, in words that fit
 * behind 'no, '. */
struct scratch {
    struct connection *connection;
    struct prover *prover;
    char name[64];
    char reason[256]; /* why connection is NULL, or what failed */
    bool refused;     /* what failed is wrong on any server, not only missing on this one */
};

/* The first one starts the server; connection NULL if there is none. Both to be ended by their
 * functions, the scratch before its prover. */
struct scratch scratch_open(struct prover *prover);
void scratch_close(struct scratch *scratch);

/* Roles, tablespaces and extensions that the model names. False with scratch->reason if one
 * cannot be had here. */
bool scratch_furnish(struct scratch *scratch, const struct model *model);

/* A role of that name, if there is none. */
void scratch_make_role(struct scratch *scratch, const char *role);

void prover_release(struct prover *prover);

#endif

#ifndef SCHEMAGEN_RUNNER_SEED_H
#define SCHEMAGEN_RUNNER_SEED_H

/* A few rows for the tables of a proof. */

#include "model/model.h"
#include "postgres/connection.h"

/* Inserts rows into each table, in the order given, as far as its constraints let values made
 * from the types alone pass; a table that refuses them stays empty. skip: tables that
 * have to. */
void seed_tables(struct connection *connection, const struct model *model,
                 bool (*skip)(void *context, const struct table *table), void *context);

#endif

#ifndef SCHEMAGEN_RUNNER_PREDECESSOR_H
#define SCHEMAGEN_RUNNER_PREDECESSOR_H

/* The tool that had a database before: what its own table says. */

#include "postgres/connection.h"

#include <stdio.h>

/* Tells 'messages' which revisions Alembic's tables name, and that they are left alone; nothing
 * where there are none. Not inside of a transaction: a table that cannot be read would
 * end it. */
void predecessor_report(struct connection *connection, FILE *messages);

#endif

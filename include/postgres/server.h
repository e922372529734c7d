#ifndef SCHEMAGEN_POSTGRES_SERVER_H
#define SCHEMAGEN_POSTGRES_SERVER_H

/* A throwaway PostgreSQL: made by the machine's own initdb and postgres in a private folder, on
 * a Unix socket only, with fsync off, gone when this process goes, crash or not (a watcher
 * process holds the other end of a pipe). As root it runs under an unprivileged user. Its data
 * folder is a copy of a template that is made once and cached. The PG* variables of the
 * environment do not reach it. */

#include "postgres/connection.h"

struct server;

/* Starts one of the wanted major version (14, 15 …), or the nearest newer, else the nearest
 * older that is installed; 0: the newest. NULL and, with diags, a message (check THROWAWAY)
 * saying what was looked for and where, if there is none. */
struct server *server_start(int major, struct diags *diags);
void server_stop(struct server *server); /* NULL is allowed */

int server_major(const struct server *server); /* 15 */

/* The address of a database there ("postgres" is always there). */
struct address server_address(struct arena *arena, const struct server *server,
                              const char *database);

/* Makes an empty database with the options of template0 in UTF8 (STRATEGY file_copy or the
 * fastest the version has) and connects to it as superuser. */
struct connection *server_new_database(struct server *server, const char *name,
                                       struct diags *diags);

#endif

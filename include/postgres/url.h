#ifndef SCHEMAGEN_POSTGRES_URL_H
#define SCHEMAGEN_POSTGRES_URL_H

/* Where a database is, from all the places it may be said in: URLs (libpq's, and SQLAlchemy's
 * with a driver and its parameters), libpq keyword strings, the environment. No password is
 * ever part of what is printed. */

#include "base/arena.h"
#include "base/diag.h"

/* libpq keywords and values, NULL-terminated, for PQconnectdbParams. A zeroed address is
 * libpq's defaults. */
struct address {
    const char **keywords, **values;
    /* where it was said: "-d", "DATABASE_URL", "schemagen.json", …; or NULL */
    const char *from;
    bool isolated; /* nothing is taken from the PG* variables of the environment */
};

/* Reads a URL or a keyword string ("" is allowed: libpq's defaults). SQLAlchemy's dialects
 * (postgresql+asyncpg://, +psycopg2, …) and their parameters (ssl=require → sslmode) are
 * translated. Unknown parameters are errors. Messages never show the password. */
bool address_read(struct arena *arena, const char *text, const char *from,
                  struct address *address, struct diags *diags);

/* The value of a libpq keyword; NULL if it was not said. */
const char *address_value(const struct address *address, const char *keyword);

/* A copy with one keyword set or replaced (dbname, user, …). */
struct address address_with(struct arena *arena, const struct address *address,
                            const char *keyword, const char *value);

/* "database songs on /tmp:5432 as anna (from DATABASE_URL)", without password. */
const char *address_describe(struct arena *arena, const struct address *address);

#endif

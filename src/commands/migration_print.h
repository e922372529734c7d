#ifndef SCHEMAGEN_COMMANDS_MIGRATION_PRINT_H
#define SCHEMAGEN_COMMANDS_MIGRATION_PRINT_H

/* How the commands show a migration: a line of its history, its facts, a JSON object. */

#include "commands/command.h"

enum print_format { PRINT_TEXT, PRINT_JSON };

/* "REV (label) (head)": the revision and what it is in the graph. 'stands' is the set that
 * stands in a database; NULL: none is asked. */
void migration_add_mark(struct buf *out, const struct migrations *migrations,
                        const struct migration *migration, const bool *stands);

/* Lines of what its header and its place in the graph say, indented. */
void migration_add_facts(struct buf *out, const struct migration *migration);

/* A JSON list of {"revision", "message"}. */
void migration_add_names(struct buf *out, const struct selection *selection);
/* All of it: a JSON object, with "current" where a database was asked. */
void migration_add_json(struct buf *out, const struct migrations *migrations,
                        const struct migration *migration, const bool *stands);

struct migration_listing {
    const char *name;
    const struct migrations *migrations;
    const struct selection *selection;
    const bool *stands;
    void (*add_line)(struct buf *out, const struct migrations *migrations,
                     const struct migration *migration, const bool *stands);
    bool json, verbose;
};

/* Prints migrations in the order of the selection: {"version": 1, NAME: […]} as JSON, else a
 * line each by 'add_line' and, if verbose, its facts. */
void migration_print_listing(const struct migration_listing *listing);

#endif

#ifndef SCHEMAGEN_COMMANDS_DIFF_H
#define SCHEMAGEN_COMMANDS_DIFF_H

/* Comparing two sources and writing the migration, for diff and for init. */

#include "commands/placement.h"

/* As the options of the command; zeroed is the command without any. */
struct diff_options {
    const char *message, *from, *to; /* NULL: made from the changes; the database; the models */
    bool no_prove, no_renames, accept_drift, dry_run, sql, down, exit_code;
    struct placement placement; /* where the migration goes */
    int format;
};

/* Compares, proves, writes the files and prints what the command prints; revision
 * --autogenerate is this too. */
enum status diff_write(struct context *context, const struct diff_options *options);

#endif

#ifndef SCHEMAGEN_COMMANDS_TRAVEL_H
#define SCHEMAGEN_COMMANDS_TRAVEL_H

/* Going from where the database stands to a target: what upgrade and downgrade share. */

#include "commands/command.h"
#include "runner/runner.h"

struct travel_options {
    bool dry_run, accept_edited, sql;
    struct number wait;
};

#define TRAVEL_ROWS 4
extern const struct option_row travel_rows[TRAVEL_ROWS];

/* Runs "upgrade TARGET" or "downgrade TARGET". */
enum status travel(struct context *context, enum direction direction);

/* The same with --sql, and "stamp TARGET" with it: prints the script, connects to nothing. */
enum status travel_script(struct context *context, enum direction direction);
enum status stamp_script(struct context *context);

/* How many migrations stand at the target that the word says, seen from where 'standing' of
 * them do. STATUS_USAGE or STATUS_ERROR, reported, if it says none. */
enum status target_read(struct context *context, const struct migrations *migrations,
                        size_t standing, enum direction direction, const char *word,
                        size_t *target);

#endif

#ifndef SCHEMAGEN_COMMANDS_TRAVEL_H
#define SCHEMAGEN_COMMANDS_TRAVEL_H

/* Going from where the database stands to a target: what upgrade and downgrade share. */

#include "commands/command.h"
#include "runner/runner.h"
#include "sources/revision_word.h"

struct travel_options {
    bool dry_run, accept_edited, sql;
    struct number wait, lock_timeout; /* milliseconds */
    struct number retries;
    int format, in_doubt;
};

#define TRAVEL_ROWS 8
extern const struct option_row travel_rows[TRAVEL_ROWS];

/* Runs "upgrade TARGET" or "downgrade TARGET". */
enum status travel(struct context *context, enum direction direction);

/* Says how to end a migration that was stopped half-way. */
void travel_hint_stopped(const struct applied *stopped, struct diags *diags);

/* How long a lock is waited for, by the option, the settings, or by default; said: not by
 * default. False after a message. */
bool travel_lock_timeout(struct context *context, long *milliseconds, bool *said);

/* The same with --sql, and "stamp TARGET..." with it, one word an argument: prints the script,
 * connects to nothing. */
enum status travel_sql(struct context *context, enum direction direction);
enum status stamp_sql(struct context *context, const struct migrations *migrations,
                      const struct revision_word *words, bool json);

/* Reads a word that names revisions. STATUS_USAGE, reported, if it is none. */
enum status target_read(struct context *context, const struct migrations *migrations,
                        const char *text, struct revision_word *word);

/* Reads the target of a run and the migrations that the run takes, in their order. 'stands' is
 * what stands. STATUS_USAGE or STATUS_ERROR, reported, if it says none. */
enum status target_way(struct context *context, const struct migrations *migrations,
                       const bool *stands, enum direction direction, const char *text,
                       struct selection *way);

/* Loads the project's migrations and finds what the word names, one at least; only "current",
 * +N and -N ask the database. */
enum status target_load(struct context *context, const char *text,
                        struct migrations *migrations, struct selection *named);
/* The same, for a word that has to name exactly one. */
enum status target_load_one(struct context *context, const char *text,
                            struct migrations *migrations, struct migration **migration);

/* Asks the configured database where it stands. */
enum status target_standing(struct context *context, const struct migrations *migrations,
                            struct standing *standing);

#endif

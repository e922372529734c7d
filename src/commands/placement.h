#ifndef SCHEMAGEN_COMMANDS_PLACEMENT_H
#define SCHEMAGEN_COMMANDS_PLACEMENT_H

/* Where a new migration goes in the graph, for every command that makes one. */

#include "commands/command.h"

/* What the options say; all may be empty. */
struct placement {
    const char *revision; /* --rev-id */
    struct words heads;   /* --head: what it revises */
    struct words depends; /* --depends-on */
    struct words labels;  /* --branch-label */
    bool splice;          /* it may revise what is no head */
};

/* Rows of the tables of commands that make migrations, whose options hold a placement. */
#define PLACEMENT_ROW_REVISION(options)                                                        \
    {                                                                                          \
        "rev-id", 0, "ID", "the revision's id (default: the clock)", OPTION_TEXT,              \
            offsetof(struct options, placement.revision)                                       \
    }
#define PLACEMENT_ROW_LABELS(options)                                                          \
    {                                                                                          \
        "branch-label", 0, "LABEL", "a name for the branch that it begins", OPTION_LIST,       \
            offsetof(struct options, placement.labels)                                         \
    }

/* Fills the id, and what the migration revises, depends on and is labelled. Without --head it
 * follows the only head. STATUS_USAGE or STATUS_ERROR, reported, if that cannot be. */
enum status placement_read(struct context *context, const struct migrations *migrations,
                           const struct placement *placement, struct migration_text *text);

/* Prints the paths of the files, or {"version": 1, "revision", "revises", "files"} without its
 * closing brace and newline. */
void placement_print(struct context *context, const struct migration_files *files);
void placement_add_json(struct buf *out, const struct migration_text *text,
                        const struct migration_files *files);

#endif

/* downgrade: takes migrations back down to a target. The way is travel.c's. */

#include "commands/travel.h"

static enum status run(struct context *context)
{
    return travel(context, DIRECTION_DOWN);
}

const struct command command_downgrade = {
    .name = "downgrade",
    .usage = "[--dry-run] [--wait SECONDS] [--lock-timeout DURATION] [--sql] TARGET",
    .summary = "takes migrations back down to a target",
    .details =
        "TARGET is base, -N, a revision or the beginning of one, a branch's label, REV-N, or\n"
        "LABEL@ before one of these. The revision that is named stays, and so do other\n"
        "branches, unless they depend on what goes.",
    .rows = travel_rows,
    .row_count = TRAVEL_ROWS,
    .options_size = sizeof(struct travel_options),
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};

/* upgrade: runs migrations up to a target. The way is travel.c's. */

#include "commands/travel.h"

static enum status run(struct context *context)
{
    return travel(context, DIRECTION_UP);
}

const struct command command_upgrade = {
    .name = "upgrade",
    .usage = "[--dry-run] [--wait SECONDS] [--lock-timeout DURATION] [--sql] TARGET",
    .summary = "runs migrations up to a target",
    .details =
        "TARGET is head, heads, +N, a revision or the beginning of one, a branch's label, "
        "REV+N,\n"
        "or LABEL@ before one of these; what it needs runs first. Each migration runs in one\n"
        "transaction, unless its file says otherwise.",
    .rows = travel_rows,
    .row_count = TRAVEL_ROWS,
    .options_size = sizeof(struct travel_options),
    .arguments_min = 1,
    .arguments_max = 1,
    .run = run,
};

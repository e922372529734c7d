/* Reads, prints and measures lengths of time. What waits for how long is its users'. */

#include "base/duration.h"
#include "base/array.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct unit {
    const char *name;
    long milliseconds;
} units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"min", 60000}, {"h", 3600000}};

bool duration_read(const char *text, long bare, long *milliseconds)
{
    char *end;
    long number, unit = 0;

    errno = 0;
    number = strtol(text, &end, 10);
    if (errno || end == text || number < 0 || strchr(" \t+-", *text))
        return false;
    for (size_t i = 0; i < COUNT_OF(units); i++)
        if (!strcmp(end, units[i].name))
            unit = units[i].milliseconds;
    if (!*end)
        unit = number ? bare : 1;
    if (!unit || number > DURATION_LONGEST / unit)
        return false;
    *milliseconds = number * unit;
    return true;
}

void duration_add(struct buf *out, long milliseconds)
{
    long seconds = milliseconds / 1000;

    if (seconds < 1)
        buf_addf(out, "%ld ms", milliseconds);
    else if (seconds < 60)
        buf_addf(out, "%ld.%ld s", seconds, milliseconds % 1000 / 100);
    else if (seconds < 3600)
        buf_addf(out, "%ld min %ld s", seconds / 60, seconds % 60);
    else if (seconds < 86400)
        buf_addf(out, "%ld h %ld min", seconds / 3600, seconds / 60 % 60);
    else
        buf_addf(out, "%ld d %ld h", seconds / 86400, seconds / 3600 % 24);
}

long duration_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void duration_pause(long milliseconds)
{
    nanosleep(&(struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000}, NULL);
}

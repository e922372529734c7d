#ifndef SCHEMAGEN_BASE_DURATION_H
#define SCHEMAGEN_BASE_DURATION_H

/* Lengths of time, in milliseconds. */

#include "base/buffer.h"

#include <stdbool.h>

/* Reads "500ms", "30s", "5m" or "1h". A number without a unit counts in units of so many
 * milliseconds; if those are 0, only "0" needs no unit. False if it is none of that, or longer
 * than DURATION_LONGEST. */
#define DURATION_LONGEST (1000L * 60 * 60 * 24 * 24) /* what an int of milliseconds holds */
bool duration_read(const char *text, long bare, long *milliseconds);

/* Appends "350 ms", "3.4 s", "2 min 5 s", "1 h 2 min" or "3 d 4 h". */
void duration_add(struct buf *out, long milliseconds);

/* A clock that only goes forward. */
long duration_now(void);

/* Sleeps so long; a signal wakes it earlier. */
void duration_pause(long milliseconds);

#endif

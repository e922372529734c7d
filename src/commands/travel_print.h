#ifndef SCHEMAGEN_COMMANDS_TRAVEL_PRINT_H
#define SCHEMAGEN_COMMANDS_TRAVEL_PRINT_H

/* What upgrade and downgrade print: a line a migration as it is done, or one JSON object at the
 * end. */

#include "commands/travel.h"

struct travel_print {
    enum direction direction;
    bool dry_run, json;
    struct buf out;     /* the JSON so far */
    const char *failed; /* the revision that could not be run; NULL: none */
};

/* Each begin is followed by one end, whatever happened between them. */
void travel_print_begin(struct travel_print *print);
void travel_print_end(struct travel_print *print);

/* What would run: its statements' comments, or their text where they have none. 'stopped' says
 * where an earlier run stopped, from where on it is shown, or is NULL. */
void travel_print_planned(struct travel_print *print, const struct migration *migration,
                          const struct applied *stopped);
void travel_print_done(struct travel_print *print, const struct migration *migration,
                       long milliseconds);
void travel_print_failed(struct travel_print *print, const struct migration *migration);

/* The file that is run in that direction; the migration has been split. */
const struct script *travel_script(const struct migration *migration, enum direction direction);

/* The steps of a script as lines, indented; those that are left where 'stopped' is not NULL. */
void travel_print_notes(const struct script *script, const struct applied *stopped);

/* A list of its segments: {"transaction", "steps": [{"type", "note", "text"}]}. */
void travel_add_segments(struct buf *out, const struct script *script);

#endif

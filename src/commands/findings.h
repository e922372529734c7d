#ifndef SCHEMAGEN_COMMANDS_FINDINGS_H
#define SCHEMAGEN_COMMANDS_FINDINGS_H

/* What a check found, gathered and then printed once: for people, as JSON, or as annotations
 * that GitHub shows beside the line of the file. */

#include "commands/command.h"
#include "plan/plan.h"

enum finding_level {
    FINDING_DIFFERENCE, /* proved: exit status 3 */
    FINDING_DOUBT,      /* may be one: only a server can tell */
    FINDING_NOTE        /* good to know */
};

struct finding {
    enum finding_level level;
    const char *check;            /* what is checked: "models", "replay", "database" */
    const char *op, *kind, *name; /* of a difference; else NULL */
    const char *fields;           /* those in which the two differ: "type, not null"; or "" */
    struct span at;               /* in a model or a migration */
    const char *text;
    const char *sql; /* the statements that would mend it; "" : none of its own */
    /* filled when it is added and printed */
    size_t part, number;      /* which check it is of, counted; its own number */
    struct position position; /* line 0: none */
};

enum findings_format { FINDINGS_TEXT, FINDINGS_JSON, FINDINGS_GITHUB };

struct findings {
    struct arena *arena;
    struct finding *at;
    size_t count, capacity;
    size_t differences, doubts;
    bool quiet;         /* notes are not for people */
    const char *folder; /* of -C, or NULL */
};

/* Adds what is no difference, but is to be known: it does not change the exit status. */
void findings_note(struct findings *findings, const char *check, struct span at,
                   const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Compares two models and adds what differs. 'check' is as in struct finding; the names say
 * what the two are: "the migrations", "the models". What a statement that could not be followed
 * may have changed is in doubt. */
struct findings_pair {
    const char *check, *from_name, *to_name;
    struct model *from, *to;
    const struct model *models; /* what these declare as external is passed over; or NULL */
};
void findings_compare(struct findings *findings, const struct findings_pair *pair);

/* Prints all by check and place on standard output. As JSON and annotations, the messages of
 * diags are among them; they stay there all the same. */
void findings_print(struct findings *findings, enum findings_format format,
                    struct diags *diags);

#endif

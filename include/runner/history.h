#ifndef SCHEMAGEN_RUNNER_HISTORY_H
#define SCHEMAGEN_RUNNER_HISTORY_H

/* What was applied to a database: one table with a row for each revision that stands, and an
 * append-only log of everything that was done. Both are in the database itself. */

#include "postgres/connection.h"
#include "sources/migrations.h"

struct history_names {
    const char *schema, *table;
    const char *log; /* in the same schema */
};

/* A revision that stands, or one that was stopped half-way: then fewer segments are done than
 * it has, or it was on its way down. */
struct applied {
    const char *revision, *message, *checksum;
    const char *at, *by, *tool; /* when, who, by which version */
    long milliseconds;
    bool down;     /* it was being taken back */
    int segment;   /* segments that are done, in that direction */
    int segments;  /* of the file of that direction */
    int statement; /* statements done in the next segment, if it runs outside a transaction */
    const char *checksums; /* script_checksums() of what is done of that file */
    const char *started;   /* the statement after those, as its file says it, that was started
                            * outside a transaction and whose end is not known; NULL: none */
};

struct history {
    bool exists;                /* false: this database was never versioned */
    bool logged;                /* its log is there */
    ARRAY(struct applied) rows; /* oldest first */
};

/* What the database has recorded, in the arena; an empty one where it was never versioned.
 * False and a message if it cannot be read. */
bool history_read(struct connection *connection, struct arena *arena,
                  const struct history_names *names, struct history *history,
                  struct diags *diags);

/* Makes schema and tables where they are missing, all or none; in the transaction that the
 * connection is in, if it is in one. */
bool history_create(struct connection *connection, const struct history_names *names,
                    struct diags *diags);

/* Enters a row, replacing the revision's earlier one. 'log' is the word that is logged, or NULL
 * for none ("upgrade", "stamp"). One on its way down only changes how far it has come. In
 * whatever transaction the connection is in. */
bool history_enter(struct connection *connection, const struct history_names *names,
                   const struct applied *row, const char *log, struct diags *diags);

/* The same for a revision that has no row yet. One that has got one meanwhile was applied by
 * another run, which is an error: even where the lock between runs did not hold, nothing is
 * applied twice. */
bool history_begin(struct connection *connection, const struct history_names *names,
                   const struct applied *row, const char *log, struct diags *diags);

/* Takes the revision's row out; 'log' as above. */
bool history_remove(struct connection *connection, const struct history_names *names,
                    const struct applied *row, const char *log, struct diags *diags);

/* Writes the revision's checksums and how far it has come, and leaves when and by whom it was
 * applied. */
bool history_progress(struct connection *connection, const struct history_names *names,
                      const struct applied *row, struct diags *diags);

/* Logs what changed no row, or what is to be said beside it. */
bool history_log(struct connection *connection, const struct history_names *names,
                 const struct applied *row, const char *action, const char *detail,
                 struct diags *diags);

/* It stands with all its segments: no run of it was stopped on its way up or down. */
bool applied_is_whole(const struct applied *row);

/* The row of a migration of which nothing is done yet, on its way up or down; of one that
 * stands as a whole. */
struct applied applied_begun(const struct migration *migration, bool down);
struct applied applied_whole(struct arena *arena, const struct migration *migration);

/* ------------------------------------------------------------------ against the folder */

/* Where a database stands among the migrations of the folder. */
struct standing {
    struct history history;
    bool *stands; /* a flag for each of the folder's migrations, by position: one that was
                   * stopped on its way down stands, on its way up does not */
    size_t count; /* how many stand */
    const struct applied *stopped; /* the one that was stopped half-way; NULL: none */
    struct migration *stopped_at;  /* its migration */
    const char *run_by;            /* the session that is at work on it now; NULL: none */
    bool as_edited;                /* asked for: files count as they are now, edited or not */
};

/* Reads the history and holds it against the folder. False and messages if it does not fit: a
 * revision without its file, one that stands without what it needs, a file edited after it was
 * applied, a table that is gone while its log is there. What could be read is there all the
 * same. All of it is filled but 'as_edited', which the caller sets. */
bool standing_read(struct connection *connection, struct arena *arena,
                   const struct history_names *names, const struct migrations *migrations,
                   struct standing *standing, struct diags *diags);

/* The row of a migration, or NULL. */
const struct applied *standing_row(const struct standing *standing,
                                   const struct migration *migration);

#endif

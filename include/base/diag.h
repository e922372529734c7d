#ifndef SCHEMAGEN_BASE_DIAG_H
#define SCHEMAGEN_BASE_DIAG_H

/* Messages with their places: gathered, sorted by place, printed once. Every message names its
 * check, a row of checks.def. Wording is PostgreSQL's: lower case, no full stop, names in
 * double quotes, 'could not' where it may succeed later, 'cannot' where it never will; hints
 * and details are full sentences. Texts are copied. */

#include "base/buffer.h"
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum check {
#define CHECK(name, text) CHECK_##name,
#include "base/checks.def"
#undef CHECK
    CHECK_COUNT
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct diags;

struct diags *diags_new(void);
void diags_free(struct diags *diags); /* NULL is allowed */

/* The source may hold passwords: from now on its lines are shown without them. */
void diags_keep_secret(struct diags *diags, const struct source *source);

/* Always false, so that a reader can 'return diag_error(…)'. */
bool diag_error(struct diags *diags, struct span at, enum check check, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diag_warning(struct diags *diags, struct span at, enum check check, const char *format,
                  ...) __attribute__((format(printf, 4, 5)));

/* Belong to the error or warning before them. A note may have a place of its own ('declared
 * here'); a hint says what to do. */
void diag_note(struct diags *diags, struct span at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void diag_hint(struct diags *diags, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

size_t diags_errors(const struct diags *diags);
size_t diags_warnings(const struct diags *diags);

/* Prints all, errors and warnings by place, as
 *   songs.sg:3:5: error: table "user" does not exist [ref-missing]
 *     owner int references user (id)
 *                          ^~~~
 *     hint: Did you mean "users"?
 * and forgets them (the counts stay). A message without a place prints without the first part.
 * Warnings are left out if quiet. */
void diags_print(struct diags *diags, FILE *out, bool color, bool quiet);

/* A message for whoever prints it in another form; borrowed during the call. */
struct diag_view {
    enum severity severity;
    enum check check;
    const char *path;         /* NULL: no place */
    struct position position; /* line 0: the file as a whole */
    const char *text;
    const char *more; /* its notes and hints, a line each; "": none */
};

/* Shows all errors and warnings by place, and keeps them. */
void diags_each(struct diags *diags, void (*visit)(void *context, const struct diag_view *view),
                void *context);

/* The first error as one line of text, with its notes: for a reason inside another message. */
void diags_describe(const struct diags *diags, struct buf *out);

/* The tag of a check, as printed: "ref-missing". */
const char *check_name(enum check check);
const char *check_text(enum check check);

#endif

#ifndef SCHEMAGEN_SOURCES_MIGRATIONS_H
#define SCHEMAGEN_SOURCES_MIGRATIONS_H

/* Migration files: pairs of plain SQL files with a header. One lexer-aware splitter reads them
 * into scripts, which are what the runner runs; the headers give the chain of revisions. */

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/diag.h"

#include <stdbool.h>

/* ------------------------------------------------------------------ scripts */

/* :name, :'name' or :"name" in a statement; bytes of the file. */
struct variable_use {
    const char *name;
    char quote; /* 0, '\'' or '"' */
    uint32_t start, end;
};

struct variable_uses {
    struct variable_use *at;
    size_t count, capacity;
};

enum step_type {
    STEP_STATEMENT,
    STEP_ASSERTION,   /* text: a condition, or a query whose first value must be true */
    STEP_IRREVERSIBLE /* text: the reason */
};

struct script_step {
    enum step_type type;
    const char *text; /* without the semicolon */
    struct span at;   /* of the text */
    const char *note; /* the comment lines right before it, without their dashes; NULL: none */
    struct variable_uses variables;
};

/* What is run as one unit: in one transaction, or statement by statement outside of any. */
struct segment {
    bool transaction;
    ARRAY(struct script_step) steps;
};

/* A line '-- schemagen: WORD VALUE' between statements. */
struct directive {
    const char *word, *value; /* value "" where nothing follows */
    struct span at;           /* of the value, or of the word */
};

struct script {
    const struct source *source;
    ARRAY(struct directive) directives; /* all of them, in order */
    ARRAY(struct segment) segments; /* none is empty; none at all in a file that does nothing */
    uint32_t body;                  /* the byte after the header */
};

/* Splits a text. Everything is in the arena; the source must stay. NULL and messages for what
 * is not closed, psql's meta commands, COPY FROM stdin, transaction control, unknown
 * directives. */
struct script *script_read(struct arena *arena, const struct source *source,
                           struct diags *diags);

const char *script_directive(const struct script *script, const char *word); /* NULL: none */
/* The step that says that the script cannot be run, or NULL. */
const struct script_step *script_irreversible(const struct script *script);

/* ------------------------------------------------------------------ variables */

struct variable {
    const char *name, *value;
};

struct variables {
    struct variable *at;
    size_t count, capacity;
};

/* Sets or replaces. */
void variables_set(struct arena *arena, struct variables *variables, const char *name,
                   const char *value);
const char *variables_get(const struct variables *variables, const char *name);

/* Adds what the script's 'file NAME PATH' lines say to a copy of the variables. Paths are
 * relative to the script's own folder. */
bool script_variables(struct arena *arena, const struct script *script,
                      const struct variables *given, struct variables *all,
                      struct diags *diags);

/* The step's text with its variables put in. A quoted variable that is not set is an error; a
 * bare one that is not set stays as it stands, as in psql. */
bool step_expand(const struct script_step *step, const struct variables *variables,
                 struct buf *out, struct diags *diags);
/* Where the character 'position' (from 1) of the expanded text stands in the file. */
struct span step_place(const struct script_step *step, const struct variables *variables,
                       int position);

/* ------------------------------------------------------------------ the folder */

#define CHECKSUM_SIZE 65 /* SHA-256 in hexadecimal digits, and the NUL */

/* SHA-256 of a text with its line endings taken as LF. */
void checksum_text(const char *text, size_t size, char out[static CHECKSUM_SIZE]);

/* The checksums of a script's first segments, and one of the first statements of the segment
 * after them unless 'statements' is 0; a blank between them, "" for none. Only what runs
 * counts, not what stands between. More segments or statements than there are: those that there
 * are. */
const char *script_checksums(struct arena *arena, const struct script *script, size_t segments,
                             size_t statements);

struct migration {
    const char *revision;
    const char *revises; /* NULL: the first */
    const char *message; /* "" if none */
    const char *created; /* "" if not said */
    const char *proved;  /* "" if not said */
    const char *up_path, *down_path;
    struct script *up, *down;
    char checksum[CHECKSUM_SIZE]; /* of the up file */
};

struct migrations {
    const char *folder;
    ARRAY(struct migration) list; /* oldest first, each revising the one before it */
};

/* Reads every *.up.sql and *.down.sql of the folder (one that does not exist is empty). False
 * and messages naming the files if a header, a pair or the chain is not sound. */
bool migrations_load(struct arena *arena, const char *folder, struct migrations *migrations,
                     struct diags *diags);

/* The place of a revision or of the only one that begins so; -1 and a message otherwise. */
long migrations_find(const struct migrations *migrations, const char *revision,
                     struct diags *diags);
/* The same by exact id, without a message. */
long migrations_find_exact(const struct migrations *migrations, const char *revision);

/* Is the word fit to be a revision's id? */
bool revision_is_valid(const char *revision);

/* ------------------------------------------------------------------ writing */

struct migration_text {
    const char *message;
    const char *revises;   /* NULL: the first */
    const char *proved;    /* the value of the 'proved' line; NULL leaves it out */
    const char *up, *down; /* the bodies */
};

struct migration_files {
    const char *revision;
    const char *up_path, *down_path;
    const char *up, *down; /* whole texts */
};

/* Gives the next id (the clock in UTC, or SOURCE_DATE_EPOCH; later than the newest there is),
 * names and texts. */
void migration_compose(struct arena *arena, const struct migrations *migrations,
                       const struct migration_text *text, struct migration_files *files);

/* Writes both files, making the folder; neither stays if one cannot be written. */
bool migration_write(const struct migrations *migrations, const struct migration_files *files,
                     struct diags *diags);

#endif

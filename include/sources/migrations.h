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

/* Reads no further than the header: there are no segments. */
struct script *script_read_header(struct arena *arena, const struct source *source,
                                  struct diags *diags);

/* The same for a file of psql's: what would be refused there is passed over (data of COPY,
 * transaction control, meta commands that change nothing) but for meta commands that run
 * something else. Directives are comments. One segment. */
struct script *script_read_psql(struct arena *arena, const struct source *source,
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

/* Whether all that its statements quote will be set and its data files are there, before any of
 * it is run; a message for each that is not. */
bool script_judge_variables(const struct script *script, const struct variables *given,
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

/* Revisions or labels as a header lists them. */
struct revisions {
    const char **at;
    size_t count, capacity;
};

/* Some of a folder's migrations; which order they are in is said where it is made. */
struct selection {
    struct migration **at;
    size_t count, capacity;
};

struct migration {
    const char *revision;
    struct revisions revises; /* none: the history begins with it */
    struct revisions depends; /* what has to stand besides: revisions or labels */
    struct revisions labels;
    const char *message; /* "" if none */
    const char *created; /* "" if not said */
    const char *proved;  /* "" if not said */
    const char *up_path, *down_path;
    const struct source *up_source, *down_source;
    const struct script *header;  /* of the up file */
    struct script *up, *down;     /* NULL until migration_split */
    char checksum[CHECKSUM_SIZE]; /* of the up file */
    size_t position;              /* in the list */
    /* The graph, each in the list's order. */
    struct selection parents;    /* what it revises */
    struct selection needs;      /* its parents and what it depends on */
    struct selection children;   /* what revises it */
    struct selection dependents; /* what needs it: its children and what depends on it */
};

struct migrations {
    struct arena *arena;
    const char *folder;
    ARRAY(struct migration) list; /* each after all that it needs; else by the files' names */
    struct selection by_revision; /* all of them, sorted by revision */
    struct selection labelled;    /* those with a label */
};

/* Reads every *.up.sql and *.down.sql of the folder (one that does not exist is empty): their
 * headers only, what is below is left to migration_split. False and messages naming the files,
 * all at once, if a header, a pair or the graph is not sound. */
bool migrations_load(struct arena *arena, const char *folder, struct migrations *migrations,
                     struct diags *diags);

/* Splits both files into up and down, the first time it is asked. False and messages if one is
 * not sound. */
bool migration_split(const struct migrations *migrations, struct migration *migration,
                     struct diags *diags);

/* The same for each of them. */
bool migrations_split(const struct migrations *migrations, const struct selection *selection,
                      struct diags *diags);

/* By exact id; NULL if there is none. */
struct migration *migrations_find_exact(const struct migrations *migrations,
                                        const char *revision);
/* By id or the beginning of one; NULL and a message if none or several begin so. */
struct migration *migrations_find(const struct migrations *migrations, const char *revision,
                                  struct diags *diags);
/* Does any id begin so? */
bool migrations_begin(const struct migrations *migrations, const char *text);
/* The one that bears the label; NULL if none does. */
struct migration *migrations_find_label(const struct migrations *migrations, const char *label);

/* Is the word fit to be a revision's id? */
bool revision_is_valid(const char *revision);

/* The words of a header's value, which commas or blanks part. */
struct revisions revisions_read(struct arena *arena, const char *value);

/* ------------------------------------------------------------------ writing */

struct migration_text {
    const char *revision; /* NULL: the next of our own making */
    const char *message;
    struct revisions revises; /* none: it begins the history */
    struct revisions depends, labels;
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

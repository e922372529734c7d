#ifndef SCHEMAGEN_KINDS_WRITE_H
#define SCHEMAGEN_KINDS_WRITE_H

/* Definitions as SQL: the parts that CREATE and ALTER statements of several kinds share. */

#include "base/buffer.h"
#include "model/model.h"

/* A type with the short names that people write: varchar(20) for character varying(20). */
void write_type(struct buf *out, const struct type_name *type);

/* An expression between parentheses, without doubling a pair that is there. */
void write_parenthesized(struct buf *out, const char *expression);
/* The same where only what is no literal, call or cast of one needs them: after DEFAULT. */
void write_default(struct buf *out, const char *expression);

/* "(fillfactor=70, autovacuum_enabled=off)" */
void write_options(struct buf *out, const struct options *options);
/* "RESET (fillfactor)" for the options that are there no longer, "SET (fillfactor=70)" for
 * those that are new or other; from may be NULL. False if there are none: then nothing is
 * written. */
bool write_options_reset(struct buf *out, const struct options *from, const struct options *to);
bool write_options_set(struct buf *out, const struct options *from, const struct options *to);

/* " START WITH 10 INCREMENT BY 5 …": what differs from the sequence type's defaults. */
void write_sequence_options(struct buf *out, const struct sequence_options *options);
/* What leads from one to the other; each option behind prefix ("SET " for identity columns). */
void write_sequence_changes(struct buf *out, const struct sequence_options *from,
                            const struct sequence_options *to, const char *prefix);

/* A column as in CREATE TABLE and ADD COLUMN. serial: as 'serial', where its sequence is made
 * with it. nullable: without its NOT NULL, which follows later. */
struct column_form {
    bool serial, nullable;
    bool logged; /* no word of an unlogged identity */
    bool typed;  /* without its type and what goes with it, which a typed table's type says */
};
void write_column(struct buf *out, const struct column *column, struct column_form form);
void write_identity(struct buf *out, const struct column *column, bool logged);

/* "CONSTRAINT name CHECK (…) …" */
void write_constraint(struct buf *out, const struct constraint *constraint);
/* "CONSTRAINT name UNIQUE USING INDEX index …" */
void write_key_of_index(struct buf *out, const struct constraint *key, const char *index);

/* "CREATE UNIQUE INDEX name ON table USING …" */
void write_index(struct buf *out, const struct index *index);

/* The statement that gives an extension its own comment back, which is in its control file: the
 * server can read it. */
void write_own_comment(struct buf *out, const struct object *extension);

/* The name of a table, type or sequence. */
void write_name(struct buf *out, const struct object *object);

/* True if the column is a serial one: it owns a sequence that has PostgreSQL's default name and
 * options, and takes its values from it. */
bool column_is_serial(const struct model *model, const struct column *column);

/* What the not-null constraint of a column is called (PostgreSQL 18). */
const char *not_null_name(struct arena *arena, const struct column *column);

/* What the sequence of an identity column is called. */
struct qname identity_sequence_name(struct arena *arena, const struct column *column);

#endif

#ifndef SCHEMAGEN_COMMANDS_BUILT_H
#define SCHEMAGEN_COMMANDS_BUILT_H

/* What a project's migrations build, for the commands that hold something against it. */

#include "commands/findings.h"
#include "runner/proof.h"

/* Which migrations of which folder: a flag for each of the list, by position; NULL: all. */
struct building {
    struct context *context;
    struct prover *prover;
    const struct migrations *migrations;
    const bool *set;
    const struct model *furniture; /* the models: they name the roles and tablespaces that a
                                    * replay needs, and what others own; NULL: none */
};

/* By running them on a throwaway server. NULL and messages if that cannot be, or fails. */
struct model *built_by_replay(const struct building *building, struct diags *diags);

/* By reading them; where a statement cannot be followed, by a replay, if there is a server for
 * it. NULL and messages if neither can be done; model->unfollowed, and warnings, where it is as
 * read and therefore unsure. */
struct model *built_state(const struct building *building, struct diags *diags);

/* What the source migrations:PATH[@REVISION] says: PATH "" is the project's folder, and
 * REVISION any word that names revisions, the only head where none is said. NULL and messages
 * if it cannot be known. */
struct model *built_load(struct context *context, const char *argument);

/* Compares as findings_compare() does, but a server settles what the parser cannot, if there is
 * one. The models get canonical forms of their expressions. */
void built_compare(const struct building *building, struct findings *findings,
                   const struct findings_pair *pair);

/* Is the model what they build? False and an error that lists the differences if not, or true
 * and a warning, as the severity says. A warning where it cannot be told. 'what' is the model:
 * "the database". */
bool built_judge(const struct building *building, struct model *model, const char *what,
                 enum severity severity);

#endif

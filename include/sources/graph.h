#ifndef SCHEMAGEN_SOURCES_GRAPH_H
#define SCHEMAGEN_SOURCES_GRAPH_H

/* The migrations of a folder as a graph: what revises, needs and follows what. Sets of
 * migrations are arrays of flags, one for each migration of the list, by its position. */

#include "sources/migrations.h"

/* Ties the migrations of the list together, which are sorted by their files' names, and orders
 * it. False and messages, all at once, for revisions that do not exist, circles, and labels
 * said twice. For migrations_load. */
bool graph_build(struct migrations *migrations, struct diags *diags);

/* An empty set, in the migrations' arena. */
bool *graph_set(const struct migrations *migrations);

/* Adds a migration and all that it needs; the same for several; all that needs one. */
void graph_add_needed(const struct migrations *migrations, const struct migration *migration,
                      bool *set);
void graph_add_all_needed(const struct migrations *migrations,
                          const struct selection *selection, bool *set);
void graph_add_dependents(const struct migrations *migrations,
                          const struct migration *migration, bool *set);

/* The migration, its ancestors and its descendants by what revises what alone. */
bool *graph_lineage(const struct migrations *migrations, const struct migration *migration);

/* Of the set (NULL: of all): those that nothing in it revises, in the list's order. */
struct selection graph_heads(const struct migrations *migrations, const bool *set);
/* The same where what depends on one counts too. */
struct selection graph_last(const struct migrations *migrations, const bool *set);

/* The set's members, in the list's order. */
struct selection graph_members(const struct migrations *migrations, const bool *set);

/* What of the selection is in the set; NULL: all. */
struct selection graph_among(const struct migrations *migrations,
                             const struct selection *selection, const bool *set);

/* Whether the migration is among those selected. */
bool selection_holds(const struct selection *selection, const struct migration *migration);

/* Names each in a note of the message before them. */
void selection_note_each(const struct selection *selection, struct diags *diags);

/* The only head; NULL in a folder without migrations. False and a message that names them and
 * the ways out if there are several. */
bool graph_only_head(const struct migrations *migrations, struct migration **head,
                     struct diags *diags);

#endif

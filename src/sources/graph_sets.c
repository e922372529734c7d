/* Questions to the graph of migrations: what a migration needs, what follows it, what stands at
 * the end. The list is in an order in which needs come first, so each answer is one pass. */

#include "sources/graph.h"

bool *graph_set(const struct migrations *migrations)
{
    return arena_alloc(migrations->arena, migrations->list.count * sizeof(bool) + 1);
}

void graph_add_needed(const struct migrations *migrations, const struct migration *migration,
                      bool *set)
{
    struct migration *only = &migrations->list.at[migration->position];

    graph_add_all_needed(migrations, &(struct selection){&only, 1, 1}, set);
}

void graph_add_all_needed(const struct migrations *migrations,
                          const struct selection *selection, bool *set)
{
    bool *reached = graph_set(migrations);

    for (size_t i = 0; i < selection->count; i++)
        reached[selection->at[i]->position] = true;
    for (size_t i = migrations->list.count; i-- > 0;) {
        const struct selection *needs = &migrations->list.at[i].needs;

        if (!reached[i])
            continue;
        set[i] = true;
        for (size_t j = 0; j < needs->count; j++)
            reached[needs->at[j]->position] = true;
    }
}

/* Adds what can be reached upwards by one kind of tie. */
static void add_upwards(const struct migrations *migrations, const struct migration *migration,
                        bool by_needs, bool *set)
{
    bool *reached = graph_set(migrations);

    reached[migration->position] = true;
    for (size_t i = migration->position; i < migrations->list.count; i++) {
        const struct migration *at = &migrations->list.at[i];
        const struct selection *next = by_needs ? &at->dependents : &at->children;

        if (!reached[i])
            continue;
        set[i] = true;
        for (size_t j = 0; j < next->count; j++)
            reached[next->at[j]->position] = true;
    }
}

void graph_add_dependents(const struct migrations *migrations,
                          const struct migration *migration, bool *set)
{
    add_upwards(migrations, migration, true, set);
}

bool *graph_lineage(const struct migrations *migrations, const struct migration *migration)
{
    bool *set = graph_set(migrations);

    set[migration->position] = true;
    for (size_t i = migration->position + 1; i-- > 0;) {
        const struct selection *parents = &migrations->list.at[i].parents;

        for (size_t j = 0; set[i] && j < parents->count; j++)
            set[parents->at[j]->position] = true;
    }
    add_upwards(migrations, migration, false, set);
    return set;
}

static bool has_one_of(const bool *set, const struct selection *selection)
{
    for (size_t i = 0; i < selection->count; i++)
        if (!set || set[selection->at[i]->position])
            return true;
    return false;
}

/* What is in the set, and nothing in it follows. */
static struct selection ends_of(const struct migrations *migrations, const bool *set,
                                bool by_needs)
{
    struct selection ends = {0};

    for (array_each (struct migration, migration, &migrations->list)) {
        const struct selection *next = by_needs ? &migration->dependents : &migration->children;

        if ((!set || set[migration->position]) && !has_one_of(set, next))
            array_add(migrations->arena, &ends, migration);
    }
    return ends;
}

struct selection graph_heads(const struct migrations *migrations, const bool *set)
{
    return ends_of(migrations, set, false);
}

struct selection graph_last(const struct migrations *migrations, const bool *set)
{
    return ends_of(migrations, set, true);
}

struct selection graph_members(const struct migrations *migrations, const bool *set)
{
    struct selection members = {0};

    for (array_each (struct migration, migration, &migrations->list))
        if (set[migration->position])
            array_add(migrations->arena, &members, migration);
    return members;
}

bool selection_holds(const struct selection *selection, const struct migration *migration)
{
    for (size_t i = 0; i < selection->count; i++)
        if (selection->at[i] == migration)
            return true;
    return false;
}

struct selection graph_among(const struct migrations *migrations,
                             const struct selection *selection, const bool *set)
{
    struct selection kept = {0};

    for (size_t i = 0; i < selection->count; i++)
        if (!set || set[selection->at[i]->position])
            array_add(migrations->arena, &kept, selection->at[i]);
    return kept;
}

void selection_note_each(const struct selection *selection, struct diags *diags)
{
    for (size_t i = 0; i < selection->count; i++)
        diag_note(diags, NOWHERE, "\"%s\" %s", selection->at[i]->revision,
                  selection->at[i]->message);
}

bool graph_only_head(const struct migrations *migrations, struct migration **head,
                     struct diags *diags)
{
    struct selection heads = graph_heads(migrations, NULL);
    struct buf names = BUF_INIT;

    *head = heads.count ? heads.at[0] : NULL;
    if (heads.count < 2)
        return true;
    diag_error(diags, NOWHERE, CHECK_HISTORY, "the history has %zu heads", heads.count);
    selection_note_each(&heads, diags);
    for (size_t i = 0; i < heads.count; i++)
        buf_addf(&names, " %s", heads.at[i]->revision);
    diag_hint(diags,
              "\"schemagen merge%s\" joins them; \"--head REVISION\" goes on from one of "
              "them.",
              buf_text(&names));
    buf_release(&names);
    return false;
}

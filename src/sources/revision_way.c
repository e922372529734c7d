/* Which migrations an upgrade or a downgrade to a word runs, and in which order. What the word
 * itself names is revision_word.c's. */

#include "sources/revision_word.h"

#include <string.h>

static bool *copy_set(const struct migrations *migrations, const bool *set)
{
    bool *copy = graph_set(migrations);

    memcpy(copy, set, migrations->list.count * sizeof *copy);
    return copy;
}

static bool report_choice(const struct revision_word *word, const char *what,
                          const char *command, const struct selection *choices,
                          struct diags *diags)
{
    revision_word_ambiguous(word, what, choices, diags);
    diag_hint(diags,
              "\"schemagen %s %s@%+ld\" goes on that branch; a revision or a label before the "
              "@ chooses.",
              command, choices->at[0]->revision, word->steps);
    return false;
}

static bool report_end(const struct migrations *migrations, const struct revision_word *word,
                       const bool *stands, struct diags *diags)
{
    revision_word_past_end(word, diags);
    diag_note(diags, NOWHERE, "%zu of %zu migrations stand there",
              graph_members(migrations, stands).count, migrations->list.count);
    return false;
}

/* ------------------------------------------------------------------ up */

static bool all_in(const struct selection *selection, const bool *set)
{
    for (size_t i = 0; i < selection->count; i++)
        if (!set[selection->at[i]->position])
            return false;
    return true;
}

/* Does it revise an end of what stands? */
static bool goes_on(const struct migration *migration, const bool *set)
{
    for (size_t i = 0; i < migration->parents.count; i++) {
        const struct selection *siblings = &migration->parents.at[i]->children;
        bool end = true;

        for (size_t j = 0; j < siblings->count; j++)
            end &= !set[siblings->at[j]->position];
        if (end)
            return true;
    }
    return false;
}

/* What may come next: what goes on from an end, else whatever can stand. */
static struct selection next_up(const struct migrations *migrations, const bool *lineage,
                                const bool *set)
{
    struct selection on = {0}, any = {0};

    for (array_each (struct migration, migration, &migrations->list)) {
        if (set[migration->position] || (lineage && !lineage[migration->position]) ||
            !all_in(&migration->parents, set))
            continue;
        array_add(migrations->arena, &any, migration);
        if (goes_on(migration, set))
            array_add(migrations->arena, &on, migration);
    }
    return on.count ? on : any;
}

/* +N and LABEL@+N: a step at a time, each with all that it needs. */
static bool step_up(const struct migrations *migrations, const struct revision_word *word,
                    const bool *stands, bool *set, struct diags *diags)
{
    struct selection next;
    bool *lineage;

    if (!revision_word_lineage(migrations, word, &lineage, diags))
        return false;
    for (long step = 0; step < word->steps; step++) {
        next = next_up(migrations, lineage, set);
        if (!next.count)
            return report_end(migrations, word, stands, diags);
        if (next.count > 1)
            return report_choice(word, "more than one migration can come next", "upgrade",
                                 &next, diags);
        graph_add_needed(migrations, next.at[0], set);
    }
    return true;
}

bool revision_word_way_up(const struct migrations *migrations, const struct revision_word *word,
                          const bool *stands, struct selection *way, struct diags *diags)
{
    bool *set = copy_set(migrations, stands);
    struct selection named;

    if (!word->name && word->steps > 0) {
        if (!step_up(migrations, word, stands, set, diags))
            return false;
    } else {
        if (!revision_word_find(migrations, word, stands, &named, diags))
            return false;
        graph_add_all_needed(migrations, &named, set);
    }
    for (size_t i = 0; i < migrations->list.count; i++)
        set[i] &= !stands[i];
    *way = graph_members(migrations, set);
    return true;
}

/* ------------------------------------------------------------------ down */

/* -N and LABEL@-N: the newest, one after the other. */
static bool step_down(const struct migrations *migrations, const struct revision_word *word,
                      const bool *stands, bool *back, struct diags *diags)
{
    bool *set = copy_set(migrations, stands);
    struct selection last, next;
    bool *lineage;

    if (!revision_word_lineage(migrations, word, &lineage, diags))
        return false;
    for (long step = 0; step < -word->steps; step++) {
        last = graph_last(migrations, set);
        next = graph_among(migrations, &last, lineage);
        if (!next.count)
            return report_end(migrations, word, stands, diags);
        if (next.count > 1)
            return report_choice(word, "more than one migration is the newest of its branch",
                                 "downgrade", &next, diags);
        set[next.at[0]->position] = false;
        back[next.at[0]->position] = true;
    }
    return true;
}

/* base, LABEL@base, and REV-N where that leads there: the beginnings and all that follows. */
static void add_from_bases(const struct migrations *migrations, const bool *lineage, bool *back)
{
    for (array_each (const struct migration, migration, &migrations->list))
        if (!migration->parents.count && (!lineage || lineage[migration->position]))
            graph_add_dependents(migrations, migration, back);
}

/* What revises a revision, and all that needs that. */
static void add_after(const struct migrations *migrations, const struct migration *migration,
                      const bool *lineage, bool *back)
{
    for (size_t i = 0; i < migration->children.count; i++)
        if (!lineage || lineage[migration->children.at[i]->position])
            graph_add_dependents(migrations, migration->children.at[i], back);
}

static bool judge_standing(const struct selection *named, const bool *stands,
                           struct diags *diags)
{
    bool ok = true;

    for (size_t i = 0; i < named->count; i++)
        if (!stands[named->at[i]->position])
            ok = diag_error(diags, NOWHERE, CHECK_HISTORY,
                            "revision \"%s\" does not stand in the database, so it cannot be "
                            "gone back to",
                            named->at[i]->revision);
    return ok;
}

static bool go_down_to(const struct migrations *migrations, const struct revision_word *word,
                       const bool *stands, bool *back, struct diags *diags)
{
    struct revision_word start = *word;
    struct selection named, from;
    bool *lineage;

    if (!revision_word_find(migrations, word, stands, &named, diags) ||
        !judge_standing(&named, stands, diags) ||
        !revision_word_lineage(migrations, word, &lineage, diags))
        return false;
    for (size_t i = 0; i < named.count; i++)
        add_after(migrations, named.at[i], lineage, back);
    if (named.count)
        return true;
    start.steps = 0;
    if (!lineage && word->steps && revision_word_find(migrations, &start, stands, &from, diags))
        lineage = from.count ? graph_lineage(migrations, from.at[0]) : NULL;
    add_from_bases(migrations, lineage, back);
    return true;
}

bool revision_word_way_down(const struct migrations *migrations,
                            const struct revision_word *word, const bool *stands,
                            struct selection *way, struct diags *diags)
{
    bool *back = graph_set(migrations);

    *way = (struct selection){0};
    if (!(word->name ? go_down_to : step_down)(migrations, word, stands, back, diags))
        return false;
    for (size_t i = migrations->list.count; i-- > 0;)
        if (back[i] && stands[i])
            array_add(migrations->arena, way, &migrations->list.at[i]);
    return true;
}

/* ------------------------------------------------------------------ straight there */

bool revision_word_stamp(const struct migrations *migrations, const struct revision_word *word,
                         bool *stands, struct diags *diags)
{
    bool *after = graph_set(migrations), *lineage;
    struct selection named;

    if (!revision_word_find(migrations, word, stands, &named, diags) ||
        !revision_word_lineage(migrations, word, &lineage, diags))
        return false;
    for (size_t i = 0; i < named.count; i++)
        add_after(migrations, named.at[i], lineage, after);
    if (!named.count)
        add_from_bases(migrations, lineage, after);
    for (size_t i = 0; i < migrations->list.count; i++)
        stands[i] &= !after[i];
    graph_add_all_needed(migrations, &named, stands);
    return true;
}

/* Ties migrations together by what their headers say and puts them in an order in which each
 * stands after all that it needs. Questions to the graph are graph_sets.c's. */

#include "sources/graph.h"
#include "base/name.h"

#include <stdlib.h>
#include <string.h>

static struct span place_of(const struct migration *migration, const char *word)
{
    for (array_each (const struct directive, directive, &migration->header->directives))
        if (!strcmp(directive->word, word))
            return directive->at;
    return (struct span){migration->up_source, 0, 0};
}

/* ------------------------------------------------------------------ names */

static int compare_revisions(const void *a, const void *b)
{
    const struct migration *const *left = a, *const *right = b;

    return strcmp((*left)->revision, (*right)->revision);
}

static void index_revisions(struct migrations *migrations)
{
    struct selection *index = &migrations->by_revision;

    *index = (struct selection){0};
    for (array_each (struct migration, migration, &migrations->list))
        array_add(migrations->arena, index, migration);
    if (index->count)
        qsort(index->at, index->count, sizeof *index->at, compare_revisions);
}

static bool judge_label(const struct migrations *migrations, struct migration *migration,
                        const char *label, struct diags *diags)
{
    struct migration *other = migrations_find_label(migrations, label);

    if (!revision_is_valid(label))
        return diag_error(diags, place_of(migration, "branch"), CHECK_MIGRATION_FILE,
                          "\"%s\" cannot be a branch label", label);
    if (!other)
        other = migrations_find_exact(migrations, label);
    if (!other)
        return true;
    diag_error(diags, place_of(migration, "branch"), CHECK_MIGRATION_FILE,
               "branch label \"%s\" is %s already", label,
               text_equal(other->revision, label) ? "a revision" : "said");
    diag_note(diags, place_of(other, "branch"), "by \"%s\"", other->up_path);
    return false;
}

static bool index_labels(struct migrations *migrations, struct diags *diags)
{
    bool ok = true;

    migrations->labelled = (struct selection){0};
    for (array_each (struct migration, migration, &migrations->list)) {
        for (size_t i = 0; i < migration->labels.count; i++)
            ok &= judge_label(migrations, migration, migration->labels.at[i], diags);
        if (migration->labels.count)
            array_add(migrations->arena, &migrations->labelled, migration);
    }
    return ok;
}

/* ------------------------------------------------------------------ ties */

/* One name of a header line: 'verb' is what the line says. */
static struct migration *find_named(const struct migrations *migrations,
                                    const struct migration *migration, const char *name,
                                    const char *word, const char *verb, struct diags *diags)
{
    struct migration *found = migrations_find_exact(migrations, name);

    if (!found && !strcmp(word, "depends"))
        found = migrations_find_label(migrations, name);
    if (!found)
        diag_error(diags, place_of(migration, word), CHECK_MIGRATION_FILE,
                   "revision \"%s\" %s \"%s\", which does not exist", migration->revision, verb,
                   name);
    return found;
}

static bool tie(const struct migrations *migrations, struct migration *migration,
                struct diags *diags)
{
    struct migration *found;
    bool ok = true;

    for (size_t i = 0; i < migration->revises.count; i++) {
        found = find_named(migrations, migration, migration->revises.at[i], "revises",
                           "revises", diags);
        if (!found)
            ok = false;
        else if (selection_holds(&migration->parents, found))
            ok = diag_error(diags, place_of(migration, "revises"), CHECK_MIGRATION_FILE,
                            "revision \"%s\" revises \"%s\" twice", migration->revision,
                            found->revision);
        else {
            array_add(migrations->arena, &migration->parents, found);
            array_add(migrations->arena, &migration->needs, found);
        }
    }
    for (size_t i = 0; i < migration->depends.count; i++) {
        found = find_named(migrations, migration, migration->depends.at[i], "depends",
                           "depends on", diags);
        ok &= found != NULL;
        if (found && !selection_holds(&migration->needs, found))
            array_add(migrations->arena, &migration->needs, found);
    }
    return ok;
}

static bool tie_all(struct migrations *migrations, struct diags *diags)
{
    bool ok = true;

    for (array_each (struct migration, migration, &migrations->list)) {
        migration->position = (size_t)(migration - migrations->list.at);
        ok &= tie(migrations, migration, diags);
    }
    return ok;
}

/* ------------------------------------------------------------------ circles */

/* What the one says of the other. */
static const char *verb_between(const struct migration *from, const struct migration *to)
{
    return selection_holds(&from->parents, to) ? "revises" : "depends on";
}

static struct migration *next_left(const struct migration *migration, const bool *placed)
{
    for (size_t i = 0; i < migration->needs.count; i++)
        if (!placed[migration->needs.at[i]->position])
            return migration->needs.at[i];
    return NULL;
}

/* Where its header says so. */
static struct span place_of_next(const struct migration *migration, const bool *placed)
{
    bool revises = selection_holds(&migration->parents, next_left(migration, placed));

    return place_of(migration, revises ? "revises" : "depends");
}

static void report_circle(const struct migration *start, const bool *placed,
                          struct diags *diags)
{
    const struct migration *from = start, *to;
    struct buf text = BUF_INIT;

    do {
        to = next_left(from, placed);
        buf_addf(&text, "%s \"%s\"%s", verb_between(from, to), to->revision,
                 to == start ? "" : ", which ");
        from = to;
    } while (to != start);
    diag_error(diags, place_of_next(start, placed), CHECK_MIGRATION_FILE,
               "the revisions go in a circle: \"%s\" %s", start->revision, buf_text(&text));
    for (from = next_left(start, placed); from != start; from = next_left(from, placed))
        diag_note(diags, place_of_next(from, placed), "\"%s\" is here", from->revision);
    buf_release(&text);
}

/* What could not be placed leads into a circle wherever one follows it. */
static void report_circles(const struct migrations *migrations, const bool *placed,
                           struct diags *diags)
{
    size_t *walks = arena_alloc(migrations->arena, migrations->list.count * sizeof *walks);
    struct migration *at;

    for (array_each (struct migration, start, &migrations->list)) {
        size_t walk = start->position + 1;

        if (placed[start->position] || walks[start->position])
            continue;
        for (at = start; !walks[at->position]; at = next_left(at, placed))
            walks[at->position] = walk;
        if (walks[at->position] == walk)
            report_circle(at, placed, diags);
    }
}

/* ------------------------------------------------------------------ the order */

/* Positions that may come next, the smallest on top. */
struct heap {
    size_t *at;
    size_t count;
};

static void swap(size_t *a, size_t *b)
{
    size_t kept = *a;

    *a = *b;
    *b = kept;
}

static void heap_add(struct heap *heap, size_t position)
{
    size_t child = heap->count++;

    heap->at[child] = position;
    for (; child && heap->at[(child - 1) / 2] > heap->at[child]; child = (child - 1) / 2)
        swap(&heap->at[(child - 1) / 2], &heap->at[child]);
}

static size_t heap_take(struct heap *heap)
{
    size_t top = heap->at[0], parent = 0, child;

    heap->at[0] = heap->at[--heap->count];
    while ((child = 2 * parent + 1) < heap->count) {
        if (child + 1 < heap->count && heap->at[child + 1] < heap->at[child])
            child++;
        if (heap->at[parent] <= heap->at[child])
            break;
        swap(&heap->at[parent], &heap->at[child]);
        parent = child;
    }
    return top;
}

static void add_dependents(const struct migrations *migrations)
{
    for (array_each (struct migration, migration, &migrations->list)) {
        for (size_t i = 0; i < migration->parents.count; i++)
            array_add(migrations->arena, &migration->parents.at[i]->children, migration);
        for (size_t i = 0; i < migration->needs.count; i++)
            array_add(migrations->arena, &migration->needs.at[i]->dependents, migration);
    }
}

/* Fills 'order' with positions, each after those it needs; how many there are. */
static size_t find_order(const struct migrations *migrations, size_t *order, bool *placed)
{
    struct arena *arena = migrations->arena;
    size_t count = migrations->list.count, done = 0;
    size_t *waiting = arena_alloc(arena, count * sizeof *waiting);
    struct heap heap = {arena_alloc(arena, count * sizeof *heap.at), 0};

    for (size_t i = 0; i < count; i++) {
        waiting[i] = migrations->list.at[i].needs.count;
        if (!waiting[i])
            heap_add(&heap, i);
    }
    while (heap.count) {
        const struct migration *next = &migrations->list.at[heap_take(&heap)];

        placed[next->position] = true;
        order[done++] = next->position;
        for (size_t i = 0; i < next->dependents.count; i++)
            if (!--waiting[next->dependents.at[i]->position])
                heap_add(&heap, next->dependents.at[i]->position);
    }
    return done;
}

static int compare_positions(const void *a, const void *b)
{
    const struct migration *const *left = a, *const *right = b;

    return ((*left)->position > (*right)->position) - ((*left)->position < (*right)->position);
}

static void move_selection(struct selection *selection, struct migration *const *moved)
{
    for (size_t i = 0; i < selection->count; i++)
        selection->at[i] = moved[selection->at[i]->position];
}

static void sort_selection(struct selection *selection)
{
    if (selection->count > 1)
        qsort(selection->at, selection->count, sizeof *selection->at, compare_positions);
}

/* Moves the list into the order, and every address with it. */
static void reorder(struct migrations *migrations, const size_t *order)
{
    size_t count = migrations->list.count;
    struct migration *list = arena_alloc(migrations->arena, count * sizeof *list);
    struct migration **moved = arena_alloc(migrations->arena, count * sizeof *moved);

    for (size_t i = 0; i < count; i++) {
        list[i] = migrations->list.at[order[i]];
        moved[order[i]] = &list[i];
    }
    for (size_t i = 0; i < count; i++) {
        struct selection *const ties[] = {&list[i].parents, &list[i].needs, &list[i].children,
                                          &list[i].dependents};

        for (size_t j = 0; j < COUNT_OF(ties); j++)
            move_selection(ties[j], moved);
    }
    move_selection(&migrations->by_revision, moved);
    move_selection(&migrations->labelled, moved);
    migrations->list.at = list;
    migrations->list.capacity = count;
    for (size_t i = 0; i < count; i++)
        list[i].position = i;
    for (size_t i = 0; i < count; i++) {
        sort_selection(&list[i].parents);
        sort_selection(&list[i].needs);
        sort_selection(&list[i].children);
        sort_selection(&list[i].dependents);
    }
}

bool graph_build(struct migrations *migrations, struct diags *diags)
{
    size_t count = migrations->list.count;
    size_t *order = arena_alloc(migrations->arena, count * sizeof *order + 1);
    bool *placed = graph_set(migrations), ok;

    index_revisions(migrations);
    ok = index_labels(migrations, diags);
    ok &= tie_all(migrations, diags);
    add_dependents(migrations);
    if (find_order(migrations, order, placed) < count) {
        report_circles(migrations, placed, diags);
        return false;
    }
    reorder(migrations, order);
    return ok;
}

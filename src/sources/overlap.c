/* Finds the objects that several heads touch. What a statement names is postgres/statement's to
 * say. */

#include "sources/overlap.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SIDES_TOLD_APART (8 * sizeof(size_t)) /* heads beyond count as the last of these */

struct search {
    const struct migrations *migrations;
    const char *schema;
    struct touches touches;
    struct touch next; /* without its object */
};

/* ------------------------------------------------------------------ gathering */

static void add_touched(void *context, const struct touched *touched)
{
    struct search *search = context;
    struct touch *touch = array_push(search->migrations->arena, &search->touches);

    *touch = search->next;
    touch->touched = *touched;
    if (!touched->name.schema && touched->type != TOUCHED_SINGLE)
        touch->touched.name.schema = search->schema;
}

/* DO and EXECUTE hide what they do. */
static bool hides_its_work(const char *text)
{
    static const char *const words[] = {"do", "execute", "call"};
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (length == strlen(words[i]) && !strncasecmp(text, words[i], length))
            return true;
    return false;
}

static void add_step(struct search *search, struct overlaps *overlaps,
                     const struct script_step *step)
{
    struct arena *arena = search->migrations->arena;

    if (step->type != STEP_STATEMENT)
        return;
    search->next.step = step;
    if (hides_its_work(step->text) ||
        !statement_each_touched(arena, step->text, add_touched, search, NULL))
        array_add(arena, &overlaps->unread, search->next);
}

static bool add_migration(struct search *search, struct overlaps *overlaps,
                          struct migration *migration, size_t side, struct diags *diags)
{
    if (!migration_split(search->migrations, migration, diags))
        return false;
    search->next = (struct touch){.migration = migration, .side = side};
    for (array_each (struct segment, segment, &migration->up->segments))
        for (array_each (struct script_step, step, &segment->steps))
            add_step(search, overlaps, step);
    return true;
}

/* By position, which heads need the migration. */
static size_t *find_sides(const struct migrations *migrations, const struct selection *heads)
{
    size_t count = migrations->list.count;
    size_t *sides = arena_alloc(migrations->arena, count * sizeof *sides + 1);

    for (size_t i = 0; i < heads->count; i++) {
        bool *needed = graph_set(migrations);
        size_t bit = i < SIDES_TOLD_APART ? i : SIDES_TOLD_APART - 1;

        graph_add_needed(migrations, heads->at[i], needed);
        for (size_t j = 0; j < count; j++)
            if (needed[j])
                sides[j] |= (size_t)1 << bit;
    }
    return sides;
}

static size_t all_sides(const struct selection *heads)
{
    return heads->count < SIDES_TOLD_APART ? ((size_t)1 << heads->count) - 1 : ~(size_t)0;
}

/* ------------------------------------------------------------------ judging */

/* PostgreSQL's own, which no migration changes. */
static bool is_built_in(const struct touched *touched)
{
    return touched->name.schema && !strcmp(touched->name.schema, "pg_catalog");
}

static int compare_objects(const struct touched *a, const struct touched *b)
{
    return a->type != b->type ? (int)a->type - (int)b->type : qname_compare(a->name, b->name);
}

static int compare_touches(const void *a, const void *b)
{
    const struct touch *left = a, *right = b;
    int order = compare_objects(&left->touched, &right->touched);

    if (!order)
        order = (left->migration->position > right->migration->position) -
                (left->migration->position < right->migration->position);
    if (!order)
        order = (left->step > right->step) - (left->step < right->step);
    return order ? order : (int)right->touched.changes - (int)left->touched.changes;
}

/* Neither is the other's forebear: each is needed by a head that does not need the other. */
static bool are_apart(const struct touch *a, const struct touch *b)
{
    return (a->side & ~b->side) && (b->side & ~a->side);
}

static bool is_overlap(const struct touch *touches, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; touches[i].touched.changes && j < count; j++)
            if (are_apart(&touches[i], &touches[j]))
                return true;
    return false;
}

static void add_overlap(const struct search *search, const struct touch *touches, size_t count,
                        struct overlaps *overlaps)
{
    struct arena *arena = search->migrations->arena;
    struct overlap *overlap = array_push(arena, overlaps);
    const struct touched *touched = &touches->touched;

    overlap->name = touched->name.schema
                        ? arena_printf(arena, "%s.%s", touched->name.schema, touched->name.name)
                        : touched->name.name;
    if (touched->type == TOUCHED_FUNCTION)
        overlap->name = arena_printf(arena, "%s()", overlap->name);
    for (size_t i = 0; i < count; i++) {
        struct touches *kept = &overlap->touches;

        if (!kept->count || kept->at[kept->count - 1].step != touches[i].step)
            array_add(arena, kept, touches[i]);
    }
}

bool overlap_find(const struct migrations *migrations, const struct selection *heads,
                  const char *schema, struct overlaps *overlaps, struct diags *diags)
{
    struct search search = {.migrations = migrations, .schema = schema ? schema : "public"};
    size_t *sides = find_sides(migrations, heads), all = all_sides(heads), end;
    bool ok = true;

    *overlaps = (struct overlaps){0};
    for (array_each (struct migration, migration, &migrations->list))
        if (sides[migration->position] && sides[migration->position] != all)
            ok &=
                add_migration(&search, overlaps, migration, sides[migration->position], diags);
    if (search.touches.count)
        qsort(search.touches.at, search.touches.count, sizeof *search.touches.at,
              compare_touches);
    for (size_t start = 0; start < search.touches.count; start = end) {
        const struct touch *first = &search.touches.at[start];

        for (end = start + 1; end < search.touches.count &&
                              !compare_objects(&first->touched, &first[end - start].touched);)
            end++;
        if (!is_built_in(&first->touched) && is_overlap(first, end - start))
            add_overlap(&search, first, end - start, overlaps);
    }
    return ok;
}

/* Steps as the body of a migration file: every statement behind one comment that says what it
 * does, what it locks, and what it costs. */

#include "plan/passage.h"

#include <stdlib.h>
#include <string.h>

static int compare_steps(const void *left, const void *right)
{
    const struct step *a = left, *b = right;
    if (a->phase != b->phase)
        return a->phase < b->phase ? -1 : 1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

/* A foreign key goes before all else and comes after it, unless there is nothing else. */
static bool redefine_foreign(const struct step *a, const struct step *b)
{
    return a->phase == PHASE_FOREIGN_DROP && b->phase == PHASE_FOREIGN_ADD && a->about &&
           a->about == b->about;
}

static bool can_join(const struct step *a, const struct step *b)
{
    bool want = (a->joins && b->joins && a->phase == b->phase) || redefine_foreign(a, b);
    return want && a->table && b->table && strcmp(a->table, b->table) == 0 && !b->assertion;
}

/* The texts of the steps that share a statement, as far as there are several. */
struct joining {
    struct buf sql, what, loses;
};

static void add_part(struct buf *out, const char *first, const char *between, const char *text)
{
    if (!out->length && first)
        buf_add(out, first);
    if (text)
        buf_addf(out, "%s%s", out->length ? between : "", text);
}

static void join(struct joining *joining, struct step *into, const struct step *step)
{
    add_part(&joining->sql, into->sql, ",\n    ", step->sql);
    add_part(&joining->what, into->what, "; ", step->what);
    add_part(&joining->loses, into->loses, "; ", step->loses);
    into->rewrites |= step->rewrites;
    into->scans |= step->scans;
    into->about = into->about == step->about ? step->about : NULL;
    if (step->lock < into->lock && step->lock != LOCK_NONE)
        into->lock = step->lock;
}

static void settle_join(struct arena *arena, struct joining *joining, struct step *into)
{
    if (joining->sql.length) {
        into->sql = arena_strdup(arena, buf_text(&joining->sql));
        into->what = arena_strdup(arena, buf_text(&joining->what));
    }
    if (joining->loses.length)
        into->loses = arena_strdup(arena, buf_text(&joining->loses));
    buf_reset(&joining->sql);
    buf_reset(&joining->what);
    buf_reset(&joining->loses);
}

void steps_sort(struct steps *steps)
{
    for (size_t i = 0; i < steps->count; i++)
        steps->at[i].sequence = (unsigned)i;
    if (steps->count)
        qsort(steps->at, steps->count, sizeof *steps->at, compare_steps);
}

void steps_join(struct arena *arena, struct steps *steps)
{
    struct joining joining = {BUF_INIT, BUF_INIT, BUF_INIT};
    size_t kept = 0;
    for (size_t i = 0; i < steps->count; i++) {
        if (kept && can_join(&steps->at[kept - 1], &steps->at[i])) {
            join(&joining, &steps->at[kept - 1], &steps->at[i]);
            continue;
        }
        if (kept)
            settle_join(arena, &joining, &steps->at[kept - 1]);
        steps->at[kept++] = steps->at[i];
    }
    if (kept)
        settle_join(arena, &joining, &steps->at[kept - 1]);
    steps->count = kept;
    buf_release(&joining.sql);
    buf_release(&joining.what);
    buf_release(&joining.loses);
}

/* A name may hold what would end the comment. */
static void write_line(struct buf *out, const char *text)
{
    for (; *text; text++)
        buf_add_char(out, *text == '\n' || *text == '\r' ? ' ' : *text);
}

static void write_comment(const struct step *step, struct buf *out)
{
    static const char *const locks[] = {
        [LOCK_NONE] = "no lock",
        [LOCK_ACCESS_EXCLUSIVE] = "ACCESS EXCLUSIVE",
        [LOCK_SHARE_ROW_EXCLUSIVE] = "SHARE ROW EXCLUSIVE",
        [LOCK_SHARE] = "SHARE",
        [LOCK_SHARE_UPDATE_EXCLUSIVE] = "SHARE UPDATE EXCLUSIVE",
        [LOCK_ROW_EXCLUSIVE] = "ROW EXCLUSIVE",
    };
    buf_add(out, "-- ");
    write_line(out, step->what);
    buf_addf(out, " · %s, %s, %s\n", locks[step->lock],
             step->rewrites ? "rewrite" : "no rewrite", step->scans ? "scan" : "no scan");
    if (step->loses) {
        buf_add(out, "-- DATA LOSS: ");
        write_line(out, step->loses);
        buf_add_char(out, '\n');
    }
    if (step->assertion)
        buf_addf(out, "-- schemagen: assert %s\n", step->assertion);
}

void step_write(const struct step *step, struct buf *out)
{
    if (step->table)
        buf_addf(out, "ALTER TABLE %s %s;\n", step->table, step->sql);
    else
        buf_addf(out, "%s;\n", step->sql);
}

/* A label is committed on its own if anything behind it holds its text. */
static bool is_used_later(const struct steps *steps, size_t at)
{
    for (size_t i = at + 1; i < steps->count; i++)
        if (steps->at[i].phase != PHASE_LABEL &&
            strstr(steps->at[i].sql, steps->at[at].literal))
            return true;
    return false;
}

static size_t labels_to_commit(const struct steps *steps)
{
    size_t count = 0;
    for (size_t i = 0; i < steps->count && steps->at[i].phase == PHASE_LABEL; i++)
        if (steps->at[i].literal && is_used_later(steps, i))
            count = i + 1;
    return count;
}

void steps_write(const struct steps *steps, struct buf *out)
{
    size_t alone = labels_to_commit(steps);
    if (alone)
        buf_add(out, "-- what follows uses the new labels, so they are committed first\n"
                     "-- schemagen: transaction off\n\n");
    for (size_t i = 0; i < steps->count; i++) {
        const struct step *step = &steps->at[i];
        if (alone && i == alone)
            buf_add(out, "\n-- schemagen: transaction on\n");
        if (i)
            buf_add_char(out, '\n');
        write_comment(step, out);
        step_write(step, out);
    }
}

/* Runs segments outside transactions. A statement that can run in a transaction runs in one of
 * its own, with its row; of the others the history says that they were started, and effect.c
 * what came of one that was cut off. */

#include "base/duration.h"
#include "runner/effect.h"
#include "runner/running.h"

#include <string.h>

#define PAUSE_BUSY 250 /* milliseconds between looks at another session's work */

static struct applied after_step(const struct runner *r, const struct segment *segment,
                                 size_t step)
{
    struct applied after = r->progress;

    after.started = NULL;
    after.statement = (int)step + 1;
    if (step + 1 == segment->steps.count) {
        after.segment++;
        after.statement = 0;
    }
    return after;
}

static bool record(struct runner *r, const struct applied *after)
{
    return runner_run_together(r, NULL, 0, after);
}

/* ------------------------------------------------------------------ traces */

static bool wait_for_others(struct runner *r, const struct trace *trace, bool said,
                            struct span at)
{
    if (!said && r->run->messages)
        fprintf(r->run->messages, "%s, and another session is at work on it: waiting\n",
                trace->what);
    duration_pause(PAUSE_BUSY);
    return !runner_was_interrupted() ||
           diag_error(r->run->diags, at, CHECK_MIGRATION_RUN, "interrupted");
}

/* What is there of the effect, once nobody else is at it. */
static bool look(struct runner *r, const struct effect *effect, struct span at,
                 struct trace *trace)
{
    for (bool said = false;; said = true) {
        if (!effect_look(r->run->connection, r->run->arena, effect, trace, r->run->diags))
            return false;
        if (trace->state != EFFECT_BUSY)
            return true;
        if (!wait_for_others(r, trace, said, at))
            return false;
    }
}

/* Takes away what is left, or finishes it, under the guards of the statement itself. */
static bool repair(struct runner *r, const struct effect *effect, const struct trace *trace,
                   struct span at)
{
    bool lifted = effect_waits(effect) && attempt_lift_guards(r), ok = true;

    for (size_t i = 0; i < trace->repairs.count && ok; i++) {
        if (r->run->messages)
            fprintf(r->run->messages, "%s: %s\n", trace->what, trace->repairs.at[i]);
        ok = connection_run(r->run->connection, trace->repairs.at[i], NULL) ||
             attempt_fail(r, at, "could not repair what was cut off: ");
        if (ok)
            ok = history_log(r->run->connection, r->run->history, &r->progress, "repair",
                             trace->repairs.at[i], r->run->diags);
    }
    if (effect_waits(effect))
        attempt_restore_guards(r, lifted);
    return ok;
}

/* ------------------------------------------------------------------ one statement */

/* Nothing of the statement is there: the history is as it was before. */
static bool unmark(struct runner *r)
{
    struct applied before = r->progress;

    before.started = NULL;
    return record(r, &before);
}

static bool mark(struct runner *r, const struct script_step *step)
{
    struct applied started = r->progress;

    started.started = step->text;
    return record(r, &started);
}

/* The server said that the statement failed. It may have left something behind; then the next
 * run has to find it, whatever the file says by then. */
static bool judge_failure(struct runner *r, const struct effect *effect,
                          const struct script_step *step)
{
    bool again = r->again;
    struct trace trace;

    if (!connection_is_alive(r->run->connection))
        return false;
    r->again = false;
    if (!look(r, effect, step->at, &trace))
        return false;
    if (trace.state == EFFECT_LEFT || trace.state == EFFECT_HALF) {
        if (!again)
            diag_note(r->run->diags, NOWHERE, "%s now; the next run mends that", trace.what);
    } else if (!unmark(r)) {
        return false;
    }
    r->again = again;
    return false;
}

static bool run_marked(struct runner *r, const struct effect *effect,
                       const struct script_step *step)
{
    bool lifted, ok;

    if (!mark(r, step))
        return false;
    lifted = effect_waits(effect) && attempt_lift_guards(r);
    ok = attempt_step(r, step);
    if (effect_waits(effect))
        attempt_restore_guards(r, lifted);
    return ok || judge_failure(r, effect, step);
}

/* What is there already was there before: the statement itself says whether that is an
 * error. */
static bool try_bare(struct runner *r, const struct effect *effect,
                     const struct script_step *step)
{
    struct trace trace;

    if (!look(r, effect, step->at, &trace))
        return false;
    if (trace.state == EFFECT_DONE)
        return r->tries || attempt_step(r, step);
    if (trace.repairs.count && !repair(r, effect, &trace, step->at))
        return false;
    return trace.state == EFFECT_HALF || run_marked(r, effect, step);
}

static bool run_bare(struct runner *r, const struct effect *effect,
                     const struct script_step *step, const struct applied *after)
{
    bool done;

    r->tries = 0;
    do
        done = try_bare(r, effect, step);
    while (!done && attempt_again(r));
    return done && record(r, after);
}

static bool run_alone(struct runner *r, const struct script_step *step,
                      const struct applied *after)
{
    struct buf text = BUF_INIT;
    struct effect effect = {0};
    bool done;

    if (step->type == STEP_STATEMENT && step_expand(step, &r->variables, &text, r->run->diags))
        effect = effect_of(r->run->arena, buf_text(&text));
    buf_release(&text);
    if (effect.row)
        return run_bare(r, &effect, step, after);
    r->refused = false;
    r->may_refuse = true;
    done = runner_run_together(r, step, 1, after);
    r->may_refuse = false;
    return r->refused ? run_bare(r, &effect, step, after) : done;
}

/* Only what has run is left of a segment whose file was mended. */
static bool record_segment(struct runner *r)
{
    struct applied after = r->progress;

    after.segment++;
    after.statement = 0;
    return record(r, &after);
}

bool outside_run(struct runner *r, const struct segment *segment)
{
    for (size_t i = (size_t)r->progress.statement; i < segment->steps.count; i++) {
        struct applied after = after_step(r, segment, i);
        const struct script_step *step = &segment->steps.at[i];

        if (!(r->migration ? run_alone(r, step, &after) : attempt_step(r, step)))
            return false;
    }
    return !r->progress.statement || record_segment(r);
}

/* ------------------------------------------------------------------ after a cut */

/* The effect of a statement that is no longer in its file, or is. */
static bool effect_of_started(struct runner *r, struct effect *effect)
{
    struct source *source = arena_alloc(r->run->arena, sizeof *source);
    struct buf text = BUF_INIT;
    struct script *script;
    bool ok;

    *source = (struct source){"the history", r->progress.started, strlen(r->progress.started)};
    script = script_read(r->run->arena, source, r->run->diags);
    ok = script && script->segments.count &&
         step_expand(&script->segments.at[0].steps.at[0], &r->variables, &text, r->run->diags);
    *effect = ok ? effect_of(r->run->arena, buf_text(&text)) : (struct effect){0};
    buf_release(&text);
    return ok;
}

static bool report_in_doubt(const struct runner *r, struct span at)
{
    diag_error(r->run->diags, at, CHECK_HISTORY,
               "it is not known whether this statement was carried out: an earlier run was cut "
               "off in it");
    diag_note(r->run->diags, NOWHERE, "it was: %s", r->progress.started);
    diag_hint(r->run->diags, "Look at the database, then say \"--in-doubt done\" if it was, or "
                             "\"--in-doubt again\" to run it once more.");
    return false;
}

static bool report_changed(const struct runner *r, struct span at)
{
    diag_error(r->run->diags, at, CHECK_HISTORY,
               "this statement was edited after it had been carried out");
    diag_note(r->run->diags, NOWHERE, "it was: %s", r->progress.started);
    diag_hint(r->run->diags, "Put it back as it was; what follows it may be edited.");
    return false;
}

static bool same_text(const char *a, const char *b)
{
    char left[CHECKSUM_SIZE], right[CHECKSUM_SIZE];

    checksum_text(a, strlen(a), left);
    checksum_text(b, strlen(b), right);
    return !strcmp(left, right);
}

/* True: *done says whether the statement counts as done. */
static bool decide(struct runner *r, struct span at, bool *done)
{
    static const char *const words[] = {
        [IN_DOUBT_DONE] = "taken as done", [IN_DOUBT_AGAIN] = "to be run again"};
    struct effect effect;
    struct trace trace;

    if (!effect_of_started(r, &effect) || !look(r, &effect, at, &trace))
        return false;
    *done = trace.state == EFFECT_DONE || trace.state == EFFECT_HALF;
    if (trace.state == EFFECT_UNKNOWN) {
        if (r->run->in_doubt == IN_DOUBT_STOP)
            return report_in_doubt(r, at);
        *done = r->run->in_doubt == IN_DOUBT_DONE;
        return history_log(r->run->connection, r->run->history, &r->progress, "in-doubt",
                           words[r->run->in_doubt], r->run->diags);
    }
    if (*done && r->run->messages)
        fprintf(r->run->messages, "%s: the run that was cut off had come so far\n", trace.what);
    return !trace.repairs.count || repair(r, &effect, &trace, at);
}

bool outside_settle(struct runner *r, const struct segment *segment)
{
    size_t step = (size_t)r->progress.statement;
    bool here = step < segment->steps.count, done;
    struct span at = segment->steps.at[here ? step : segment->steps.count - 1].at;
    struct applied after = after_step(r, segment, step);

    if (!decide(r, at, &done))
        return false;
    if (!done)
        return unmark(r);
    if (!here || !same_text(segment->steps.at[step].text, r->progress.started))
        return report_changed(r, at);
    return record(r, &after);
}

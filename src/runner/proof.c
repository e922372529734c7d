/* Proofs: the files are run by the same runner that runs them later, and what they lead to is
 * read back and held against a fresh build. */

#include "runner/proof.h"

#include "model/part.h"
#include "runner/build.h"
#include "runner/closure.h"
#include "runner/seed.h"

#include <stdio.h>
#include <string.h>

struct trial {
    struct prover *prover;
    const struct plan *plan;
    struct model *from, *to; /* the parts that are built */
    const char *up, *down;
    struct diags *diags;
    struct proof proof;
};

static bool give_up(struct trial *trial, const char *reason)
{
    trial->proof.outcome = PROOF_IMPOSSIBLE;
    snprintf(trial->proof.text, sizeof trial->proof.text, "no, %s", reason);
    for (char *c = trial->proof.text; *c; c++)
        *c = *c == '\n' || *c == '\r' ? ' ' : *c;
    return false;
}

/* ------------------------------------------------------------------ one trial */

static bool must_stay_empty(void *context, const struct table *table)
{
    const struct trial *trial = context;
    return plan_needs_empty(trial->plan, table->object.name);
}

static bool refute(struct trial *trial, const char *what, const struct buf *differences)
{
    trial->proof.outcome = PROOF_REFUTED;
    diag_error(trial->diags, NOWHERE, CHECK_PROOF, "%s", what);
    if (differences && differences->length)
        diag_note(trial->diags, NOWHERE, "%s", buf_text(differences));
    diag_hint(trial->diags, "Nothing was written. --no-prove writes the files all the same.");
    return false;
}

static bool leads_to(struct trial *trial, struct scratch *scratch, const struct model *expected,
                     const char *what)
{
    struct buf differences = BUF_INIT;
    struct model *reached = scratch_read(scratch, expected);
    bool same = reached && models_same(reached, expected, &differences);
    if (!same)
        refute(trial, what, &differences);
    model_free(reached);
    buf_release(&differences);
    return same;
}

/* Extensions that are updated seldom have a script for the way back: that is theirs, and no
 * fault of the migration. */
static bool lacks_update_path(const struct buf *objection)
{
    return objection->length && strstr(buf_text(objection), "has no update path");
}

static bool run_file(struct trial *trial, struct scratch *scratch, const char *body,
                     const char *what, bool reports)
{
    struct buf objection = BUF_INIT;
    bool ok = scratch_run(scratch, trial->to->schema, body, &objection);
    if (!ok && lacks_update_path(&objection))
        give_up(trial, buf_text(&objection));
    else if (!ok && reports)
        refute(trial, what, &objection);
    buf_release(&objection);
    return ok;
}

/* Up, down and up again. Without rows every failure is the migration's own; with rows it may be
 * the rows', so that it is left to the caller to try without. */
static bool try_once(struct trial *trial, const struct model *to, bool with_rows, bool *built)
{
    struct scratch scratch = scratch_open(trial->prover);
    bool last = !with_rows, ok = false;
    *built = scratch.connection && scratch_build(&scratch, trial->from) &&
             scratch_furnish(&scratch, trial->to);
    struct model *from = *built ? scratch_read(&scratch, trial->from) : NULL;
    if (!from) {
        give_up(trial, scratch.reason);
        goto out;
    }
    if (with_rows)
        seed_tables(scratch.connection, trial->from, must_stay_empty, trial);
    ok = run_file(trial, &scratch, trial->up, "the up migration fails", last) &&
         leads_to(trial, &scratch, to, "the up migration does not lead to the models") &&
         run_file(trial, &scratch, trial->down, "the down migration fails", last) &&
         leads_to(trial, &scratch, from, "the down migration does not lead back") &&
         run_file(trial, &scratch, trial->up, "the up migration fails the second time", last);
out:
    model_free(from);
    scratch_close(&scratch);
    return ok;
}

static void say_proved(struct trial *trial, bool with_rows)
{
    struct scratch scratch = scratch_open(trial->prover);
    trial->proof.outcome = PROOF_PROVED;
    int major = scratch.connection ? connection_version(scratch.connection) / 10000 : 0;
    char target[48] = "";
    if (trial->prover->major && trial->prover->major != major)
        snprintf(target, sizeof target, " (the target is %d)", trial->prover->major);
    snprintf(trial->proof.text, sizeof trial->proof.text,
             "PostgreSQL %s%s: up = models, down = previous%s",
             scratch.connection ? connection_version_text(scratch.connection) : "", target,
             with_rows ? "" : ", on empty tables");
    scratch_close(&scratch);
}

static void prove(struct trial *trial)
{
    bool built = false;
    struct buf reason = BUF_INIT;
    bool refused = false;
    struct model *to = scratch_model(trial->prover, trial->to, &reason, &refused);
    if (refused)
        refute(trial, buf_text(&reason), NULL);
    else if (!to)
        give_up(trial, buf_text(&reason));
    buf_release(&reason);
    if (!to)
        return;
    if (try_once(trial, to, true, &built))
        say_proved(trial, true);
    else if (built && trial->proof.outcome != PROOF_REFUTED &&
             try_once(trial, to, false, &built))
        say_proved(trial, false);
    model_free(to);
}

struct proof proof_run(struct prover *prover, const struct plan *plan, const char *up,
                       const char *down, struct diags *diags)
{
    struct trial trial = {
        .prover = prover, .plan = plan, .up = up, .down = down, .diags = diags};
    struct closure closure = {.plan = plan};
    closure_find(&closure);
    trial.from = model_part(plan_from(plan), closure_wants, &closure);
    trial.to = model_part(plan_to(plan), closure_wants, &closure);
    prove(&trial);
    model_free(trial.from);
    model_free(trial.to);
    closure_release(&closure);
    return trial.proof;
}

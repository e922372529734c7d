/* Writes runs down as scripts. What a run says beside its statements is run_text.c's and
 * history_text.c's; which migrations are run is the command's to decide. */

#include "runner/offline.h"
#include "postgres/sql.h"
#include "runner/effect.h"
#include "runner/history_text.h"
#include "runner/run_text.h"
#include "runner/version.h"

#include <string.h>

/* One migration on its way into the script. */
struct writer {
    const struct offline *offline;
    struct buf *out;
    const struct script *script;
    struct variables variables;
    struct applied progress;
    size_t standing; /* rows of the history before it */
};

static const char *const direction_words[] = {"upgrade", "downgrade"};

/* ------------------------------------------------------------------ pieces */

static void add_comment(struct buf *out, const char *text)
{
    for (const char *at = text; *at; at += *at == '\n') {
        size_t length = strcspn(at, "\r\n");

        buf_addf(out, "-- %.*s\n", (int)length, at);
        at += length + (at[length] == '\r');
    }
}

static void add_table(struct buf *out, const struct offline *offline)
{
    sql_qname(out, (struct qname){offline->history->schema, offline->history->table});
}

/* "$guard$", lengthened until the body does not hold it. */
static void add_block(struct buf *out, const char *body)
{
    struct buf tag = BUF_INIT;

    buf_add(&tag, "$guard");
    while (strstr(body, buf_text(&tag)))
        buf_add_char(&tag, '_');
    buf_addf(out, "DO %s$\n%s%s$;\n", buf_text(&tag), body, buf_text(&tag));
    buf_release(&tag);
}

/* A block that goes on only where the condition is true. */
static void add_guard(struct buf *out, const char *pragma, const char *condition,
                      const char *message, const char *detail)
{
    struct buf body = BUF_INIT;

    buf_addf(&body,
             "%sBEGIN\n  IF %s IS NOT TRUE THEN\n    RAISE EXCEPTION USING MESSAGE = ", pragma,
             condition);
    sql_literal(&body, message);
    if (detail) {
        buf_add(&body, ",\n      DETAIL = ");
        sql_literal(&body, detail);
    }
    buf_add(&body, ";\n  END IF;\nEND ");
    add_block(out, buf_text(&body));
    buf_release(&body);
}

/* A limit that the role or the database sets already stays, unless one is asked for. */
static void add_lock_timeout(const struct offline *offline, struct buf *out)
{
    struct buf block = BUF_INIT;

    if (offline->lock_timeout_said) {
        buf_addf(out, "SET lock_timeout = %ld;\n", offline->lock_timeout);
        return;
    }
    buf_addf(&block,
             "BEGIN\n  IF current_setting('lock_timeout') = '0' THEN\n"
             "    SET lock_timeout = %ld;\n  END IF;\nEND ",
             offline->lock_timeout);
    add_block(out, buf_text(&block));
    buf_release(&block);
}

static void begin(struct buf *out)
{
    buf_add(out, "BEGIN;\n");
}

static void commit(struct buf *out)
{
    buf_add(out, "COMMIT;\n");
}

/* ------------------------------------------------------------------ the head */

static void add_losses(struct buf *out, const struct script *script)
{
    static const char mark[] = "DATA LOSS";
    const char *at;

    for (array_each (struct segment, segment, &script->segments))
        for (array_each (struct script_step, step, &segment->steps))
            if (step->note && (at = strstr(step->note, mark)))
                buf_addf(out, "--     %.*s\n", (int)strcspn(at, "\r\n"), at);
}

static const struct script *script_of(const struct offline *offline, size_t index)
{
    return offline->direction == DIRECTION_UP ? offline->migrations[index]->up
                                              : offline->migrations[index]->down;
}

static void add_contents(const struct offline *offline, struct buf *out)
{
    for (size_t i = 0; i < offline->count; i++) {
        const struct migration *migration = offline->migrations[i];

        buf_addf(out, "--   %s  %s\n", migration->revision, migration->message);
        add_losses(out, script_of(offline, i));
    }
}

static void add_header(const struct offline *offline, struct buf *out, const char *what)
{
    buf_addf(out, "-- schemagen %s: %s\n--\n", SCHEMAGEN_VERSION, what);
    buf_add(out, "-- Run it with:  psql -X -v ON_ERROR_STOP=1 -d DATABASE -f FILE\n"
                 "-- It opens and ends its transactions itself, and records what it does in ");
    add_table(out, offline);
    buf_add(out, ".\n\n");
    buf_add(out, "\\set ON_ERROR_STOP on\nSET client_encoding = 'UTF8';\n");
}

static void add_lock(struct buf *out)
{
    add_guard(out, "", "pg_try_advisory_lock(" RUN_LOCK_KEYS ")",
              "another run is at work in the database", NULL);
}

static void add_unlock(struct buf *out)
{
    add_block(out, "BEGIN\n  PERFORM pg_advisory_unlock(" RUN_LOCK_KEYS ");\nEND ");
}

/* As many rows as there ought to be, each whole, and the heads among them: since what a
 * revision builds on stands wherever it stands, these are the right ones. */
static void add_standing(const struct offline *offline, struct buf *out)
{
    struct buf condition = BUF_INIT, message = BUF_INIT;

    buf_add(&condition, "(SELECT count(*) = ");
    buf_addf(&condition,
             "%zu AND count(*) FILTER (WHERE direction = 'down' OR segment < segments) = 0",
             offline->standing);
    if (offline->head_count) {
        buf_add(&condition, "\n      AND count(*) FILTER (WHERE revision IN (");
        for (size_t i = 0; i < offline->head_count; i++) {
            buf_add(&condition, i ? ", " : "");
            sql_literal(&condition, offline->heads[i]);
        }
        buf_addf(&condition, ")) = %zu", offline->head_count);
    }
    buf_add(&condition, "\n      FROM ");
    add_table(&condition, offline);
    buf_add(&condition, ")");
    buf_addf(&message, "the database does not stand at %s, where this script begins",
             offline->from);
    add_guard(out, "", buf_text(&condition), buf_text(&message), NULL);
    buf_release(&condition);
    buf_release(&message);
}

static void add_existence(const struct offline *offline, struct buf *out)
{
    struct buf condition = BUF_INIT, table = BUF_INIT, message = BUF_INIT;

    add_table(&table, offline);
    buf_add(&condition, "(to_regclass(");
    sql_literal(&condition, buf_text(&table));
    buf_add(&condition, ") IS NOT NULL)");
    buf_addf(&message, "the database has no history, and this script begins at %s",
             offline->from);
    add_guard(out, "", buf_text(&condition), buf_text(&message), NULL);
    buf_release(&condition);
    buf_release(&table);
    buf_release(&message);
}

static void add_beginning(const struct offline *offline, struct buf *out)
{
    buf_addf(out, "\n-- The database has to stand at %s.\n", offline->from);
    begin(out);
    add_lock(out);
    if (offline->standing)
        add_existence(offline, out);
    else
        history_text_create(out, offline->history);
    add_standing(offline, out);
    commit(out);
}

/* ------------------------------------------------------------------ steps */

static bool write_statement(const struct writer *w, const struct script_step *step)
{
    bool ok = step_expand(step, &w->variables, w->out, w->offline->diags);

    buf_add(w->out, ";\n");
    return ok;
}

/* PL/pgSQL has variables of its own ("found"), after which columns may be called too
 * (https://www.postgresql.org/docs/current/plpgsql-implementation.html). */
static const char columns_first[] = "#variable_conflict use_column\n";

static bool write_assertion(const struct writer *w, const struct script_step *step)
{
    struct buf text = BUF_INIT, condition = BUF_INIT;
    bool ok = step_expand(step, &w->variables, &text, w->offline->diags);

    run_text_assertion(&condition, buf_text(&text));
    add_guard(w->out, columns_first, buf_text(&condition), "the assertion does not hold",
              step->note);
    buf_release(&text);
    buf_release(&condition);
    return ok;
}

static bool write_refusal(const struct writer *w, const struct script_step *step)
{
    return diag_error(w->offline->diags, step->at, CHECK_MIGRATION_RUN,
                      "revision \"%s\" cannot be taken back: %s", w->progress.revision,
                      step->text);
}

static bool write_step(const struct writer *w, const struct script_step *step)
{
    static bool (*const writes[])(const struct writer *, const struct script_step *) = {
        [STEP_STATEMENT] = write_statement,
        [STEP_ASSERTION] = write_assertion,
        [STEP_IRREVERSIBLE] = write_refusal,
    };

    if (step->note)
        add_comment(w->out, step->note);
    return writes[step->type](w, step);
}

/* ------------------------------------------------------------------ recording */

static bool is_begun(const struct applied *row)
{
    return row->segment || row->statement;
}

static void record(struct writer *w)
{
    struct applied *row = &w->progress;
    bool whole = row->segment >= row->segments;

    buf_add(w->out, RUN_TEXT_OWN_ROLE);
    row->checksums = script_checksums(w->offline->arena, w->script, (size_t)row->segment,
                                      (size_t)row->statement);
    if (row->down && whole)
        history_text_remove(w->out, w->offline->history, row, "downgrade");
    else
        history_text_enter(w->out, w->offline->history, row, whole ? "upgrade" : NULL);
}

/* What protects a run by a program that does not stop at errors: no step of the history is
 * taken before the one it builds on. */
static void guard(const struct writer *w)
{
    const struct applied *row = &w->progress;
    struct buf condition = BUF_INIT, message = BUF_INIT;

    buf_addf(&condition, "(SELECT count(*) = %zu FROM ", is_begun(row) ? 1 : w->standing);
    add_table(&condition, w->offline);
    if (is_begun(row)) {
        buf_add(&condition, " WHERE revision = ");
        sql_literal(&condition, row->revision);
        buf_addf(&condition, "\n      AND direction = '%s' AND segment = %d AND statement = %d",
                 row->down ? "down" : "up", row->segment, row->statement);
    }
    buf_add(&condition, ")");
    buf_addf(&message, "revision \"%s\" cannot go on: what comes before it was not done",
             row->revision);
    add_guard(w->out, "", buf_text(&condition), buf_text(&message), NULL);
    buf_release(&condition);
    buf_release(&message);
}

/* ------------------------------------------------------------------ segments */

/* Steps and their row in one transaction; 'after' is what is recorded then. */
static bool write_together(struct writer *w, const struct script_step *steps, size_t count,
                           const struct applied *after)
{
    bool ok = true;

    begin(w->out);
    guard(w);
    for (size_t i = 0; i < count; i++) {
        buf_add(w->out, "\n");
        ok &= write_step(w, &steps[i]);
    }
    buf_add(w->out, count ? "\n" : "");
    w->progress = *after;
    record(w);
    commit(w->out);
    return ok;
}

/* A migration that sets things for its session has its own mind about waiting. */
static bool sets_session(const struct script *script)
{
    for (array_each (struct segment, segment, &script->segments))
        for (array_each (struct script_step, step, &segment->steps))
            if (step->type == STEP_STATEMENT && effect_sets_session(step->text))
                return true;
    return false;
}

/* One that cannot run in a transaction: the history says before that it was started, so that a
 * run which takes up a script that stopped knows where to look. */
static bool write_marked(struct writer *w, const struct effect *effect,
                         const struct script_step *step, const struct applied *after)
{
    bool lifted = effect_waits(effect) && !sets_session(w->script), ok;

    begin(w->out);
    guard(w);
    w->progress.started = step->text;
    record(w);
    commit(w->out);
    buf_add(w->out, lifted ? "SET lock_timeout = 0;\n\n" : "\n");
    ok = write_step(w, step);
    buf_add(w->out, "\n");
    if (lifted)
        add_lock_timeout(w->offline, w->out);
    begin(w->out);
    w->progress = *after;
    record(w);
    commit(w->out);
    return ok;
}

static bool write_alone(struct writer *w, const struct script_step *step,
                        const struct applied *after)
{
    struct buf text = BUF_INIT;
    struct effect effect = {0};
    struct diags *later = diags_new(); /* writing the step reports it */

    if (step->type == STEP_STATEMENT && step_expand(step, &w->variables, &text, later))
        effect = effect_of(w->offline->arena, buf_text(&text));
    diags_free(later);
    buf_release(&text);
    return effect.row ? write_marked(w, &effect, step, after)
                      : write_together(w, step, 1, after);
}

static bool write_outside(struct writer *w, const struct segment *segment)
{
    bool ok = true;

    for (size_t i = 0; i < segment->steps.count; i++) {
        struct applied after = w->progress;

        after.statement = (int)i + 1;
        after.started = NULL;
        if (i + 1 == segment->steps.count) {
            after.segment++;
            after.statement = 0;
        }
        ok &= write_alone(w, &segment->steps.at[i], &after);
    }
    return ok;
}

static bool write_segments(struct writer *w)
{
    struct applied after = w->progress;
    bool ok = true;

    after.segment++;
    if (!w->script->segments.count)
        return write_together(w, NULL, 0, &after);
    for (array_each (struct segment, segment, &w->script->segments)) {
        after = w->progress;
        after.segment++;
        ok &= segment->transaction
                  ? write_together(w, segment->steps.at, segment->steps.count, &after)
                  : write_outside(w, segment);
    }
    return ok;
}

/* ------------------------------------------------------------------ migrations */

static bool write_migration(const struct offline *offline, size_t index, struct buf *out)
{
    const struct migration *migration = offline->migrations[index];
    bool down = offline->direction == DIRECTION_DOWN;
    struct writer w = {
        .offline = offline,
        .out = out,
        .script = script_of(offline, index),
        .progress = applied_begun(migration, down),
        .standing = down ? offline->standing - index : offline->standing + index,
    };

    w.progress.milliseconds = MEASURED_BY_SERVER;
    buf_addf(out, "\n-- %s %s: %s\n", direction_words[offline->direction], migration->revision,
             migration->message);
    run_text_session(out, offline->schema);
    buf_add(out, "SET client_encoding = 'UTF8';\n");
    add_lock_timeout(offline, out);
    return script_variables(offline->arena, w.script, offline->variables, &w.variables,
                            offline->diags) &&
           write_segments(&w);
}

bool offline_travel(const struct offline *offline, struct buf *out)
{
    struct buf what = BUF_INIT;
    bool ok = true;

    buf_addf(&what, "%s from %s to %s", direction_words[offline->direction], offline->from,
             offline->to);
    if (offline->count)
        buf_add(&what, "\n--\n");
    add_contents(offline, &what);
    if (offline->count)
        buf_cut(&what, what.length - 1);
    add_header(offline, out, buf_text(&what));
    add_beginning(offline, out);
    for (size_t i = 0; i < offline->count; i++)
        ok &= write_migration(offline, i, out);
    buf_add(out, "\n");
    add_unlock(out);
    buf_release(&what);
    return ok;
}

static bool is_head(const struct offline *offline, const char *revision)
{
    for (size_t i = 0; i < offline->head_count; i++)
        if (!strcmp(offline->heads[i], revision))
            return true;
    return false;
}

void offline_stamp(const struct offline *offline, struct buf *out)
{
    struct buf what = BUF_INIT;

    buf_addf(&what, "stamp %s", offline->to);
    add_header(offline, out, buf_text(&what));
    buf_add(out, "\n-- What the history says now is replaced.\n");
    begin(out);
    add_lock(out);
    history_text_create(out, offline->history);
    history_text_clear(out, offline->history);
    for (size_t i = 0; i < offline->count; i++) {
        struct applied row = applied_whole(offline->arena, offline->migrations[i]);

        history_text_enter(out, offline->history, &row,
                           is_head(offline, row.revision) ? "stamp" : NULL);
    }
    commit(out);
    add_unlock(out);
    buf_release(&what);
}

/* verify: runs migrations up, down and up again on a throwaway server and compares every state.
 * The running is the replay's, the rows the seed's. */

#include "base/json.h"
#include "commands/command.h"
#include "plan/plan.h"
#include "postgres/sql.h"
#include "runner/replay.h"
#include "runner/seed.h"
#include "sources/graph.h"
#include "sources/revision_word.h"

#include <stdio.h>
#include <string.h>

struct verify_options {
    int format;
};

enum format { FORMAT_TEXT, FORMAT_JSON };

static const struct option_row rows[] = {
    {"format", 0, "text|json", "how the result is printed", OPTION_CHOICE,
     offsetof(struct verify_options, format)},
};

/* What came of one migration. */
struct verdict {
    struct migration *migration;
    bool irreversible;     /* its down refuses, so that only the way up was tried */
    const char *no_rows;   /* why it was tried on empty tables; NULL: with rows */
    const char *objection; /* what is wrong; NULL */
};

struct verifying {
    struct context *context;
    struct migrations migrations;
    bool *wanted; /* which are verified; NULL: all */
    struct address dev;
    struct prover prover;
    struct replay replay;
    struct model *state; /* what the database is now */
    struct names_seen {
        const char **at;
        size_t count, capacity;
    } seeded; /* tables that have had their rows */
    struct verdict verdict;
    struct buf json;
    size_t done, failed;
};

/* ------------------------------------------------------------------ rows */

static const char *table_key(struct arena *arena, const struct object *table)
{
    return arena_printf(arena, "%s.%s", table->name.schema, table->name.name);
}

static bool was_seeded(void *context, const struct table *table)
{
    const struct verifying *verifying = context;
    const char *key = table_key(&verifying->context->arena, &table->object);

    for (array_each (const char *, seen, &verifying->seeded))
        if (!strcmp(*seen, key))
            return true;
    return false;
}

/* Rows for the tables that came since the last time. */
static void seed(struct verifying *verifying)
{
    const struct object_list *tables = &verifying->state->objects[KIND_TABLE];

    seed_tables(replay_connection(&verifying->replay), verifying->state, was_seeded, verifying);
    for (array_each (struct object *, table, tables))
        if (!was_seeded(verifying, (const struct table *)*table))
            array_add(&verifying->context->arena, &verifying->seeded,
                      table_key(&verifying->context->arena, *table));
}

/* All tables that there are: what is known of them may not hold half-way. */
static bool empty_tables(struct verifying *verifying)
{
    const struct history_names *names = &verifying->context->project.history;
    struct buf sql = BUF_INIT;
    bool ok;

    buf_add(&sql, "DO $empty$ DECLARE name text; BEGIN\n"
                  "FOR name IN SELECT c.oid::regclass FROM pg_class c\n"
                  "JOIN pg_namespace n ON n.oid = c.relnamespace\n"
                  "WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_'\n"
                  "AND n.nspname <> 'information_schema' AND NOT (n.nspname = ");
    sql_literal(&sql, names->schema);
    buf_add(&sql, " AND c.relname IN (");
    sql_literal(&sql, names->table);
    buf_add(&sql, ", ");
    sql_literal(&sql, names->log);
    buf_add(&sql, "))\nLOOP EXECUTE 'TRUNCATE ' || name || ' CASCADE'; END LOOP; END $empty$");
    ok = connection_run(replay_connection(&verifying->replay), buf_text(&sql),
                        verifying->context->diags);
    buf_release(&sql);
    return ok;
}

/* ------------------------------------------------------------------ one migration */

/* A failure may be the fault of rows that nobody would have: then it is tried on empty tables,
 * and only what fails there is the migration's own. */
static bool run_step(struct verifying *verifying, enum direction direction)
{
    struct verdict *verdict = &verifying->verdict;
    struct diags *trial = diags_new();
    struct buf reason = BUF_INIT;
    bool ok = false;

    if (!verdict->no_rows) {
        verifying->replay.diags = trial;
        ok = replay_run(&verifying->replay, verdict->migration, direction);
        if (!ok) {
            diags_describe(trial, &reason);
            verdict->no_rows = arena_strdup(&verifying->context->arena, buf_text(&reason));
            ok = empty_tables(verifying);
        } else {
            goto out;
        }
    }
    verifying->replay.diags = verifying->context->diags;
    ok = replay_run(&verifying->replay, verdict->migration, direction);
    if (!ok)
        verdict->objection =
            direction == DIRECTION_UP ? "the up migration fails" : "the down migration fails";
out:
    verifying->replay.diags = verifying->context->diags;
    buf_release(&reason);
    diags_free(trial);
    return ok;
}

/* PostgreSQL writes down the privileges of everything that ever was granted; a REVOKE does not
 * take that back. */
static bool leaves_traces(const struct unmodelled *entry)
{
    return !strncmp(entry->kind, "privileges", strlen("privileges"));
}

/* What has no kind in the model has to come back too. */
static void list_unmodelled(const struct model *one, const struct model *other, char sign,
                            struct buf *out)
{
    for (array_each (const struct unmodelled, entry, &one->unmodelled)) {
        bool found = entry->on.name || leaves_traces(entry);

        for (size_t i = 0; i < other->unmodelled.count && !found; i++)
            found = !other->unmodelled.at[i].on.name &&
                    text_equal(other->unmodelled.at[i].kind, entry->kind) &&
                    text_equal(other->unmodelled.at[i].name, entry->name);
        if (!found)
            buf_addf(out, "%c %s %s\n", sign, entry->kind, entry->name);
    }
}

static bool expect(struct verifying *verifying, const struct model *reached,
                   const struct model *expected, const char *path, const char *objection)
{
    struct diags *diags = verifying->context->diags;
    struct buf differences = BUF_INIT;
    bool same;

    models_same(reached, expected, &differences);
    list_unmodelled(expected, reached, '+', &differences);
    list_unmodelled(reached, expected, '-', &differences);
    same = !differences.length;
    if (!same) {
        verifying->verdict.objection = objection;
        diag_error(diags, NOWHERE, CHECK_PROOF, "\"%s\": %s", path, objection);
        diag_note(diags, NOWHERE, "what is missing (+), too much (-) or different (~):\n%s",
                  buf_text(&differences));
    }
    buf_release(&differences);
    return same;
}

static void take_state(struct verifying *verifying, struct model *state)
{
    model_free(verifying->state);
    verifying->state = state;
}

/* Down, to what was before, and up again, to what was after. */
static bool go_back_and_forth(struct verifying *verifying)
{
    const struct migration *migration = verifying->verdict.migration;
    struct model *after = replay_read(&verifying->replay), *back = NULL, *again = NULL;
    bool same = true, ran = after && run_step(verifying, DIRECTION_DOWN);

    back = ran ? replay_read(&verifying->replay) : NULL;
    if (back)
        same = expect(verifying, back, verifying->state, migration->down_path,
                      "the down migration does not lead back to what was before");
    ran = back && run_step(verifying, DIRECTION_UP);
    again = ran ? replay_read(&verifying->replay) : NULL;
    if (again && same)
        same = expect(verifying, again, after, migration->up_path,
                      "the up migration leads elsewhere the second time");
    take_state(verifying, again);
    model_free(back);
    model_free(after);
    return again != NULL;
}

/* False if the database is not fit for the migrations to come. */
static bool verify_one(struct verifying *verifying, struct migration *migration)
{
    struct verdict *verdict = &verifying->verdict;
    bool goes_on;

    *verdict = (struct verdict){.migration = migration};
    verdict->irreversible = script_irreversible(migration->down) != NULL;
    if (!verifying->state)
        take_state(verifying, replay_read(&verifying->replay));
    if (!verifying->state)
        return false;
    seed(verifying);
    goes_on = run_step(verifying, DIRECTION_UP);
    if (goes_on && verdict->irreversible)
        take_state(verifying, NULL);
    else if (goes_on)
        goes_on = go_back_and_forth(verifying);
    verifying->done += !verdict->objection;
    verifying->failed += verdict->objection != NULL;
    return goes_on;
}

/* ------------------------------------------------------------------ results */

static void print_verdict(const struct verdict *verdict)
{
    const struct migration *migration = verdict->migration;

    printf("%s %s %s: %s\n", verdict->objection ? "FAILED" : "verified", migration->revision,
           migration->message,
           verdict->objection      ? verdict->objection
           : verdict->irreversible ? "up; its down refuses"
                                   : "up, down and up again");
    if (verdict->no_rows && !verdict->objection)
        printf("  on empty tables; with rows: %s\n", verdict->no_rows);
    fflush(stdout);
}

static void add_text_or_null(struct buf *out, const char *name, const char *text)
{
    buf_addf(out, ", \"%s\": ", name);
    if (text)
        json_add_text(out, text);
    else
        buf_add(out, "null");
}

static void add_verdict(struct buf *out, const struct verdict *verdict)
{
    buf_addf(out, "%s\n  {\"revision\": ", out->length ? "," : "");
    json_add_text(out, verdict->migration->revision);
    add_text_or_null(out, "message", verdict->migration->message);
    buf_addf(out, ", \"verified\": %s, \"irreversible\": %s",
             verdict->objection ? "false" : "true", verdict->irreversible ? "true" : "false");
    add_text_or_null(out, "without_rows", verdict->no_rows);
    add_text_or_null(out, "objection", verdict->objection);
    buf_add(out, "}");
}

static void show(struct verifying *verifying)
{
    const struct verify_options *options = verifying->context->options;

    if (options->format == FORMAT_JSON)
        add_verdict(&verifying->json, &verifying->verdict);
    else
        print_verdict(&verifying->verdict);
}

static void finish(struct verifying *verifying)
{
    const struct verify_options *options = verifying->context->options;
    const char *version = connection_version_text(replay_connection(&verifying->replay));

    if (options->format == FORMAT_JSON)
        printf("{\"version\": 1, \"server\": \"%s\", \"migrations\": [%s%s]}\n", version,
               buf_text(&verifying->json), verifying->json.length ? "\n" : "");
    else if (!verifying->context->global.quiet)
        fprintf(stderr, "PostgreSQL %s: %zu verified, %zu failed\n", version, verifying->done,
                verifying->failed);
}

/* ------------------------------------------------------------------ the command */

static bool is_wanted(const struct verifying *verifying, size_t position)
{
    return !verifying->wanted || verifying->wanted[position];
}

/* What comes before a wanted one is only run. */
static bool pass(struct verifying *verifying, struct migration *migration)
{
    verifying->verdict = (struct verdict){.migration = migration};
    take_state(verifying, NULL);
    return run_step(verifying, DIRECTION_UP);
}

static bool run_all(struct verifying *verifying)
{
    struct migrations *migrations = &verifying->migrations;
    size_t count = migrations->list.count;
    bool goes_on = true;

    while (count && !is_wanted(verifying, count - 1))
        count--;
    for (size_t i = 0; goes_on && i < count; i++) {
        struct migration *migration = &migrations->list.at[i];

        goes_on = migration_split(migrations, migration, verifying->context->diags);
        if (goes_on && !is_wanted(verifying, i)) {
            goes_on = pass(verifying, migration);
        } else if (goes_on) {
            goes_on = verify_one(verifying, migration);
            show(verifying);
        }
    }
    finish(verifying);
    return goes_on && !verifying->failed;
}

static bool read_wanted(struct verifying *verifying)
{
    struct context *context = verifying->context;
    bool ok = true;

    if (!context->arguments.count)
        return true;
    verifying->wanted = graph_set(&verifying->migrations);
    for (array_each (const char *, word, &context->arguments)) {
        struct revision_word read;
        struct selection named = {0};

        if (!revision_word_read(&verifying->migrations, *word, &read)) {
            ok = diag_error(context->diags, NOWHERE, CHECK_USAGE, "\"%s\" names no revision",
                            *word);
            continue;
        }
        ok &= revision_word_find(&verifying->migrations, &read, NULL, &named, context->diags);
        for (array_each (struct migration *, migration, &named))
            verifying->wanted[(*migration)->position] = true;
    }
    return ok;
}

static bool prepare(struct verifying *verifying)
{
    struct context *context = verifying->context;
    struct project *project = &context->project;
    bool has_dev = false;

    if (!migrations_load(&context->arena, project->migrations, &verifying->migrations,
                         context->diags) ||
        !project_dev(&context->arena, project, &verifying->dev, &has_dev, context->diags) ||
        !read_wanted(verifying))
        return false;
    verifying->prover.dev = has_dev ? &verifying->dev : NULL;
    verifying->replay = (struct replay){
        .prover = &verifying->prover,
        .migrations = &verifying->migrations,
        .settings = &project->settings,
        .names = &project->history,
        .variables = &project->variables,
        .arena = &context->arena,
        .diags = context->diags,
    };
    return replay_open(&verifying->replay, NULL);
}

static enum status run(struct context *context)
{
    struct verifying verifying = {.context = context};
    bool ok = prepare(&verifying) && run_all(&verifying);

    model_free(verifying.state);
    replay_close(&verifying.replay);
    prover_release(&verifying.prover);
    buf_release(&verifying.json);
    return ok ? STATUS_DONE : STATUS_ERROR;
}

const struct command command_verify = {
    .name = "verify",
    .usage = "[--format text|json] [REVISION...]",
    .summary = "runs migrations up, down and up again on a throwaway server",
    .details =
        "Every state is compared: after the down with what was before, after the second\n"
        "up with what was after the first. There are a few rows in the tables; what fails\n"
        "with them is tried on empty tables, and that is said. Without REVISION, all\n"
        "migrations are verified; those before are only run.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct verify_options),
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};

/* diff: compares two sources and writes a proved migration. Comparing, ordering and emitting
 * are the plan's; proving is the runner's. */

#include "commands/diff.h"
#include "base/json.h"
#include "commands/built.h"
#include "commands/side.h"
#include "commands/travel.h"
#include "kinds/kinds.h"
#include "plan/plan.h"
#include "postgres/sql.h"
#include "runner/proof.h"
#include "sources/graph.h"

#include <stdio.h>
#include <string.h>

enum format { FORMAT_TEXT, FORMAT_JSON };

#define OPTION(name) offsetof(struct diff_options, name)

static const struct option_row rows[] = {
    {"message", 'm', "MESSAGE", "the migration's message (default: made from the changes)",
     OPTION_TEXT, OPTION(message)},
    {"from", 0, "SOURCE",
     "what there is (default: the configured database, else the migrations)", OPTION_TEXT,
     OPTION(from)},
    {"to", 0, "SOURCE", "what there shall be (default: the models)", OPTION_TEXT, OPTION(to)},
    {"no-prove", 0, NULL, "do not run the migration on a throwaway server first", OPTION_FLAG,
     OPTION(no_prove)},
    {"no-renames", 0, NULL, "take a drop beside an add of like shape as just that", OPTION_FLAG,
     OPTION(no_renames)},
    {"accept-drift", 0, NULL, "begin with a database that is not what its migrations build",
     OPTION_FLAG, OPTION(accept_drift)},
    {"dry-run", 0, NULL, "print the files instead of writing them", OPTION_FLAG,
     OPTION(dry_run)},
    {"sql", 0, NULL, "print the bare up script, write nothing", OPTION_FLAG, OPTION(sql)},
    {"down", 0, NULL, "with --dry-run or --sql: the down script too", OPTION_FLAG,
     OPTION(down)},
    {"exit-code", 0, NULL, "exit 3 when there are differences", OPTION_FLAG, OPTION(exit_code)},
    {"head", 0, "REVISION", "what the migration revises (default: the only head)", OPTION_LIST,
     OPTION(placement.heads)},
    {"format", 0, "text|json", "how the result is printed", OPTION_CHOICE, OPTION(format)},
};

/* One comparison, from the sources to the files. */
struct comparison {
    struct context *context;
    const struct diff_options *options;
    struct side from, to;
    struct migrations migrations;
    struct migration_text text; /* of the migration; its bodies come last */
    struct address dev;
    struct prover prover;
    struct plan *plan;
    struct buf up, down;
    const char *proved; /* the header's line */
    struct migration_files files;
    bool written;
};

static bool only_prints(const struct comparison *c)
{
    return c->options->dry_run || c->options->sql;
}

/* ------------------------------------------------------------------ may it be written */

static bool refuse_unversioned(const struct comparison *c)
{
    struct diags *diags = c->context->diags;

    diag_error(diags, NOWHERE, CHECK_HISTORY,
               "the database has no history, but \"%s\" holds migrations",
               c->migrations.folder);
    diag_hint(diags, "\"schemagen upgrade head\" runs them; \"schemagen stamp REVISION\" "
                     "says that the database stands there already.");
    return false;
}

static bool judge_head(const struct comparison *c, const struct standing *standing)
{
    struct diags *diags = c->context->diags;
    size_t count = c->migrations.list.count;

    if (standing->stopped) {
        diag_error(diags, NOWHERE, CHECK_HISTORY,
                   "revision \"%s\" was stopped half-way in the database",
                   standing->stopped->revision);
        travel_hint_stopped(standing->stopped, diags);
        return false;
    }
    if (standing->count == count)
        return true;
    diag_error(diags, NOWHERE, CHECK_HISTORY,
               "the database does not stand at the head: %zu of %zu migrations are pending",
               count - standing->count, count);
    diag_hint(diags, "\"schemagen upgrade %s\" runs them.",
              graph_heads(&c->migrations, NULL).count > 1 ? "heads" : "head");
    return false;
}

static bool is_empty(const struct model *model)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (kind != KIND_SCHEMA && kind != KIND_EXTENSION && model->objects[kind].count)
            return false;
    return true;
}

/* A database stands at all heads; anything else is what the migration to come will revise. */
static bool *set_before(const struct comparison *c)
{
    bool *set = graph_set(&c->migrations);

    if (c->from.type == SIDE_DATABASE)
        return NULL;
    for (array_each (const char *, revision, &c->text.revises))
        graph_add_needed(&c->migrations, migrations_find_exact(&c->migrations, *revision), set);
    return set;
}

/* What a migration begins with is what those before it build. */
static bool judge_built(struct comparison *c, const char *what)
{
    struct building building = {c->context, &c->prover, &c->migrations, set_before(c),
                                c->to.model};
    struct diags *diags = c->context->diags;

    if (!c->migrations.list.count || c->options->accept_drift)
        return true;
    if (c->from.connection)
        c->prover.major = connection_version(c->from.connection) / 10000;
    if (built_judge(&building, c->from.model, what,
                    only_prints(c) ? SEVERITY_WARNING : SEVERITY_ERROR))
        return true;
    diag_hint(diags, c->from.type == SIDE_DATABASE
                         ? "Put the database back, or say in a migration what was done to it; "
                           "--accept-drift begins with it as it is."
                         : "--dry-run and --sql print instead of writing.");
    return false;
}

static bool judge_database(struct comparison *c)
{
    struct context *context = c->context;
    struct standing standing = {0};

    if (!standing_read(c->from.connection, &context->arena, &context->project.history,
                       &c->migrations, &standing, context->diags))
        return false;
    if (!standing.history.exists && c->migrations.list.count)
        return refuse_unversioned(c);
    if (!c->migrations.list.count && !is_empty(c->from.model)) {
        diag_warning(context->diags, NOWHERE, CHECK_HISTORY,
                     "the first migration begins with a database that is not empty");
        diag_hint(context->diags, "\"schemagen init --from-db\" makes a baseline of it.");
    }
    return judge_head(c, &standing) && judge_built(c, "the database");
}

/* A revision's parent has to be what the migrations build. */
static bool judge_from(struct comparison *c)
{
    if (c->options->sql || (only_prints(c) && c->options->from))
        return true;
    if (c->from.type == SIDE_DATABASE)
        return judge_database(c);
    return judge_built(c, c->options->from ? c->options->from : "migrations:");
}

/* ------------------------------------------------------------------ comparing */

static bool table_is_empty(void *context, struct qname table)
{
    struct connection *connection = context;
    struct buf sql = BUF_INIT;
    struct rows *rows;
    bool empty;

    buf_add(&sql, "SELECT NOT EXISTS (SELECT FROM ");
    sql_qname(&sql, table);
    buf_add(&sql, ")");
    rows = connection_query(connection, buf_text(&sql), 0, NULL, NULL);
    buf_release(&sql);
    empty = rows && rows_true(rows, 0, 0);
    rows_free(rows);
    return empty;
}

#define NAMES_SHOWN 5

/* The objects of which only a server could tell whether they differ. */
struct doubts {
    struct arena arena;
    struct buf names;
    size_t count;
};

static void add_doubt(void *context, const struct difference *difference)
{
    struct doubts *doubts = context;

    if (!difference->undecided)
        return;
    if (doubts->count++ < NAMES_SHOWN)
        buf_addf(&doubts->names, "%s%s %s", doubts->count > 1 ? ", " : "",
                 kind_word(difference->to->kind), object_label(&doubts->arena, difference->to));
}

static void warn_of_doubts(const struct comparison *c)
{
    struct doubts doubts = {0};

    plan_each_difference(c->plan, "the one", "the other", add_doubt, &doubts);
    if (doubts.count > NAMES_SHOWN)
        buf_addf(&doubts.names, " and %zu more", doubts.count - NAMES_SHOWN);
    if (doubts.count)
        diag_warning(c->context->diags, NOWHERE, CHECK_UNPROVED_COMPARISON,
                     "expressions could not be compared for certain, for there is no server to "
                     "ask: %s",
                     buf_text(&doubts.names));
    buf_release(&doubts.names);
    arena_release(&doubts.arena);
}

static bool make_plan(struct comparison *c)
{
    struct connection *connection = c->from.connection;
    struct plan_options options = {
        .no_renames = c->options->no_renames,
        .server_version =
            connection ? connection_version(connection) : c->from.model->server_version,
        .table_is_empty = connection ? table_is_empty : NULL,
        .table_context = connection,
    };
    size_t undecided = 0;

    c->prover.major = options.server_version / 10000;
    c->plan = proof_compare(&c->prover, c->from.model, c->to.model, &undecided);
    if (c->plan)
        return true;
    c->plan = plan_new(c->from.model, c->to.model, &options, c->context->diags);
    if (c->plan && undecided)
        warn_of_doubts(c);
    return c->plan != NULL;
}

/* ------------------------------------------------------------------ proving */

#define SEAL_DIGITS 16

static const char *seal(struct comparison *c, const char *text)
{
    struct buf both = BUF_INIT;
    char checksum[CHECKSUM_SIZE];

    buf_add(&both, buf_text(&c->up));
    buf_add(&both, "\n");
    buf_add(&both, buf_text(&c->down));
    checksum_text(buf_text(&both), both.length, checksum);
    buf_release(&both);
    return arena_printf(&c->context->arena, "%s, sha256 %.*s", text, SEAL_DIGITS, checksum);
}

static bool prove(struct comparison *c)
{
    struct proof proof;

    if (c->options->no_prove) {
        c->proved = "no, not asked";
        return true;
    }
    proof =
        proof_run(&c->prover, c->plan, buf_text(&c->up), buf_text(&c->down), c->context->diags);
    c->proved = seal(c, proof.text);
    if (proof.outcome == PROOF_IMPOSSIBLE) {
        c->proved = arena_strdup(&c->context->arena, proof.text);
        diag_warning(c->context->diags, NOWHERE, CHECK_PROOF, "the migration is not proved: %s",
                     proof.text + (strncmp(proof.text, "no, ", 4) ? 0 : 4));
    }
    return proof.outcome != PROOF_REFUTED;
}

/* ------------------------------------------------------------------ results */

static void compose(struct comparison *c)
{
    c->text.message = c->options->message ? c->options->message : plan_message(c->plan);
    c->text.proved = c->proved;
    c->text.up = buf_text(&c->up);
    c->text.down = buf_text(&c->down);
    migration_compose(&c->context->arena, &c->migrations, &c->text, &c->files);
}

static void print_json(const struct comparison *c, bool differences)
{
    struct buf out = BUF_INIT;

    buf_addf(&out, "{\"version\": 1, \"differences\": %s, \"changes\": ",
             differences ? "true" : "false");
    plan_describe_json(c->plan, &out);
    if (differences) {
        buf_add(&out, ", \"up\": ");
        json_add_text(&out, buf_text(&c->up));
        buf_add(&out, ", \"down\": ");
        json_add_text(&out, buf_text(&c->down));
        buf_add(&out, ", \"proved\": ");
        json_add_text(&out, c->proved);
    }
    if (c->written) {
        buf_add(&out, ", \"revision\": ");
        json_add_text(&out, c->files.revision);
        buf_add(&out, ", \"files\": [");
        json_add_text(&out, c->files.up_path);
        buf_add(&out, ", ");
        json_add_text(&out, c->files.down_path);
        buf_add(&out, "]");
    }
    buf_add(&out, "}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

static void print_scripts(const struct comparison *c, const char *up, const char *down)
{
    fputs(up, stdout);
    if (c->options->down)
        printf("\n-- down\n\n%s", down);
}

static void describe(const struct comparison *c)
{
    struct buf text = BUF_INIT;

    plan_describe(c->plan, &text);
    fputs(buf_text(&text), stderr);
    buf_release(&text);
}

static void print_result(const struct comparison *c)
{
    if (c->options->format == FORMAT_JSON)
        print_json(c, true);
    else if (c->options->sql)
        print_scripts(c, buf_text(&c->up), buf_text(&c->down));
    else if (c->options->dry_run)
        print_scripts(c, c->files.up, c->files.down);
    else
        placement_print(c->context, &c->files);
}

static enum status hand_over(struct comparison *c)
{
    plan_write_up(c->plan, &c->up);
    plan_write_down(c->plan, &c->down);
    if (!c->context->global.quiet && c->options->format == FORMAT_TEXT)
        describe(c);
    if (!prove(c))
        return STATUS_ERROR;
    compose(c);
    if (!only_prints(c) && !migration_write(&c->migrations, &c->files, c->context->diags))
        return STATUS_ERROR;
    c->written = !only_prints(c);
    print_result(c);
    return c->options->exit_code ? STATUS_DIFFERENT : STATUS_DONE;
}

/* ------------------------------------------------------------------ the command */

static enum status compare(struct comparison *c)
{
    struct context *context = c->context;
    bool has_dev = false, is_live = c->from.type == SIDE_DATABASE;
    enum status status = STATUS_DONE;

    if (!migrations_load(&context->arena, context->project.migrations, &c->migrations,
                         context->diags) ||
        !project_dev(&context->arena, &context->project, &c->dev, &has_dev, context->diags))
        return STATUS_ERROR;
    c->prover.dev = has_dev ? &c->dev : NULL;
    if (!c->options->sql)
        status = placement_read(context, &c->migrations, &c->options->placement, &c->text);
    if (status != STATUS_DONE)
        return status;
    if (!side_begin(context, &c->from) || !side_load(context, &c->to))
        return STATUS_ERROR;
    context->project.settings.models = c->to.type == SIDE_MODELS ? c->to.model : NULL;
    if (!side_load(context, &c->from))
        return STATUS_ERROR;
    side_report_unmodelled(context, &c->from);
    side_report_unmodelled(context, &c->to);
    if ((is_live && !judge_from(c)) || !make_plan(c))
        return STATUS_ERROR;
    if (!plan_is_empty(c->plan))
        return is_live || judge_from(c) ? hand_over(c) : STATUS_ERROR;
    if (c->options->format == FORMAT_JSON)
        print_json(c, false);
    else if (context->global.verbose)
        fputs("no differences\n", stderr);
    return STATUS_DONE;
}

/* Without a database there are the migrations, up to the head that --head says. */
static const char *usual_from(struct context *context, const struct diff_options *options)
{
    const struct words *heads = &options->placement.heads;

    if (project_has_database(&context->project))
        return "db:";
    return heads->count == 1 ? arena_printf(&context->arena, "migrations:@%s", heads->at[0])
                             : "migrations:";
}

enum status diff_write(struct context *context, const struct diff_options *options)
{
    struct comparison c = {.context = context, .options = options};
    enum status status;

    status = side_read(context, options->from ? options->from : usual_from(context, options),
                       &c.from);
    if (status == STATUS_DONE)
        status = side_read(context, options->to ? options->to : "models:", &c.to);
    if (status == STATUS_DONE)
        status = compare(&c);
    plan_free(c.plan);
    prover_release(&c.prover);
    side_release(&c.from);
    side_release(&c.to);
    buf_release(&c.up);
    buf_release(&c.down);
    return status;
}

static enum status run(struct context *context)
{
    return diff_write(context, context->options);
}

const struct command command_diff = {
    .name = "diff",
    .usage = "[-m MESSAGE] [--from SOURCE] [--to SOURCE]",
    .summary = "compares, and writes a proved migration from the one to the other",
    .details =
        "SOURCE is models:PATH, db:URL, migrations:PATH[@REVISION], sql:PATH, json:PATH or\n"
        "empty:. The paths of the files are printed; no difference writes nothing. The\n"
        "database must stand at the head revision and be what the migrations build; with no\n"
        "database configured, the migrations themselves are what there is.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct diff_options),
    .run = run,
};

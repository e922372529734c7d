/* The round that a pair is taken through, and who judges it. */

#include "oracle.h"

#include "commented.h"
#include "pulled.h"
#include "scripted.h"

#include "plan/plan.h"
#include "postgres/server.h"
#include "runner/runner.h"
#include "sources/migrations.h"
#include "sources/plain.h"
#include "sources/source.h"

#include <stdlib.h>
#include <string.h>

#define PAIRS_A_DATABASE 40 /* a dropped table leaves dead rows in the catalogs */

static const char *const stage_names[STAGE_COUNT] = {
    [STAGE_HOLDS] = "holds",
    [STAGE_FROM_MODEL] = "the model 'from' does not load",
    [STAGE_TO_MODEL] = "the model 'to' does not load",
    [STAGE_BUILD_FROM] = "'from' cannot be built",
    [STAGE_BUILD_TO] = "'to' cannot be built",
    [STAGE_READ] = "the database cannot be read",
    [STAGE_PLAN] = "no plan is made",
    [STAGE_UP] = "the up migration fails",
    [STAGE_UP_LISTING] = "the up migration leads elsewhere",
    [STAGE_UP_ROWS] = "the up migration loses rows",
    [STAGE_UP_REMAINS] = "a further diff is not empty after up",
    [STAGE_DOWN] = "the down migration fails",
    [STAGE_DOWN_LISTING] = "the down migration does not lead back",
    [STAGE_DOWN_ROWS] = "the down migration loses rows",
    [STAGE_DOWN_REMAINS] = "a further diff is not empty after down",
    [STAGE_UP_AGAIN] = "the up migration fails the second time",
    [STAGE_COMMENTED] = "the canonical layout does not keep the comments",
    [STAGE_TEXT] = "a model is another one when what is written of it is read",
    [STAGE_PULLED] = "a pulled model is another one when what is written of it is read",
    [STAGE_PULLED_BUILD] = "a pulled model cannot be built",
    [STAGE_PULLED_LISTING] = "a pulled model builds something else",
    [STAGE_UP_READ] = "the up migration is another one when its SQL is read",
    [STAGE_DOWN_READ] = "the down migration is another one when its SQL is read",
    [STAGE_UP_AGAIN_LISTING] = "the up migration leads elsewhere the second time",
};

const char *stage_name(enum stage stage)
{
    return stage_names[stage];
}

/* ------------------------------------------------------------------ the server */

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "r");
    struct buf text = BUF_INIT;
    char piece[4096];
    size_t size;
    if (!file)
        return NULL;
    while ((size = fread(piece, 1, sizeof piece, file)) > 0)
        buf_add_n(&text, piece, size);
    fclose(file);
    return text.data;
}

static bool prepare(struct oracle *oracle, struct connection *connection)
{
    struct buf sql = BUF_INIT;
    buf_addf(&sql, "SET client_min_messages = error; PREPARE listing AS %s", oracle->listing);
    bool ok = connection && connection_run(connection, buf_text(&sql), NULL);
    buf_release(&sql);
    return ok;
}

static bool renew(struct oracle *oracle)
{
    connection_close(oracle->a);
    struct diags *diags = diags_new();
    char name[32];
    static unsigned number;
    snprintf(name, sizeof name, "random_%u", ++number);
    oracle->a = server_new_database(oracle->server, name, diags);
    oracle->pairs = 0;
    diags_print(diags, stderr, false, false);
    diags_free(diags);
    return prepare(oracle, oracle->a);
}

bool oracle_open(struct oracle *oracle, int major, const char *listing_path)
{
    struct diags *diags = diags_new();
    *oracle = (struct oracle){.listing = read_whole(listing_path)};
    oracle->server = oracle->listing ? server_start(major, diags) : NULL;
    if (oracle->server) {
        oracle->major = server_major(oracle->server);
        oracle->prover =
            (struct prover){.server = oracle->server, .major = oracle->major, .tried = true};
        oracle->b = server_new_database(oracle->server, "random_b", diags);
    }
    diags_print(diags, stderr, false, false);
    diags_free(diags);
    return oracle->b && prepare(oracle, oracle->b) && renew(oracle) &&
           connection_run(oracle->b, "SET allow_in_place_tablespaces = on;", NULL) &&
           connection_run(oracle->b, "CREATE TABLESPACE random_space LOCATION ''", NULL);
}

void oracle_close(struct oracle *oracle)
{
    connection_close(oracle->a);
    connection_close(oracle->b);
    server_stop(oracle->server);
    free(oracle->listing);
}

/* ------------------------------------------------------------------ what is observed */

/* The rows of a query, a line each. */
static bool observe(struct connection *connection, const char *sql, struct buf *out)
{
    struct rows *rows = connection_query(connection, sql, 0, NULL, NULL);
    if (!rows)
        return false;
    for (size_t i = 0; i < rows_count(rows); i++)
        buf_addf(out, "%s\n", rows_text(rows, i, 0));
    rows_free(rows);
    return true;
}

static void forget(struct buf *listing, const char *words, const char *kept)
{
    size_t length = strlen(words) - strlen(kept);
    for (char *at; listing->data && (at = strstr(listing->data, words));) {
        memmove(at, at + length, strlen(at + length) + 1);
        listing->length -= length;
    }
}

/* NO INHERIT makes what a child had from its parent its own, and nothing takes that back; nor
 * does INHERIT make a check of it unproved again. */
static void forget_history(struct buf *listing)
{
    forget(listing, " and local\n", "\n");
    forget(listing, " NOT VALID inherited ", " inherited ");
}

static bool listing(struct connection *connection, struct buf *out)
{
    buf_reset(out);
    bool ok = connection_run(connection, "SET search_path = ''", NULL) &&
              observe(connection, "EXECUTE listing", out);
    forget_history(out);
    return ok;
}

/* How many rows each table has, by its number: a table that is renamed keeps it. */
static bool count_rows(struct connection *connection, struct buf *out)
{
    buf_reset(out);
    return observe(
        connection,
        "SELECT c.oid || ' ' || (xpath('/row/n/text()', query_to_xml(format("
        "'SELECT count(*) AS n FROM ONLY %s', c.oid::regclass), false, true, '')))[1]"
        " FROM pg_class c WHERE c.relkind = 'r' AND c.oid >= 16384"
        " AND c.relnamespace >= 16384 OR c.relkind = 'r' AND c.relnamespace IN"
        " (SELECT oid FROM pg_namespace WHERE nspname = 'public') ORDER BY c.oid",
        out);
}

static bool has_line(const char *text, const char *line, size_t length)
{
    for (const char *at = text; *at;) {
        const char *end = strchr(at, '\n');
        if ((size_t)(end - at) == length && memcmp(at, line, length) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

static void put_missing(struct buf *out, const char *sign, const char *text, const char *other)
{
    for (const char *at = text; *at;) {
        const char *end = strchr(at, '\n');
        if (!has_line(other, at, end - at)) {
            buf_add(out, sign);
            buf_add_n(out, at, end - at + 1);
        }
        at = end + 1;
    }
}

static bool same_listing(struct buf *detail, const struct buf *wanted, const struct buf *got)
{
    if (strcmp(buf_text(wanted), buf_text(got)) == 0)
        return true;
    put_missing(detail, "wanted: ", buf_text(wanted), buf_text(got));
    put_missing(detail, "got:    ", buf_text(got), buf_text(wanted));
    return false;
}

/* Every table of the earlier count that is still there has as many rows as then. */
static bool same_rows(struct buf *detail, const struct buf *before, const struct buf *after)
{
    for (const char *at = buf_text(before); *at; at = strchr(at, '\n') + 1) {
        size_t number = strcspn(at, " ");
        for (const char *b = buf_text(after); *b; b = strchr(b, '\n') + 1)
            if (strncmp(at, b, number + 1) == 0 && strncmp(at, b, strcspn(at, "\n") + 1) != 0) {
                buf_addf(detail, "table number and rows before: %.*s, after: %.*s\n",
                         (int)strcspn(at, "\n"), at, (int)strcspn(b, "\n"), b);
                return false;
            }
    }
    return true;
}

/* ------------------------------------------------------------------ what is done */

struct round {
    struct oracle *oracle;
    const struct world *from, *to;
    struct buf *detail;
    struct diags *diags;
    struct arena arena;
    struct source sources[2];
    struct buf from_text, to_text, up, down;
    struct buf before, after, target, now, rows, rows_now, pulled;
    struct model *from_model, *to_model;
};

static void tell_diags(struct round *round)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    diags_print(round->diags, out, false, false);
    fclose(out);
    buf_add(round->detail, text);
    free(text);
}

static const struct source_settings settings = {
    .schema = "public", .history_schema = "schemagen", .history_table = "migrations"};

static struct model *load(struct round *round, const struct buf *text, struct source *source,
                          const char *name)
{
    *source = (struct source){.path = name, .text = buf_text(text), .size = text->length};
    return models_load_source(source, &settings, round->diags);
}

static bool run_script(struct round *round, const char *text)
{
    struct connection *connection = round->oracle->a;
    struct source source = {.path = "script.sql", .text = text, .size = strlen(text)};
    struct script *script = script_read(&round->arena, &source, round->diags);
    return script && runner_set_search_path(connection, "public", round->diags) &&
           runner_run_script(connection, script, round->diags);
}

static struct plan *plan_between(struct round *round, const struct model *from,
                                 const struct model *to)
{
    struct plan_options options = {.no_renames = true,
                                   .server_version = connection_version(round->oracle->a)};
    return plan_new(from, to, &options, round->diags);
}

/* The script that builds a model from nothing. */
static bool script_of(struct round *round, const struct model *model, struct buf *out)
{
    struct model *empty = model_new();
    empty->schema = "public";
    struct plan *plan = plan_between(round, empty, model);
    buf_reset(out);
    if (plan)
        plan_write_up(plan, out);
    plan_free(plan);
    model_free(empty);
    return plan;
}

bool oracle_clean(struct oracle *oracle)
{
    if (++oracle->pairs > PAIRS_A_DATABASE || !connection_is_alive(oracle->a))
        return renew(oracle);
    return connection_run(oracle->a,
                          "DO $$ DECLARE s name; BEGIN"
                          " FOR s IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'"
                          " AND nspname <> 'information_schema'"
                          " LOOP EXECUTE format('DROP SCHEMA %I CASCADE', s); END LOOP; END $$;"
                          "CREATE SCHEMA public",
                          NULL) ||
           renew(oracle);
}

static bool objection(struct round *round, struct connection *connection)
{
    const struct sql_error *error = connection_error(connection);
    buf_addf(round->detail, "%s: %s\n", error->sqlstate, error->message);
    return false;
}

/* Builds 'to' from nothing beside the round, looks at it, and rolls it back. */
static bool look_at_target(struct round *round)
{
    struct connection *b = round->oracle->b;
    struct buf script = BUF_INIT;
    bool ok = script_of(round, round->to_model, &script);
    if (ok)
        ok = (connection_run(b, "BEGIN; SET LOCAL search_path = public", NULL) &&
              connection_run(b, buf_text(&script), NULL) && listing(b, &round->target)) ||
             objection(round, b);
    connection_run(b, "ROLLBACK", NULL);
    buf_release(&script);
    return ok;
}

/* Reads the database and plans to the model; the texts if they are wanted. */
static enum stage plan_from_database(struct round *round, struct model *to, bool remains,
                                     unsigned *rows)
{
    enum stage stage = STAGE_READ;
    size_t undecided = 0;
    struct model *now = database_load(round->oracle->a, &settings, round->diags);
    struct plan *plan = NULL;
    if (!now)
        goto out;
    stage = STAGE_PLAN;
    plan_free(proof_compare(&round->oracle->prover, now, to, &undecided));
    plan = plan_between(round, now, to);
    if (!plan)
        goto out;
    stage = STAGE_HOLDS;
    if (remains && !plan_is_empty(plan)) {
        stage = STAGE_UP_REMAINS;
        plan_describe(plan, round->detail);
        plan_write_up(plan, round->detail);
    } else if (!remains) {
        plan_write_up(plan, &round->up);
        plan_write_down(plan, &round->down);
        for (size_t i = 0; i < now->objects[KIND_TABLE].count; i++)
            if (plan_needs_empty(plan, now->objects[KIND_TABLE].at[i]->name))
                *rows = 0;
    }
out:
    plan_free(plan);
    model_free(now);
    return stage;
}

/* The rows all go in, or none: what refers to a row that is not there would fail later. */
static void put_rows(struct round *round, unsigned rows)
{
    struct buf sql = BUF_INIT;
    buf_add(&sql, "BEGIN; SET LOCAL session_replication_role = replica;\n");
    world_rows(round->from, rows, &sql);
    buf_add(&sql, "COMMIT");
    if (rows && connection_run(round->oracle->a, buf_text(&sql), NULL))
        round->oracle->seeded++;
    else
        connection_run(round->oracle->a, "ROLLBACK", NULL);
    buf_release(&sql);
}

/* ------------------------------------------------------------------ refusals */

static void see_other_error(void *context, const struct diag_view *view)
{
    bool *refused = context;
    *refused &= view->severity != SEVERITY_ERROR || view->check == CHECK_CANNOT_ALTER;
}

bool plan_is_refused(const struct world *world, const struct diags *diags)
{
    bool refused = world->woven;
    diags_each((struct diags *)diags, see_other_error, &refused);
    return refused;
}

/* ------------------------------------------------------------------ the round */

static enum stage load_both(struct round *round)
{
    world_write(round->from, NULL, &round->from_text);
    world_write(round->to, round->from, &round->to_text);
    round->from_model = load(round, &round->from_text, &round->sources[0], "from.sg");
    if (!round->from_model)
        return STAGE_FROM_MODEL;
    round->to_model = load(round, &round->to_text, &round->sources[1], "to.sg");
    if (!round->to_model)
        return STAGE_TO_MODEL;
    if (!commented_holds(&round->to_text, (unsigned)round->to_text.length, &settings,
                         round->detail, round->diags))
        return STAGE_COMMENTED;
    return pulled_holds(round->from_model, &settings, &round->pulled, round->detail,
                        round->diags) &&
                   pulled_holds(round->to_model, &settings, &round->pulled, round->detail,
                                round->diags)
               ? STAGE_HOLDS
               : STAGE_TEXT;
}

static enum stage build(struct round *round)
{
    struct buf script = BUF_INIT;
    enum stage stage = STAGE_HOLDS;
    if (!oracle_clean(round->oracle) || !script_of(round, round->from_model, &script) ||
        !run_script(round, buf_text(&script)))
        stage = STAGE_BUILD_FROM;
    else if (!look_at_target(round))
        stage = STAGE_BUILD_TO;
    buf_release(&script);
    return stage;
}

static enum stage go_up(struct round *round)
{
    struct connection *a = round->oracle->a;
    unsigned rows = pair_rows(round->from, round->to);
    enum stage stage = plan_from_database(round, round->to_model, false, &rows);
    if (stage == STAGE_PLAN && plan_is_refused(round->to, round->diags))
        return STAGE_REFUSED;
    if (stage)
        return stage;
    if (round->from->woven && (strstr(buf_text(&round->up), "-- schemagen: assert") ||
                               strstr(buf_text(&round->down), "-- schemagen: assert")))
        rows = 0; /* it may be that there are none inside others */
    put_rows(round, rows);
    if (!listing(a, &round->before) || !count_rows(a, &round->rows))
        return STAGE_READ;
    if (!run_script(round, buf_text(&round->up)))
        return STAGE_UP;
    if (!listing(a, &round->after) || !count_rows(a, &round->rows_now))
        return STAGE_READ;
    if (!same_listing(round->detail, &round->target, &round->after))
        return STAGE_UP_LISTING;
    if (!same_rows(round->detail, &round->rows, &round->rows_now))
        return STAGE_UP_ROWS;
    return plan_from_database(round, round->to_model, true, NULL);
}

static enum stage go_down(struct round *round)
{
    struct connection *a = round->oracle->a;
    if (!run_script(round, buf_text(&round->down)))
        return STAGE_DOWN;
    if (!listing(a, &round->now) || !count_rows(a, &round->rows_now))
        return STAGE_READ;
    if (!same_listing(round->detail, &round->before, &round->now))
        return STAGE_DOWN_LISTING;
    if (!same_rows(round->detail, &round->rows, &round->rows_now))
        return STAGE_DOWN_ROWS;
    enum stage stage = plan_from_database(round, round->from_model, true, NULL);
    return stage == STAGE_UP_REMAINS ? STAGE_DOWN_REMAINS : stage;
}

static enum stage go_up_again(struct round *round)
{
    if (!run_script(round, buf_text(&round->up)))
        return STAGE_UP_AGAIN;
    if (!listing(round->oracle->a, &round->now))
        return STAGE_READ;
    return same_listing(round->detail, &round->after, &round->now) ? STAGE_HOLDS
                                                                   : STAGE_UP_AGAIN_LISTING;
}

/* ------------------------------------------------------------------ pulled models */

/* The database as 'pull' writes it; false if what is written is not read as the same. */
static bool pull(struct round *round)
{
    struct model *model = database_load(round->oracle->a, &settings, round->diags);
    bool holds;

    if (model)
        model_make_plain(model);
    holds =
        model && pulled_holds(model, &settings, &round->pulled, round->detail, round->diags);
    model_free(model);
    return holds;
}

/* The database anew, by the script of what was pulled. */
static bool build_pulled(struct round *round)
{
    struct source source;
    struct buf script = BUF_INIT;
    struct model *model = load(round, &round->pulled, &source, "pulled.sg");
    bool built = model && script_of(round, model, &script) && oracle_clean(round->oracle) &&
                 run_script(round, buf_text(&script));
    model_free(model);
    if (!built)
        buf_addf(round->detail, "%s--- its script\n%s", buf_text(&round->pulled),
                 buf_text(&script));
    buf_release(&script);
    return built && listing(round->oracle->a, &round->now);
}

/* What is pulled of it now is what was pulled of it before. */
static bool pulls_same(struct round *round)
{
    struct buf before = round->pulled;
    bool same;

    round->pulled = (struct buf)BUF_INIT;
    same = pull(round) && !strcmp(buf_text(&before), buf_text(&round->pulled));
    if (!same)
        buf_addf(round->detail, "--- pulled\n%s--- built and pulled anew\n%s",
                 buf_text(&before), buf_text(&round->pulled));
    buf_release(&before);
    return same;
}

static enum stage go_through_models(struct round *round)
{
    if (!pull(round))
        return STAGE_PULLED;
    if (!round->oracle->builds)
        return STAGE_HOLDS;
    if (!build_pulled(round))
        return STAGE_PULLED_BUILD;
    return same_listing(round->detail, &round->after, &round->now) && pulls_same(round)
               ? STAGE_HOLDS
               : STAGE_PULLED_LISTING;
}

/* ------------------------------------------------------------------ without the server */

static enum stage go_by_reading(struct round *round)
{
    struct buf from = BUF_INIT, to = BUF_INIT;
    bool made =
        script_of(round, round->from_model, &from) && script_of(round, round->to_model, &to);
    const char *up[] = {buf_text(&from), buf_text(&round->up)};
    const char *down[] = {buf_text(&to), buf_text(&round->down)};
    enum stage stage = STAGE_HOLDS;
    if (!made || !scripts_make(up, 2, round->to_model, &settings, round->detail, round->diags))
        stage = STAGE_UP_READ;
    else if (!scripts_make(down, 2, round->from_model, &settings, round->detail, round->diags))
        stage = STAGE_DOWN_READ;
    buf_release(&from);
    buf_release(&to);
    return stage;
}

static void release(struct round *round)
{
    struct buf *texts[] = {&round->from_text, &round->to_text,  &round->up,     &round->down,
                           &round->before,    &round->after,    &round->target, &round->now,
                           &round->rows,      &round->rows_now, &round->pulled};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        buf_release(texts[i]);
    model_free(round->from_model);
    model_free(round->to_model);
    arena_release(&round->arena);
    diags_free(round->diags);
}

enum stage oracle_judge(struct oracle *oracle, const struct world *from, const struct world *to,
                        struct buf *detail)
{
    static enum stage (*const steps[])(struct round *) = {
        load_both, build, go_up, go_down, go_up_again, go_through_models, go_by_reading};
    struct round round = {
        .oracle = oracle, .from = from, .to = to, .detail = detail, .diags = diags_new()};
    enum stage stage = STAGE_HOLDS;
    for (size_t i = 0; !stage && i < sizeof steps / sizeof *steps; i++)
        stage = steps[i](&round);
    if (stage == STAGE_REFUSED) {
        oracle->refused++;
        stage = STAGE_HOLDS;
    }
    if (stage) {
        tell_diags(&round);
        buf_addf(detail, "--- up\n%s--- down\n%s", buf_text(&round.up), buf_text(&round.down));
        if (!oracle->a || !connection_is_alive(oracle->a) ||
            !connection_run(oracle->a, "ROLLBACK", NULL))
            renew(oracle);
    }
    release(&round);
    return stage;
}

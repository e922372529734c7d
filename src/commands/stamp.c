/* stamp: says where a database stands, and runs nothing. */

#include "base/json.h"
#include "commands/migration_print.h"
#include "commands/side.h"
#include "commands/travel.h"
#include "runner/predecessor.h"

#include <stdio.h>
#include <string.h>

struct stamp_options {
    bool purge, sql;
    int format;
};

static const struct option_row rows[] = {
    {"purge", 0, NULL, "forget first whatever the history says, also of files that are gone",
     OPTION_FLAG, offsetof(struct stamp_options, purge)},
    {"sql", 0, NULL, "connect to nothing: print a script for psql that does the same",
     OPTION_FLAG, offsetof(struct stamp_options, sql)},
    {"format", 0, "text|json", "how the result is printed", OPTION_CHOICE,
     offsetof(struct stamp_options, format)},
};

struct stamping {
    struct context *context;
    struct connection *connection;
    struct migrations migrations;
    struct history history;
    const struct applied **rows; /* by the migration's position; NULL: it has none */
    bool *stands;                /* first what stands, then what shall */
    struct selection entered;
    struct revisions removed;
};

/* ------------------------------------------------------------------ what stands */

/* Sorts the rows by their migrations. What has no file is only taken out where that is said. */
static bool sort_rows(struct stamping *s, bool purge)
{
    struct diags *diags = s->context->diags;
    bool ok = true;

    s->rows = arena_alloc(&s->context->arena, s->migrations.list.count * sizeof *s->rows + 1);
    for (array_each (const struct applied, row, &s->history.rows)) {
        struct migration *migration = migrations_find_exact(&s->migrations, row->revision);

        if (migration) {
            s->rows[migration->position] = row;
            s->stands[migration->position] = applied_is_whole(row) || row->down;
        } else if (!purge) {
            ok = diag_error(diags, NOWHERE, CHECK_HISTORY,
                            "revision \"%s\" stands in the database and has no file in \"%s\"",
                            row->revision, s->migrations.folder);
            diag_hint(diags, "\"schemagen stamp --purge\" forgets it.");
        }
    }
    return ok;
}

/* ------------------------------------------------------------------ what shall stand */

static enum status read_words(struct context *context, const struct migrations *migrations,
                              struct revision_word *words)
{
    enum status status = STATUS_DONE;

    for (size_t i = 0; i < context->arguments.count && status == STATUS_DONE; i++) {
        status = target_read(context, migrations, context->arguments.at[i], &words[i]);
        if (status == STATUS_DONE && (!words[i].name || !strcmp(words[i].name, "current")))
            status = command_usage(context, "\"stamp\" takes head, heads, base or a revision");
    }
    return status;
}

/* ------------------------------------------------------------------ writing */

static void choose_rows(struct stamping *s, bool purge)
{
    struct arena *arena = &s->context->arena;

    for (array_each (const struct applied, row, &s->history.rows)) {
        struct migration *migration = migrations_find_exact(&s->migrations, row->revision);

        if (purge || !migration || !s->stands[migration->position])
            array_add(arena, &s->removed, row->revision);
    }
    for (array_each (struct migration, migration, &s->migrations.list)) {
        const struct applied *row = s->rows[migration->position];

        if (s->stands[migration->position] && (purge || !row || !applied_is_whole(row) ||
                                               strcmp(row->checksum, migration->checksum)))
            array_add(arena, &s->entered, migration);
    }
}

/* The log says where the database is stamped, also where no row had to change for it. */
static bool log_heads(const struct stamping *s, const struct selection *heads)
{
    const struct history_names *names = &s->context->project.history;
    struct applied base = {.revision = "base", .message = "", .checksum = ""};
    bool ok = true;

    for (size_t i = 0; i < heads->count && ok; i++) {
        const struct migration *head = heads->at[i];
        struct applied row = {
            .revision = head->revision, .message = head->message, .checksum = head->checksum};

        if (!selection_holds(&s->entered, head))
            ok = history_log(s->connection, names, &row, "stamp", "", s->context->diags);
    }
    if (!heads->count)
        ok = history_log(s->connection, names, &base, "stamp", "", s->context->diags);
    return ok;
}

static bool write_rows(const struct stamping *s)
{
    const struct history_names *names = &s->context->project.history;
    struct selection heads = graph_heads(&s->migrations, s->stands);
    struct diags *diags = s->context->diags;
    bool ok = true;

    for (array_each (const struct applied, row, &s->history.rows))
        for (size_t i = 0; i < s->removed.count && ok; i++)
            if (!strcmp(row->revision, s->removed.at[i]))
                ok = history_remove(s->connection, names, row, NULL, diags);
    for (size_t i = 0; i < s->entered.count && ok; i++) {
        struct applied row = applied_whole(&s->context->arena, s->entered.at[i]);

        ok = history_enter(s->connection, names, &row,
                           selection_holds(&heads, s->entered.at[i]) ? "stamp" : NULL, diags);
    }
    return ok && log_heads(s, &heads);
}

static bool write_all(const struct stamping *s)
{
    struct diags *diags = s->context->diags;

    if (!migrations_split(&s->migrations, &s->entered, diags) ||
        ((!s->history.exists || !s->history.logged) &&
         !history_create(s->connection, &s->context->project.history, diags)) ||
        !connection_run(s->connection, "BEGIN", diags))
        return false;
    if (write_rows(s) && connection_run(s->connection, "COMMIT", diags))
        return true;
    connection_run(s->connection, "ROLLBACK", NULL);
    return false;
}

/* ------------------------------------------------------------------ the command */

static void print_json(const struct stamping *s, const struct selection *heads)
{
    struct buf out = BUF_INIT;

    buf_add(&out, "{\"version\": 1, \"current\": ");
    migration_add_names(&out, heads);
    buf_add(&out, ", \"entered\": ");
    migration_add_names(&out, &s->entered);
    buf_add(&out, ", \"removed\": [");
    for (size_t i = 0; i < s->removed.count; i++) {
        buf_add(&out, i ? ", " : "");
        json_add_text(&out, s->removed.at[i]);
    }
    buf_add(&out, "]}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

static void print_result(const struct stamping *s)
{
    const struct stamp_options *options = s->context->options;
    struct selection heads = graph_heads(&s->migrations, s->stands);

    if (options->format == PRINT_JSON) {
        print_json(s, &heads);
        return;
    }
    if (!heads.count)
        puts("stamped base");
    for (size_t i = 0; i < heads.count; i++)
        printf("stamped %s\n", heads.at[i]->revision);
}

static bool stamp(struct stamping *s, const struct revision_word *words)
{
    const struct stamp_options *options = s->context->options;
    struct diags *diags = s->context->diags;
    bool *none = graph_set(&s->migrations);

    if (!runner_lock(s->connection, -1, stderr, diags) ||
        !history_read(s->connection, &s->context->arena, &s->context->project.history,
                      &s->history, diags))
        return false;
    s->stands = graph_set(&s->migrations);
    if (!sort_rows(s, options->purge))
        return false;
    if (options->purge)
        s->stands = none;
    for (size_t i = 0; i < s->context->arguments.count; i++)
        if (!revision_word_stamp(&s->migrations, &words[i], s->stands, diags))
            return false;
    choose_rows(s, options->purge);
    if (!write_all(s))
        return false;
    if (!s->history.exists && !s->context->global.quiet)
        predecessor_report(s->connection, stderr);
    return true;
}

static enum status run(struct context *context)
{
    const struct stamp_options *options = context->options;
    struct stamping s = {.context = context};
    struct revision_word *words =
        arena_alloc(&context->arena, context->arguments.count * sizeof *words);
    enum status status;

    if (!migrations_load(&context->arena, context->project.migrations, &s.migrations,
                         context->diags))
        return STATUS_ERROR;
    status = read_words(context, &s.migrations, words);
    if (status != STATUS_DONE)
        return status;
    if (options->sql)
        return stamp_sql(context, &s.migrations, words, options->format == PRINT_JSON);
    s.connection = project_connect(context);
    if (!s.connection)
        return project_has_database(&context->project) ? STATUS_ERROR : STATUS_USAGE;
    status = stamp(&s, words) ? STATUS_DONE : STATUS_ERROR;
    connection_close(s.connection);
    if (status == STATUS_DONE)
        print_result(&s);
    return status;
}

const struct command command_stamp = {
    .name = "stamp",
    .usage = "[--purge] [--sql] [--format text|json] TARGET...",
    .summary = "says where the database stands, and runs nothing",
    .details = "TARGET is head, heads, base, or a revision, which may go back. Other branches\n"
               "stay as they are.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct stamp_options),
    .arguments_min = 1,
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};

/* current: where the configured database stands, and what is pending. */

#include "base/json.h"
#include "commands/migration_print.h"
#include "commands/travel.h"

#include <stdio.h>

struct current_options {
    bool check_heads;
    int format;
};

static const struct option_row rows[] = {
    {"check-heads", 0, NULL, "exit 3 unless every head stands", OPTION_FLAG,
     offsetof(struct current_options, check_heads)},
    {"format", 0, "text|json", "how it is printed", OPTION_CHOICE,
     offsetof(struct current_options, format)},
};

/* What there is to say. */
struct report {
    const struct migrations *migrations;
    const struct standing *standing;
    struct selection current, pending;
    ARRAY(const struct applied *) fileless; /* what stands and has no file */
    bool at_heads;                          /* all stands, and nothing half-way */
    bool verbose;
};

static struct selection find_pending(const struct migrations *migrations, const bool *stands)
{
    struct selection pending = {0};

    for (array_each (struct migration, migration, &migrations->list))
        if (!stands[migration->position])
            array_add(migrations->arena, &pending, migration);
    return pending;
}

static struct report report_of(const struct migrations *migrations,
                               const struct standing *standing)
{
    struct report report = {
        .migrations = migrations,
        .standing = standing,
        .current = graph_heads(migrations, standing->stands),
        .pending = find_pending(migrations, standing->stands),
    };

    for (array_each (const struct applied, row, &standing->history.rows))
        if (!migrations_find_exact(migrations, row->revision))
            array_add(migrations->arena, &report.fileless, row);
    report.at_heads = !report.pending.count && !report.fileless.count && !standing->stopped;
    return report;
}

/* ------------------------------------------------------------------ text */

static void print_applied(const struct report *report, const struct applied *row)
{
    if (report->verbose && row)
        printf("  applied %s by %s in %ld ms, schemagen %s\n", row->at, row->by,
               row->milliseconds, row->tool);
}

static void print_stopped(const struct standing *standing)
{
    const struct applied *stopped = standing->stopped;
    const char *way;

    if (!stopped)
        return;
    way = stopped->down ? "down" : "up";
    if (standing->run_by)
        printf("revision %s is on its way %s, %d of %d segments are done", stopped->revision,
               way, stopped->segment, stopped->segments);
    else
        printf("revision %s was stopped on its way %s after %d of %d segments",
               stopped->revision, way, stopped->segment, stopped->segments);
    if (stopped->statement)
        printf(" and %d statements of the next", stopped->statement);
    putchar('\n');
    if (stopped->started)
        printf("  in the middle of: %s\n", stopped->started);
    if (standing->run_by)
        printf("  run by %s\n", standing->run_by);
}

static void print_text(const struct report *report)
{
    if (!report->current.count && !report->fileless.count)
        printf("base%s\n", report->migrations->list.count ? "" : " (there are no migrations)");
    for (size_t i = 0; i < report->current.count; i++) {
        const struct migration *at = report->current.at[i];

        printf("%s %s%s\n", at->revision, at->message, at->children.count ? "" : " (head)");
        print_applied(report, standing_row(report->standing, at));
    }
    for (size_t i = 0; i < report->fileless.count; i++) {
        const struct applied *row = report->fileless.at[i];

        printf("%s %s (no file)\n", row->revision, row->message);
        print_applied(report, row);
    }
    print_stopped(report->standing);
    if (report->pending.count)
        printf("%zu pending:\n", report->pending.count);
    for (size_t i = 0; i < report->pending.count; i++)
        printf("  %s %s\n", report->pending.at[i]->revision, report->pending.at[i]->message);
}

/* ------------------------------------------------------------------ JSON */

static void add_row(struct buf *out, const char *revision, const char *message, bool is_head,
                    const struct applied *row)
{
    buf_add(out, out->data[out->length - 1] == '[' ? "{" : ", {");
    buf_add(out, "\"revision\": ");
    json_add_text(out, revision);
    buf_add(out, ", \"message\": ");
    json_add_text(out, message);
    buf_addf(out, ", \"head\": %s, \"applied_at\": ", is_head ? "true" : "false");
    json_add_text(out, row ? row->at : NULL);
    buf_add(out, ", \"applied_by\": ");
    json_add_text(out, row ? row->by : NULL);
    buf_add(out, "}");
}

static void add_current(struct buf *out, const struct report *report)
{
    buf_add(out, "[");
    for (size_t i = 0; i < report->current.count; i++) {
        const struct migration *at = report->current.at[i];

        add_row(out, at->revision, at->message, !at->children.count,
                standing_row(report->standing, at));
    }
    for (size_t i = 0; i < report->fileless.count; i++) {
        const struct applied *row = report->fileless.at[i];

        add_row(out, row->revision, row->message, false, row);
    }
    buf_add(out, "]");
}

static void add_stopped(struct buf *out, const struct standing *standing)
{
    const struct applied *stopped = standing->stopped;

    if (!stopped) {
        buf_add(out, "null");
        return;
    }
    buf_add(out, "{\"revision\": ");
    json_add_text(out, stopped->revision);
    buf_addf(
        out, ", \"direction\": \"%s\", \"segment\": %d, \"segments\": %d, \"statement\": %d",
        stopped->down ? "down" : "up", stopped->segment, stopped->segments, stopped->statement);
    buf_add(out, ", \"started\": ");
    json_add_text(out, stopped->started);
    buf_add(out, ", \"run_by\": ");
    json_add_text(out, standing->run_by);
    buf_add(out, "}");
}

static void print_json(const struct report *report)
{
    struct buf out = BUF_INIT;

    buf_add(&out, "{\"version\": 1, \"current\": ");
    add_current(&out, report);
    buf_addf(&out, ", \"head\": %s, \"stopped\": ", report->at_heads ? "true" : "false");
    add_stopped(&out, report->standing);
    buf_add(&out, ", \"pending\": ");
    migration_add_names(&out, &report->pending);
    buf_add(&out, "}\n");
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

/* ------------------------------------------------------------------ the command */

/* What does not fit the folder is an error, and where the database stands is said all the same,
 * once that is known. */
static enum status run(struct context *context)
{
    const struct current_options *options = context->options;
    struct migrations migrations;
    struct standing standing = {0};
    struct report report;
    enum status status;

    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    status = target_standing(context, &migrations, &standing);
    if (status != STATUS_DONE && !standing.history.rows.count)
        return status;
    report = report_of(&migrations, &standing);
    report.verbose = context->global.verbose;
    (options->format == PRINT_JSON ? print_json : print_text)(&report);
    if (status != STATUS_DONE)
        return status;
    return options->check_heads && !report.at_heads ? STATUS_DIFFERENT : STATUS_DONE;
}

const struct command command_current = {
    .name = "current",
    .usage = "[--check-heads] [--format text|json]",
    .summary = "shows where the database stands and what is pending",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct current_options),
    .run = run,
};

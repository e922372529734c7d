/* merge: a migration that revises several heads, whether they touch the same objects, and
 * whether they can be run one after the other. Finding the first is sources/overlap's, working
 * out the second sources/migrations_state's. */

#include "base/json.h"
#include "commands/migration_print.h"
#include "commands/placement.h"
#include "sources/migrations_state.h"
#include "sources/overlap.h"

#include <stdio.h>
#include <string.h>

struct merge_options {
    const char *message;
    struct placement placement;
    int format;
};

#define FIELD(name) offsetof(struct merge_options, name)

static const struct option_row rows[] = {
    {"message", 'm', "MESSAGE", "the migration's message (default: what it merges)",
     OPTION_TEXT, FIELD(message)},
    PLACEMENT_ROW_REVISION(merge_options),
    PLACEMENT_ROW_LABELS(merge_options),
    {"format", 0, "text|json", "how the result is printed", OPTION_CHOICE, FIELD(format)},
};

static const char up_text[] =
    "-- Joins the branches; statements that make them fit each other may stand here.\n\n";
static const char down_text[] = "-- Parts them again.\n\n";

/* ------------------------------------------------------------------ whether they fit */

enum fit { FIT_UNKNOWN, FIT_YES, FIT_NO };

/* Can what the heads need be carried out offline? 'why' is the first error, or NULL. */
static bool can_be_built(struct context *context, const struct migrations *migrations,
                         struct migration *const *heads, size_t count, struct buf *why)
{
    struct diags *diags = diags_new();
    bool *set = graph_set(migrations);
    bool refused = false, built;
    struct model *model;

    for (size_t i = 0; i < count; i++)
        graph_add_needed(migrations, heads[i], set);
    model = migrations_state(migrations, set, &context->project.settings,
                             &context->project.variables, &refused, diags);
    built = model && !refused;
    if (!built && why)
        diags_describe(diags, why);
    diags_free(diags);
    model_free(model);
    return built;
}

/* What cannot be worked out for one branch says nothing of both. */
static enum fit judge_fit(struct context *context, const struct migrations *migrations,
                          const struct selection *heads)
{
    struct buf why = BUF_INIT;
    enum fit fit = FIT_YES;

    for (size_t i = 0; i < heads->count; i++)
        if (!can_be_built(context, migrations, &heads->at[i], 1, NULL))
            return FIT_UNKNOWN;
    if (!can_be_built(context, migrations, heads->at, heads->count, &why)) {
        fit = FIT_NO;
        diag_warning(context->diags, NOWHERE, CHECK_HISTORY,
                     "the branches cannot be run one after the other: %s", buf_text(&why));
        diag_hint(context->diags, "Change a migration that has not run anywhere yet.");
    }
    buf_release(&why);
    return fit;
}

/* ------------------------------------------------------------------ what they share */

static uint32_t line_of(const struct touch *touch)
{
    return source_position(touch->step->at.file, touch->step->at.start).line;
}

/* The first line of what is said of it, or of itself. */
static int first_line(const struct touch *touch, const char **text)
{
    *text = touch->step->note ? touch->step->note : touch->step->text;
    return (int)strcspn(*text, "\r\n");
}

static void say_touch(const struct touch *touch)
{
    const char *text;
    int length = first_line(touch, &text);

    fprintf(stderr, "  %s:%u: %.*s%s\n", touch->migration->up_path, line_of(touch), length,
            text, touch->touched.changes ? "" : " (only refers to it)");
}

static void say_overlaps(const struct overlaps *overlaps)
{
    if (!overlaps->count)
        fputs("the branches touch no object in common\n", stderr);
    for (size_t i = 0; i < overlaps->count; i++) {
        const struct overlap *overlap = &overlaps->at[i];

        fprintf(stderr, "more than one branch touches %s; see whether these fit together:\n",
                overlap->name);
        for (size_t j = 0; j < overlap->touches.count; j++)
            say_touch(&overlap->touches.at[j]);
    }
    if (overlaps->unread.count)
        fputs("what these touch cannot be told from their text:\n", stderr);
    for (size_t i = 0; i < overlaps->unread.count; i++) {
        const struct touch *touch = &overlaps->unread.at[i];
        const char *text;
        int length = first_line(touch, &text);

        fprintf(stderr, "  %s:%u: %.*s\n", touch->migration->up_path, line_of(touch), length,
                text);
    }
}

static void add_touches(struct buf *out, const struct touches *touches)
{
    buf_add(out, "[");
    for (size_t i = 0; i < touches->count; i++) {
        const struct touch *touch = &touches->at[i];

        buf_addf(out, "%s{\"revision\": ", i ? ", " : "");
        json_add_text(out, touch->migration->revision);
        buf_add(out, ", \"file\": ");
        json_add_text(out, touch->migration->up_path);
        buf_addf(out, ", \"line\": %u, \"changes\": %s, \"note\": ", line_of(touch),
                 touch->touched.changes ? "true" : "false");
        json_add_text(out, touch->step->note);
        buf_add(out, ", \"text\": ");
        json_add_text(out, touch->step->text);
        buf_add(out, "}");
    }
    buf_add(out, "]");
}

static void print_json(const struct migration_text *text, const struct migration_files *files,
                       const struct overlaps *overlaps, enum fit fit)
{
    static const char *const fits[] = {"null", "true", "false"};
    struct buf out = BUF_INIT;

    placement_add_json(&out, text, files);
    buf_add(&out, ", \"overlaps\": [");
    for (size_t i = 0; i < overlaps->count; i++) {
        buf_addf(&out, "%s{\"name\": ", i ? ", " : "");
        json_add_text(&out, overlaps->at[i].name);
        buf_add(&out, ", \"statements\": ");
        add_touches(&out, &overlaps->at[i].touches);
        buf_add(&out, "}");
    }
    buf_add(&out, "], \"unread\": ");
    add_touches(&out, &overlaps->unread);
    buf_addf(&out, ", \"fits\": %s}\n", fits[fit]);
    fputs(buf_text(&out), stdout);
    buf_release(&out);
}

/* ------------------------------------------------------------------ the command */

static const char *message_of(struct context *context, const struct revisions *revises)
{
    struct buf text = BUF_INIT;
    const char *message;

    buf_add(&text, "merge ");
    for (size_t i = 0; i < revises->count; i++)
        buf_addf(&text, "%s%s", i ? " and " : "", revises->at[i]);
    message = arena_strdup(&context->arena, buf_text(&text));
    buf_release(&text);
    return message;
}

static bool judge_count(struct context *context, const struct revisions *revises)
{
    if (revises->count > 1)
        return true;
    diag_error(context->diags, NOWHERE, CHECK_HISTORY, "there is nothing to merge: %s",
               revises->count ? "that is one head" : "there are no migrations");
    diag_hint(context->diags, "\"schemagen heads\" lists the heads.");
    return false;
}

static struct selection selection_of(const struct migrations *migrations,
                                     const struct revisions *revises)
{
    struct selection selection = {0};

    for (size_t i = 0; i < revises->count; i++)
        array_add(migrations->arena, &selection,
                  migrations_find_exact(migrations, revises->at[i]));
    return selection;
}

static enum status run(struct context *context)
{
    const struct merge_options *options = context->options;
    struct migration_text text = {.up = up_text, .down = down_text};
    struct placement placement = options->placement;
    struct migrations migrations;
    struct migration_files files;
    struct overlaps overlaps;
    struct selection heads;
    enum status status;
    enum fit fit;

    placement.heads = context->arguments;
    if (!placement.heads.count)
        array_add(&context->arena, &placement.heads, "heads");
    if (!migrations_load(&context->arena, context->project.migrations, &migrations,
                         context->diags))
        return STATUS_ERROR;
    status = placement_read(context, &migrations, &placement, &text);
    if (status != STATUS_DONE)
        return status;
    heads = selection_of(&migrations, &text.revises);
    text.message = options->message ? options->message : message_of(context, &text.revises);
    if (!judge_count(context, &text.revises) ||
        !overlap_find(&migrations, &heads, context->project.settings.schema, &overlaps,
                      context->diags))
        return STATUS_ERROR;
    fit = judge_fit(context, &migrations, &heads);
    migration_compose(&context->arena, &migrations, &text, &files);
    if (!migration_write(&migrations, &files, context->diags))
        return STATUS_ERROR;
    if (options->format == PRINT_JSON) {
        print_json(&text, &files, &overlaps, fit);
        return STATUS_DONE;
    }
    if (!context->global.quiet)
        say_overlaps(&overlaps);
    placement_print(context, &files);
    return STATUS_DONE;
}

const struct command command_merge = {
    .name = "merge",
    .usage = "[-m MESSAGE] [REVISION...]",
    .summary = "joins heads, and says whether they touch the same objects",
    .details =
        "Without REVISION, all heads. Prints the paths of the new migration's files, and\n"
        "warns where the branches cannot be run one after the other.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct merge_options),
    .arguments_max = ARGUMENTS_ANY,
    .run = run,
};

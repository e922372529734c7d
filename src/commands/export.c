/* export: any source as something else. What each form looks like is its writer's. */

#include "commands/command.h"
#include "commands/side.h"
#include "model/resolve.h"
#include "plan/plan.h"
#include "sources/json.h"

#include <stdio.h>

enum export_format { EXPORT_JSON, EXPORT_SQL };

struct export_options {
    int format;
};

static const struct option_row rows[] = {
    {"format", 0, "json|sql", "what to write (default: json)", OPTION_CHOICE,
     offsetof(struct export_options, format)},
};

/* What makes the model on an empty database. */
static bool add_sql(struct context *context, const struct model *model, struct buf *out)
{
    struct model *nothing = model_new();
    struct plan_options options = {.no_renames = true, .server_version = model->server_version};
    struct plan *plan;

    nothing->schema = arena_strdup(&nothing->arena, model->schema);
    nothing->owners = model->owners;
    model_link(nothing);
    plan = plan_new(nothing, model, &options, context->diags);
    if (plan)
        plan_write_up(plan, out);
    if (out->length && out->data[out->length - 1] != '\n')
        buf_add_char(out, '\n');
    plan_free(plan);
    model_free(nothing);
    return plan != NULL;
}

static bool add_json(struct context *context, const struct model *model, struct buf *out)
{
    (void)context;
    model_write_json(model, out);
    return true;
}

static bool (*const writers[])(struct context *, const struct model *, struct buf *) = {
    [EXPORT_JSON] = add_json, [EXPORT_SQL] = add_sql};

static bool export(struct context *context, const struct model *model, int format)
{
    struct buf text = BUF_INIT;
    bool ok = writers[format](context, model, &text);

    if (ok)
        fwrite(buf_text(&text), 1, text.length, stdout);
    buf_release(&text);
    return ok;
}

static enum status run(struct context *context)
{
    const struct export_options *options = context->options;
    const char *word = context->arguments.count ? context->arguments.at[0] : "models:";
    struct side side = {0};
    enum status status;

    status = side_read(context, word, &side);
    if (status != STATUS_DONE)
        return status;
    if (!side_load(context, &side)) {
        status = STATUS_ERROR;
    } else {
        side_report_unmodelled(context, &side);
        status = export(context, side.model, options->format) ? STATUS_DONE : STATUS_ERROR;
    }
    side_release(&side);
    return status;
}

const struct command command_export = {
    .name = "export",
    .usage = "[--format json|sql] [SOURCE]",
    .summary = "prints the models, or another source, in another form",
    .details = "SOURCE as for diff; without it, the project's models.",
    .rows = rows,
    .row_count = COUNT_OF(rows),
    .options_size = sizeof(struct export_options),
    .arguments_max = 1,
    .run = run,
};

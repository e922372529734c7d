/* Any text as a model in JSON: a model or messages. A model that is read is written as a text
 * that reads again and is written the same, and it can be printed and planned. */

#include "model/print.h"
#include "model/resolve.h"
#include "plan/plan.h"
#include "sources/json.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct model *load(const char *text, size_t size, struct diags *diags)
{
    struct source_settings settings = {0};
    struct source source = {"a.json", text, size};

    return json_load_source(&source, &settings, diags);
}

static void write_and_read(const struct model *model, struct diags *diags)
{
    struct buf once = BUF_INIT, twice = BUF_INIT;
    struct model *again;

    model_write_json(model, &once);
    again = load(buf_text(&once), once.length, diags);
    if (again)
        model_write_json(again, &twice);
    else
        diags_print(diags, stderr, false, true);
    if (!again || strcmp(buf_text(&once), buf_text(&twice)) != 0) {
        fprintf(stderr, "---- once\n%s---- twice\n%s", buf_text(&once), buf_text(&twice));
        abort();
    }
    model_free(again);
    buf_release(&once);
    buf_release(&twice);
}

/* What other rooms make of it: no more is asked of them than to end. */
static void use(const struct model *model, struct diags *diags)
{
    struct model *nothing = model_new();
    struct buf text = BUF_INIT;
    struct plan *plan;

    model_link(nothing);
    model_print(model, &text);
    plan = plan_new(nothing, model, &(struct plan_options){.no_renames = true}, diags);
    if (plan) {
        plan_write_up(plan, &text);
        plan_write_down(plan, &text);
    }
    plan_free(plan);
    model_free(nothing);
    buf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    char *text = arena_strndup(&arena, (const char *)data, size);
    struct model *model = NULL;

    if (!memchr(text, '\0', size)) {
        model = load(text, size, diags);
        if (model) {
            write_and_read(model, diags);
            use(model, diags);
        } else if (diags_errors(diags) == 0) {
            abort();
        }
    }
    model_free(model);
    diags_free(diags);
    arena_release(&arena);
    return 0;
}

/* Any text as a model in JSON; a model that is read can be printed and planned. */

#include "model/print.h"
#include "model/resolve.h"
#include "notation.h"
#include "plan/plan.h"
#include "sources/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    static const struct notation json = {"a.json", json_load_source, model_write_json};

    notation_try(&json, data, size, use);
    return 0;
}

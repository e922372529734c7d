/* A model through its own text and through JSON, and back. */

#include "pulled.h"

#include "model/print.h"
#include "sources/json.h"

#include <string.h>

static bool same(const char *what, const struct buf *wanted, const struct buf *got,
                 struct buf *detail)
{
    if (strcmp(buf_text(wanted), buf_text(got)) == 0)
        return true;
    buf_addf(detail, "%s\n--- wanted\n%s--- got\n%s", what, buf_text(wanted), buf_text(got));
    return false;
}

static bool prints_itself(const struct buf *text, const struct source_settings *settings,
                          struct buf *detail, struct diags *diags)
{
    struct source source = {.path = "model.sg", .text = buf_text(text), .size = text->length};
    struct model *again = models_load_source(&source, settings, diags);
    struct buf printed = BUF_INIT;

    if (!again)
        buf_addf(detail, "it does not read back:\n%s", buf_text(text));
    else
        model_print(again, &printed);
    bool holds = again && same("read back it is printed anew", text, &printed, detail);
    buf_release(&printed);
    model_free(again);
    return holds;
}

static bool survives_json(const struct model *model, const struct buf *text,
                          const struct source_settings *settings, struct buf *detail,
                          struct diags *diags)
{
    struct buf json = BUF_INIT, json_again = BUF_INIT, printed = BUF_INIT;

    model_write_json(model, &json);
    struct source source = {.path = "model.json", .text = buf_text(&json), .size = json.length};
    struct model *again = json_load_source(&source, settings, diags);
    if (again) {
        model_write_json(again, &json_again);
        model_print(again, &printed);
    } else {
        buf_addf(detail, "it does not read back:\n%s", buf_text(&json));
    }
    bool holds = again && same("JSON is written anew", &json, &json_again, detail) &&
                 same("through JSON it is printed anew", text, &printed, detail);
    buf_release(&json);
    buf_release(&json_again);
    buf_release(&printed);
    model_free(again);
    return holds;
}

bool pulled_holds(const struct model *model, const struct source_settings *settings,
                  struct buf *text, struct buf *detail, struct diags *diags)
{
    buf_reset(text);
    model_print(model, text);
    return prints_itself(text, settings, detail, diags) &&
           survives_json(model, text, settings, detail, diags);
}

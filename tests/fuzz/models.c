/* Any text as a model. */

#include "model/print.h"
#include "notation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct notation models = {"a.sg", models_load_source, model_print};

    notation_try(&models, data, size, NULL);
    return 0;
}

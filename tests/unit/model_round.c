/* parse(print(model)) = model, for every model file of the test cases: what is printed reads
 * back as the same model, and prints as the same text. */

#include "base/file.h"
#include "model/print.h"
#include "plan/plan.h"
#include "sources/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const char *const folders[] = {"tests/cases/parse", "tests/cases/pg", "tests/cases/diff",
                                      "schemas"};

static const struct source_settings settings = {.schema = "public", .owners = true};

static void fail_with(const char *path, struct diags *diags, const char *text)
{
    diags_print(diags, stderr, false, false);
    fail_msg("%s: %s", path, text);
}

/* Whether the file is a model; files that are to be refused are passed over. */
static bool check_round(const char *path)
{
    struct diags *diags = diags_new();
    struct model *first = models_load(path, &settings, diags), *second;
    struct buf printed = BUF_INIT, again = BUF_INIT, differences = BUF_INIT;

    if (!first) {
        diags_free(diags);
        return false;
    }
    model_print(first, &printed);
    struct source source = {.path = path, .text = buf_text(&printed), .size = printed.length};
    second = models_load_source(&source, &settings, diags);
    if (!second)
        fail_with(path, diags, buf_text(&printed));
    model_print(second, &again);
    assert_string_equal(buf_text(&again), buf_text(&printed));
    if (!models_same(first, second, &differences))
        fail_with(path, diags, buf_text(&differences));
    buf_release(&printed);
    buf_release(&again);
    buf_release(&differences);
    model_free(first);
    model_free(second);
    diags_free(diags);
    return true;
}

static void test_cases(void **state)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    size_t read = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        struct paths paths = {0};

        if (!file_is_folder(folders[i]))
            continue;
        assert_true(file_list(&arena, folders[i], ".sg", true, &paths, diags));
        for (size_t j = 0; j < paths.count; j++)
            read += check_round(paths.at[j]);
    }
    print_message("%zu model files read back\n", read);
    diags_free(diags);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

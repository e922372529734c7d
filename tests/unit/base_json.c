/* Values of JSON documents: where they stand, whole numbers to the last digit, and what is no
 * text. */

#include "base/array.h"
#include "base/buffer.h"
#include "base/json.h"

#include <inttypes.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct json *read(struct source *source, const char *text, struct diags *diags)
{
    *source = (struct source){"a.json", text, strlen(text)};
    return json_read(source, diags);
}

static void assert_place(const struct source *source, const struct json *value,
                         const char *wanted)
{
    struct span at = json_place(source, value);

    assert_int_equal(at.end - at.start, strlen(wanted));
    assert_memory_equal(source->text + at.start, wanted, strlen(wanted));
}

static void values_know_where_they_stand(void **state)
{
    struct diags *diags = diags_new();
    struct source source;
    struct json *document = read(&source,
                                 "\xEF\xBB\xBF { \"a\" : [ 1 , \"\\\"}\" ,\n{\"b\":-2.5e3}, "
                                 "null ], \"c\\\\\": true }",
                                 diags);
    const struct json *list = json_member(document, "a"), *one = json_first(list);

    (void)state;
    assert_non_null(document);
    assert_place(&source, document, "{");
    assert_place(&source, list, "[");
    assert_place(&source, one, "1");
    assert_place(&source, one = json_next(one), "\"\\\"}\"");
    assert_place(&source, one = json_next(one), "{");
    assert_place(&source, json_member(one, "b"), "-2.5e3");
    assert_place(&source, json_next(one), "null");
    assert_place(&source, json_member(document, "c\\"), "true");
    json_free(document);
    diags_free(diags);
}

static void numbers_are_whole_or_none(void **state)
{
    static const struct {
        const char *text;
        bool whole;
        int64_t number;
    } rows[] = {
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"0", true, 0},
        {"1.0", false, 0},
        {"1e3", false, 0},
        {"\"1\"", false, 0},
        {"true", false, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct diags *diags = diags_new();
        struct source source;
        struct json *document = read(&source, rows[i].text, diags);
        int64_t number = 0;

        assert_non_null(document);
        assert_int_equal(json_integer(&source, document, &number), rows[i].whole);
        if (rows[i].whole)
            assert_true(number == rows[i].number);
        json_free(document);
        diags_free(diags);
    }
}

static void what_is_no_text_is_refused(void **state)
{
    static const char *const texts[] = {"{\"a\": \"\\u0000\"}",
                                        "{\"a\\u0000b\": 1}",
                                        "[\"\xff\"]",
                                        "[\"\xed\xa0\x80\"]",
                                        "[1] 2",
                                        ""};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct diags *diags = diags_new();
        struct source source;

        assert_null(read(&source, texts[i], diags));
        assert_int_equal(diags_errors(diags), 1);
        diags_free(diags);
    }
}

static void assert_refused(const char *text, const char *words)
{
    struct buf said = BUF_INIT;
    struct diags *diags = diags_new();
    struct source source;

    assert_null(read(&source, text, diags));
    diags_describe(diags, &said);
    assert_non_null(strstr(buf_text(&said), words));
    buf_release(&said);
    diags_free(diags);
}

/* As deep as may be, and cut off there: that is another error. */
static void unfinished_documents_are_not_too_deep(void **state)
{
    char deep[1001] = "";

    (void)state;
    memset(deep, '[', 1000);
    assert_refused(deep, "not valid JSON");
}

/* The limit is named where it is reached, and brackets in strings count for nothing. */
static void deep_documents_are_said_to_be(void **state)
{
    char deep[3000] = "[\"[[\", ";

    (void)state;
    memset(deep + 7, '[', 2000);
    assert_refused(deep, "brackets are nested more than 1000 deep");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_know_where_they_stand),
        cmocka_unit_test(numbers_are_whole_or_none),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(deep_documents_are_said_to_be),
        cmocka_unit_test(unfinished_documents_are_not_too_deep),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

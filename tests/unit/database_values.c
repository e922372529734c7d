/* Values of catalog rows: arrays, expressions, options, default names and the map from oids. */

#include "sources/database.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static int open_reader(void **state)
{
    static struct reader reader;

    reader = (struct reader){.model = model_new()};
    *state = &reader;
    return 0;
}

static int close_reader(void **state)
{
    struct reader *reader = *state;

    model_free(reader->model);
    arena_release(&reader->scratch);
    return 0;
}

static void numbers_are_read_from_arrays_and_vectors(void **state)
{
    static const char *const texts[] = {"1 -2 30", "{1,-2,30}"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const char *at = texts[i];
        int64_t number;
        assert_true(next_number(&at, &number));
        assert_int_equal(number, 1);
        assert_true(next_number(&at, &number));
        assert_int_equal(number, -2);
        assert_true(next_number(&at, &number));
        assert_int_equal(number, 30);
        assert_false(next_number(&at, &number));
    }
    const char *nothing = NULL;
    int64_t number;
    assert_false(next_number(&nothing, &number));
}

static void texts_are_read_from_arrays(void **state)
{
    struct reader *reader = *state;
    const char *at = "{plain,\"with, comma\",\"a \\\"quote\\\" and \\\\\",\"\"}";

    assert_string_equal(next_text(&reader->scratch, &at), "plain");
    assert_string_equal(next_text(&reader->scratch, &at), "with, comma");
    assert_string_equal(next_text(&reader->scratch, &at), "a \"quote\" and \\");
    assert_string_equal(next_text(&reader->scratch, &at), "");
    assert_null(next_text(&reader->scratch, &at));
    at = "{}";
    assert_null(next_text(&reader->scratch, &at));
}

static void options_leave_out_what_the_server_keeps(void **state)
{
    struct reader *reader = *state;
    struct options options = {0};

    read_options(reader, &options, "toast.", "{pg_attver=77,fillfactor=70,\"x=a,b\"}");
    assert_int_equal(options.count, 2);
    assert_string_equal(options_get(&options, "toast.fillfactor"), "70");
    assert_string_equal(options_get(&options, "toast.x"), "a,b");
}

static void expressions_lose_the_outer_parentheses_only(void **state)
{
    static const struct {
        const char *printed, *text;
    } cases[] = {
        {"(a > 0)", "a > 0"},
        {"((a > 0) AND (b > 0))", "(a > 0) AND (b > 0)"},
        {"(a + b) * (c + d)", "(a + b) * (c + d)"},
        {"(a = ')'::text)", "a = ')'::text"},
        {"(a = 'it''s ('::text)", "a = 'it''s ('::text"},
        {"(\"odd)\" = 1)", "\"odd)\" = 1"},
        {"lower(a)", "lower(a)"},
        {"('(')", "'('"},
        {"now()", "now()"},
        {"()", ""},
    };
    struct reader *reader = *state;

    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(read_expression(reader, cases[i].printed).text, cases[i].text);
    assert_null(read_expression(reader, NULL).text);
}

static void default_names_may_carry_a_number(void **state)
{
    struct reader *reader = *state;

    assert_true(is_default_name(reader, "t_a_not_null", "t", "a", "not_null"));
    assert_true(is_default_name(reader, "t_a_not_null12", "t", "a", "not_null"));
    assert_true(is_default_name(reader, "d_not_null", "d", NULL, "not_null"));
    assert_false(is_default_name(reader, "t_b_not_null", "t", "a", "not_null"));
    assert_false(is_default_name(reader, "12", "t", "a", "not_null"));
}

static void oids_find_what_was_put(void **state)
{
    struct reader *reader = *state;
    struct oid_map map = {0};
    static int values[5000];

    assert_null(oid_map_get(&map, 1));
    for (uint32_t i = 0; i < COUNT_OF(values); i++)
        oid_map_put(&reader->scratch, &map, 16384 + 7 * i, &values[i]);
    oid_map_put(&reader->scratch, &map, 16384, &values[1]);
    assert_int_equal(map.count, COUNT_OF(values));
    assert_ptr_equal(oid_map_get(&map, 16384), &values[1]);
    for (uint32_t i = 1; i < COUNT_OF(values); i++)
        assert_ptr_equal(oid_map_get(&map, 16384 + 7 * i), &values[i]);
    assert_null(oid_map_get(&map, 16385));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_reader, close_reader)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_are_read_from_arrays_and_vectors),
        TEST(texts_are_read_from_arrays),
        TEST(options_leave_out_what_the_server_keeps),
        TEST(expressions_lose_the_outer_parentheses_only),
        TEST(default_names_may_carry_a_number),
        TEST(oids_find_what_was_put),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

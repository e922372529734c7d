/* Lengths of time: what is read, and how they are printed. */

#include "base/array.h"
#include "base/duration.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_read(void **state)
{
    static const struct {
        const char *text;
        long bare, milliseconds; /* -1: refused */
    } cases[] = {
        {"500ms", 0, 500},
        {"30s", 0, 30000},
        {"2m", 0, 120000},
        {"1min", 0, 60000},
        {"1h", 0, 3600000},
        {"0", 0, 0},
        {"0", 1000, 0},
        {"5", 1000, 5000},
        {"5", 0, -1},
        {"", 1000, -1},
        {"s", 1000, -1},
        {"-1s", 0, -1},
        {"+1s", 0, -1},
        {" 1s", 0, -1},
        {"1 s", 0, -1},
        {"1.5s", 0, -1},
        {"1sx", 0, -1},
        {"99999999999999999999s", 0, -1},
        {"9223372036854775807h", 0, -1},
        {"600h", 0, -1},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        long got = -1;

        if (!duration_read(cases[i].text, cases[i].bare, &got))
            got = -1;
        if (got != cases[i].milliseconds)
            fail_msg("\"%s\" is read as %ld", cases[i].text, got);
    }
}

static void test_add(void **state)
{
    static const struct {
        long milliseconds;
        const char *text;
    } cases[] = {
        {0, "0 ms"},
        {999, "999 ms"},
        {1000, "1.0 s"},
        {59999, "59.9 s"},
        {60000, "1 min 0 s"},
        {3599999, "59 min 59 s"},
        {3600000, "1 h 0 min"},
        {90000000, "1 d 1 h"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf out = BUF_INIT;

        duration_add(&out, cases[i].milliseconds);
        assert_string_equal(buf_text(&out), cases[i].text);
        buf_release(&out);
    }
}

static void test_clock(void **state)
{
    long before = duration_now();

    (void)state;
    duration_pause(20);
    assert_in_range(duration_now() - before, 19, 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_add),
        cmocka_unit_test(test_clock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

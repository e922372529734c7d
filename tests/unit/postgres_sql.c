/* Quoting of names and values. */

#include "base/array.h"
#include "postgres/sql.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *name, *wanted;
} names[] = {
    {"songs", "songs"},
    {"_x1", "_x1"},
    {"Songs", "\"Songs\""},
    {"1a", "\"1a\""},
    {"a b", "\"a b\""},
    {"a\"b", "\"a\"\"b\""},
    {"", "\"\""},
    {"a$", "\"a$\""},
    {"é", "\"é\""},
    {"user", "\"user\""},
    {"order", "\"order\""},
    {"int", "\"int\""},
    {"left", "\"left\""},
    {"name", "name"},
    {"index", "index"},
    {"mixin", "mixin"},
    {"json_table", "\"json_table\""},
    {"values", "\"values\""},
    {"text", "text"},
    {"virtual", "virtual"},
};

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct buf out = BUF_INIT;
        sql_ident(&out, names[i].name);
        assert_string_equal(buf_text(&out), names[i].wanted);
        buf_release(&out);
    }
}

static void test_values(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;

    sql_literal(&out, "it's");
    sql_literal(&out, "a\\b'");
    sql_literal(&out, "");
    assert_string_equal(buf_text(&out), "'it''s'E'a\\\\b'''''");
    buf_reset(&out);
    sql_qname(&out, (struct qname){"My", "user"});
    sql_qname(&out, (struct qname){NULL, "t"});
    assert_string_equal(buf_text(&out), "\"My\".\"user\"t");
    buf_reset(&out);
    sql_ident_list(&out, (const char *const[]){"a", "B"}, 2);
    assert_string_equal(buf_text(&out), "a, \"B\"");
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

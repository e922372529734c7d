/* What is overwritten in texts that may hold passwords, and what is left. */

#include "base/secret.h"
#include "base/array.h"

#include <stdio.h>

#include <setjmp.h>
#include <cmocka.h>

struct row {
    const char *text, *shown;
};

static void check(const struct row *rows, size_t count, void (*hide)(char *))
{
    char text[128];

    for (size_t i = 0; i < count; i++) {
        snprintf(text, sizeof text, "%s", rows[i].text);
        hide(text);
        assert_string_equal(text, rows[i].shown);
    }
}

static void test_urls(void **state)
{
    static const struct row rows[] = {
        {"postgresql://anna:abc@host/x", "postgresql://anna:***@host/x"},
        {"postgresql://anna:a:b@c@host/x", "postgresql://anna:*****@host/x"},
        {"postgresql://:abc@host/x", "postgresql://:***@host/x"},
        {"postgresql://anna@host:5432/x", "postgresql://anna@host:5432/x"},
        {"postgresql://host:5432/x", "postgresql://host:5432/x"},
        {"--database=p://a:b@c?d=%20", "--database=p://a:*@c?*****"},
        {"upgrade", "upgrade"},
        {"label@head", "label@head"},
        {"", ""},
    };

    (void)state;
    check(rows, COUNT_OF(rows), secret_hide_url);
}

static void test_named(void **state)
{
    static const struct row rows[] = {
        {"host=h password=abc", "host=h password=***"},
        {"host=h PassWord = 'a b'", "host=h PassWord =******"},
        {"p://h/x?sslpassword=a&user=b", "p://h/x?sslpassword=********"},
        {"scram_client_key=abc", "scram_client_key=***"},
        {"password", "password"},
        {"no password here", "no password here"},
        {"password=", "password="},
    };

    (void)state;
    check(rows, COUNT_OF(rows), secret_hide_named);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urls),
        cmocka_unit_test(test_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Addresses of databases, in every dialect that they are written in. */

#include "base/array.h"
#include "base/buffer.h"
#include "postgres/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* An address as "host=… port=… …", in the order it was read; "error" if it is refused. */
static char *read_back(const char *text)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct address address;
    struct buf out = BUF_INIT;

    if (address_read(&arena, text, "-d", &address, diags)) {
        for (size_t i = 0; address.keywords && address.keywords[i]; i++) {
            buf_addf(&out, "%s%s=%s", i ? " " : "", address.keywords[i], address.values[i]);
        }
        assert_int_equal(diags_errors(diags), 0);
    } else {
        char *printed = NULL;
        size_t size = 0;
        FILE *memory = open_memstream(&printed, &size);
        assert_int_equal(diags_errors(diags), 1);
        diags_print(diags, memory, false, false);
        fclose(memory);
        assert_null(strstr(printed, "secret"));
        free(printed);
        buf_add(&out, "error");
    }
    char *kept = strdup(buf_text(&out));
    buf_release(&out);
    diags_free(diags);
    arena_release(&arena);
    return kept;
}

static const struct {
    const char *text, *wanted;
} addresses[] = {
    {"", ""},
    {"  ", ""},
    {"songs", "dbname=songs"},
    {"postgresql://", ""},
    {"postgres:///songs", "dbname=songs"},
    {"postgresql://localhost", "host=localhost"},
    {"POSTGRESQL://localhost", "host=localhost"},
    {"postgresql://localhost:5433/songs", "host=localhost port=5433 dbname=songs"},
    {"postgresql://anna@h/songs", "user=anna host=h dbname=songs"},
    {"postgresql://anna:pw@h/songs", "user=anna password=pw host=h dbname=songs"},
    {"postgresql://anna:p%40w%2f%25@h/s", "user=anna password=p@w/% host=h dbname=s"},
    {"postgresql://anna:p@w@h/s", "user=anna password=p@w host=h dbname=s"},
    {"postgresql://anna:p/w@h/s", "user=anna password=p/w host=h dbname=s"},
    {"postgresql://anna:p?w@h/s", "user=anna password=p?w host=h dbname=s"},
    {"postgresql://anna:@h/s", "user=anna host=h dbname=s"},
    {"postgresql://%2Ftmp%2Frun/s", "host=/tmp/run dbname=s"},
    {"postgresql:///s?host=/tmp/run&port=5433", "dbname=s host=/tmp/run port=5433"},
    {"postgresql://[::1]/s", "host=::1 dbname=s"},
    {"postgresql://[2001:db8::1]:5433/s", "host=2001:db8::1 port=5433 dbname=s"},
    {"postgresql://a:1,b:2/s", "host=a,b port=1,2 dbname=s"},
    {"postgresql://a,b:2/s", "host=a,b port=,2 dbname=s"},
    {"postgresql://a,[::1]:2,c/s?target_session_attrs=read-write",
     "host=a,::1,c port=,2, dbname=s target_session_attrs=read-write"},
    {"postgresql://h/s?sslmode=verify-full&sslrootcert=/x%20y",
     "host=h dbname=s sslmode=verify-full sslrootcert=/x y"},
    {"postgresql://h/s?ssl=true", "host=h dbname=s sslmode=require"},
    {"postgresql://h/s?options=-c%20search_path%3Dx",
     "host=h dbname=s options=-c search_path=x"},
    {"postgresql://h/s?", "host=h dbname=s"},
    {"postgresql+asyncpg://u:p@h:5/s?ssl=require",
     "user=u password=p host=h port=5 dbname=s sslmode=require"},
    {"postgresql+asyncpg://h/s?ssl=verify-ca&prepared_statement_cache_size=0",
     "host=h dbname=s sslmode=verify-ca"},
    {"postgresql+asyncpg://h/s?ssl=false", "host=h dbname=s sslmode=disable"},
    {"postgresql+psycopg2://h/s?options=-c+search_path%3Dx",
     "host=h dbname=s options=-c search_path=x"},
    {"postgresql+psycopg2:///s?host=a:1&host=b:2", "dbname=s host=a,b port=1,2"},
    {"postgresql+psycopg://u@/s?host=/var/run/postgresql",
     "user=u dbname=s host=/var/run/postgresql"},
    {"postgresql+pg8000://h/s?timeout=5", "host=h dbname=s connect_timeout=5"},
    {"postgres+asyncpg://h/s", "host=h dbname=s"},
    {"host=h port=5433 dbname=s", "host=h port=5433 dbname=s"},
    {"host = 'a b' user='it\\'s'", "host=a b user=it's"},
    {"dbname=s dbname=t", "dbname=t"},
    {"password='' dbname=s", "password= dbname=s"},
    /* refused */
    {"mysql://h/s", "error"},
    {"sqlite:///file", "error"},
    {"postgresql://u:secret%zz@h/s", "error"},
    {"postgresql://u:secret%4@h/s", "error"},
    {"postgresql://u:secret%@h/s", "error"},
    {"postgresql://u:secret%00@h/s", "error"},
    {"postgresql://h:secret/s", "error"},
    {"postgresql://h:0/s", "error"},
    {"postgresql://h:65536/s", "error"},
    {"postgresql://[::1/s", "error"},
    {"postgresql://[::1]x/s", "error"},
    {"postgresql://h/s?sslmod=require", "error"},
    {"postgresql://h/s?sslmode", "error"},
    {"postgresql://h/s?pool_size=3", "error"},
    {"host=h pasword=secret", "error"},
    {"host=h password='secret", "error"},
    {"host", "dbname=host"},
    {"host=h secret", "error"},
    {"anna:secret@h/s", "error"},
};

static void test_addresses(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(addresses); i++) {
        char *got = read_back(addresses[i].text);
        if (strcmp(got, addresses[i].wanted)) {
            print_error("%s\n  wanted %s\n  got    %s\n", addresses[i].text,
                        addresses[i].wanted, got);
        }
        assert_string_equal(got, addresses[i].wanted);
        free(got);
    }
}

static void test_describe(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct address address;

    address_read(&arena, "postgresql://anna:secret@h:5/songs", "DATABASE_URL", &address, diags);
    address.isolated = true;
    assert_string_equal(address_describe(&arena, &address),
                        "database songs on h:5 as anna (from DATABASE_URL)");
    struct address other = address_with(&arena, &address, "dbname", "art");
    assert_string_equal(address_value(&other, "dbname"), "art");
    assert_string_equal(address_value(&address, "dbname"), "songs");
    assert_string_equal(address_describe(&arena, &other),
                        "database art on h:5 as anna (from DATABASE_URL)");
    assert_string_equal(address_describe(&arena, &(struct address){.isolated = true}),
                        "the default database");
    diags_free(diags);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_describe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

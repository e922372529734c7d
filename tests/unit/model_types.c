/* Type names against what format_type() says on a server. */

#include "base/array.h"
#include "base/diag.h"
#include "model/types.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

/* As SQL spells it, in the pieces of the grammar, and as format_type() prints it; canonical
 * NULL: refused. */
static const struct fact {
    const char *name, *modifiers;
    bool quoted, array;
    const char *canonical;
} facts[] = {
    {"int", NULL, false, false, "integer"},
    {"int4", NULL, false, false, "integer"},
    {"int4", NULL, true, false, "integer"},
    {"integer", NULL, false, true, "integer[]"},
    {"_int4", NULL, false, false, "integer[]"},
    {"int8", NULL, false, false, "bigint"},
    {"smallint", NULL, false, false, "smallint"},
    {"int2", NULL, false, false, "smallint"},
    {"bool", NULL, false, false, "boolean"},
    {"float", NULL, false, false, "double precision"},
    {"float", "24", false, false, "real"},
    {"float", "25", false, true, "double precision[]"},
    {"float", "53", false, false, "double precision"},
    {"float", "54", false, false, NULL},
    {"float", "0", false, false, NULL},
    {"float4", NULL, false, false, "real"},
    {"float8", NULL, false, false, "double precision"},
    {"decimal", NULL, false, false, "numeric"},
    {"dec", "5", false, false, "numeric(5,0)"},
    {"numeric", "10", false, false, "numeric(10,0)"},
    {"numeric", "10, 2", false, false, "numeric(10,2)"},
    {"numeric", " 10 ,2 ", false, true, "numeric(10,2)[]"},
    {"numeric", "3,-2", false, false, "numeric(3,-2)"},
    {"numeric", "0", false, false, NULL},
    {"numeric", "1001", false, false, NULL},
    {"numeric", "5,1001", false, false, NULL},
    {"numeric", "5,1,1", false, false, NULL},
    {"numeric", "a", false, false, NULL},
    {"numeric", "", false, false, NULL},
    {"varchar", "255", false, false, "character varying(255)"},
    {"character varying", "255", false, true, "character varying(255)[]"},
    {"varchar", NULL, false, false, "character varying"},
    {"varchar", "0", false, false, NULL},
    {"varchar", "10485761", false, false, NULL},
    {"char", NULL, false, false, "character(1)"},
    {"char", NULL, true, false, "\"char\""},
    {"char", "3", true, false, NULL},
    {"character", "3", false, false, "character(3)"},
    {"nchar", NULL, false, false, "character(1)"},
    {"bpchar", NULL, false, false, "bpchar"},
    {"bpchar", "7", false, false, "character(7)"},
    {"national character varying", "7", false, false, "character varying(7)"},
    {"text", NULL, false, false, "text"},
    {"text", "5", false, false, NULL},
    {"name", NULL, false, false, "name"},
    {"bit", NULL, false, false, "bit(1)"},
    {"bit", NULL, true, false, "\"bit\""},
    {"bit", "8", false, false, "bit(8)"},
    {"bit varying", NULL, false, false, "bit varying"},
    {"bit varying", "8", false, false, "bit varying(8)"},
    {"varbit", "8", false, false, "bit varying(8)"},
    {"time", NULL, false, false, "time without time zone"},
    {"time", "3", false, false, "time(3) without time zone"},
    {"time with time zone", "3", false, true, "time(3) with time zone[]"},
    {"timetz", NULL, false, false, "time with time zone"},
    {"timestamp", NULL, false, false, "timestamp without time zone"},
    {"timestamp", "0", false, false, "timestamp(0) without time zone"},
    {"timestamp", "9", false, false, "timestamp(6) without time zone"},
    {"timestamp", "-1", false, false, NULL},
    {"timestamptz", NULL, false, false, "timestamp with time zone"},
    {"timestamptz", "3", false, false, "timestamp(3) with time zone"},
    {"timestamp with time zone", "3", false, false, "timestamp(3) with time zone"},
    {"timestamp without time zone", NULL, false, false, "timestamp without time zone"},
    {"interval", NULL, false, false, "interval"},
    {"interval", "3", false, false, "interval(3)"},
    {"interval day to second", "3", false, false, "interval day to second(3)"},
    {"interval year to month", NULL, false, true, "interval year to month[]"},
    {"interval year", "3", false, false, NULL},
    {"interval second", "0", false, false, "interval second(0)"},
    {"uuid", NULL, false, false, "uuid"},
    {"jsonb", NULL, false, true, "jsonb[]"},
    {"tstzmultirange", NULL, false, false, "tstzmultirange"},
    {"pg_lsn", NULL, false, false, "pg_lsn"},
    {"regclass", NULL, false, false, "regclass"},
};

static void test_builtin_types(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        struct arena arena = {0};
        struct diags *diags = diags_new();
        struct type_syntax syntax = {.name = {.name = facts[i].name},
                                     .quoted = facts[i].quoted,
                                     .modifiers = facts[i].modifiers,
                                     .array = facts[i].array};
        struct type_name type;

        if (type_canonical(&arena, &syntax, &type, diags))
            assert_string_equal(type.text, facts[i].canonical ? facts[i].canonical : "refused");
        else
            assert_null(facts[i].canonical);
        diags_free(diags);
        arena_release(&arena);
    }
}

static struct type_name user_type(struct arena *arena, struct qname name, const char *modifiers)
{
    struct type_syntax syntax = {.name = name, .modifiers = modifiers};
    struct type_name type;

    assert_true(type_canonical(arena, &syntax, &type, NULL));
    return type;
}

static void test_user_types(void **state)
{
    struct arena arena = {0};
    struct type_name here = user_type(&arena, (struct qname){NULL, "vector"}, "768");
    struct type_name there = user_type(&arena, (struct qname){"public", "vector"}, " 768 ");
    struct type_name other = user_type(&arena, (struct qname){"extra", "vector"}, "768");
    struct type_name odd = user_type(&arena, (struct qname){"a b", "Order"}, "Point, 4326");

    (void)state;
    assert_string_equal(there.text, "public.vector(768)");
    assert_string_equal(odd.text, "\"a b\".\"Order\"(Point,4326)");
    assert_true(type_equal(&here, &there));
    assert_false(type_equal(&there, &other));
    arena_release(&arena);
}

static void test_names(void **state)
{
    (void)state;
    assert_string_equal(type_internal_name("timestamp with time zone"), "timestamptz");
    assert_string_equal(type_internal_name("interval day to second"), "interval");
    assert_true(type_is_builtin("tid"));
    assert_false(type_is_builtin("citext"));
    assert_true(type_is_pseudo("anyelement"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_builtin_types),
        cmocka_unit_test(test_user_types),
        cmocka_unit_test(test_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

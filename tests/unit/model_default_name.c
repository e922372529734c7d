/* Default names and what they are read from, against what PostgreSQL chose for the same. */

#include "model/default_name.h"
#include "model/expression_text.h"
#include "model/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* Expressions of an index, and the column name that its default name has of each. */
static const struct fact {
    const char *text, *name; /* name NULL: "expr" */
} index_facts[] = {
    {"a", "a"},
    {"(a)", "a"},
    {"a::text", "a"},
    {"a::text::varchar(4)", "a"},
    {"lower(b)", "lower"},
    {"lower(b) || 'x'", NULL},
    {"(lower(b) || 'x'::text)", NULL},
    {"coalesce(a, 1)", "coalesce"},
    {"COALESCE(a, 1)", "coalesce"},
    {"case when a > 1 then 2 else a end", "a"},
    {"case when a > 1 then 2 end", "case"},
    {"case when a > 1 then 2 else lower(b)::int end", "lower"},
    {"CASE\n    WHEN (a > 1) THEN 2\n    ELSE NULL::integer\nEND", "case"},
    {"case when a > 1 then case when a > 2 then 1 else a end else b end", "b"},
    {"a + 1", NULL},
    {"(a + 1)::bigint", "int8"},
    {"c[1]", "c"},
    {"(c)[1:2]", "c"},
    {"e->>'x'", NULL},
    {"(e->>'x')::int", "int4"},
    {"((e ->> 'x'::text))::timestamp with time zone", "timestamptz"},
    {"b collate \"C\"", "b"},
    {"((b)) collate pg_catalog.\"C\"", "b"},
    {"d at time zone 'utc'", "timezone"},
    {"extract(year from d at time zone 'utc')", "extract"},
    {"nullif(a, 1)", "nullif"},
    {"greatest(a, 1)", "greatest"},
    {"substring(b from 1 for 2)", "substring"},
    {"trim(b)", "btrim"},
    {"TRIM(LEADING 'x' FROM b)", "ltrim"},
    {"position('x' in b)", "position"},
    {"row(a, b)", "row"},
    {"(a, b)", "row"},
    {"array[a]", "array"},
    {"a is null", NULL},
    {"not (a > 1)", NULL},
    {"-a", NULL},
    {"cast(a as numeric(10,2))", "a"},
    {"cast(a + 1 as numeric(10,2))", "numeric"},
    {"pg_catalog.upper(b)", "upper"},
    {"'x'::text", "text"},
    {"interval '1 day'", "interval"},
    {"date '2020-01-01'", "date"},
    {"5", NULL},
    {"b like 'x%'", NULL},
    {"\"F g\"", "F g"},
    {"t.a", "a"},
    {"case when a > 1 then 2 end::text", "text"},
    {"a in (1, 2)", NULL},
    {"x::my_type", "x"},
    {"(x + 1)::public.my_type[]", "my_type"},
    {"/* why */ a -- because", "a"},
    {"$$a$$ || b", NULL},
    {"", NULL},
};

static void test_index_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(index_facts); i++) {
        struct arena arena = {0};
        const char *name = expression_column_name(&arena, index_facts[i].text);

        if (!text_equal(name, index_facts[i].name))
            print_error("%s\n", index_facts[i].text);
        assert_string_equal(name ? name : "expr",
                            index_facts[i].name ? index_facts[i].name : "expr");
        arena_release(&arena);
    }
}

static const struct fact only_facts[] = {
    {"a > 0", "a"},
    {"a > 0 and a < 3", "a"},
    {"a > b", NULL},
    {"1 = 1", NULL},
    {"t.a > 1 and a < 3", "a"},
    {"public.t.a > 1", "a"},
    {"length(b) > 0", "b"},
    {"b <> 'a'", "b"},
    {"b = 'it''s a' or b = E'a\\'a'", "b"},
    {"\"B c\" > 0", "B c"},
    {"b::date > '2020-01-01'::date", "b"},
    {"date > date '2020-01-01'", "date"},
    {"(a).a > 1", "a"},
    {"a is not null", "a"},
    {"b in ('a', 'c')", "b"},
    {"cast(b as date) > now()", "b"},
};

static void test_only_column(void **state)
{
    static const char *const names[] = {"a", "b", "B c", "date"};
    struct arena arena = {0};
    struct table table = {.object.name.name = "t"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        array_push(&arena, &table.columns)->object.name.name = names[i];
    for (size_t i = 0; i < COUNT_OF(only_facts); i++) {
        const char *name = expression_only_column(only_facts[i].text, &table);

        if (!text_equal(name, only_facts[i].name))
            print_error("%s\n", only_facts[i].text);
        assert_true(text_equal(name, only_facts[i].name));
    }
    arena_release(&arena);
}

static void test_forms(void **state)
{
    static const char *const values[] = {
        "1",
        "-1.5",
        "'x'",
        "'x'::text",
        "null",
        "now()",
        "e'\\n'",
        "current_date",
        "a.b(1, (2))",
        "array['x'::text]",
        "coalesce(1, 2)",
        "(1 + 2)",
        "'{}'::jsonb",
        "'a'::timestamp(3) with time zone",
        "(now())::date",
        "$$x$$",
    };
    static const char *const others[] = {
        "1 + 2",    "now() - '1 day'",           "a || b", "not true", "- now()", "x",
        "'x' -- y", "case when true then 1 end",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        if (!expression_is_value(values[i]))
            print_error("%s\n", values[i]);
        assert_true(expression_is_value(values[i]));
    }
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_false(expression_is_value(others[i]));
    assert_true(expression_is_call("lower(a)"));
    assert_true(expression_is_call("x.\"Y\"((a), ')')"));
    assert_false(expression_is_call("lower(a) || lower(b)"));
    assert_true(expression_is_call("coalesce(a, b)"));
    assert_false(expression_is_call("cast(a as text)"));
    assert_true(expression_is_enclosed("(a) "));
    assert_false(expression_is_enclosed("(a) + (b)"));
}

/* ------------------------------------------------------------------ cutting and counting */

static bool is_listed(const char *name, void *context)
{
    for (const char *const *taken = context; *taken; taken++)
        if (strcmp(name, *taken) == 0)
            return true;
    return false;
}

static void test_cutting(void **state)
{
    static const char *const taken[] = {"t_a_key", "t_a_key1", NULL};
    const char *a55 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const char *e30 = "éééééééééééééééééééééééééééééé";
    struct arena arena = {0};
    const char *name;

    (void)state;
    name = default_name(&arena, "t", "a", "key", is_listed, (void *)taken);
    assert_string_equal(name, "t_a_key2");
    name = default_name(&arena, "t", NULL, "pkey", NULL, NULL);
    assert_string_equal(name, "t_pkey");
    name = default_name(&arena, a55, e30, "check", NULL, NULL);
    assert_string_equal(name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaa_éééééééééééééé_check");
    name = default_name(&arena, a55, e30, "key", NULL, NULL);
    assert_string_equal(name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa_éééééééééééééé_key");
    name = default_name(&arena, a55, "id", "seq", NULL, NULL);
    assert_string_equal(name, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_id_seq");
    arena_release(&arena);
}

static void test_index_parts(void **state)
{
    struct arena arena = {0};
    struct table table = {.object.name.name = "t"};
    struct index index = {0};
    struct constraint unique = {.type = CONSTRAINT_UNIQUE};
    const char *names[] = {"a", "a", "b"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(names); i++)
        array_push(&arena, &index.elements)->column = names[i];
    array_push(&arena, &index.elements)->expr.text = "lower(x)";
    array_push(&arena, &index.elements)->expr.text = "lower(y)";
    array_push(&arena, &index.elements)->expr.text = "x + y";
    array_add(&arena, &index.include, "c");
    assert_string_equal(index_name_parts(&arena, &table, &index).name2,
                        "a_a1_b_lower_lower1_expr_c");
    array_add(&arena, &unique.columns, "a");
    array_add(&arena, &unique.columns, "b");
    assert_string_equal(constraint_name_parts(&arena, &table, &unique).name2, "a_b");
    for (size_t i = 0; i < COUNT_OF(names); i++)
        array_add(&arena, &unique.include, names[i]);
    assert_string_equal(constraint_name_parts(&arena, &table, &unique).name2, "a_b_a1_a2_b1");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_index_columns), cmocka_unit_test(test_only_column),
        cmocka_unit_test(test_forms),         cmocka_unit_test(test_cutting),
        cmocka_unit_test(test_index_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

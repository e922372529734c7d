/* Expressions: what PostgreSQL makes of an author's text is proved the same, on every pair that
 * a server gave; what differs stays different; and what is mentioned is found. */

#include "postgres/expression.h"

#include "base/array.h"
#include "base/buffer.h"
#include "model/types.h"
#include "postgres/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ------------------------------------------------------------------ the table */

static const struct {
    const char *name;
    struct qname user;
    const char *type;
} columns[] = {
#define COLUMN(name, schema, user, type) {name, {schema, user}, type},
#include "tests/unit/expression_columns.def"
#undef COLUMN
};

static struct arena arena;
static struct table table;
static struct model *model; /* with the domain of the columns */

static struct type_name type_of(const char *text)
{
    struct type_name type = {.text = text, .dimensions = strstr(text, "[]") != NULL};
    const char *point = strchr(text, '.');

    if (point) {
        type.user.schema = arena_strndup(&arena, text, (size_t)(point - text));
        type.user.name = arena_strndup(&arena, point + 1, strcspn(point + 1, "[("));
    }
    return type;
}

static int make_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        struct column *column = array_push(&arena, &table.columns);
        column->object.name.name = columns[i].name;
        column->type = type_of(columns[i].type);
    }
    model = model_new();
    struct object *email =
        model_add(model, KIND_DOMAIN, (struct qname){"public", "email"}, NULL);
    ((struct domain *)email)->type = type_of("character varying(80)");
    return 0;
}

static int drop_table(void **state)
{
    (void)state;
    expression_cache_release();
    model_free(model);
    arena_release(&arena);
    return 0;
}

/* Both ways round; a type of a default, or a domain's, or none. */
static bool same(const char *type, const char *domain, const char *from, const char *to)
{
    struct type_name target = type_of(type ? type : ""), value = type_of(domain ? domain : "");
    struct expression_side side = {domain ? NULL : &table, domain ? &value : NULL, model};
    struct expression_setting setting = {
        .type = type ? &target : NULL, .schema = "public", .from = side, .to = side};
    struct expr left = {.text = from}, right = {.text = to};
    bool forth = expression_same(&setting, &left, &right);

    assert_int_equal(forth, expression_same(&setting, &right, &left));
    return forth;
}

/* ------------------------------------------------------------------ the same */

static const struct pair {
    const char *type, *domain, *from, *to;
} pairs[] = {
#define CHECK(author, server) {NULL, NULL, author, server},
#define INDEX(author, server) {NULL, NULL, author, server},
#define WHERE(author, server) {NULL, NULL, author, server},
#define DEFAULT(type, author, server) {type, NULL, author, server},
#define DOMAIN(type, author, server) {NULL, type, author, server},
#include "tests/unit/expression_conditions.def"
#include "tests/unit/expression_defaults.def"
#undef CHECK
#undef INDEX
#undef WHERE
#undef DEFAULT
#undef DOMAIN
};

static void test_same(void **state)
{
    size_t failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (!same(pairs[i].type, pairs[i].domain, pairs[i].from, pairs[i].to)) {
            print_error("not proved: %s\n       and: %s\n", pairs[i].from, pairs[i].to);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* ------------------------------------------------------------------ as a person writes */

/* What a server printed, and what a person would have written for it. */
static const struct pair plain[] = {
    {NULL, NULL, "((v)::text = 'a'::text)", "v = 'a'"},
    {NULL, NULL,
     "((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
     "v in ('a', 'b')"},
    {NULL, NULL, "(m <> ALL (ARRAY['a'::public.mood, 'b'::public.mood]))",
     "m not in ('a', 'b')"},
    {NULL, NULL, "(i = ANY (ARRAY[1]))", "i = any (array[1])"},
    {NULL, NULL, "((i >= 0) AND (i <= 100))", "i between 0 and 100"},
    {NULL, NULL, "((i >= 0) AND (big <= 100))", "i >= 0 and big <= 100"},
    {NULL, NULL,
     "(((f >= (0)::double precision) AND (f <= (1)::double precision)) OR (f IS NULL))",
     "(f between 0 and 1) or f is null"},
    {"text[]", NULL, "ARRAY['a'::text, 'b'::text]", "array['a', 'b']"},
    {"character varying(9)[]", NULL, "ARRAY['a'::character varying, 'b'::character varying]",
     "array['a'::varchar, 'b'::varchar]"},
    {NULL, NULL, "((i > 0) AND ((n > (0)::numeric) OR b))", "i > 0 and (n > 0 or b)"},
    {NULL, NULL, "(f > ('-0.5'::numeric)::double precision)", "f > -0.5"},
    {NULL, NULL, "(((i + 1) * 2) > 3)", "(i + 1) * 2 > 3"},
    {NULL, NULL, "(NOT (b IS DISTINCT FROM true))", "not (b is distinct from true)"},
    {NULL, NULL, "((v)::text ~~ 'a%'::text)", "v like 'a%'"},
    {NULL, NULL, "(txt !~~* 'a%'::text)", "txt not ilike 'a%'"},
    {NULL, NULL, "lower((v)::text)", "lower(v)"},
    {NULL, NULL, "\"left\"(txt, 10)", "left(txt, 10)"},
    {NULL, NULL, "((v)::text IN ('X', 'Y'))", "v::text in ('X', 'Y')"},
    /* what is stored otherwise, or may be, stays */
    {NULL, NULL, "((i)::text = '1'::text)", "i::text = '1'"},
    {NULL, NULL, "(array_append(arr, 'x'::text) = arr)", "array_append(arr, 'x'::text) = arr"},
    {NULL, NULL, "(public.f('x'::text) = 1)", "f('x'::text) = 1"},
    {NULL, NULL, "('a'::public.mood = ('b'::text)::public.mood)", "'a' = 'b'::text::mood"},
    {NULL, NULL, "(v = 'it''s -- no comment'::text)", "v = 'it''s -- no comment'"},
    {NULL, NULL, "not an expression (", "not an expression ("},
    {"text", NULL, "'X'::text", "'X'"},
    {"text", NULL, "'a'::character varying", "'a'::varchar"},
    {"integer", NULL, "'-1'::integer", "-1"},
    {"bigint", NULL, "'5000000000'::bigint", "5000000000"},
    {"bigint", NULL, "(0)::bigint", "0::bigint"},
    {"boolean", NULL, "(1)::boolean", "1::boolean"},
    {"double precision", NULL, "'100000'::numeric", "'100000'::numeric"},
    {"integer", NULL, "nextval('public.s'::regclass)", "nextval('s')"},
    {"jsonb", NULL, "'{}'::jsonb", "'{}'"},
    {"jsonb", NULL, "'{}'::json", "'{}'::json"},
    {"public.mood[]", NULL, "ARRAY['a'::public.mood]", "array['a'::mood]"},
    {"timestamp with time zone", NULL, "CURRENT_TIMESTAMP", "current_timestamp"},
    {NULL, "numeric(5,2)", "(VALUE >= (0)::numeric)", "value >= 0"},
};

static const char *written(const struct pair *pair, const char *printed)
{
    struct type_name type = type_of(pair->type ? pair->type : "");
    struct type_name value = type_of(pair->domain ? pair->domain : "");
    struct expression_side side = {pair->domain ? NULL : &table, pair->domain ? &value : NULL,
                                   model};
    struct expression_setting setting = {
        .type = pair->type ? &type : NULL, .schema = "public", .from = side, .to = side};

    return expression_plain(&arena, &setting, printed);
}

static void test_plain(void **state)
{
    size_t failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(plain); i++) {
        const char *text = written(&plain[i], plain[i].from);

        if (strcmp(text, plain[i].to)) {
            print_error("of: %s\nis: %s\n", plain[i].from, text);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* It is the same expression, and there is nothing left to do. */
static void test_plain_pairs(void **state)
{
    size_t failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        const char *text = written(&pairs[i], pairs[i].to);

        if (!same(pairs[i].type, pairs[i].domain, text, pairs[i].to) ||
            strcmp(text, written(&pairs[i], text))) {
            print_error("of: %s\nis: %s\n", pairs[i].to, text);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* ------------------------------------------------------------------ different */

static const struct pair different[] = {
    {NULL, NULL, "i > 0", "i >= 0"},
    {NULL, NULL, "i > 0", "(n > (0)::numeric)"},
    {NULL, NULL, "i > 0", "(i > 1)"},
    {NULL, NULL, "v in ('a','b')", "v in ('a','c')"},
    {NULL, NULL, "v in ('a','b')", "v in ('b','a')"},
    {NULL, NULL, "v in ('a','b')", "v in ('a','b','c')"},
    {NULL, NULL, "v in ('a','b')", "v not in ('a','b')"},
    {NULL, NULL, "v = any (array['a'])", "v = all (array['a'])"},
    {NULL, NULL, "v = 'a'", "v = 'A'"},
    {NULL, NULL, "v = 'a'", "txt = 'a'"},
    {NULL, NULL, "v::text = 'a'", "lower(v) = 'a'"},
    {NULL, NULL, "m::text = 'a'", "m = 'a'"},
    {NULL, NULL, "m::text < 'b'", "(m < 'b'::public.mood)"},
    {NULL, NULL, "i::text = '1'", "i = '1'"},
    {NULL, NULL, "i::text < '10'", "(i < 10)"},
    {NULL, NULL, "timezone('UTC', tz) is null", "((tz AT TIME ZONE 'UTC'::text) IS NULL)"},
    {NULL, NULL, "n::integer > 3", "n > 3"},
    {NULL, NULL, "i / 2 > 1", "((i)::numeric / (2)::numeric) > (1)::numeric"},
    {NULL, NULL, "ts::date = d", "ts = d"},
    {NULL, NULL, "tz::timestamp = ts", "tz = ts"},
    {NULL, NULL, "i between 1 and 5", "(i >= 1) and (i < 5)"},
    {NULL, NULL, "i between 1 and 5", "(i >= 1) or (i <= 5)"},
    {NULL, NULL, "i = 1 and n = 2 or b", "i = 1 and (n = 2 or b)"},
    {NULL, NULL, "i = 1 and b", "b and i = 1"},
    {NULL, NULL, "not (i = 1)", "i = 1"},
    {NULL, NULL, "not i = 1", "i <> 1"},
    {NULL, NULL, "i + 1 * 2 > 3", "(i + 1) * 2 > 3"},
    {NULL, NULL, "i - (1 - 2) > 3", "i - 1 - 2 > 3"},
    {NULL, NULL, "b is true", "b"},
    {NULL, NULL, "b is not true", "not b"},
    {NULL, NULL, "i is null", "i is not null"},
    {NULL, NULL, "i is distinct from 3", "i <> 3"},
    {NULL, NULL, "txt like 'a%'", "txt ilike 'a%'"},
    {NULL, NULL, "txt like 'a%'", "txt not like 'a%'"},
    {NULL, NULL, "txt like 'a%'", "txt ~ 'a%'"},
    {NULL, NULL, "jb -> 'a' = '1'", "jb ->> 'a' = '1'"},
    {NULL, NULL, "jb @> '{\"a\": 1}'", "jb @> '{\"a\": 2}'"},
    {NULL, NULL, "jb @> '{}'", "jb <@ '{}'"},
    {NULL, NULL, "extract(year from d) > 3", "extract(month from d) > 3"},
    {NULL, NULL, "extract(year from d) > 3", "date_part('year', d) > 3"},
    {NULL, NULL, "txt collate \"C\" < 'x'", "txt < 'x'"},
    {NULL, NULL, "txt collate \"C\" < 'x'", "txt collate \"POSIX\" < 'x'"},
    {NULL, NULL, "coalesce(v, txt) = ''", "coalesce(txt, v) = ''"},
    {NULL, NULL, "greatest(i, 3) = 3", "least(i, 3) = 3"},
    {NULL, NULL, "case when b then 1 else 2 end = i", "case when b then 1 end = i"},
    {NULL, NULL, "case when b then 1 else 2 end = i", "case b when true then 1 else 2 end = i"},
    {NULL, NULL, "iarr[1] = 1", "iarr[2] = 1"},
    {NULL, NULL, "iarr[1:2] = '{1}'", "iarr[1] = 1"},
    {NULL, NULL, "(comp).x > 3", "(comp).y > 3"},
    {NULL, NULL, "fn(txt) = 1", "other.fn(txt) = 1"},
    {NULL, NULL, "public.fn(txt) = 1", "other.fn(txt) = 1"},
    {NULL, NULL, "v::varchar(3) = v", "v::varchar(4) = v"},
    {NULL, NULL, "v::varchar(3) = v", "v = v"},
    {NULL, NULL, "n::numeric(10,2) = n", "n = n"},
    {NULL, NULL, "n = 1", "n = 1.0"},
    {NULL, NULL, "by = 'a'", "by = 'b'"},
    {NULL, NULL, "\"Odd\" > 1", "odd > 1"},
    {NULL, NULL, "ts < current_timestamp", "ts < localtimestamp"},
    {NULL, NULL, "ts < current_timestamp", "ts < current_timestamp(3)"},
    {NULL, NULL, "round(n, 2) = n", "round(n) = n"},
    {NULL, NULL, "concat(v, txt) = ''", "concat(txt, v) = ''"},
    {NULL, NULL, "i = 1", "i = 1 or b"},
    {NULL, NULL, "e = 'x'", "e = 'y'"},
    {NULL, NULL, "m = 'a'", "m = 'a'::other.mood"},
    {"text", NULL, "'x'", "'X'"},
    {"text", NULL, "'x'", "'x '"},
    {"text", NULL, "'now()'", "now()"},
    {"text", NULL, "'1'", "1"},
    {"integer", NULL, "0", "1"},
    {"integer", NULL, "1", "-1"},
    {"integer", NULL, "0", "null"},
    {"integer", NULL, "nextval('s')", "nextval('public.s2'::regclass)"},
    {"integer", NULL, "nextval('s')", "nextval('other.s'::regclass)"},
    {"integer", NULL, "nextval('odd seq')", "nextval('public.\"Odd Seq\"'::regclass)"},
    {"boolean", NULL, "true", "false"},
    {"boolean", NULL, "'t'", "false"},
    {"timestamp with time zone", NULL, "now()", "CURRENT_TIMESTAMP"},
    {"timestamp with time zone", NULL, "now()", "clock_timestamp()"},
    {"timestamp with time zone", NULL, "'now'", "now()"},
    {"timestamp with time zone", NULL, "now() + '1 day'", "(now() + '2 days'::interval)"},
    {"interval", NULL, "'1 day'", "'24:00:00'::interval"},
    {"interval", NULL, "'1 mon'", "'30 days'::interval"},
    {"jsonb", NULL, "'{}'", "'[]'::jsonb"},
    {"jsonb", NULL, "'{\"a\": 1}'", "'{\"a\": \"1\"}'::jsonb"},
    {"json", NULL, "'{\"a\":1}'", "'{\"a\": 1}'::json"},
    {"text[]", NULL, "'{a,b}'", "'{b,a}'::text[]"},
    {"text[]", NULL, "'{a,b}'", "'{\"a,b\"}'::text[]"},
    {"text[]", NULL, "'{null}'", "'{\"null\"}'::text[]"},
    {"text[]", NULL, "'{}'", "ARRAY['a'::text]"},
    {"public.mood", NULL, "'a'", "'b'::public.mood"},
    {"uuid", NULL, "gen_random_uuid()", "uuid_generate_v4()"},
    {"numeric(10,2)", NULL, "1.5", "1.50"},
    {"character varying(20)", NULL, "'x'", "'x'::character varying(1)"},
    {NULL, "text", "value ~ '@'", "(VALUE ~* '@'::text)"},
    {NULL, "integer", "value > 0", "(VALUE > 1)"},
};

static void test_different(void **state)
{
    size_t failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(different); i++) {
        const struct pair *pair = &different[i];
        if (same(pair->type, pair->domain, pair->from, pair->to)) {
            print_error("taken for the same: %s\n               and: %s\n", pair->from,
                        pair->to);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* ------------------------------------------------------------------ surely different */

static const char *same_name(const void *context, const char *name)
{
    (void)context;
    return name;
}

/* As if nothing were known of any type, and as if all were. */
static bool forms_of_pair_differ(const struct pair *pair, bool settled)
{
    struct type_name type = type_of(pair->type ? pair->type : ""),
                     value = type_of(pair->domain ? pair->domain : "");
    struct form_setting setting = {.arena = &arena,
                                   .table = pair->domain ? NULL : &table,
                                   .value = pair->domain ? &value : NULL,
                                   .model = model,
                                   .schema = "public"};
    struct form *forms[2] = {0};

    for (int side = 0; side < 2; side++) {
        struct parse *parse =
            parse_expression(&arena, side ? pair->to : pair->from, NULL, NULL);
        if (!parse)
            return false;
        forms[side] = form_read(&arena, parse_root(parse));
        parse_free(parse);
        if (!settled)
            continue;
        form_settle(&setting, forms[side]);
        if (pair->type)
            forms[side] = form_assign(&setting, forms[side], &type);
    }
    return forms_differ(&setting, forms[0], &setting, forms[1], same_name, NULL);
}

/* What a server stores as the same is never called different, however little is known. */
static void test_never_surely_different(void **state)
{
    size_t failed = 0;

    (void)state;
    for (size_t i = 0; i < 2 * COUNT_OF(pairs); i++) {
        if (forms_of_pair_differ(&pairs[i / 2], i % 2)) {
            print_error("called different: %s\n             and: %s\n", pairs[i / 2].from,
                        pairs[i / 2].to);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* What people change is seen without a server. */
static const struct pair surely[] = {
    {NULL, NULL, "i > 0", "i > 1"},
    {NULL, NULL, "i > 0", "i >= 0"},
    {NULL, NULL, "i > 0", "i > 0 and i < 10"},
    {NULL, NULL, "i = 1", "i <> 1"},
    {NULL, NULL, "i > 0 and b", "i > 0 or b"},
    {NULL, NULL, "v in ('a', 'b')", "v in ('a', 'b', 'c')"},
    {NULL, NULL, "v in ('a', 'b')", "v not in ('a', 'b')"},
    {NULL, NULL, "v like 'a%'", "v ilike 'a%'"},
    {NULL, NULL, "lower(v)", "upper(v)"},
    {NULL, NULL, "lower(v)", "lower(txt)"},
    {NULL, NULL, "b", "not b"},
    {NULL, NULL, "i is null", "i is not null"},
    {NULL, NULL, "d > '2020-01-01'", "d > '2020-01-02'"},
    {"text", NULL, "'a'", "'b'"},
    {"character varying(20)", NULL, "'a'", "'b'"},
    {"integer", NULL, "0", "1"},
    {"numeric(10,2)", NULL, "0", "0.5"},
    {"boolean", NULL, "true", "false"},
    {"timestamp with time zone", NULL, "now()", "current_timestamp"},
    {"timestamp with time zone", NULL, "now()", "now() + interval '1 day'"},
    {"interval", NULL, "'1 day'", "'2 days'"},
    {"date", NULL, "'2020-01-01'", "'2021-01-01'"},
    {"uuid", NULL, "gen_random_uuid()", "uuid_generate_v4()"},
    {NULL, "text", "value ~ '@'", "value ~* '@'"},
};

static void test_surely_different(void **state)
{
    size_t failed = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(surely); i++) {
        if (!forms_of_pair_differ(&surely[i], true)) {
            print_error("not proved different: %s\n                 and: %s\n", surely[i].from,
                        surely[i].to);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* Newer syntax than the parser's, and no syntax at all: by tokens or not at all. */
static void test_unparsed(void **state)
{
    (void)state;
    assert_true(same(NULL, NULL, "j IS JSON  object", "(j is json OBJECT)"));
    assert_false(same(NULL, NULL, "j is json object", "(j IS JSON ARRAY)"));
    assert_true(same("integer", NULL, "1_000", "(1_000)"));
    assert_true(same("integer", NULL, "1_000", "1000"));
    assert_true(same("integer", NULL, "0x1F", "31"));
    assert_false(same(NULL, NULL, "j is json object", "j is json array"));
    assert_false(same(NULL, NULL, "j is json", "j is null"));
    assert_false(same(NULL, NULL, "'a' is json", "'A' IS JSON"));
    assert_false(same(NULL, NULL, "i >", "i"));
    assert_false(same(NULL, NULL, "", "i"));
    assert_false(same(NULL, NULL, "i) + (2", "i + 2"));
    assert_false(same(NULL, NULL, "i, 2", "i"));
    assert_false(same(NULL, NULL, "i from t", "i"));
}

static void test_absent(void **state)
{
    struct type_name type = type_of("integer");
    struct expression_setting setting = {.schema = "public", .type = &type};
    struct expr none = {0}, null = {.text = "NULL::integer"}, zero = {.text = "0"};

    (void)state;
    assert_true(expression_same(&setting, &none, &none));
    assert_true(expression_same(&setting, &none, &null));
    assert_true(expression_same(&setting, &null, &none));
    assert_false(expression_same(&setting, &none, &zero));
    setting.type = NULL;
    assert_false(expression_same(&setting, &none, &null));
}

static void test_canonical(void **state)
{
    struct expression_setting setting = {.schema = "public"};
    struct expr from = {.text = "fn(v) = 1", .canon = "(public.fn((v)::text) = 1)"};
    struct expr to = {.text = "(public.fn((v)::text) = 1)", .canon = from.canon};

    (void)state;
    assert_true(expression_same(&setting, &from, &to));
    to.canon = NULL;
    assert_false(expression_same(&setting, &from, &to));
}

/* ------------------------------------------------------------------ renames */

static const char *rename_column(void *context, const char *name)
{
    (void)context;
    return !strcmp(name, "i")   ? "score"
           : !strcmp(name, "a") ? "b"
           : !strcmp(name, "b") ? "a"
                                : name;
}

static struct qname rename_object(void *context, struct qname name)
{
    (void)context;
    if (qname_equal(name, (struct qname){"public", "mood"})) {
        return (struct qname){"public", "feeling"};
    }
    if (qname_equal(name, (struct qname){"public", "s"})) {
        return (struct qname){"counters", "s"};
    }
    return name;
}

static bool same_renamed(const char *from, const char *to)
{
    struct expression_renames renames = {NULL, rename_column, rename_object};
    struct expression_setting setting = {
        .schema = "public", .renames = &renames, .from.table = &table};
    struct expr left = {.text = from}, right = {.text = to};

    return expression_same(&setting, &left, &right);
}

static void test_renames(void **state)
{
    (void)state;
    assert_true(same_renamed("(i > 0)", "score > 0"));
    assert_false(same_renamed("(i > 0)", "i > 0"));
    assert_true(same_renamed("a > b", "b > a"));
    assert_false(same_renamed("a > b", "a > b"));
    assert_true(same_renamed("m = 'a'::public.mood", "m = 'a'::feeling"));
    assert_true(same_renamed("m = 'a'::mood", "m = 'a'::public.feeling"));
    assert_false(same_renamed("m = 'a'::mood", "m = 'a'::mood"));
    assert_true(same_renamed("nextval('s')", "nextval('counters.s'::regclass)"));
    assert_true(same_renamed("nextval('public.s'::regclass)", "nextval('counters.s')"));
    assert_false(same_renamed("nextval('s')", "nextval('s')"));
    assert_true(same_renamed("n > 0", "n > 0"));
}

/* ------------------------------------------------------------------ mentions */

static void add_mention(void *context, enum mention mention, struct qname name)
{
    static const char *const words[] = {"column", "function", "type", "relation", "literal"};

    buf_addf(context, "%s %s%s%s; ", words[mention], name.schema ? name.schema : "",
             name.schema ? "." : "", name.name);
}

static void assert_mentions(const char *text, const char *wanted)
{
    struct buf out = BUF_INIT;

    if (!expression_each_mention(&arena, text, add_mention, &out)) {
        buf_add(&out, "not parsed");
    }
    assert_string_equal(buf_text(&out), wanted);
    buf_release(&out);
}

static void test_mentions(void **state)
{
    (void)state;
    assert_mentions("a + t.b > 0", "column a; column b; ");
    assert_mentions("public.fn(lower(\"A b\")) = 'x'",
                    "function public.fn; function lower; column A b; literal x; ");
    assert_mentions("nextval('\"My\".s')",
                    "function nextval; relation My.s; literal \"My\".s; ");
    assert_mentions("nextval('s'::regclass)",
                    "function nextval; relation s; type regclass; relation s; literal s; ");
    assert_mentions("x in ('a'::mood, 'b'::s.mood)",
                    "column x; type mood; literal a; type s.mood; literal b; ");
    assert_mentions("case when a then b[c] else (d).e end",
                    "column a; column b; column c; column d; ");
    assert_mentions("x::numeric(10, 2)", "type pg_catalog.numeric; column x; ");
    assert_mentions("a >", "not parsed");
}

/* ------------------------------------------------------------------ new names in the text */

static struct qname rename_mentioned(void *context, enum mention mention, struct qname name)
{
    static const struct {
        enum mention mention;
        struct qname from, to;
    } rows[] = {
        {MENTION_COLUMN, {NULL, "a"}, {NULL, "B c"}},
        {MENTION_RELATION, {NULL, "t"}, {NULL, "u"}},
        {MENTION_RELATION, {"public", "t_seq"}, {"s", "u_seq"}},
        {MENTION_TYPE, {NULL, "mood"}, {"s", "mood"}},
        {MENTION_TYPE, {"public", "mood"}, {"s", "mood"}},
        {MENTION_FUNCTION, {"public", "f"}, {"public", "g"}},
        {MENTION_LITERAL, {NULL, "sad"}, {NULL, "it's"}},
    };
    (void)context;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (rows[i].mention == mention && qname_equal(rows[i].from, name))
            return rows[i].to;
    return name;
}

static void test_new_names(void **state)
{
    static const struct {
        const char *from, *to;
    } rows[] = {
        {"a > 0 AND é.x", "\"B c\" > 0 AND é.x"},
        {"'é' || \"a\" /* a */ || 'a'", "'é' || \"B c\" /* a */ || 'a'"},
        {"t.a + public . t . A + t.b", "u.\"B c\" + public . t . \"B c\" + u.b"},
        {"a(a) + (a).a", "a(\"B c\") + (\"B c\").a"},
        {"nextval('public.t_seq'::regclass)", "nextval('s.u_seq'::regclass)"},
        {"nextval( E'public.t_seq')", "nextval( 's.u_seq')"},
        {"'x'::mood[]", "'x'::s.mood[]"},
        {"mood 'sad' = CAST ($$sad$$ AS public.\"mood\")",
         "s.mood 'it''s' = CAST ('it''s' AS s.mood)"},
        {"public.f(f(1))", "public.g(f(1))"},
        {"x IS JSON AND a IS JSON", "x IS JSON AND \"B c\" IS JSON"},
        {"a >", "a >"},
        {"b", "b"},
    };
    struct expression_names names = {NULL, rename_mentioned};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_string_equal(expression_rename(&arena, rows[i].from, &names), rows[i].to);
}

/* ------------------------------------------------------------------ robustness */

static char *repeat(const char *before, const char *middle, const char *after, size_t times)
{
    struct buf out = BUF_INIT;

    for (size_t i = 0; i < times; i++) {
        buf_add(&out, before);
    }
    buf_add(&out, middle);
    for (size_t i = 0; i < times; i++) {
        buf_add(&out, after);
    }
    char *text = arena_strdup(&arena, buf_text(&out));
    buf_release(&out);
    return text;
}

static void test_deep(void **state)
{
    static const char *const shapes[][3] = {
        {"(", "i", ")"},
        {"1+", "i", ""},
        {"-", "i", ""},
        {"not ", "b", ""},
        {"f(", "i", ")"},
        {"case when b then ", "1", " end"},
        {"case when b then 1 else ", "1", " end"},
        {"i", "i", "[1]"},
        {"array[", "1", "]"},
        {"", "i", "::integer"},
        {"(b and (b or ", "b", "))"},
        {"x'(", "1", ")"},
        {"E'\\'' || (", "i", ")"},
        {"$$'$$ || (", "i", ")"},
        {"/*'*/ (", "i", ")"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        for (size_t times = 10; times <= 100000; times *= 10) {
            char *text = repeat(shapes[i][0], shapes[i][1], shapes[i][2], times);
            same(NULL, NULL, text, "i");
            same("integer", NULL, text, "1");
        }
    }
    assert_true(same(NULL, NULL, repeat("(", "i", ")", 900), "i"));
    assert_true(
        same(NULL, NULL, repeat("b or ", "b", "", 5000), repeat("(b) or ", "b", "", 5000)));
}

static void test_long_lists(void **state)
{
    char *list = repeat("'a',", "'b'", "", 20000);
    char *from = arena_printf(&arena, "v in (%s)", list);
    char *to = arena_printf(&arena, "((v)::text = any (array[%s]))", list);

    (void)state;
    assert_true(same(NULL, NULL, from, to));
}

/* What is too long to be tidied up costs no more than a look, and stays the same expression. */
static void test_long_plain(void **state)
{
    struct pair pair = {NULL, NULL, repeat("(i=1) or ", "b", "", 5000), NULL};
    size_t before = arena.total;
    const char *text = written(&pair, pair.from);

    (void)state;
    assert_true(arena.total - before < 100u << 20);
    assert_true(same(NULL, NULL, text, pair.from));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_plain_pairs),
        cmocka_unit_test(test_different),
        cmocka_unit_test(test_unparsed),
        cmocka_unit_test(test_absent),
        cmocka_unit_test(test_canonical),
        cmocka_unit_test(test_renames),
        cmocka_unit_test(test_mentions),
        cmocka_unit_test(test_new_names),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_long_lists),
        cmocka_unit_test(test_long_plain),
        cmocka_unit_test(test_never_surely_different),
        cmocka_unit_test(test_surely_different),
    };
    return cmocka_run_group_tests(tests, make_table, drop_table);
}

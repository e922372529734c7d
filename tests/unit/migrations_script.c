/* The splitter, variables, checksums and ids of migrations. Whole folders are
 * tests/lifecycle's. */

#include "sources/migrations.h"
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

static struct script *split(struct fixture *fixture, const char *text)
{
    fixture->source = (struct source){"x.up.sql", text, strlen(text)};
    return script_read(&fixture->arena, &fixture->source, fixture->diags);
}

/* [a|b] for a segment in a transaction, (a|b) for one outside; !a for an assertion. */
static const char *shape(struct fixture *fixture, const char *text)
{
    struct script *script = split(fixture, text);
    struct buf out = BUF_INIT;
    const char *result;

    for (size_t i = 0; script && i < script->segments.count; i++) {
        const struct segment *segment = &script->segments.at[i];

        buf_add(&out, segment->transaction ? "[" : "(");
        for (size_t j = 0; j < segment->steps.count; j++)
            buf_addf(&out, "%s%s%s", j ? "|" : "",
                     segment->steps.at[j].type == STEP_ASSERTION ? "!" : "",
                     segment->steps.at[j].text);
        buf_add(&out, segment->transaction ? "]" : ")");
    }
    result = script ? arena_strdup(&fixture->arena, buf_text(&out)) : "refused";
    buf_release(&out);
    return result;
}

static const struct {
    const char *text, *shape;
} splits[] = {
    {"", ""},
    {";;  ; -- nothing\n", ""},
    {"a; b", "[a|b]"},
    {"a ; -- c;\nb /* ; */ c;", "[a|b /* ; */ c]"},
    {"select 'a;b', \"c;d\", E'\\';';x", "[select 'a;b', \"c;d\", E'\\';'|x]"},
    {"select 'a\\';b", "[select 'a\\'|b]"},
    {"select $$;$$, $a$;$$;$a$;x", "[select $$;$$, $a$;$$;$a$|x]"},
    {"select a$b$;x", "[select a$b$|x]"},
    {"select $1;x", "[select $1|x]"},
    {"/* a /* ; */ ; */ x; y", "[x|y]"},
    {"create rule r as on insert to t do (a; b); c",
     "[create rule r as on insert to t do (a; b)|c]"},
    {"create function f() returns int begin atomic select 1; select case when a then 1 end; "
     "end; x",
     "[create function f() returns int begin atomic select 1; select case when a then 1 end; "
     "end|x]"},
    {"CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC a; END; x",
     "[CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC a; END|x]"},
    {"select a[1:2], b::int, :c;x", "[select a[1:2], b::int, :c|x]"},
    {"a;\n-- schemagen: transaction off\nb;\nc;\n-- schemagen: transaction on\nd",
     "[a](b|c)[d]"},
    {"-- schemagen: transaction off\n-- schemagen: transaction on\na", "[a]"},
    {"-- schemagen: assert a > 1\nb", "[!a > 1|b]"},
    {"-- schemagen: assert select true ; \nb", "[!select true|b]"},
    {"a;\n-- schemagen: assert x = :'y'\nb", "[a|!x = :'y'|b]"},
    {"a -- schemagen: transaction off\n; b", "[a|b]"},
    {"a -- schemagen: transaction off\nb; c", "[a -- schemagen: transaction off\nb|c]"},
    {"select '\n-- schemagen: transaction off\n'; b",
     "[select '\n-- schemagen: transaction off\n'|b]"},
    {"\\restrict x\na;\n\\unrestrict x\n", "[a]"},
    {"savepoint a; rollback to a; b", "[savepoint a|rollback to a|b]"},
    {"a;\r\nb;\r\n", "[a|b]"},
    {"copy a from 'x'; copy a to stdout", "[copy a from 'x'|copy a to stdout]"},
    {"\\i x", "refused"},
    {"copy a (b) from stdin", "refused"},
    {"COPY a FROM STDIN WITH (FORMAT csv)", "refused"},
    {"begin", "refused"},
    {"Start Transaction", "refused"},
    {"end", "refused"},
    {"rollback", "refused"},
    {"prepare transaction 'x'", "refused"},
    {"select 'x", "refused"},
    {"select \"x", "refused"},
    {"/* x", "refused"},
    {"select $a$ x", "refused"},
    {"-- schemagen: nonsense", "refused"},
    {"-- schemagen:", "refused"},
    {"-- schemagen: file x", "refused"},
    {"-- schemagen: assert", "refused"},
    {"-- schemagen: assert ;", "refused"},
    {"a;\n-- schemagen: message x", "refused"},
};

static void test_splits(void **state)
{
    for (size_t i = 0; i < COUNT_OF(splits); i++)
        assert_string_equal(shape(*state, splits[i].text), splits[i].shape);
}

static void test_header(void **state)
{
    struct script *script = split(
        *state, "-- schemagen: revision  7\n-- schemagen: proved: no, why: so\n\n\n-- n\na");

    assert_non_null(script);
    assert_string_equal(script_directive(script, "revision"), "7");
    assert_string_equal(script_directive(script, "proved"), "no, why: so");
    assert_null(script_directive(script, "message"));
    assert_string_equal(script->source->text + script->body, "-- n\na");
    assert_string_equal(script->segments.at[0].steps.at[0].note, "n");
}

static void test_variables(void **state)
{
    struct fixture *fixture = *state;
    struct script *script = split(fixture, "é :a :'b' :\"c\" :d x");
    const struct script_step *step = &script->segments.at[0].steps.at[0];
    struct variables variables = {0};
    struct buf out = BUF_INIT;

    variables_set(&fixture->arena, &variables, "a", "1 + 1");
    variables_set(&fixture->arena, &variables, "b", "it's");
    assert_false(step_expand(step, &variables, &out, fixture->diags));
    variables_set(&fixture->arena, &variables, "c", "Odd");
    buf_reset(&out);
    assert_true(step_expand(step, &variables, &out, fixture->diags));
    assert_string_equal(buf_text(&out), "é 1 + 1 'it''s' \"Odd\" :d x");
    assert_int_equal(step_place(step, &variables, 1).start, 0);
    assert_int_equal(step_place(step, &variables, 5).start, 3);
    assert_int_equal(step_place(step, &variables, 10).start, 6);
    assert_int_equal(step_place(step, &variables, 26).start, 19);
    assert_int_equal(step_place(step, &variables, 99).end, step->at.end);
    buf_release(&out);
}

static void test_checksum(void **state)
{
    char one[CHECKSUM_SIZE], other[CHECKSUM_SIZE];

    (void)state;
    checksum_text("", 0, one);
    assert_string_equal(one,
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    checksum_text("a\nb\n\nc", 6, one);
    checksum_text("a\r\nb\r\rc", 7, other);
    assert_string_equal(one, other);
    checksum_text("a\nb\nc", 5, other);
    assert_string_not_equal(one, other);
}

static void test_compose(void **state)
{
    struct fixture *fixture = *state;
    struct migrations migrations = {.folder = "g"};
    struct migration_text text = {.message = "Größe & more,\nof it", .up = "a;\n", .down = ""};
    struct migration_files files;

    setenv("SOURCE_DATE_EPOCH", "1767225599", 1);
    migration_compose(&fixture->arena, &migrations, &text, &files);
    assert_string_equal(files.up_path, "g/20251231235959_gr_e_more_of_it.up.sql");
    assert_string_equal(files.up, "-- schemagen: revision  20251231235959\n"
                                  "-- schemagen: revises   base\n"
                                  "-- schemagen: message   Größe & more, of it\n"
                                  "-- schemagen: created   2025-12-31T23:59:59Z\n\na;\n");
    assert_string_equal(files.down, "-- schemagen: revision  20251231235959\n"
                                    "-- schemagen: revises   base\n"
                                    "-- schemagen: message   Größe & more, of it\n");
    array_push(&fixture->arena, &migrations.list)->revision = files.revision;
    array_push(&fixture->arena, &migrations.list)->revision = "word";
    migration_compose(&fixture->arena, &migrations, &text, &files);
    assert_string_equal(files.revision, "20260101000000");
    unsetenv("SOURCE_DATE_EPOCH");
}

static void test_revisions(void **state)
{
    (void)state;
    assert_true(revision_is_valid("20260101000000"));
    assert_true(revision_is_valid("add-genre_1.2"));
    assert_false(revision_is_valid("head"));
    assert_false(revision_is_valid("base"));
    assert_false(revision_is_valid(""));
    assert_false(revision_is_valid("-1"));
    assert_false(revision_is_valid("a+1"));
    assert_false(revision_is_valid("a b"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_splits),    FIXTURE_TEST(test_header),
        FIXTURE_TEST(test_variables), cmocka_unit_test(test_checksum),
        FIXTURE_TEST(test_compose),   cmocka_unit_test(test_revisions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

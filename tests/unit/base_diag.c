/* Messages: their places, their order, their marks; and the names and JSON that are near to
 * them. */

#include "base/diag.h"

#include "base/array.h"
#include "base/json.h"
#include "base/name.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <cmocka.h>

static struct source source_of(const char *text)
{
    return (struct source){"songs.sg", text, strlen(text)};
}

static struct span span_of(const struct source *source, const char *word)
{
    uint32_t start = (uint32_t)(strstr(source->text, word) - source->text);

    return (struct span){source, start, start + (uint32_t)strlen(word)};
}

/* Prints and frees; the caller frees the text. */
static char *printed(struct diags *diags, bool quiet)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    diags_print(diags, out, false, quiet);
    fclose(out);
    diags_free(diags);
    return text;
}

static void expect(struct diags *diags, bool quiet, const char *wanted)
{
    char *text = printed(diags, quiet);

    assert_string_equal(text, wanted);
    free(text);
}

static void test_message_shows_its_line(void **state)
{
    struct source source = source_of("table songs {\n  owner int references user (id)\n}\n");
    struct diags *diags = diags_new();

    (void)state;
    assert_false(diag_error(diags, span_of(&source, "user"), CHECK_REF_MISSING,
                            "table \"%s\" does not exist", "user"));
    diag_hint(diags, "Did you mean \"%s\"?", "users");
    assert_int_equal(diags_errors(diags), 1);
    expect(diags, false,
           "songs.sg:2:24: error: table \"user\" does not exist [ref-missing]\n"
           "  owner int references user (id)\n"
           "                       ^~~~\n"
           "  hint: Did you mean \"users\"?\n");
}

static void test_messages_come_by_place(void **state)
{
    struct source source = source_of("b\na\n");
    struct diags *diags = diags_new();

    (void)state;
    diag_warning(diags, span_of(&source, "a"), CHECK_CLAUSE, "second");
    diag_error(diags, span_of(&source, "b"), CHECK_DUPLICATE, "first");
    diag_note(diags, span_of(&source, "a"), "declared here");
    diag_error(diags, NOWHERE, CHECK_USAGE, "no place");
    expect(diags, false,
           "error: no place [usage]\n"
           "songs.sg:1:1: error: first [duplicate]\n  b\n  ^\n"
           "songs.sg:2:1: note: declared here\n  a\n  ^\n"
           "songs.sg:2:1: warning: second [clause]\n  a\n  ^\n");
}

static void test_quiet_leaves_warnings_out(void **state)
{
    struct diags *diags = diags_new();

    (void)state;
    diag_warning(diags, NOWHERE, CHECK_CLAUSE, "a warning");
    diag_note(diags, NOWHERE, "its note");
    diag_error(diags, NOWHERE, CHECK_CLAUSE, "an error");
    assert_int_equal(diags_warnings(diags), 1);
    expect(diags, true, "error: an error [clause]\n");
}

static void test_marks_count_characters(void **state)
{
    struct source source = source_of("\tname \xc3\xa4\xc3\xb6\xc3\xbc x");
    struct diags *diags = diags_new();

    (void)state;
    diag_error(diags, span_of(&source, "\xc3\xb6\xc3\xbc"), CHECK_SYNTAX, "here");
    expect(diags, false,
           "songs.sg:1:8: error: here [syntax]\n"
           "  name \xc3\xa4\xc3\xb6\xc3\xbc x\n        ^~\n");
}

static void test_a_point_at_the_end_is_marked(void **state)
{
    struct source source = source_of("table t {\n");
    struct diags *diags = diags_new();

    (void)state;
    diag_error(diags, (struct span){&source, 9, 9}, CHECK_SYNTAX, "not closed");
    diag_error(diags, (struct span){&source, 4000, 5000}, CHECK_SYNTAX, "past the end");
    expect(diags, false,
           "songs.sg:1:10: error: not closed [syntax]\n  table t {\n           ^\n"
           "songs.sg:2:1: error: past the end [syntax]\n");
}

static void test_long_lines_are_cut(void **state)
{
    size_t size = 1 << 20;
    char *text = malloc(size + 1), *output;
    struct source source = {"long.sg", text, size};
    struct diags *diags = diags_new();

    (void)state;
    memset(text, 'x', size);
    text[size] = '\0';
    diag_error(diags, (struct span){&source, 500000, 900000}, CHECK_SYNTAX, "long");
    output = printed(diags, false);
    assert_true(strlen(output) < 500);
    assert_non_null(strstr(output, "long.sg:1:500001: error"));
    free(output);
    free(text);
}

static void test_too_many_are_counted(void **state)
{
    struct diags *diags = diags_new();
    char *text;

    (void)state;
    for (int i = 0; i < 1500; i++) {
        diag_error(diags, NOWHERE, CHECK_SYNTAX, "error %d", i);
        diag_note(diags, NOWHERE, "note %d", i);
    }
    assert_int_equal(diags_errors(diags), 1500);
    text = printed(diags, false);
    assert_non_null(strstr(text, "and 500 more\n"));
    assert_null(strstr(text, "note 1400"));
    free(text);
}

static void test_every_check_has_name_and_text(void **state)
{
    (void)state;
    assert_string_equal(check_name(CHECK_AMBIGUOUS_RENAME), "ambiguous-rename");
    for (int check = 0; check < CHECK_COUNT; check++) {
        assert_true(strlen(check_name((enum check)check)) < 31);
        assert_true(strlen(check_text((enum check)check)) > 10);
    }
}

static void test_names(void **state)
{
    static const char *const names[] = {"users", "songs", "charts", "user_songs"};

    (void)state;
    assert_string_equal(name_closest("user", names, 4), "users");
    assert_string_equal(name_closest("sogns", names, 4), "songs");
    assert_null(name_closest("invoices", names, 4));
    assert_null(name_closest("x", names, 4));
    assert_null(name_closest(NULL, names, 4));
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal(NULL, ""));
    assert_true(text_compare(NULL, "a") < 0);
    assert_true(qname_compare((struct qname){NULL, "z"}, (struct qname){"a", "a"}) < 0);
    assert_true(qname_equal((struct qname){"a", "b"}, (struct qname){"a", "b"}));
}

static void test_json(void **state)
{
    struct source good = source_of("{\"a\": [true, \"x\"], \"A\": \"other\"}");
    struct source bad = source_of("{\n  \"a\": ,\n}");
    struct diags *diags = diags_new();
    struct json *document = json_read(&good, diags);
    const struct json *list = json_member(document, "a");
    struct buf out = BUF_INIT;

    (void)state;
    assert_non_null(document);
    assert_true(json_is_object(document) && json_is_array(list));
    assert_true(json_is_true(json_first(list)));
    assert_string_equal(json_text(json_next(json_first(list))), "x");
    assert_string_equal(json_text(json_member(document, "A")), "other");
    assert_null(json_text(list));
    assert_null(json_member(json_member(document, "none"), "x"));
    assert_string_equal(json_name(list), "a");
    json_free(document);
    assert_null(json_read(&bad, diags));
    json_add_text(&out, "a\"\\\n\x01\xc3\xa4");
    json_add_text(&out, NULL);
    assert_string_equal(buf_text(&out), "\"a\\\"\\\\\\n\\u0001\xc3\xa4\"null");
    buf_release(&out);
    expect(diags, false,
           "songs.sg:2:8: error: this is not valid JSON [json]\n  \"a\": ,\n       ^\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_message_shows_its_line),
        cmocka_unit_test(test_messages_come_by_place),
        cmocka_unit_test(test_quiet_leaves_warnings_out),
        cmocka_unit_test(test_marks_count_characters),
        cmocka_unit_test(test_a_point_at_the_end_is_marked),
        cmocka_unit_test(test_long_lines_are_cut),
        cmocka_unit_test(test_too_many_are_counted),
        cmocka_unit_test(test_every_check_has_name_and_text),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_json),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

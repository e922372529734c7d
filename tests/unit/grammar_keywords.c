/* The keyword table: sorted, and every word that PostgreSQL leaves unreserved is a name. */

#include "base/file.h"
#include "grammar/keywords.h"
#include "grammar/syntax.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static const struct {
    const char *word;
    enum keyword_category category;
} words[] = {
#define KEYWORD(word, category, token) {word, KEYWORD_##category},
#include "../../grammar/keywords.def"
#undef KEYWORD
};

static bool parses(const char *format, const char *word)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    const char *text = arena_printf(&arena, format, word);
    struct source source = {"in.sg", text, strlen(text)};
    struct syntax syntax;
    bool ok = syntax_parse(&source, &arena, &arena, &syntax, diags);

    diags_free(diags);
    arena_release(&arena);
    return ok;
}

static void test_words_are_sorted(void **state)
{
    (void)state;
    for (size_t i = 0; i + 1 < COUNT_OF(words); i++)
        assert_true(strcmp(words[i].word, words[i + 1].word) < 0);
}

static void test_every_word_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        assert_int_equal(keyword_category(words[i].word), words[i].category);
    assert_int_equal(keyword_category("songs"), KEYWORD_NONE);
    assert_int_equal(keyword_category(""), KEYWORD_NONE);
    assert_int_equal(keyword_category("zz"), KEYWORD_NONE);
}

/* Names of tables, of columns where they are declared and listed, of types where they
 * may be. */
static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        bool is_name =
            words[i].category != KEYWORD_RESERVED && words[i].category != KEYWORD_TYPE_FUNC;

        if (parses("table %s {\n}\n", words[i].word) != is_name)
            fail_msg("table \"%s\"", words[i].word);
        if (parses("table t {\n  %s text not null\n}\n", words[i].word) != is_name)
            fail_msg("column \"%s\"", words[i].word);
        if (parses("table t {\n  unique (%s)\n}\n", words[i].word) != is_name)
            fail_msg("listed column \"%s\"", words[i].word);
        if (!parses("table t {\n  \"%s\" text\n}\n", words[i].word))
            fail_msg("quoted \"%s\"", words[i].word);
        if (!parses("table t {\n  check (%s)\n}\n", words[i].word))
            fail_msg("in an expression \"%s\"", words[i].word);
        if (!parses("domain d as s.%s\n", words[i].word))
            fail_msg("behind a dot \"%s\"", words[i].word);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_are_sorted),
        cmocka_unit_test(test_every_word_is_found),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

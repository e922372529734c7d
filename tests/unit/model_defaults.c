/* What is said although it is PostgreSQL's default prints as if it had not been said; what only
 * looks like a default stays. */

#include "model/print.h"
#include "sources/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* A line of a table, and how it prints. */
static const struct fact {
    const char *said, *printed;
} facts[] = {
    {"x numeric storage main", "x  numeric"},
    {"x text storage extended", "x  text"},
    {"x text storage main", "x  text  storage main"},
    {"x integer[] storage extended", "x  integer[]"},
    {"x varchar(5) storage extended", "x  varchar(5)"},
    {"x timestamp(3) with time zone storage plain", "x  timestamptz(3)"},
    {"x \"char\" storage plain", "x  \"char\""},
    {"x mood storage plain", "x  mood"},
    {"x word storage extended", "x  word"},
    {"x text collate \"default\"", "x  text"},
    {"x text collate pg_catalog.\"C\"", "x  text  collate \"C\""},
    {"x name collate \"C\"", "x  name"},
    {"x word collate \"C\"", "x  word"},
    {"x word collate \"POSIX\"", "x  word  collate \"POSIX\""},
    {"x integer constraint t_x_not_null not null", "x  integer  not null"},
    {"x integer constraint odd not null", "x  integer  constraint odd not null"},
    {"x bigint generated always as identity (sequence name t_x_seq)",
     "x  bigint  generated always as identity"},
    {"x bigint unique using index tablespace pg_default", "x  bigint  unique"},
    {"index i (a int4_ops)", "index i (a)"},
    {"index i (a pg_catalog.int4_ops)", "index i (a)"},
    {"index i (b text_ops)", "index i (b)"},
    {"index i (b varchar_pattern_ops)", "index i (b varchar_pattern_ops)"},
    {"index i (b collate \"C\")", "index i (b)"},
    {"index i (b collate \"POSIX\")", "index i (b collate \"POSIX\")"},
    {"index i (b collate \"default\")", "index i (b collate \"default\")"},
    {"index i (c enum_ops)", "index i (c)"},
    {"index i (d array_ops)", "index i (d)"},
    {"index i using gin (d array_ops)", "index i using gin (d)"},
    {"index i using gin (e jsonb_ops)", "index i using gin (e)"},
    {"index i using gin (e jsonb_path_ops)", "index i using gin (e jsonb_path_ops)"},
    {"index i using gist (f inet_ops)", "index i using gist (f inet_ops)"},
    {"index i using spgist (f inet_ops)", "index i using spgist (f)"},
    {"index i using brin (a int4_minmax_ops)", "index i using brin (a)"},
    {"index i using brin (a int4_bloom_ops)", "index i using brin (a int4_bloom_ops)"},
    {"index i using brin (f inet_inclusion_ops)", "index i using brin (f)"},
    {"index i using hash (g text_ops)", "index i using hash (g)"},
};

static const char head[] = "enum mood ('so', 'so so')\n"
                           "domain word as text collate \"C\"\n"
                           "table t {\n";
static const char columns[] = "a integer\nb varchar(5) collate \"C\"\nc mood\nd text[]\n"
                              "e jsonb\nf cidr\ng word\n";

/* The printed line of the table that begins like the wanted one. */
static bool has_line(const char *printed, const char *line)
{
    size_t length = strlen(line);

    for (const char *at = strstr(printed, "table t"); (at = strchr(at, '\n')); at++)
        if (strncmp(at + 3, line, length) == 0 && at[3 + length] == '\n')
            return true;
    return false;
}

static void test_facts(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        bool is_index = strncmp(facts[i].said, "index", strlen("index")) == 0;
        struct source_settings settings = {.schema = "public"};
        struct diags *diags = diags_new();
        struct buf text = BUF_INIT, printed = BUF_INIT;
        struct model *model;

        buf_addf(&text, "%s%s%s\n}\n", head, is_index ? columns : "", facts[i].said);
        struct source source = {.path = "t.sg", .text = text.data, .size = text.length};
        model = models_load_source(&source, &settings, diags);
        diags_print(diags, stderr, false, false);
        assert_non_null(model);
        model_print(model, &printed);
        if (!has_line(buf_text(&printed), facts[i].printed))
            print_error("%s\n%s", facts[i].said, buf_text(&printed));
        assert_true(has_line(buf_text(&printed), facts[i].printed));
        buf_release(&text);
        buf_release(&printed);
        model_free(model);
        diags_free(diags);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_facts)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

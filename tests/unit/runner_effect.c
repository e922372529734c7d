/* Which statements cannot run in a transaction, and what they work on. What the catalog says of
 * them is tests/lifecycle/resume.t's. */

#include "base/array.h"
#include "runner/effect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *statement;
    const char *names; /* '|' between them; NULL: it can run in a transaction */
    bool waits;
} cases[] = {
    {"create index concurrently i on t (a)", "i|t", true},
    {"CREATE  UNIQUE INDEX\tCONCURRENTLY IF NOT EXISTS \"My I\" ON ONLY s . t USING gin (a)",
     "\"My I\"|s . t", true},
    {"/* why */ create index -- really\n concurrently i on t (a)", "i|t", true},
    {"create index concurrently on t (a)", "", true},
    {"create index i on t (a)", NULL, false},
    {"create index concurrently_not on t (a)", NULL, false},
    {"drop index concurrently if exists s.i cascade", "s.i", true},
    {"drop index i", NULL, false},
    {"alter table p detach partition s.c concurrently", "p|s.c", false},
    {"alter table if exists only s.p detach partition c concurrently", "s.p|c", false},
    {"alter table p detach partition c", NULL, false},
    {"alter table p detach partition c finalize", NULL, false},
    {"reindex index concurrently i", "i", true},
    {"reindex (verbose) table concurrently t", "t", true},
    {"reindex (concurrently, tablespace x) table t", "t", true},
    {"reindex (verbose, concurrently on) schema s", "s", true},
    {"reindex (verbose) table t", "", false},
    {"reindex table t", "", false},
    {"reindex database concurrently", "", true},
    {"vacuum (analyze) t", "", false},
    {"analyze t", NULL, false},
    {"alter system set x = 1", "", false},
    {"alter type e add value 'x'", NULL, false},
    {"create database d", "d", false},
    {"drop database if exists \"D\"", "\"D\"", false},
    {"do $$ begin commit; end $$", "", false},
    {"call p(1)", "", false},
    {"insert into vacuum values ('create index concurrently i on t')", NULL, false},
    {"select 1", NULL, false},
    {"(select 1)", NULL, false},
    {"", NULL, false},
    {"create", NULL, false},
    {"reindex (", "", false},
};

static void test_statements(void **state)
{
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct effect effect = effect_of(&arena, cases[i].statement);
        const char *names = "";

        if (effect.names[0])
            names = effect.names[0];
        if (effect.names[1])
            names = arena_printf(&arena, "%s|%s", names, effect.names[1]);
        if (!effect.row)
            names = NULL;
        if (!names != !cases[i].names || (names && strcmp(names, cases[i].names)) ||
            effect_waits(&effect) != cases[i].waits)
            fail_msg("%s: %s", cases[i].statement, names ? names : "any other");
    }
    arena_release(&arena);
}

static void test_settings(void **state)
{
    (void)state;
    assert_true(effect_sets_session("SET search_path = x"));
    assert_true(effect_sets_session("set session authorization x"));
    assert_true(effect_sets_session("reset all"));
    assert_false(effect_sets_session("set local x = 1"));
    assert_false(effect_sets_session("SET CONSTRAINTS ALL DEFERRED"));
    assert_false(effect_sets_session("set transaction read only"));
    assert_false(effect_sets_session("update t set a = 1"));
    assert_false(effect_sets_session(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statements),
        cmocka_unit_test(test_settings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

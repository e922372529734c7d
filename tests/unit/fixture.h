#ifndef UNIT_FIXTURE_H
#define UNIT_FIXTURE_H

/* What tests of readers begin with: an arena, diagnostics, and places for a source and a
 * folder. Includes what cmocka.h wants before it. */

#include "base/arena.h"
#include "base/diag.h"
#include "base/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

struct fixture {
    struct arena arena;
    struct diags *diags;
    struct source source;
    const char *folder; /* fixture_make_folder()'s; its test removes it */
};

static inline int fixture_set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    fixture->diags = diags_new();
    *state = fixture;
    return 0;
}

static inline int fixture_tear_down(void **state)
{
    struct fixture *fixture = *state;

    diags_free(fixture->diags);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

/* A new folder of the test's own, in $TMPDIR; its path is in the arena. */
static inline const char *fixture_make_folder(struct arena *arena)
{
    const char *above = getenv("TMPDIR");
    char *path = arena_printf(arena, "%s/unit-XXXXXX", above ? above : "/tmp");

    assert_non_null(mkdtemp(path));
    return path;
}

#define FIXTURE_TEST(test)                                                                     \
    cmocka_unit_test_setup_teardown(test, fixture_set_up, fixture_tear_down)

#endif

/* Which cached data folders are removed: those that others of their major version were used
 * after, whatever was left unfinished, and never one that is being copied. */

#include "fixture.h"
#include "postgres/server_parts.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena arena;
static const char *folder;

static const char *path_of(const char *name)
{
    return arena_printf(&arena, "%s/%s", folder, name);
}

static void touch(const char *name)
{
    close(open(path_of(name), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

/* A folder with something in it, last used at that second. */
static void make(const char *name, long second)
{
    struct timespec times[2] = {{.tv_sec = second}, {.tv_sec = second}};

    assert_int_equal(mkdir(path_of(name), 0700), 0);
    assert_int_equal(mkdir(path_of(arena_printf(&arena, "%s/base", name)), 0700), 0);
    touch(arena_printf(&arena, "%s/base/1", name));
    assert_int_equal(utimensat(AT_FDCWD, path_of(name), times, 0), 0);
    touch(arena_printf(&arena, "%s.lock", name));
}

static bool is_there(const char *name)
{
    return access(path_of(name), F_OK) == 0;
}

static int start(void **state)
{
    (void)state;
    folder = fixture_make_folder(&arena);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    folder_remove(folder);
    arena_release(&arena);
    return 0;
}

static void test_prune(void **state)
{
    (void)state;
    make("postgres-15.1-00000001", 1000);
    make("postgres-15.2-00000002", 2000);
    make("postgres-15.3-00000003", 900); /* newer, but used longest ago */
    make("postgres-15.4-00000004", 4000);
    make("postgres-15.5-00000005", 5000);
    make("postgres-16.1-00000006", 10);
    make("postgres-15.6-00000007.part", 6000);
    make("notes", 1);
    int busy = open(path_of("postgres-15.1-00000001.lock"), O_RDWR | O_CLOEXEC);
    assert_int_equal(flock(busy, LOCK_SH), 0);

    templates_prune(&arena, folder);
    assert_true(is_there("postgres-15.5-00000005/base/1"));
    assert_true(is_there("postgres-15.4-00000004/base/1"));
    assert_true(is_there("postgres-15.2-00000002/base/1"));
    assert_true(is_there("postgres-15.1-00000001/base/1"));
    assert_false(is_there("postgres-15.3-00000003"));
    assert_false(is_there("postgres-15.3-00000003.lock"));
    assert_false(is_there("postgres-15.6-00000007.part"));
    assert_true(is_there("postgres-16.1-00000006/base/1"));
    assert_true(is_there("notes/base/1"));

    close(busy);
    templates_prune(&arena, folder);
    assert_false(is_there("postgres-15.1-00000001"));
    assert_true(is_there("postgres-15.2-00000002"));
}

static void test_nothing_there(void **state)
{
    (void)state;
    templates_prune(&arena, path_of("nowhere"));
    assert_false(is_there("nowhere"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_prune),
                                       cmocka_unit_test(test_nothing_there)};
    return cmocka_run_group_tests(tests, start, stop);
}

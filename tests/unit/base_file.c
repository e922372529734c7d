/* Files: reading, writing without ever leaving half a file, listing. */

#include "base/file.h"
#include "fixture.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int begin(void **state)
{
    struct fixture *fixture;

    fixture_set_up(state);
    fixture = *state;
    fixture->folder = fixture_make_folder(&fixture->arena);
    return 0;
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    int status = system(arena_printf(&fixture->arena, "rm -rf '%s'", fixture->folder));

    fixture_tear_down(state);
    return status;
}

static const char *inside(struct fixture *fixture, const char *name)
{
    return file_join(&fixture->arena, fixture->folder, name);
}

static void put(struct fixture *fixture, const char *name, const char *text)
{
    assert_true(file_write(inside(fixture, name), text, strlen(text), fixture->diags));
}

static void test_what_is_written_is_read(void **state)
{
    struct fixture *fixture = *state;
    struct source source;

    put(fixture, "a.sg", "one");
    put(fixture, "a.sg", "two, longer");
    assert_true(file_read(&fixture->arena, inside(fixture, "a.sg"), &source, fixture->diags));
    assert_string_equal(source.text, "two, longer");
    assert_int_equal(source.size, 11);
    assert_string_equal(source.path, inside(fixture, "a.sg"));
}

static void test_pipes_are_read_whole(void **state)
{
    struct fixture *fixture = *state;
    const char *path = inside(fixture, "pipe");
    struct source source;

    assert_int_equal(mkfifo(path, 0600), 0);
    if (fork() == 0) {
        FILE *out = fopen(path, "w");

        for (int i = 0; i < 100000; i++)
            fputs("text\n", out);
        fclose(out);
        _exit(0);
    }
    assert_true(file_read(&fixture->arena, path, &source, fixture->diags));
    assert_int_equal(source.size, 500000);
    assert_int_equal(strlen(source.text), 500000);
}

static void test_failures_are_reported(void **state)
{
    struct fixture *fixture = *state;
    struct source source;
    struct paths paths = {0};

    assert_false(file_read(&fixture->arena, inside(fixture, "none"), &source, fixture->diags));
    assert_false(file_read(&fixture->arena, fixture->folder, &source, fixture->diags));
    assert_false(file_write(inside(fixture, "none/x"), "x", 1, fixture->diags));
    assert_false(file_write(fixture->folder, "x", 1, fixture->diags));
    assert_false(file_write("/dev/full", "x", 1, fixture->diags));
    assert_false(file_list(&fixture->arena, inside(fixture, "none"), ".sg", true, &paths,
                           fixture->diags));
    put(fixture, "file", "");
    assert_false(file_make_folders(inside(fixture, "file/a/b"), fixture->diags));
    assert_int_equal(diags_errors(fixture->diags), 7);
}

static void test_nul_bytes_are_refused(void **state)
{
    struct fixture *fixture = *state;
    struct source source;

    assert_true(file_write(inside(fixture, "nul"), "a\0b", 3, fixture->diags));
    assert_false(file_read(&fixture->arena, inside(fixture, "nul"), &source, fixture->diags));
}

static void test_mode_and_links_are_kept(void **state)
{
    struct fixture *fixture = *state;
    struct stat status;

    put(fixture, "real", "1");
    assert_int_equal(chmod(inside(fixture, "real"), 0640), 0);
    assert_int_equal(symlink("real", inside(fixture, "link")), 0);
    put(fixture, "link", "2");
    assert_int_equal(lstat(inside(fixture, "link"), &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(stat(inside(fixture, "real"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(status.st_size, 1);
}

static void test_lists_are_sorted_and_skip_hidden(void **state)
{
    struct fixture *fixture = *state;
    static const char *const wanted[] = {"a/z.sg", "b.sg", "c/d/e.sg"};
    struct paths paths = {0}, flat = {0};

    assert_true(file_make_folders(inside(fixture, "c/d"), fixture->diags));
    assert_true(file_make_folders(inside(fixture, "a/"), fixture->diags));
    assert_true(file_make_folders(inside(fixture, ".git"), fixture->diags));
    put(fixture, "c/d/e.sg", "");
    put(fixture, "b.sg", "");
    put(fixture, "a/z.sg", "");
    put(fixture, "a/z.txt", "");
    put(fixture, ".git/hidden.sg", "");
    put(fixture, ".hidden.sg", "");
    assert_true(
        file_list(&fixture->arena, fixture->folder, ".sg", true, &paths, fixture->diags));
    assert_int_equal(paths.count, COUNT_OF(wanted));
    for (size_t i = 0; i < paths.count; i++)
        assert_string_equal(paths.at[i], inside(fixture, wanted[i]));
    assert_true(
        file_list(&fixture->arena, fixture->folder, ".sg", false, &flat, fixture->diags));
    assert_int_equal(flat.count, 1);
    assert_true(file_list(&fixture->arena, inside(fixture, "a/z.txt"), ".sg", true, &flat,
                          fixture->diags));
    assert_int_equal(flat.count, 2);
}

static void test_folders_in_a_circle_end(void **state)
{
    struct fixture *fixture = *state;
    struct paths paths = {0};

    assert_int_equal(symlink(".", inside(fixture, "again")), 0);
    assert_false(
        file_list(&fixture->arena, fixture->folder, ".sg", true, &paths, fixture->diags));
}

static void test_joins(void **state)
{
    struct fixture *fixture = *state;

    assert_string_equal(file_join(&fixture->arena, ".", "a"), "a");
    assert_string_equal(file_join(&fixture->arena, "", "a"), "a");
    assert_string_equal(file_join(&fixture->arena, "/", "a"), "/a");
    assert_string_equal(file_join(&fixture->arena, "b", "a"), "b/a");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_written_is_read, begin, end),
        cmocka_unit_test_setup_teardown(test_pipes_are_read_whole, begin, end),
        cmocka_unit_test_setup_teardown(test_failures_are_reported, begin, end),
        cmocka_unit_test_setup_teardown(test_nul_bytes_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(test_mode_and_links_are_kept, begin, end),
        cmocka_unit_test_setup_teardown(test_lists_are_sorted_and_skip_hidden, begin, end),
        cmocka_unit_test_setup_teardown(test_folders_in_a_circle_end, begin, end),
        cmocka_unit_test_setup_teardown(test_joins, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Arenas, arrays and buffers: that what is asked for stays whole while they grow. */

#include "base/array.h"
#include "base/buffer.h"
#include "base/pointer_map.h"

#include <stdint.h>
#include <string.h>

#include <setjmp.h>
#include <cmocka.h>

static void test_pieces_are_zeroed_and_aligned(void **state)
{
    struct arena arena = {0};

    (void)state;
    for (size_t size = 0; size < 5000; size += 7) {
        char *piece = arena_alloc(&arena, size);

        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xAB, size);
    }
    assert_true(arena.total > 0);
    arena_release(&arena);
    assert_null(arena.head);
}

static void test_large_pieces_do_not_waste_the_head(void **state)
{
    struct arena arena = {0};
    char *small = arena_alloc(&arena, 16), *after;

    (void)state;
    memset(arena_alloc(&arena, (size_t)8 << 20), 1, (size_t)8 << 20);
    after = arena_alloc(&arena, 16);
    assert_ptr_equal(after, small + 16);
    arena_release(&arena);
}

static void test_growing_keeps_what_was_there(void **state)
{
    struct arena arena = {0};
    char *text = arena_strdup(&arena, "kept");

    (void)state;
    text = arena_grow(&arena, text, 5, 100);
    assert_string_equal(text, "kept");
    assert_int_equal(text[99], 0);
    arena_alloc(&arena, 1);
    text = arena_grow(&arena, text, 100, 100000);
    assert_string_equal(text, "kept");
    assert_int_equal(text[99999], 0);
    arena_release(&arena);
}

static void test_texts(void **state)
{
    struct arena arena = {0};

    (void)state;
    assert_null(arena_strdup(&arena, NULL));
    assert_null(arena_strndup(&arena, NULL, 3));
    assert_string_equal(arena_strndup(&arena, "abcdef", 3), "abc");
    assert_string_equal(arena_printf(&arena, "%s.%d", "t", 7), "t.7");
    arena_release(&arena);
}

static void test_arrays(void **state)
{
    struct arena arena = {0};
    ARRAY(int) numbers = {0};
    int sum = 0;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        array_add(&arena, &numbers, i);
        if (i % 100 == 0)
            arena_alloc(&arena, 1);
    }
    assert_int_equal(numbers.count, 1000);
    assert_int_equal(*array_push(&arena, &numbers), 0);
    for (array_each (int, number, &numbers))
        sum += *number;
    assert_int_equal(sum, 499500);
    arena_release(&arena);
}

static void test_pointer_maps(void **state)
{
    struct pointer_map map = {0};
    static int keys[1000], values[1000];

    (void)state;
    assert_null(pointer_map_get(&map, &keys[0]));
    for (int i = 0; i < 1000; i++)
        pointer_map_set(&map, &keys[i], &values[i]);
    pointer_map_set(&map, &keys[7], &values[8]);
    assert_int_equal(map.count, 1000);
    assert_ptr_equal(pointer_map_get(&map, &keys[7]), &values[8]);
    assert_ptr_equal(pointer_map_get(&map, &keys[999]), &values[999]);
    assert_null(pointer_map_get(&map, &map));
    pointer_map_release(&map);
    assert_null(pointer_map_get(&map, &keys[7]));
}

static void test_outgrown_pieces_are_used_again(void **state)
{
    struct arena arena = {0};
    size_t total;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        ARRAY(int) numbers = {0};

        for (int n = 0; n < 500; n++) {
            array_add(&arena, &numbers, n);
            if (n % 50 == 0)
                arena_alloc(&arena, 1);
        }
        for (int n = 0; n < 500; n++)
            assert_int_equal(numbers.at[n], n);
    }
    total = arena.total;
    assert_true(total < (size_t)2000 * 500 * sizeof(int) * 5 / 2);
    arena_release(&arena);
}

static void test_buffers(void **state)
{
    struct buf buf = BUF_INIT;

    (void)state;
    assert_string_equal(buf_text(&buf), "");
    buf_cut(&buf, 0);
    for (int i = 0; i < 200; i++)
        buf_addf(&buf, "%d,", i);
    assert_int_equal(strlen(buf_text(&buf)), buf.length);
    assert_memory_equal(buf_text(&buf), "0,1,2,3,", 8);
    buf_cut(&buf, 1);
    buf_add_char(&buf, '!');
    buf_add_n(&buf, "abc", 2);
    assert_string_equal(buf_text(&buf), "0!ab");
    buf_reset(&buf);
    assert_string_equal(buf_text(&buf), "");
    buf_release(&buf);
    assert_null(buf.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_zeroed_and_aligned),
        cmocka_unit_test(test_large_pieces_do_not_waste_the_head),
        cmocka_unit_test(test_growing_keeps_what_was_there),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_arrays),
        cmocka_unit_test(test_pointer_maps),
        cmocka_unit_test(test_outgrown_pieces_are_used_again),
        cmocka_unit_test(test_buffers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The look-up table of names against a plain list, while names come and go. */

#include "model/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define NAMES 300
#define TURNS 30000

/* Which object holds each name, and how often it was entered. */
struct held {
    char text[8];
    struct object object;
    unsigned uses;
};

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static struct qname name_of(const struct held *held, uint32_t number)
{
    return (struct qname){number % 2 ? "s" : NULL, held->text};
}

static void check_all(const struct names *names, const struct held *held)
{
    for (uint32_t i = 0; i < NAMES; i++) {
        const struct object *found = names_find(names, NAMES_TYPE, name_of(&held[i], i));

        assert_ptr_equal(found, held[i].uses ? &held[i].object : NULL);
        assert_int_equal(names_uses(names, NAMES_TYPE, name_of(&held[i], i)), held[i].uses);
    }
}

static void test_coming_and_going(void **state)
{
    static struct held held[NAMES];
    struct names *names = NULL;
    uint32_t seed = 1;

    (void)state;
    for (uint32_t i = 0; i < NAMES; i++)
        snprintf(held[i].text, sizeof held[i].text, "n%u", i);
    for (unsigned turn = 0; turn < TURNS; turn++) {
        uint32_t number = next_random(&seed) % NAMES;
        struct held *one = &held[number];

        if (next_random(&seed) % 2) {
            struct object *earlier =
                names_enter(&names, NAMES_TYPE, name_of(one, number), &one->object);

            assert_ptr_equal(earlier, one->uses ? &one->object : NULL);
            one->uses++;
        } else {
            names_leave(names, NAMES_TYPE, name_of(one, number));
            one->uses -= one->uses > 0;
        }
        if (turn % 100 == 0)
            check_all(names, held);
    }
    check_all(names, held);
    names_release(&names);
}

static void test_name_spaces_are_apart(void **state)
{
    struct object table = {0}, type = {0};
    struct names *names = NULL;
    struct qname name = {"public", "t"};

    (void)state;
    names_leave(names, NAMES_TYPE, name);
    assert_null(names_enter(&names, NAMES_RELATION, name, &table));
    assert_null(names_enter(&names, NAMES_TYPE, name, &type));
    names_leave(names, NAMES_TYPE, name);
    assert_null(names_find(names, NAMES_TYPE, name));
    assert_ptr_equal(names_find(names, NAMES_RELATION, name), &table);
    names_leave(names, NAMES_TYPE, name);
    assert_ptr_equal(names_find(names, NAMES_RELATION, name), &table);
    names_release(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_coming_and_going),
        cmocka_unit_test(test_name_spaces_are_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

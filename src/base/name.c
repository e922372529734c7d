/* Comparing names, and guessing which one was meant. */

#include "base/name.h"

#include <string.h>

int text_compare(const char *a, const char *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

bool text_equal(const char *a, const char *b)
{
    return a == b || (a && b && *a == *b && strcmp(a, b) == 0);
}

int qname_compare(struct qname a, struct qname b)
{
    int order = text_compare(a.schema, b.schema);

    return order ? order : text_compare(a.name, b.name);
}

bool qname_equal(struct qname a, struct qname b)
{
    return qname_compare(a, b) == 0;
}

static unsigned smallest(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Edits (insert, delete, replace, swap of neighbours) from a to b; both at most NAME_BYTES. */
static unsigned edit_distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
    unsigned rows[3][NAME_BYTES + 1], *before = rows[0], *last = rows[1], *now = rows[2];

    for (size_t j = 0; j <= b_length; j++)
        last[j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned *spare = before;

        now[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            now[j] = smallest(last[j - 1] + (a[i - 1] != b[j - 1]),
                              smallest(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = smallest(now[j], before[j - 2] + 1);
        }
        before = last;
        last = now;
        now = spare;
    }
    return last[b_length];
}

const char *name_closest(const char *name, const char *const *candidates, size_t count)
{
    size_t length = name ? strlen(name) : 0;
    unsigned nearest = (unsigned)(length + 2) / 3;
    const char *closest = NULL;

    if (length < 2 || length > NAME_BYTES)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t other = strlen(candidates[i]);
        size_t gap = other > length ? other - length : length - other;
        unsigned distance;

        if (other > NAME_BYTES || gap > nearest)
            continue;
        distance = edit_distance(name, length, candidates[i], other);
        if (distance < nearest + !closest) {
            nearest = distance;
            closest = candidates[i];
        }
    }
    return closest;
}

/* Which of the built-in operators and functions of a name is meant by the types of its
 * arguments, as PostgreSQL chooses (parse_func.c, parse_oper.c). */

#include "postgres/typing.h"

#include <stdlib.h>
#include <string.h>

static const struct signature operators[] = {
#define OPERATOR(name, left, right, result) {name, left " " right, result},
#include "postgres/catalog_operators.def"
#undef OPERATOR
};

static const struct signature functions[] = {
#define FUNCTION(name, arguments, result) {name, arguments, result},
#include "postgres/catalog_functions.def"
#undef FUNCTION
};

static const char *const function_names[] = {
#define FUNCTION_NAMES(...) __VA_ARGS__,
#include "postgres/catalog_names.def"
#undef FUNCTION_NAMES
};

static int compare_name(const void *name, const void *row)
{
    return strcmp(name, *(const char *const *)row);
}

bool function_name_is_builtin(const char *name)
{
    return bsearch(name, function_names, COUNT_OF(function_names), sizeof *function_names,
                   compare_name) != NULL;
}

/* False if the number of arguments is another one. */
static bool read_arguments(const char *text, size_t count, struct candidate *candidate)
{
    char word[64];
    size_t found = 0;

    while (*text) {
        size_t length = strcspn(text, " ");
        if (length) {
            if (found == count || length >= sizeof word) {
                return false;
            }
            memcpy(word, text, length);
            word[length] = '\0';
            candidate->arguments[found++] = sql_type_named(word);
        }
        text += length + (text[length] == ' ');
    }
    return found == count;
}

static bool is_possible(const struct choice *choice, const struct candidate *candidate)
{
    for (size_t i = 0; i < choice->count; i++) {
        if (!sql_type_is_known(&candidate->arguments[i]) ||
            !sql_type_can_become(&choice->given[i], &candidate->arguments[i])) {
            return false;
        }
    }
    return true;
}

/* Keeps the candidates that score best; none is dropped if none scores at all. */
static void keep_best(struct choice *choice,
                      int (*score)(const struct sql_type *given, const struct sql_type *wanted))
{
    int best = 0;
    size_t kept = 0;

    for (size_t i = 0; i < choice->candidates.count; i++) {
        int sum = 0;
        for (size_t j = 0; j < choice->count; j++) {
            if (!sql_type_is_unknown(&choice->given[j])) {
                sum += score(&choice->given[j], &choice->candidates.at[i].arguments[j]);
            }
        }
        if (sum > best) {
            best = sum;
            kept = 0;
        }
        if (sum == best) {
            choice->candidates.at[kept++] = choice->candidates.at[i];
        }
    }
    choice->candidates.count = kept;
}

static int score_exact(const struct sql_type *given, const struct sql_type *wanted)
{
    return sql_type_same(given, wanted);
}

static int score_preferred(const struct sql_type *given, const struct sql_type *wanted)
{
    return sql_type_same(given, wanted) ||
           (sql_type_is_preferred(wanted) &&
            sql_type_category(given) == sql_type_category(wanted));
}

/* What the candidates agree on for an untyped literal: strings first, else the one category
 * that all have; 0 if they do not agree. */
static char agreed_category(const struct choice *choice, size_t argument, bool *preferred)
{
    char agreed = 0;
    bool conflict = false;

    *preferred = false;
    for (size_t i = 0; i < choice->candidates.count; i++) {
        const struct sql_type *type = &choice->candidates.at[i].arguments[argument];
        char category = sql_type_category(type);
        if (category == 'S') {
            agreed = 'S';
            conflict = false;
            break;
        }
        conflict |= agreed && agreed != category;
        agreed = category;
    }
    for (size_t i = 0; i < choice->candidates.count; i++) {
        const struct sql_type *type = &choice->candidates.at[i].arguments[argument];
        *preferred |= sql_type_category(type) == agreed && sql_type_is_preferred(type);
    }
    return conflict ? 0 : agreed;
}

static void keep_agreed(struct choice *choice)
{
    for (size_t j = 0; j < choice->count; j++) {
        bool preferred;
        size_t kept = 0;
        if (!sql_type_is_unknown(&choice->given[j])) {
            continue;
        }
        char category = agreed_category(choice, j, &preferred);
        for (size_t i = 0; category && i < choice->candidates.count; i++) {
            const struct sql_type *type = &choice->candidates.at[i].arguments[j];
            if (sql_type_category(type) == category &&
                (!preferred || sql_type_is_preferred(type))) {
                choice->candidates.at[kept++] = choice->candidates.at[i];
            }
        }
        if (category && kept) {
            choice->candidates.count = kept;
        }
    }
}

/* If all that is known is of one type, the rest is taken to be of it too. */
static void keep_assumed(struct choice *choice)
{
    const struct sql_type *known = NULL;
    size_t kept = 0;

    for (size_t j = 0; j < choice->count; j++) {
        const struct sql_type *given = &choice->given[j];
        if (!sql_type_is_unknown(given)) {
            if (known && !sql_type_same(known, given)) {
                return;
            }
            known = given;
        }
    }
    for (size_t i = 0; known && i < choice->candidates.count; i++) {
        bool possible = true;
        for (size_t j = 0; j < choice->count; j++) {
            possible &= sql_type_can_become(known, &choice->candidates.at[i].arguments[j]);
        }
        if (possible) {
            choice->candidates.at[kept++] = choice->candidates.at[i];
        }
    }
    if (kept == 1) {
        choice->candidates.count = 1;
    }
}

/* func_select_candidate() */
static const struct candidate *choose(struct choice *choice)
{
    static int (*const scores[])(const struct sql_type *,
                                 const struct sql_type *) = {score_exact, score_preferred};

    for (size_t i = 0; i < COUNT_OF(scores) && choice->candidates.count > 1; i++) {
        keep_best(choice, scores[i]);
    }
    if (choice->candidates.count > 1) {
        keep_agreed(choice);
    }
    if (choice->candidates.count > 1) {
        keep_assumed(choice);
    }
    return choice->candidates.count == 1 ? choice->candidates.at : NULL;
}

/* The first of the rows with the name; rows are sorted by it. */
static size_t first_row(const struct signature *rows, size_t count, const char *name)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(rows[middle].name, name) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Of binary operators, an untyped literal beside a type is first tried as that type. */
static const struct candidate *find_assumed(const struct choice *choice)
{
    bool left = sql_type_is_unknown(&choice->given[0]);
    const struct sql_type *known = &choice->given[left];

    for (size_t i = 0; i < choice->candidates.count; i++) {
        const struct candidate *candidate = &choice->candidates.at[i];
        if (sql_type_same(known, &candidate->arguments[0]) &&
            sql_type_same(known, &candidate->arguments[1])) {
            return candidate;
        }
    }
    return NULL;
}

static bool fill_choice(struct arena *arena, struct choice *choice,
                        const struct signature *rows, size_t count, const char *name)
{
    for (size_t i = 0; i < choice->count; i++) {
        if (!sql_type_is_builtin(&choice->given[i])) {
            return false;
        }
    }
    for (size_t i = first_row(rows, count, name); i < count && !strcmp(rows[i].name, name);
         i++) {
        struct candidate candidate = {.signature = &rows[i]};
        if (read_arguments(rows[i].arguments, choice->count, &candidate) &&
            is_possible(choice, &candidate)) {
            array_add(arena, &choice->candidates, candidate);
        }
    }
    return true;
}

const struct candidate *choice_of_operator(struct arena *arena, struct choice *choice,
                                           const char *name)
{
    const struct candidate *found = NULL;

    if (!fill_choice(arena, choice, operators, COUNT_OF(operators), name)) {
        return NULL;
    }
    if (choice->count == 2 &&
        (sql_type_is_unknown(&choice->given[0]) != sql_type_is_unknown(&choice->given[1]))) {
        found = find_assumed(choice);
    }
    return found ? found : choose(choice);
}

const struct candidate *choice_of_function(struct arena *arena, struct choice *choice,
                                           const char *name)
{
    return fill_choice(arena, choice, functions, COUNT_OF(functions), name) ? choose(choice)
                                                                            : NULL;
}

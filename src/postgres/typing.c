/* Works out the types in a form as PostgreSQL's parse analysis does, from the built-in
 * operators, functions and casts, and writes out the casts that it would make by itself. Types
 * that are not built in stay closed: what they can do is the server's to know. */

#include "postgres/form.h"

#include "model/types.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ facts */

static const struct catalog_type {
    const char *name;
    char category;
    bool preferred;
} types[] = {
#define TYPE(name, category, preferred) {name, category, preferred},
#include "postgres/catalog_types.def"
#undef TYPE
};

static const struct catalog_cast {
    const char *from, *to;
} casts[] = {
#define IMPLICIT(from, to) {from, to},
#include "postgres/catalog_casts.def"
#undef IMPLICIT
};

/* Operators and functions alike; the arguments with a blank between. */
struct signature {
    const char *name, *arguments, *result;
};

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

#define ARGUMENTS_MOST 8

/* ------------------------------------------------------------------ types */

static int compare_type(const void *name, const void *row)
{
    return strcmp(name, ((const struct catalog_type *)row)->name);
}

static const struct catalog_type *find_type(const char *name)
{
    return bsearch(name, types, COUNT_OF(types), sizeof *types, compare_type);
}

struct sql_type sql_type_named(const char *name)
{
    struct sql_type type = {0};

    type.array = name && name[0] == '_';
    const struct catalog_type *found = name ? find_type(name + type.array) : NULL;
    if (found) {
        type.name.name = found->name;
    } else {
        type.array = false;
    }
    return type;
}

bool sql_type_is(const struct sql_type *type, const char *name)
{
    return type->name.name && !type->name.schema && !type->array &&
           !strcmp(type->name.name, name);
}

bool sql_type_same(const struct sql_type *a, const struct sql_type *b)
{
    return a->name.name && b->name.name && a->array == b->array &&
           qname_equal(a->name, b->name);
}

struct sql_type sql_type_of(struct arena *arena, const struct type_name *type)
{
    struct sql_type read = {.name = type->user, .array = type->dimensions > 0};
    const char *modifiers = strchr(type->text, '('), *end = strchr(type->text, ')');

    if (modifiers && end) {
        read.modifiers = arena_strndup(arena, modifiers + 1, (size_t)(end - modifiers - 1));
    }
    if (!type->user.name) {
        size_t length =
            modifiers && end ? (size_t)(modifiers - type->text) : strcspn(type->text, "[");
        const char *after = modifiers && end ? end + 1 : "";
        const char *name = arena_printf(arena, "%.*s%.*s", (int)length, type->text,
                                        (int)strcspn(after, "["), after);
        /* quoted where the name means another type without: "char" */
        bool quoted = *name == '"';
        const char *internal = quoted ? arena_strndup(arena, name + 1, strlen(name) - 2)
                                      : type_internal_name(name);
        read.name.name = internal ? internal : type->text;
    }
    return read;
}

struct sql_type sql_type_base(const struct form_setting *setting, struct sql_type type)
{
    /* as many as domains may stand on each other */
    for (int i = 0; i < 32 && setting->model && type.name.name && !type.array; i++) {
        const struct object *object = model_find(setting->model, KIND_DOMAIN, type.name);
        const struct domain *domain = (const struct domain *)object;
        if (!domain || !domain->type.text) {
            break;
        }
        type = sql_type_of(setting->arena, &domain->type);
    }
    return type;
}

static bool is_known(const struct sql_type *type)
{
    return type->name.name != NULL;
}

static bool is_unknown_literal(const struct sql_type *type)
{
    return sql_type_is(type, "unknown");
}

static bool is_builtin(const struct sql_type *type)
{
    return is_known(type) && !type->name.schema && find_type(type->name.name);
}

static char category_of(const struct sql_type *type)
{
    const struct catalog_type *found = find_type(type->name.name);

    return type->array ? 'A' : found ? found->category : 'U';
}

static bool is_preferred(const struct sql_type *type)
{
    const struct catalog_type *found = find_type(type->name.name);

    return !type->array && found && found->preferred;
}

static bool is_polymorphic(const struct sql_type *type)
{
    return !type->array && category_of(type) == 'P';
}

static bool takes_polymorphic(const struct sql_type *from, const struct sql_type *to)
{
    if (strstr(to->name.name, "array") && !strstr(to->name.name, "nonarray")) {
        return from->array;
    }
    if (strstr(to->name.name, "nonarray")) {
        return !from->array;
    }
    if (strstr(to->name.name, "range")) {
        return category_of(from) == 'R';
    }
    return !strstr(to->name.name, "enum");
}

/* can_coerce_type(), implicitly */
static bool can_become(const struct sql_type *from, const struct sql_type *to)
{
    if (is_unknown_literal(from) || sql_type_same(from, to)) {
        return true;
    }
    if (is_polymorphic(to)) {
        return takes_polymorphic(from, to);
    }
    if (from->array != to->array) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(casts); i++) {
        if (!strcmp(casts[i].from, from->name.name) && !strcmp(casts[i].to, to->name.name)) {
            return true;
        }
    }
    return false;
}

/* ------------------------------------------------------------------ candidates */

/* A signature with its argument types read. */
struct candidate {
    const struct signature *signature;
    struct sql_type arguments[ARGUMENTS_MOST];
};

struct choice {
    struct sql_type given[ARGUMENTS_MOST];
    size_t count; /* of arguments */
    ARRAY(struct candidate) candidates;
};

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
        if (!is_known(&candidate->arguments[i]) ||
            !can_become(&choice->given[i], &candidate->arguments[i])) {
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
            if (!is_unknown_literal(&choice->given[j])) {
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
           (is_preferred(wanted) && category_of(given) == category_of(wanted));
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
        char category = category_of(type);
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
        *preferred |= category_of(type) == agreed && is_preferred(type);
    }
    return conflict ? 0 : agreed;
}

static void keep_agreed(struct choice *choice)
{
    for (size_t j = 0; j < choice->count; j++) {
        bool preferred;
        size_t kept = 0;
        if (!is_unknown_literal(&choice->given[j])) {
            continue;
        }
        char category = agreed_category(choice, j, &preferred);
        for (size_t i = 0; category && i < choice->candidates.count; i++) {
            const struct sql_type *type = &choice->candidates.at[i].arguments[j];
            if (category_of(type) == category && (!preferred || is_preferred(type))) {
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
        if (!is_unknown_literal(given)) {
            if (known && !sql_type_same(known, given)) {
                return;
            }
            known = given;
        }
    }
    for (size_t i = 0; known && i < choice->candidates.count; i++) {
        bool possible = true;
        for (size_t j = 0; j < choice->count; j++) {
            possible &= can_become(known, &choice->candidates.at[i].arguments[j]);
        }
        if (possible) {
            choice->candidates.at[kept++] = choice->candidates.at[i];
        }
    }
    if (kept == 1) {
        choice->candidates.count = 1;
    }
}

/* func_select_candidate(); NULL if it does not come down to one. */
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
    bool left = is_unknown_literal(&choice->given[0]);
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
        if (!is_builtin(&choice->given[i])) {
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

static const struct candidate *find_operator(struct arena *arena, struct choice *choice,
                                             const char *name)
{
    const struct candidate *found = NULL;

    if (!fill_choice(arena, choice, operators, COUNT_OF(operators), name)) {
        return NULL;
    }
    if (choice->count == 2 &&
        (is_unknown_literal(&choice->given[0]) != is_unknown_literal(&choice->given[1]))) {
        found = find_assumed(choice);
    }
    return found ? found : choose(choice);
}

/* ------------------------------------------------------------------ casting */

static void become(const struct form_setting *setting, struct form **form, struct sql_type to)
{
    to.modifiers = NULL;
    if (!is_known(&to) || is_polymorphic(&to) || sql_type_same(&(*form)->type, &to)) {
        return;
    }
    *form = form_cast(setting->arena, *form, to);
}

/* select_common_type(); name NULL if there is none, or not all is known. */
static struct sql_type common_type(const struct form_setting *setting,
                                   const struct form_list *forms)
{
    struct sql_type common = sql_type_named("unknown");

    for (size_t i = 0; i < forms->count; i++) {
        struct sql_type type = sql_type_base(setting, forms->at[i]->type);
        type.modifiers = NULL;
        if (!is_builtin(&type)) {
            return (struct sql_type){0};
        }
        if (is_unknown_literal(&type) || sql_type_same(&type, &common)) {
            continue;
        }
        if (is_unknown_literal(&common)) {
            common = type;
        } else if (category_of(&type) != category_of(&common)) {
            return (struct sql_type){0};
        } else if (!is_preferred(&common) && can_become(&common, &type) &&
                   !can_become(&type, &common)) {
            common = type;
        }
    }
    return is_unknown_literal(&common) ? sql_type_named("text") : common;
}

static void settle_common(const struct form_setting *setting, struct form *form)
{
    struct sql_type common = common_type(setting, &form->children);

    form->type = common;
    for (size_t i = 0; i < form->children.count; i++) {
        become(setting, &form->children.at[i], common);
    }
}

static void settle_array(const struct form_setting *setting, struct form *form)
{
    if (form->children.count && !form->text) {
        settle_common(setting, form);
        form->type.array = is_known(&form->type);
    }
}

/* The result that a polymorphic signature has for what it was given, where that is plain. */
static struct sql_type result_type(const struct candidate *candidate,
                                   const struct choice *choice)
{
    struct sql_type result = sql_type_named(candidate->signature->result);

    if (!is_known(&result) || !is_polymorphic(&result)) {
        return result;
    }
    for (size_t i = 0; i < choice->count; i++) {
        if (sql_type_same(&candidate->arguments[i], &result) &&
            !is_unknown_literal(&choice->given[i])) {
            result = choice->given[i];
            result.modifiers = NULL;
            return result;
        }
    }
    return (struct sql_type){0};
}

/* An untyped literal in a polymorphic place has the type of its like. */
static void settle_polymorphic(const struct form_setting *setting, struct form *form,
                               const struct candidate *candidate)
{
    for (size_t i = 0; i < form->children.count; i++) {
        for (size_t j = 0; j < form->children.count; j++) {
            const struct sql_type *other = &form->children.at[j]->type;
            if (is_polymorphic(&candidate->arguments[i]) &&
                is_unknown_literal(&form->children.at[i]->type) &&
                sql_type_same(&candidate->arguments[i], &candidate->arguments[j]) &&
                !is_unknown_literal(other)) {
                become(setting, &form->children.at[i], *other);
            }
        }
    }
}

static bool give_types(const struct form_setting *setting, const struct form *form,
                       struct choice *choice)
{
    if (form->children.count > ARGUMENTS_MOST || form->name.schema) {
        return false;
    }
    choice->count = form->children.count;
    for (size_t i = 0; i < choice->count; i++) {
        choice->given[i] = sql_type_base(setting, form->children.at[i]->type);
        choice->given[i].modifiers = NULL;
    }
    return true;
}

static void settle_chosen(const struct form_setting *setting, struct form *form,
                          const struct candidate *candidate, const struct choice *choice)
{
    for (size_t i = 0; i < form->children.count; i++) {
        become(setting, &form->children.at[i], candidate->arguments[i]);
    }
    settle_polymorphic(setting, form, candidate);
    form->type = result_type(candidate, choice);
}

/* A literal beside a value of a user's type is taken to be of that type. */
static void settle_beside_user_type(const struct form_setting *setting, struct form *form)
{
    for (size_t i = 0; form->children.count == 2 && i < 2; i++) {
        const struct sql_type *other = &form->children.at[1 - i]->type;
        if (is_unknown_literal(&form->children.at[i]->type) && is_known(other) &&
            !is_builtin(other)) {
            become(setting, &form->children.at[i], *other);
        }
    }
}

static bool is_comparison(const char *name)
{
    static const char *const names[] = {"=", "<>", "<", ">", "<=", ">="};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (!strcmp(names[i], name)) {
            return true;
        }
    }
    return false;
}

static void settle_operator(const struct form_setting *setting, struct form *form);

/* Rows are ordered by their columns, each by its own operator. */
static void settle_rows(const struct form_setting *setting, struct form *form)
{
    struct form_list *left = &form->children.at[0]->children;
    struct form_list *right = &form->children.at[1]->children;

    form->type = sql_type_named("bool");
    for (size_t i = 0; i < left->count && i < right->count; i++) {
        struct form *pair =
            form_new_2(setting->arena, FORM_OPERATOR, left->at[i], right->at[i]);
        pair->name = form->name;
        settle_operator(setting, pair);
        left->at[i] = pair->children.at[0];
        right->at[i] = pair->children.at[1];
    }
}

static void settle_operator(const struct form_setting *setting, struct form *form)
{
    struct choice choice = {0};

    if (form->children.count == 2 && form->children.at[0]->kind == FORM_ROW &&
        form->children.at[1]->kind == FORM_ROW) {
        settle_rows(setting, form);
        return;
    }
    const struct candidate *candidate =
        give_types(setting, form, &choice)
            ? find_operator(setting->arena, &choice, form->name.name)
            : NULL;

    if (candidate) {
        settle_chosen(setting, form, candidate, &choice);
    } else if (is_comparison(form->name.name)) {
        settle_beside_user_type(setting, form);
        form->type = sql_type_named("bool");
    }
    if (form->kind != FORM_OPERATOR) {
        form->type =
            form->kind == FORM_NULLIF ? form->children.at[0]->type : sql_type_named("bool");
    }
}

/* The one call that PostgreSQL reads in words of SQL and does not print in them
 * (get_func_sql_syntax() in ruleutils.c). */
static bool loses_syntax(const struct signature *function)
{
    return !strcmp(function->name, "substring") && !strcmp(function->arguments, "text text");
}

static void settle_call(const struct form_setting *setting, struct form *form)
{
    struct choice choice = {0};

    if (!give_types(setting, form, &choice) ||
        !fill_choice(setting->arena, &choice, functions, COUNT_OF(functions),
                     form->name.name)) {
        return;
    }
    const struct candidate *candidate = choose(&choice);
    if (candidate) {
        settle_chosen(setting, form, candidate, &choice);
        if (loses_syntax(candidate->signature)) {
            form->text = NULL;
        }
    }
}

/* ------------------------------------------------------------------ any, all, case */

/* x = any (array): as x = element. */
static void settle_any(const struct form_setting *setting, struct form *form)
{
    struct form *array = form->children.at[1];
    struct form element = {.kind = FORM_OTHER, .type = array->type};
    struct form_list both = {0};
    struct form *operation =
        form_new_2(setting->arena, FORM_OPERATOR, form->children.at[0], &element);

    form->type = sql_type_named("bool");
    operation->name = form->name;
    if (array->kind == FORM_ARRAY && array->text) {
        array->text = NULL;
        array_add(setting->arena, &both, form->children.at[0]);
        for (size_t i = 0; i < array->children.count; i++) {
            array_add(setting->arena, &both, array->children.at[i]);
        }
        struct sql_type common = common_type(setting, &both);
        if (!is_known(&common) && is_unknown_literal(&array->children.at[0]->type)) {
            common = form->children.at[0]->type;
        }
        common.array = true;
        become(setting, &array, common);
        element.type = array->type;
    }
    if (!is_unknown_literal(&element.type) && !element.type.array) {
        form->children.at[1] = array;
        return;
    }
    element.type.array = false;
    struct sql_type before = element.type;
    settle_operator(setting, operation);
    form->children.at[0] = operation->children.at[0];
    struct sql_type after = operation->children.at[1]->type;
    if (!sql_type_same(&before, &after)) {
        after.array = true;
        become(setting, &array, after);
    }
    form->children.at[1] = array;
}

static void settle_case(const struct form_setting *setting, struct form *form)
{
    struct form *operand = form->children.at[0];
    struct form_list results = {0};
    size_t count = form->children.count;

    /* the else first, as PostgreSQL does */
    array_add(setting->arena, &results, form->children.at[count - 1]);
    for (size_t i = 1; i + 1 < count; i++) {
        struct form *when = form->children.at[i];
        if (operand->kind != FORM_NONE) {
            struct form value = {.kind = FORM_OTHER, .type = operand->type};
            struct form *test =
                form_new_2(setting->arena, FORM_OPERATOR, &value, when->children.at[0]);
            test->name.name = "=";
            settle_operator(setting, test);
            when->children.at[0] = test->children.at[1];
        }
        array_add(setting->arena, &results, when->children.at[1]);
    }
    form->type = common_type(setting, &results);
    become(setting, &form->children.at[count - 1], form->type);
    for (size_t i = 1; i + 1 < count; i++) {
        become(setting, &form->children.at[i]->children.at[1], form->type);
    }
}

/* ------------------------------------------------------------------ the rest */

static void settle_column(const struct form_setting *setting, struct form *form)
{
    const struct column *column =
        setting->table ? table_find_column(setting->table, form->name.name) : NULL;

    if (column && column->type.text) {
        form->type = sql_type_of(setting->arena, &column->type);
    } else if (setting->value && setting->value->text && !strcmp(form->name.name, "value")) {
        form->type = sql_type_of(setting->arena, setting->value);
    }
}

static void settle_booleans(const struct form_setting *setting, struct form *form)
{
    form->type = sql_type_named("bool");
    for (size_t i = 0; i < form->children.count; i++) {
        if (is_unknown_literal(&form->children.at[i]->type)) {
            become(setting, &form->children.at[i], form->type);
        }
    }
}

static void settle_element(const struct form_setting *setting, struct form *form)
{
    struct form *whole = form->children.at[0];
    bool is_array = whole->type.array && form->text[0] == '[';

    if (is_array) {
        form->type = whole->type;
        form->type.array = form->text[1] == ':';
        form->type.modifiers = NULL;
    }
    for (size_t i = 1; i < form->children.count; i++) {
        if (sql_type_is(&whole->type, "jsonb") &&
            is_unknown_literal(&form->children.at[i]->type)) {
            become(setting, &form->children.at[i], sql_type_named("text"));
        }
    }
}

static void settle_collate(const struct form_setting *setting, struct form *form)
{
    if (is_unknown_literal(&form->children.at[0]->type)) {
        become(setting, &form->children.at[0], sql_type_named("text"));
    }
    form->type = form->children.at[0]->type;
}

static void settle_cast(const struct form_setting *setting, struct form *form)
{
    struct form *cast = form_cast(setting->arena, form->children.at[0], form->type);

    /* only now is it known what is cast, so only now whether the cast does anything */
    *form = *cast;
}

static void settle_test(const struct form_setting *setting, struct form *form)
{
    (void)setting;
    form->type = sql_type_named("bool");
}

static void (*const settlers[])(const struct form_setting *setting, struct form *form) = {
    [FORM_COLUMN] = settle_column,   [FORM_CAST] = settle_cast,
    [FORM_CALL] = settle_call,       [FORM_OPERATOR] = settle_operator,
    [FORM_NULLIF] = settle_operator, [FORM_DISTINCT] = settle_operator,
    [FORM_ANY] = settle_any,         [FORM_ALL] = settle_any,
    [FORM_AND] = settle_booleans,    [FORM_OR] = settle_booleans,
    [FORM_NOT] = settle_booleans,    [FORM_ARRAY] = settle_array,
    [FORM_COALESCE] = settle_common, [FORM_GREATEST] = settle_common,
    [FORM_LEAST] = settle_common,    [FORM_CASE] = settle_case,
    [FORM_TEST] = settle_test,       [FORM_COLLATE] = settle_collate,
    [FORM_ELEMENT] = settle_element, [FORM_VALUE] = NULL,
};

void form_settle(const struct form_setting *setting, struct form *form)
{
    for (size_t i = 0; i < form->children.count; i++) {
        form_settle(setting, form->children.at[i]);
    }
    if (form->kind < COUNT_OF(settlers) && settlers[form->kind]) {
        settlers[form->kind](setting, form);
    }
}

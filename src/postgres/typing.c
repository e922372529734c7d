/* Works out the types in a form as PostgreSQL's parse analysis does, from the built-in
 * operators, functions and casts, and writes out the casts that it would make by itself. Types
 * that are not built in stay closed: what they can do is the server's to know. */

#include "postgres/typing.h"

#include <string.h>

/* ------------------------------------------------------------------ casting */

static void become(const struct form_setting *setting, struct form **form, struct sql_type to)
{
    to.modifiers = NULL;
    if (!sql_type_is_known(&to) || sql_type_is_polymorphic(&to) ||
        sql_type_same(&(*form)->type, &to)) {
        return;
    }
    *form = form_cast(setting->arena, *form, to, setting->keeps_casts);
}

/* select_common_type(); name NULL if there is none, or not all is known. */
static struct sql_type common_type(const struct form_setting *setting,
                                   const struct form_list *forms)
{
    struct sql_type common = sql_type_named("unknown");

    for (size_t i = 0; i < forms->count; i++) {
        struct sql_type type = sql_type_base(setting, forms->at[i]->type);
        type.modifiers = NULL;
        if (!sql_type_is_builtin(&type)) {
            return (struct sql_type){0};
        }
        if (sql_type_is_unknown(&type) || sql_type_same(&type, &common)) {
            continue;
        }
        if (sql_type_is_unknown(&common)) {
            common = type;
        } else if (sql_type_category(&type) != sql_type_category(&common)) {
            return (struct sql_type){0};
        } else if (!sql_type_is_preferred(&common) && sql_type_can_become(&common, &type) &&
                   !sql_type_can_become(&type, &common)) {
            common = type;
        }
    }
    return sql_type_is_unknown(&common) ? sql_type_named("text") : common;
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
        form->type.array = sql_type_is_known(&form->type);
    }
}

/* The result that a polymorphic signature has for what it was given, where that is plain. */
static struct sql_type result_type(const struct candidate *candidate,
                                   const struct choice *choice)
{
    struct sql_type result = sql_type_named(candidate->signature->result);

    if (!sql_type_is_known(&result) || !sql_type_is_polymorphic(&result)) {
        return result;
    }
    for (size_t i = 0; i < choice->count; i++) {
        if (sql_type_same(&candidate->arguments[i], &result) &&
            !sql_type_is_unknown(&choice->given[i])) {
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
            if (sql_type_is_polymorphic(&candidate->arguments[i]) &&
                sql_type_is_unknown(&form->children.at[i]->type) &&
                sql_type_same(&candidate->arguments[i], &candidate->arguments[j]) &&
                !sql_type_is_unknown(other)) {
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
        if (sql_type_is_unknown(&form->children.at[i]->type) && sql_type_is_known(other) &&
            !sql_type_is_builtin(other)) {
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
            ? choice_of_operator(setting->arena, &choice, form->name.name)
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

    if (!give_types(setting, form, &choice)) {
        return;
    }
    const struct candidate *candidate =
        choice_of_function(setting->arena, &choice, form->name.name);
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
        if (!sql_type_is_known(&common) && sql_type_is_unknown(&array->children.at[0]->type)) {
            common = form->children.at[0]->type;
        }
        common.array = true;
        become(setting, &array, common);
        element.type = array->type;
    }
    if (!sql_type_is_unknown(&element.type) && !element.type.array) {
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
        if (sql_type_is_unknown(&form->children.at[i]->type)) {
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
            sql_type_is_unknown(&form->children.at[i]->type)) {
            become(setting, &form->children.at[i], sql_type_named("text"));
        }
    }
}

static void settle_collate(const struct form_setting *setting, struct form *form)
{
    if (sql_type_is_unknown(&form->children.at[0]->type)) {
        become(setting, &form->children.at[0], sql_type_named("text"));
    }
    form->type = form->children.at[0]->type;
}

static void settle_cast(const struct form_setting *setting, struct form *form)
{
    struct form *cast =
        form_cast(setting->arena, form->children.at[0], form->type, setting->keeps_casts);

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

/* Are two expressions surely not the same? What is stored for an expression keeps its columns,
 * constants, functions and operators, however it is spelled: what one form has and the other
 * cannot have got from anything in its text proves them different. The rest is not known. */

#include "postgres/form.h"

#include "model/types.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum leaf_type { LEAF_COLUMN, LEAF_CONSTANT, LEAF_NAME, LEAF_SHAPE };

/* A part that is stored. One that is not firm may be stored as something else. */
struct leaf {
    enum leaf_type type;
    const char *text;
    bool firm, loose_text; /* loose: a literal whose type is not known */
};

struct leaves {
    struct arena *arena;
    const struct form_setting *setting;
    struct leaf *at;
    size_t count, capacity;
    bool hides_equality; /* something in it compares without saying '=' or '<>' */
};

static void add(struct leaves *leaves, enum leaf_type type, const char *text, bool firm)
{
    array_add(leaves->arena, leaves, ((struct leaf){type, text, firm, false}));
}

/* ------------------------------------------------------------------ constants */

/* Whether the text reads like the pattern, in which 'd' is any digit and 'x' any hexadecimal
 * one in lower case. */
static bool fits(const char *text, const char *pattern)
{
    for (; *text && *pattern; text++, pattern++)
        if (*pattern == 'd'   ? !isdigit((unsigned char)*text)
            : *pattern == 'x' ? !strchr("0123456789abcdef", *text)
                              : *text != *pattern)
            return false;
    return !*text && !*pattern;
}

/* "1 year 2 mons 3 days": the numbers and units that an interval is printed with. */
static bool is_plain_interval(const char *text)
{
    static const char *const units[] = {"year", "years", "mon", "mons", "day", "days"};

    while (*text) {
        size_t digits = strspn(text, "0123456789");
        size_t length;
        bool is_unit = false;

        if (!digits || text[digits] != ' ')
            return fits(text, "dd:dd:dd");
        text += digits + 1;
        length = strcspn(text, " ");
        for (size_t i = 0; i < COUNT_OF(units); i++)
            is_unit |= strlen(units[i]) == length && !memcmp(text, units[i], length);
        if (!is_unit)
            return false;
        text += length;
        text += *text == ' ';
    }
    return true;
}

/* Types whose literals are printed as those patterns, once they are canonical. */
static const struct {
    const char *type, *pattern;
} printed[] = {
    {"uuid", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"},
    {"date", "dddd-dd-dd"},
    {"time", "dd:dd:dd"},
    {"timestamp", "dddd-dd-dd dd:dd:dd"},
};

static bool is_enum(const struct form_setting *setting, struct qname name)
{
    const struct object *object =
        setting->model && name.name ? model_find_type(setting->model, name) : NULL;

    return object && object->kind == KIND_ENUM;
}

/* Whether the literal is stored just as it stands in the form. */
static bool is_firm_string(const struct form_setting *setting, const struct form *form)
{
    static const char *const verbatim[] = {"text", "varchar", "bpchar", "json"};
    const struct sql_type *type = &form->type;

    if (type->array)
        return false;
    for (size_t i = 0; i < COUNT_OF(verbatim); i++)
        if (sql_type_is(type, verbatim[i]))
            return true;
    for (size_t i = 0; i < COUNT_OF(printed); i++)
        if (sql_type_is(type, printed[i].type))
            return fits(form->text, printed[i].pattern);
    if (sql_type_is(type, "interval"))
        return is_plain_interval(form->text);
    return is_enum(setting, type->name);
}

static void add_constant(struct leaves *leaves, const struct form *form)
{
    struct leaf leaf = {.type = LEAF_CONSTANT, .text = form->text};

    leaf.firm = form->kind != FORM_STRING || is_firm_string(leaves->setting, form);
    leaf.loose_text = !leaf.firm;
    array_add(leaves->arena, leaves, leaf);
}

/* ------------------------------------------------------------------ functions and operators */

/* Functions that SQL spells in other ways too. */
static bool has_other_spelling(const char *name)
{
    static const char *const names[] = {
        "timezone",       "substring",         "btrim",     "ltrim",     "rtrim",
        "position",       "overlay",           "extract",   "strpos",    "like_escape",
        "similar_escape", "similar_to_escape", "date_part", "normalize", "xmlexists",
        "is_normalized",  "pg_collation_for",  "overlaps",
    };

    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (!strcmp(name, names[i]))
            return true;
    return type_is_builtin(name);
}

static bool is_equality(const char *name)
{
    return !strcmp(name, "=") || !strcmp(name, "<>");
}

static void add_name(struct leaves *leaves, const struct form *form)
{
    bool is_call = form->kind == FORM_CALL;

    if (form->name.name)
        add(leaves, LEAF_NAME, form->name.name,
            is_call ? !has_other_spelling(form->name.name) : !is_equality(form->name.name));
}

/* ------------------------------------------------------------------ all of them */

static void gather(struct leaves *leaves, const struct form *form)
{
    static const char *const shapes[] = {
        [FORM_AND] = "and",
        [FORM_OR] = "or",
        [FORM_NOT] = "not",
        [FORM_COALESCE] = "coalesce",
        [FORM_CASE] = "case",
        [FORM_GREATEST] = "greatest",
        [FORM_LEAST] = "least",
        [FORM_NULLIF] = "nullif",
        [FORM_DISTINCT] = "distinct",
        [FORM_TEST] = "",
        [FORM_VALUE] = "",
    };

    switch (form->kind) {
    case FORM_COLUMN:
        add(leaves, LEAF_COLUMN, form->name.name, true);
        break;
    case FORM_STRING:
    case FORM_NUMBER:
    case FORM_BOOLEAN:
        add_constant(leaves, form);
        break;
    case FORM_CALL:
    case FORM_OPERATOR:
    case FORM_ANY:
    case FORM_ALL:
        add_name(leaves, form);
        break;
    case FORM_TEST:
    case FORM_VALUE:
        add(leaves, LEAF_SHAPE, form->text, true);
        break;
    default:
        if ((size_t)form->kind < COUNT_OF(shapes) && shapes[form->kind])
            add(leaves, LEAF_SHAPE, shapes[form->kind], true);
        break;
    }
    leaves->hides_equality |= form->kind == FORM_CASE || form->kind == FORM_NULLIF ||
                              form->kind == FORM_DISTINCT || form->kind == FORM_ROW ||
                              form->kind == FORM_OTHER;
    for (size_t i = 0; i < form->children.count; i++)
        gather(leaves, form->children.at[i]);
}

static bool may_be(const struct leaf *one, const struct leaf *other)
{
    if (one->type != other->type)
        return false;
    return other->loose_text || one->loose_text || !strcmp(one->text, other->text);
}

/* Whether one side has a part that the other cannot have. */
static bool has_more(const struct leaves *one, const struct leaves *other,
                     bool equality_is_firm)
{
    for (array_each (const struct leaf, leaf, one)) {
        bool found = false;

        if (!leaf->firm &&
            !(equality_is_firm && leaf->type == LEAF_NAME && is_equality(leaf->text)))
            continue;
        for (size_t i = 0; i < other->count && !found; i++)
            found = may_be(leaf, &other->at[i]);
        if (!found)
            return true;
    }
    return false;
}

bool forms_differ(const struct form_setting *from_setting, const struct form *from,
                  const struct form_setting *to_setting, const struct form *to,
                  const char *(*column_now)(const void *context, const char *name),
                  const void *context)
{
    struct leaves left = {.arena = from_setting->arena, .setting = from_setting};
    struct leaves right = {.arena = to_setting->arena, .setting = to_setting};
    bool equality_is_firm;

    gather(&left, from);
    gather(&right, to);
    for (array_each (struct leaf, leaf, &left))
        if (leaf->type == LEAF_COLUMN)
            leaf->text = column_now(context, leaf->text);
    equality_is_firm = !left.hides_equality && !right.hides_equality;
    return has_more(&left, &right, equality_is_firm) ||
           has_more(&right, &left, equality_is_firm);
}

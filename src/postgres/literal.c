/* Literals: casts that only say what type a literal has, and how a type's output function would
 * print its text. Which type an untyped literal gets is typing.c's. */

#include "postgres/form.h"

#include "base/buffer.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ------------------------------------------------------------------ text of values */

static const char *canonical_boolean(const char *text)
{
    static const struct {
        const char *word;
        size_t least; /* that many letters of it will do */
        const char *value;
    } words[] = {{"true", 1, "true"}, {"yes", 1, "true"},    {"on", 2, "true"},
                 {"1", 1, "true"},    {"false", 1, "false"}, {"no", 1, "false"},
                 {"off", 2, "false"}, {"0", 1, "false"}};
    size_t length = strlen(text);

    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (length >= words[i].least && length <= strlen(words[i].word) &&
            !strncasecmp(text, words[i].word, length)) {
            return words[i].value;
        }
    }
    return NULL;
}

static bool is_integer(const char *text)
{
    text += *text == '-' || *text == '+';
    return *text && !text[strspn(text, "0123456789")];
}

static bool is_decimal(const char *text)
{
    text += *text == '-' || *text == '+';
    size_t whole = strspn(text, "0123456789");
    text += whole;
    size_t fraction = *text == '.' ? strspn(text + 1, "0123456789") : 0;
    text += *text == '.' ? fraction + 1 : 0;
    return whole + fraction > 0 && !*text;
}

static const struct {
    const char *spelling, *value;
} special_numbers[] = {
    {"nan", "NaN"},           {"inf", "Infinity"},
    {"infinity", "Infinity"}, {"+infinity", "Infinity"},
    {"-inf", "-Infinity"},    {"-infinity", "-Infinity"},
};

/* 1.5e3 as numeric prints it; NULL if it is no such number. */
static const char *without_exponent(struct arena *arena, const char *text)
{
    const char *e = strpbrk(text, "eE");
    const char *mantissa = e ? arena_strndup(arena, text, (size_t)(e - text)) : text;
    char *end = NULL;
    long exponent = e ? strtol(e + 1, &end, 10) : 0;

    if (!e || end == e + 1 || *end || labs(exponent) > 100 || !is_decimal(mantissa)) {
        return NULL;
    }
    bool negative = *mantissa == '-';
    mantissa += *mantissa == '-' || *mantissa == '+';
    size_t whole = strcspn(mantissa, ".");
    const char *fraction = mantissa[whole] ? mantissa + whole + 1 : "";
    /* room for the point to move either way */
    char *zeros = memset(arena_alloc(arena, 102), '0', 101);
    char *digits = arena_printf(arena, "%s%.*s%s%s", zeros, (int)whole, mantissa, fraction,
                                exponent > (long)strlen(fraction)
                                    ? zeros + 101 - (exponent - (long)strlen(fraction))
                                    : "");
    size_t point = 101 + whole + (size_t)exponent;
    return arena_printf(arena, "%s%.*s%s%s", negative ? "-" : "", (int)point, digits,
                        digits[point] ? "." : "", digits + point);
}

/* Without a plus, leading zeros, a bare point; the scale stays, for numeric keeps it. */
static const char *canonical_number(struct arena *arena, const char *text)
{
    bool negative = *text == '-';
    char *number, *point;

    text += *text == '-' || *text == '+';
    while (*text == '0' && isdigit((unsigned char)text[1])) {
        text++;
    }
    number = arena_printf(arena, "%s%s%s", negative ? "-" : "", *text == '.' ? "0" : "", text);
    point = strchr(number, '.');
    if (point && !point[1]) {
        *point = '\0';
    }
    return strcmp(number, "-0") ? number : "0";
}

static const char *canonical_uuid(struct arena *arena, const char *text)
{
    char digits[37], *out = digits;

    for (const char *c = text; *c; c++) {
        if (strchr("{}-", *c)) {
            continue;
        }
        size_t done = (size_t)(out - digits);
        if (!isxdigit((unsigned char)*c) || done > 35) {
            return text;
        }
        if (done == 8 || done == 13 || done == 18 || done == 23) {
            *out++ = '-';
        }
        *out++ = (char)tolower((unsigned char)*c);
    }
    *out = '\0';
    return out - digits == 36 ? arena_strdup(arena, digits) : text;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n\f\v");
}

/* One element, quoted only if it has to be; NULL if it is not a plain one. Moves *at
 * behind it. */
static const char *array_element(struct arena *arena, const char **at)
{
    bool quoted = **at == '"';
    const char *first = *at + quoted;
    size_t size = strcspn(first, quoted ? "\"" : ",}"), kept = size;
    const char *end = first + size + quoted;

    while (!quoted && kept && isspace((unsigned char)first[kept - 1])) {
        kept--;
    }
    *at = skip_blanks(end);
    char *text = arena_strndup(arena, first, kept);
    if (!quoted) {
        return kept && !strpbrk(text, "\"{") ? text : NULL;
    }
    bool needs = !*text || strpbrk(text, "{}, \t\n\r\f\v") || !strcasecmp(text, "null");
    return needs ? arena_printf(arena, "\"%s\"", text) : text;
}

/* A flat array without blanks and quotes that need not be. */
static const char *canonical_array(struct arena *arena, const char *text)
{
    struct buf out = BUF_INIT;
    const char *at = skip_blanks(text), *kept = text;
    bool good = *at == '{' && !strchr(text, '\\');

    at = skip_blanks(at + good);
    buf_add_char(&out, '{');
    while (good && *at != '}') {
        const char *element = array_element(arena, &at);
        good = element && (*at == ',' || *at == '}');
        buf_add(&out, out.length > 1 ? "," : "");
        buf_add(&out, element ? element : "");
        at = skip_blanks(at + (good && *at == ','));
    }
    if (good && !*skip_blanks(at + 1)) {
        kept = arena_printf(arena, "%s}", buf_text(&out));
    }
    buf_release(&out);
    return kept;
}

/* Plain characters as the hexadecimal digits that bytea is printed in. */
static const char *canonical_bytes(struct arena *arena, const char *text)
{
    char *digits = arena_alloc(arena, 2 * strlen(text) + 3), *out = digits + 2;

    if (strchr(text, '\\')) {
        return text;
    }
    memcpy(digits, "\\x", 3);
    for (const char *c = text; *c; c++) {
        *out++ = "0123456789abcdef"[(unsigned char)*c >> 4];
        *out++ = "0123456789abcdef"[(unsigned char)*c & 15];
    }
    return digits;
}

/* The relation's name as the server prints it without a search path. */
static const char *canonical_relation(struct arena *arena, const char *text)
{
    return strncmp(text, "pg_catalog.", 11) ? text : arena_strdup(arena, text + 11);
}

static bool is_kind_of_number(const struct sql_type *type)
{
    static const char *const names[] = {"int2", "int4", "int8", "numeric", "float4", "float8"};

    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (sql_type_is(type, names[i])) {
            return true;
        }
    }
    return false;
}

const char *literal_canonical(struct arena *arena, const char *text,
                              const struct sql_type *type)
{
    static const struct {
        const char *type;
        const char *(*canonical)(struct arena *arena, const char *text);
    } rules[] = {{"uuid", canonical_uuid},
                 {"jsonb", literal_canonical_json},
                 {"interval", literal_canonical_interval},
                 {"timestamp", literal_canonical_timestamp},
                 {"timestamptz", literal_canonical_timestamptz},
                 {"date", literal_canonical_date},
                 {"time", literal_canonical_time},
                 {"bytea", canonical_bytes},
                 {"regclass", canonical_relation},
                 {"regconfig", canonical_relation}};

    if (type->array && !type->name.schema) {
        return canonical_array(arena, text);
    }
    if (is_kind_of_number(type)) {
        for (size_t i = 0; i < COUNT_OF(special_numbers); i++) {
            if (!strcasecmp(text, special_numbers[i].spelling)) {
                return special_numbers[i].value;
            }
        }
        const char *plain = without_exponent(arena, text);
        plain = plain ? plain : text;
        return is_decimal(plain) ? canonical_number(arena, plain) : text;
    }
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        if (sql_type_is(type, rules[i].type)) {
            return rules[i].canonical(arena, text);
        }
    }
    return text;
}

/* ------------------------------------------------------------------ casts */

static struct form *typed(struct arena *arena, const struct form *literal, enum form_kind kind,
                          const char *text, struct sql_type type)
{
    struct form *form = form_new(arena, kind);

    *form = *literal;
    form->kind = kind;
    form->text = text;
    form->type = type;
    return form;
}

static bool is_plain_text(const struct sql_type *type)
{
    return !type->modifiers && (sql_type_is(type, "text") || sql_type_is(type, "varchar"));
}

/* A number keeps its value in the type. */
static bool number_fits(const char *text, const struct sql_type *type)
{
    static const struct {
        const char *type;
        long long most;
    } integers[] = {{"int2", 32767}, {"int4", 2147483647}, {"int8", 9223372036854775807}};

    for (size_t i = 0; i < COUNT_OF(integers); i++) {
        if (sql_type_is(type, integers[i].type)) {
            errno = 0;
            long long value = strtoll(text, NULL, 10);
            return is_integer(text) && !errno && value <= integers[i].most &&
                   value >= -integers[i].most - 1;
        }
    }
    return is_kind_of_number(type) && is_decimal(text);
}

static struct form *cast_string(struct arena *arena, const struct form *literal,
                                struct sql_type type)
{
    const char *trimmed = skip_blanks(literal->text);

    if (!type.modifiers && number_fits(trimmed, &type)) {
        return typed(arena, literal, FORM_NUMBER, literal_canonical(arena, trimmed, &type),
                     type);
    }
    if (sql_type_is(&type, "bool") && canonical_boolean(trimmed)) {
        return typed(arena, literal, FORM_BOOLEAN, canonical_boolean(trimmed), type);
    }
    return typed(arena, literal, FORM_STRING, literal_canonical(arena, literal->text, &type),
                 type);
}

/* The literal with the type, where the cast does not change what it says; else NULL. */
static struct form *cast_literal(struct arena *arena, const struct form *form,
                                 struct sql_type type, bool keeps_casts)
{
    if (keeps_casts && form->type.name.name && !sql_type_is(&form->type, "unknown") &&
        !sql_type_same(&form->type, &type))
        return NULL;
    switch (form->kind) {
    case FORM_STRING:
        if (sql_type_is(&form->type, "unknown")) {
            return cast_string(arena, form, type);
        }
        return is_plain_text(&form->type) && is_plain_text(&type)
                   ? typed(arena, form, FORM_STRING, form->text, type)
                   : NULL;
    case FORM_NUMBER:
        return !type.modifiers && number_fits(form->text, &type) &&
                       !sql_type_is(&form->type, "float4")
                   ? typed(arena, form, FORM_NUMBER, form->text, type)
                   : NULL;
    case FORM_NULL:
        return type.modifiers ? NULL : typed(arena, form, FORM_NULL, NULL, type);
    default:
        return NULL;
    }
}

static struct form *cast_elements(struct arena *arena, const struct form *array,
                                  struct sql_type type, bool keeps_casts)
{
    struct form *form = form_new(arena, FORM_ARRAY);

    form->type = type;
    type.array = false;
    for (size_t i = 0; i < array->children.count; i++) {
        struct form *item = array->children.at[i];
        struct sql_type to = type;
        to.array = item->kind == FORM_ARRAY;
        array_add(arena, &form->children, form_cast(arena, item, to, keeps_casts));
    }
    return form;
}

struct form *form_cast(struct arena *arena, struct form *form, struct sql_type type,
                       bool keeps_casts)
{
    struct form *literal = cast_literal(arena, form, type, keeps_casts);

    if (literal) {
        return literal;
    }
    if (form->kind == FORM_ARRAY && form->children.count && type.array) {
        return cast_elements(arena, form, type, keeps_casts);
    }
    if (!type.modifiers && !form->type.modifiers && form->type.name.name &&
        form->kind != FORM_CAST && sql_type_same(&form->type, &type)) {
        return form;
    }
    if (form->kind == FORM_CAST && sql_type_same(&form->type, &type) &&
        text_equal(form->type.modifiers, type.modifiers)) {
        return form;
    }
    if (form->kind == FORM_COLLATE && is_plain_text(&type)) {
        struct form *collate = form_new(arena, FORM_COLLATE);
        *collate = *form;
        collate->type = type;
        collate->children = (struct form_list){0};
        array_add(arena, &collate->children,
                  form_cast(arena, form->children.at[0], type, keeps_casts));
        return collate;
    }
    struct form *cast = form_new(arena, FORM_CAST);
    cast->type = type;
    array_add(arena, &cast->children, form);
    return cast;
}

/* ------------------------------------------------------------------ assignment */

static bool is_literal(const struct form *form)
{
    return form->kind == FORM_STRING || form->kind == FORM_NUMBER || form->kind == FORM_NULL;
}

struct form *form_assign(const struct form_setting *setting, struct form *form,
                         const struct type_name *type)
{
    struct sql_type said = sql_type_of(setting->arena, type);
    struct sql_type to = sql_type_base(setting, said);
    bool closed = type->user.name && sql_type_same(&said, &to);
    bool same =
        sql_type_same(&form->type, &to) && text_equal(form->type.modifiers, to.modifiers);

    if (form->kind == FORM_CAST && same && !closed && is_literal(form->children.at[0])) {
        form = form->children.at[0];
    }
    to.modifiers = NULL;
    if (form->kind == FORM_STRING && same) {
        return typed(setting->arena, form, FORM_STRING, form->text, to);
    }
    /* a type that is not known may be a domain, whose literals have its base type: they stay as
     * they were said */
    if (is_literal(form) && !closed) {
        struct form *literal = cast_literal(setting->arena, form, to, setting->keeps_casts);
        return literal ? literal : form;
    }
    return form;
}

/* Whether a literal of the type is of that very type, and not of what a domain is made of. */
static bool is_enum(const struct form_setting *setting, const struct sql_type *type)
{
    return setting->model && model_find(setting->model, KIND_ENUM, type->name);
}

struct form *form_store(const struct form_setting *setting, struct form *form,
                        const struct type_name *type)
{
    struct sql_type said = sql_type_of(setting->arena, type);
    struct sql_type to = sql_type_base(setting, said);
    bool closed = type->user.name && sql_type_same(&said, &to);

    if (form->kind != FORM_STRING ||
        (form->type.name.name && !sql_type_is(&form->type, "unknown")) ||
        (closed && !is_enum(setting, &to)))
        return form;
    to.modifiers = NULL;
    return closed ? typed(setting->arena, form, FORM_STRING, form->text, to)
                  : cast_literal(setting->arena, form, to, setting->keeps_casts);
}

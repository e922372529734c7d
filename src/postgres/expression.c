/* Are two expressions the same: by their tokens where that is enough, else by the normal forms
 * of what PostgreSQL's parser makes of them (form.c, typing.c, literal.c). What an expression
 * mentions is mention.c's. */

#include "postgres/expression.h"

#include "postgres/typing.h"
#include "postgres/parser.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <uthash.h>

/* ------------------------------------------------------------------ tokens */

/* A word, a quoted text, or one other character; length 0 at the end. */
struct token {
    const char *at;
    size_t length;
};

static bool is_word_character(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (c & 0x80);
}

static size_t quoted_length(const char *text)
{
    size_t length = 1;

    while (text[length] && text[length] != *text) {
        length++;
    }
    return length + (text[length] != '\0');
}

static struct token next_token(const char *at)
{
    struct token token = {.at = at + strspn(at, " \t\r\n\f\v")};

    if (*token.at == '\'' || *token.at == '"') {
        token.length = quoted_length(token.at);
    } else if (is_word_character(*token.at)) {
        while (is_word_character(token.at[token.length])) {
            token.length++;
        }
    } else {
        token.length = *token.at != '\0';
    }
    return token;
}

static bool is_quoted(struct token token)
{
    return *token.at == '\'' || *token.at == '"';
}

/* Comments and dollar quotes are not read here: texts that hold them go to the parser. */
static bool has_plain_tokens(const char *text)
{
    return !strstr(text, "--") && !strstr(text, "/*") && !strchr(text, '$') &&
           !strchr(text, '\\');
}

static bool same_tokens(const char *from, const char *to)
{
    for (;;) {
        struct token a = next_token(from), b = next_token(to);
        if (a.length != b.length ||
            (is_quoted(a) ? memcmp(a.at, b.at, a.length) : strncasecmp(a.at, b.at, a.length))) {
            return false;
        }
        if (!a.length) {
            return true;
        }
        from = a.at + a.length;
        to = b.at + b.length;
    }
}

/* More brackets than these around a text are the parser's to see through. */
#define BRACKETS_MOST 8

/* The text without the brackets that stand around the whole of it, in the arena. */
static const char *without_brackets(struct arena *arena, const char *text)
{
    for (int i = 0; i < BRACKETS_MOST; i++) {
        struct token first = next_token(text), token = first;
        size_t depth = 0;
        if (*first.at != '(') {
            return text;
        }
        do {
            depth += *token.at == '(';
            depth -= *token.at == ')';
            token = next_token(token.at + token.length);
        } while (depth && token.length);
        if (depth || token.length) {
            return text;
        }
        size_t length = strlen(first.at);
        while (first.at[length - 1] != ')') {
            length--;
        }
        text = arena_strndup(arena, first.at + 1, length - 2);
    }
    return text;
}

/* ------------------------------------------------------------------ comparing forms */

struct comparing {
    const struct expression_setting *setting;
    struct arena *arena;
    bool exact; /* a literal without a type is none of those with one */
};

static const char *column_now(const struct comparing *comparing, const char *name)
{
    const struct expression_renames *renames = comparing->setting->renames;

    return renames && renames->column ? renames->column(renames->context, name) : name;
}

/* A name without a schema is looked up in the one at hand. */
static struct qname object_now(const struct comparing *comparing, struct qname name)
{
    const struct expression_renames *renames = comparing->setting->renames;
    struct qname whole = {name.schema ? name.schema : comparing->setting->schema, name.name};

    if (!renames || !renames->object || !name.name) {
        return name;
    }
    struct qname now = renames->object(renames->context, whole);
    return qname_equal(now, whole) ? name : now;
}

/* Without a schema a name is built in, or of the schema at hand, or of public. */
static bool same_object(const struct comparing *comparing, struct qname from, struct qname to)
{
    from = object_now(comparing, from);
    if (!text_equal(from.name, to.name)) {
        return false;
    }
    const char *said = from.schema ? from.schema : to.schema;
    return text_equal(from.schema, to.schema) ||
           ((!from.schema || !to.schema) &&
            (text_equal(said, comparing->setting->schema) || text_equal(said, "public")));
}

static bool same_type(const struct comparing *comparing, const struct sql_type *from,
                      const struct sql_type *to)
{
    return from->array == to->array && text_equal(from->modifiers, to->modifiers) &&
           same_object(comparing, from->name, to->name);
}

/* The name in a literal of regclass and its like: schema.name, with quotes or without. */
static bool read_relation(struct arena *arena, const char *text, struct qname *name)
{
    *name = (struct qname){0};
    for (;;) {
        struct token token = next_token(text);
        char *part = arena_strndup(arena, token.at, token.length), *out = part;
        if (!token.length || *token.at == '\'') {
            return false;
        }
        bool quoted = *token.at == '"';
        for (size_t i = quoted; i < token.length - quoted; i++) {
            *out++ = (char)(quoted ? token.at[i] : tolower((unsigned char)token.at[i]));
        }
        *out = '\0';
        name->schema = name->name;
        name->name = part;
        token = next_token(token.at + token.length);
        if (!token.length) {
            return true;
        }
        if (*token.at != '.' || name->schema) {
            return false;
        }
        text = token.at + 1;
    }
}

static bool is_relation(const struct sql_type *type)
{
    return sql_type_is(type, "regclass") || sql_type_is(type, "regtype") ||
           sql_type_is(type, "regproc");
}

static bool same_string(const struct comparing *comparing, const struct form *from,
                        const struct form *to)
{
    struct qname from_name, to_name;

    if ((is_relation(&from->type) || is_relation(&to->type)) &&
        read_relation(comparing->arena, from->text, &from_name) &&
        read_relation(comparing->arena, to->text, &to_name)) {
        return same_object(comparing, from_name, to_name);
    }
    return text_equal(from->text, to->text) ||
           text_equal(from->text, literal_canonical(comparing->arena, to->text, &from->type)) ||
           text_equal(literal_canonical(comparing->arena, from->text, &to->type), to->text);
}

static bool is_untyped(const struct sql_type *type)
{
    return !type->name.name || sql_type_is(type, "unknown");
}

/* A literal to which nobody gave a type equals the same literal with the type that it got. */
static bool same_literal(const struct comparing *comparing, const struct form *from,
                         const struct form *to)
{
    bool loose = is_untyped(&from->type) || is_untyped(&to->type);

    if (comparing->exact && is_untyped(&from->type) != is_untyped(&to->type)) {
        return false;
    }
    if (!loose && !same_type(comparing, &from->type, &to->type)) {
        return false;
    }
    switch (from->kind) {
    case FORM_NULL:
        return true;
    case FORM_STRING:
        return same_string(comparing, from, to);
    default:
        return text_equal(from->text, to->text);
    }
}

/* 'true' and '1' as they stand in the text, against what a server made of them. */
static bool same_read_literal(const struct comparing *comparing, struct form *from,
                              struct form *to)
{
    bool from_is_text = from->kind == FORM_STRING && is_untyped(&from->type);
    struct form *text = from_is_text ? from : to, *other = from_is_text ? to : from;

    if (comparing->exact || text->kind != FORM_STRING || !is_untyped(&text->type) ||
        (other->kind != FORM_NUMBER && other->kind != FORM_BOOLEAN)) {
        return false;
    }
    struct form *cast = form_cast(comparing->arena, text, other->type, false);
    return cast->kind == other->kind && text_equal(cast->text, other->text);
}

static bool same_form(const struct comparing *comparing, struct form *from, struct form *to);

static bool same_children(const struct comparing *comparing, const struct form *from,
                          const struct form *to)
{
    if (from->children.count != to->children.count) {
        return false;
    }
    for (size_t i = 0; i < from->children.count; i++) {
        if (!same_form(comparing, from->children.at[i], to->children.at[i])) {
            return false;
        }
    }
    return true;
}

static bool same_form(const struct comparing *comparing, struct form *from, struct form *to)
{
    if (from->kind != to->kind) {
        return same_read_literal(comparing, from, to);
    }
    switch (from->kind) {
    case FORM_STRING:
    case FORM_NUMBER:
    case FORM_BOOLEAN:
    case FORM_NULL:
        return same_literal(comparing, from, to);
    case FORM_COLUMN:
        return text_equal(column_now(comparing, from->name.name), to->name.name);
    case FORM_CAST:
        return same_type(comparing, &from->type, &to->type) &&
               same_children(comparing, from, to);
    case FORM_CALL:
        /* a name without a schema is the built-in function's, where there is one */
        if (!from->name.schema != !to->name.schema && function_name_is_builtin(to->name.name)) {
            return false;
        }
        /* fall through */
    default:
        return text_equal(from->text, to->text) &&
               same_object(comparing, from->name, to->name) &&
               same_children(comparing, from, to);
    }
}

/* ------------------------------------------------------------------ normal forms, kept */

/* Forms that mention no column and no type of the user's depend on nothing but their key. */
struct cached {
    UT_hash_handle hh;
    struct form *form;
    char key[];
};

#define CACHE_MOST 20000

static struct {
    struct arena arena;
    struct cached *entries;
} cache;

void expression_cache_release(void)
{
    HASH_CLEAR(hh, cache.entries);
    arena_release(&cache.arena);
}

static bool depends_on_side(const struct form *form)
{
    if (form->kind == FORM_COLUMN || form->type.name.schema) {
        return true;
    }
    for (size_t i = 0; i < form->children.count; i++) {
        if (depends_on_side(form->children.at[i])) {
            return true;
        }
    }
    return false;
}

static struct form_setting known_of(struct arena *arena,
                                    const struct expression_setting *setting,
                                    const struct expression_side *side)
{
    return (struct form_setting){.arena = arena,
                                 .table = side->table,
                                 .value = side->value,
                                 .model = side->model,
                                 .schema = setting->schema};
}

/* The form with its types, in the arena; NULL if the text cannot be parsed as it stands. */
static struct form *settle(const struct form_setting *known, const char *text)
{
    struct parse *parse = parse_expression(known->arena, text, NULL, NULL);

    if (!parse || parse_note(parse, NOTE_OPAQUE, 0, SIZE_MAX) ||
        parse_note(parse, NOTE_VARIABLE, 0, SIZE_MAX)) {
        parse_free(parse);
        return NULL;
    }
    struct form *form = form_read(known->arena, parse_root(parse));
    parse_free(parse);
    form_settle(known, form);
    return form;
}

/* The normal form. */
static struct form *make_form(struct arena *arena, const struct expression_setting *setting,
                              const struct expression_side *side, const char *text)
{
    struct form_setting known = known_of(arena, setting, side);
    struct form *form = settle(&known, text);

    return form && setting->type ? form_assign(&known, form, setting->type) : form;
}

static struct form *find_form(struct arena *arena, const struct expression_setting *setting,
                              const struct expression_side *side, const char *text)
{
    const char *type = setting->type && setting->type->text ? setting->type->text : "";
    const char *key = arena_printf(arena, "%s|%s", type, text);
    struct cached *entry;

    HASH_FIND_STR(cache.entries, key, entry);
    if (entry) {
        return entry->form;
    }
    struct form *form = make_form(arena, setting, side, text);
    if (!form || depends_on_side(form) || (setting->type && setting->type->user.name)) {
        return form;
    }
    if (HASH_COUNT(cache.entries) >= CACHE_MOST) {
        expression_cache_release();
    }
    size_t size = strlen(key) + 1;
    entry = arena_alloc(&cache.arena, sizeof *entry + size);
    memcpy(entry->key, key, size);
    entry->form = make_form(&cache.arena, setting, side, text);
    HASH_ADD_STR(cache.entries, key, entry);
    return entry->form;
}

/* ------------------------------------------------------------------ the same */

/* Whether a rename concerns any word of the text. */
static bool is_renamed(const struct comparing *comparing, const char *text)
{
    if (!comparing->setting->renames) {
        return false;
    }
    for (struct token token = next_token(text); token.length;
         token = next_token(token.at + token.length)) {
        if (is_quoted(token)) {
            return true;
        }
        if (!is_word_character(*token.at) || isdigit((unsigned char)*token.at)) {
            continue;
        }
        char *word = arena_strndup(comparing->arena, token.at, token.length);
        for (char *c = word; *c; c++) {
            *c = (char)tolower((unsigned char)*c);
        }
        struct qname name = {NULL, word};
        if (!text_equal(column_now(comparing, word), word) ||
            !qname_equal(object_now(comparing, name), name)) {
            return true;
        }
    }
    return false;
}

static bool same_texts(const struct expression_setting *setting, const char *from,
                       const char *to)
{
    struct arena arena = {0};
    struct comparing comparing = {setting, &arena, false};
    bool same = false;

    if (has_plain_tokens(from) && has_plain_tokens(to)) {
        same = same_tokens(without_brackets(&arena, from), without_brackets(&arena, to)) &&
               !is_renamed(&comparing, from);
    }
    if (!same) {
        struct form *left = find_form(&arena, setting, &setting->from, from);
        struct form *right = left ? find_form(&arena, setting, &setting->to, to) : NULL;
        same = left && right && same_form(&comparing, left, right);
    }
    arena_release(&arena);
    return same;
}

/* DEFAULT NULL is no default: PostgreSQL does not keep it. */
static bool is_null_default(const struct expression_setting *setting, const struct expr *expr)
{
    struct arena arena = {0};
    struct form *form =
        setting->type ? find_form(&arena, setting, &(struct expression_side){0}, expr->text)
                      : NULL;
    bool is_null = form && form->kind == FORM_NULL;

    arena_release(&arena);
    return is_null;
}

bool expression_same(const struct expression_setting *setting, const struct expr *from,
                     const struct expr *to)
{
    if (!from->text || !to->text) {
        return from->text == to->text || is_null_default(setting, from->text ? from : to);
    }
    if (!setting->renames && !strcmp(from->text, to->text)) {
        return true;
    }
    return (from->canon && to->canon && same_texts(setting, from->canon, to->canon)) ||
           same_texts(setting, from->text, to->text);
}

struct form *expression_stored(struct arena *arena, const struct expression_setting *setting,
                               const char *text)
{
    struct form_setting known = known_of(arena, setting, &setting->from);
    struct form *form;

    known.keeps_casts = true;
    form = settle(&known, text);
    return form && setting->type ? form_store(&known, form, setting->type) : form;
}

bool expression_stored_same(const struct expression_setting *setting, struct form *stored,
                            const char *text)
{
    struct arena arena = {0};
    struct comparing comparing = {setting, &arena, true};
    struct form *form = expression_stored(&arena, setting, text);
    bool same = form && same_form(&comparing, stored, form);

    arena_release(&arena);
    return same;
}

/* ------------------------------------------------------------------ different */

static const char *column_of_renames(const void *context, const char *name)
{
    const struct comparing comparing = {context, NULL, false};

    return column_now(&comparing, name);
}

static bool texts_differ(const struct expression_setting *setting, const char *from,
                         const char *to)
{
    struct arena arena = {0};
    struct form_setting from_known = known_of(&arena, setting, &setting->from);
    struct form_setting to_known = known_of(&arena, setting, &setting->to);
    struct form *left = find_form(&arena, setting, &setting->from, from);
    struct form *right = left ? find_form(&arena, setting, &setting->to, to) : NULL;
    bool differ = left && right &&
                  forms_differ(&from_known, left, &to_known, right, column_of_renames, setting);

    arena_release(&arena);
    return differ;
}

bool expression_differs(const struct expression_setting *setting, const struct expr *from,
                        const struct expr *to)
{
    if (expression_same(setting, from, to)) {
        return false;
    }
    return !from->text || !to->text || (from->canon && to->canon) ||
           texts_differ(setting, from->text, to->text);
}

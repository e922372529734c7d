/* The single values of JSON models: numbers, names, types, expressions, lists, each judged
 * where it stands. Which members an object has is json.c's. */

#include "sources/json_reading.h"

#include "model/types.h"
#include "sources/migrations_lexer.h"

#include <limits.h>
#include <stdarg.h>
#include <string.h>

bool json_complain(struct json_reader *reader, const struct json *value, const char *format,
                   ...)
{
    struct buf text = BUF_INIT;
    va_list arguments;

    va_start(arguments, format);
    buf_vaddf(&text, format, arguments);
    va_end(arguments);
    diag_error(reader->diags, json_place(reader->source, value), CHECK_JSON, "%s",
               buf_text(&text));
    buf_release(&text);
    return false;
}

/* What stands in a list has no name of its own. */
static bool must_be(struct json_reader *reader, const struct json *value, const char *what)
{
    if (json_name(value))
        return json_complain(reader, value, "\"%s\" must be %s", json_name(value), what);
    return json_complain(reader, value, "this must be %s", what);
}

/* ------------------------------------------------------------------ texts and numbers */

bool json_read_text(struct json_reader *reader, const struct json *value, const char **into)
{
    if (!json_text(value))
        return must_be(reader, value, "a text");
    *into = arena_strdup(&reader->model->arena, json_text(value));
    return true;
}

bool json_read_bool(struct json_reader *reader, const struct json *value, bool *into)
{
    *into = json_is_true(value);
    return json_is_bool(value) || must_be(reader, value, "true or false");
}

bool json_read_integer(struct json_reader *reader, const struct json *value, int64_t *into)
{
    return json_integer(reader->source, value, into) ||
           must_be(reader, value, "a whole number of 64 bits");
}

static bool read_word(struct json_reader *reader, const struct json *value,
                      const char *const *words, int *into)
{
    const char *text = json_text(value);
    struct buf all = BUF_INIT;

    for (*into = 0; text && words[*into]; ++*into)
        if (!strcmp(words[*into], text))
            return true;
    *into = 0;
    for (size_t i = 0; words[i]; i++)
        buf_addf(&all, "%s\"%s\"", i ? ", " : "one of ", words[i]);
    must_be(reader, value, buf_text(&all));
    buf_release(&all);
    return false;
}

/* A statistics target is at most 10000; other numbers are versions. */
bool json_read_number(struct json_reader *reader, const struct json *value,
                      const struct field *field, int *into)
{
    int64_t number;

    if (field->words)
        return read_word(reader, value, field->words, into);
    if (!json_integer(reader->source, value, &number) || number < 0 || number > INT_MAX - 1)
        return must_be(reader, value, "a whole number from 0 on");
    *into = (int)number + (field->type == FIELD_TARGET);
    return true;
}

/* ------------------------------------------------------------------ names */

bool json_read_identifier(struct json_reader *reader, const struct json *value,
                          const char **into)
{
    const char *text = json_text(value);

    if (!text || (!*text && !reader->may_be_empty))
        return must_be(reader, value, "a name");
    if (strlen(text) > NAME_BYTES)
        return diag_error(reader->diags, json_place(reader->source, value), CHECK_NAME_LENGTH,
                          "a name can have at most %d bytes", NAME_BYTES);
    *into = arena_strdup(&reader->model->arena, text);
    return true;
}

bool json_read_name(struct json_reader *reader, const struct json *value, struct qname *into)
{
    bool ok = true;

    if (json_text(value))
        return json_read_identifier(reader, value, &into->name);
    if (!json_is_object(value))
        return must_be(reader, value, "a name, or an object with \"schema\" and \"name\"");
    for (const struct json *one = json_first(value); one; one = json_next(one)) {
        if (!strcmp(json_name(one), "schema"))
            ok &= json_read_identifier(reader, one, &into->schema);
        else if (!strcmp(json_name(one), "name"))
            ok &= json_read_identifier(reader, one, &into->name);
        else
            ok = json_complain(reader, one, "a name has no member \"%s\"", json_name(one));
    }
    return into->name ? ok : json_complain(reader, value, "there is no \"name\" in it");
}

static bool read_list(struct json_reader *reader, const struct json *value, const char *what,
                      struct text_list *into,
                      bool (*read)(struct json_reader *reader, const struct json *value,
                                   const char **into))
{
    bool ok = true;

    if (!json_is_array(value))
        return must_be(reader, value, what);
    for (const struct json *one = json_first(value); one; one = json_next(one))
        ok &= read(reader, one, array_push(&reader->model->arena, into));
    return ok;
}

bool json_read_names(struct json_reader *reader, const struct json *value,
                     struct text_list *into)
{
    return read_list(reader, value, "a list of names", into, json_read_identifier);
}

bool json_read_texts(struct json_reader *reader, const struct json *value,
                     struct text_list *into)
{
    return read_list(reader, value, "a list of texts", into, json_read_text);
}

bool json_read_refs(struct json_reader *reader, const struct json *value, enum kind kind,
                    struct json_array *into)
{
    struct {
        struct ref *at;
        size_t count, capacity;
    } refs = {0};
    bool ok = true;

    if (!json_is_array(value))
        return must_be(reader, value, "a list of names");
    for (const struct json *one = json_first(value); one; one = json_next(one)) {
        struct ref *ref = array_push(&reader->model->arena, &refs);

        *ref = (struct ref){.kind = kind, .at = json_place(reader->source, one)};
        ok &= json_read_name(reader, one, &ref->name);
    }
    *into = (struct json_array){refs.at, refs.count, refs.capacity};
    return ok;
}

bool json_read_options(struct json_reader *reader, const struct json *value,
                       struct options *into)
{
    struct arena *arena = &reader->model->arena;
    bool ok = true;

    if (!json_is_object(value))
        return must_be(reader, value, "an object of texts");
    for (const struct json *one = json_first(value); one; one = json_next(one)) {
        const char *text = json_text(one);

        if (!text && !json_is_null(one))
            ok = must_be(reader, one, "a text, or null");
        else if (!*json_name(one))
            ok = json_complain(reader, one, "an option must have a name");
        else if (!options_set(arena, into,
                              (struct option){arena_strdup(arena, json_name(one)),
                                              text ? arena_strdup(arena, text) : NULL,
                                              json_place(reader->source, one)}))
            ok = json_complain(reader, one, "option \"%s\" is said twice", json_name(one));
    }
    return ok;
}

/* ------------------------------------------------------------------ SQL */

#define OPERATOR_CHARACTERS "+-*/<>=~!@#%^&|`?"

/* Nothing that could end the clause it is put into. */
bool json_read_operator(struct json_reader *reader, const struct json *value,
                        struct qname *into)
{
    if (!json_read_name(reader, value, into))
        return false;
    const char *signs = into->name;
    return (*signs && !signs[strspn(signs, OPERATOR_CHARACTERS)] && !strstr(signs, "--") &&
            !strstr(signs, "/*")) ||
           must_be(reader, value, "an operator");
}

/* One expression cannot end where it stands: its brackets are its own, and no statement ends in
 * it. Whether it is valid is the server's to say. */
static bool is_closed(const char *text)
{
    struct source source = {"expression", text, strlen(text)};
    struct sql_lexer lexer = {.source = &source, .diags = diags_new()};
    bool closed = true, empty = true;
    int depth = 0;

    for (;;) {
        struct sql_token token = sql_lexer_next(&lexer);

        if (token.type == SQL_END)
            break;
        depth += (token.type == SQL_OPEN) - (token.type == SQL_CLOSE);
        empty &= token.type <= SQL_BLOCK_COMMENT;
        closed &= depth >= 0 && token.type != SQL_SEMICOLON && token.type != SQL_META;
    }
    closed &= depth == 0 && !empty && !diags_errors(lexer.diags);
    diags_free(lexer.diags);
    return closed;
}

bool json_read_expression(struct json_reader *reader, const struct json *value,
                          struct expr *into)
{
    const char *text = json_text(value);

    if (!text || !is_closed(text))
        return must_be(reader, value, "an SQL expression");
    into->text = arena_strdup(&reader->model->arena, text);
    into->at = json_place(reader->source, value);
    if (reader->model->server_version)
        into->canon = into->text;
    return true;
}

/* ------------------------------------------------------------------ types */

/* Copies an SQL name that begins at *at, and moves behind it; NULL if there is none. */
static const char *take_name(struct arena *arena, const char **at, bool *quoted)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789_$";
    const char *from = *at;
    char *name, *to;

    *quoted = *from == '"';
    if (!*quoted) {
        while (**at && (strchr(plain, **at) || (unsigned char)**at >= 0x80))
            ++*at;
        return *at > from ? arena_strndup(arena, from, (size_t)(*at - from)) : NULL;
    }
    to = name = arena_strdup(arena, from);
    for (from++; *from && (*from != '"' || from[1] == '"'); from++) {
        from += *from == '"';
        *to++ = *from;
    }
    *to = '\0';
    *at = *from ? from + 1 : from;
    return *from && *name ? name : NULL;
}

/* "(768)", "(Point,4326)" without the parentheses; NULL in *into if there are none. */
static bool take_modifiers(struct arena *arena, const char **at, const char **into)
{
    size_t length = strcspn(*at, ")");

    if (**at != '(')
        return true;
    if (!(*at)[length] || strcspn(*at + 1, "(;'\"\\$") < length - 1)
        return false;
    *into = arena_strndup(arena, *at + 1, length - 1);
    *at += length + 1;
    return true;
}

/* A built-in type has its modifiers in the midst of its words. */
static bool take_builtin(struct arena *arena, const char *text, struct type_syntax *syntax)
{
    const char *at = text + strcspn(text, "("), *before;

    before = arena_strndup(arena, text, (size_t)(at - text));
    if (!take_modifiers(arena, &at, &syntax->modifiers))
        return false;
    syntax->name.name = arena_printf(arena, "%s%s", before, at);
    return type_is_builtin(syntax->name.name);
}

static bool take_type(struct arena *arena, const char *text, struct type_syntax *syntax)
{
    size_t length = strlen(text);
    const char *at;

    syntax->array = length > 2 && !strcmp(text + length - 2, "[]");
    at = text = arena_strndup(arena, text, length - (syntax->array ? 2 : 0));
    if (take_builtin(arena, text, syntax))
        return true;
    syntax->modifiers = NULL;
    syntax->name = (struct qname){0};
    syntax->name.name = take_name(arena, &at, &syntax->quoted);
    if (*at == '.') {
        at++;
        syntax->name.schema = syntax->name.name;
        syntax->name.name = take_name(arena, &at, &syntax->quoted);
    }
    return syntax->name.name && strlen(syntax->name.name) <= NAME_BYTES &&
           take_modifiers(arena, &at, &syntax->modifiers) && !*at;
}

bool json_read_type(struct json_reader *reader, const struct json *value,
                    struct type_name *into)
{
    struct arena *arena = &reader->model->arena;
    struct type_syntax syntax = {.at = json_place(reader->source, value)};

    if (!json_text(value) || !take_type(arena, json_text(value), &syntax))
        return must_be(reader, value, "a type, as format_type() spells it");
    return type_canonical(arena, &syntax, into, reader->diags);
}

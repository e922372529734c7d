/* The pieces of model text that several kinds have: names, types, expressions, options,
 * comments. Which of them an object needs is for the files of the kinds. */

#include "model/expression_text.h"
#include "model/print.h"
#include "model/printing.h"
#include "model/types.h"

#include "grammar/keywords.h"

#include <inttypes.h>
#include <string.h>

void print_relative(const struct printer *printer, struct buf *line, struct qname name)
{
    if (name.schema && !text_equal(name.schema, printer->schema)) {
        print_name(line, name.schema);
        buf_add_char(line, '.');
    }
    print_name(line, name.name);
}

void print_catalog_name(const struct printer *printer, struct buf *line, struct qname name)
{
    if (text_equal(name.schema, "pg_catalog"))
        name.schema = NULL;
    print_relative(printer, line, name);
}

void print_type(const struct printer *printer, struct buf *line, const struct type_name *type)
{
    struct qname name = type->user;

    if (!name.name) {
        type_add_short(line, type->text);
        return;
    }
    /* alone, the name would mean the built-in type */
    if (name.schema && type_is_builtin(name.name)) {
        print_name(line, name.schema);
        buf_add_char(line, '.');
        name.schema = NULL;
    }
    print_relative(printer, line, name);
    if (type->modifiers)
        buf_add(line, type->modifiers);
    if (type->dimensions)
        buf_add(line, "[]");
}

static const struct escape {
    char byte;
    const char *text;
} escapes[] = {{'\n', "\\n"}, {'\r', "\\r"}, {'\t', "\\t"}, {'\\', "\\\\"}, {'\'', "''"}};

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

static bool needs_escapes(const char *text)
{
    for (; *text; text++)
        if (is_control(*text))
            return true;
    return false;
}

static void add_escaped(struct buf *line, char c)
{
    for (size_t i = 0; i < COUNT_OF(escapes); i++)
        if (escapes[i].byte == c) {
            buf_add(line, escapes[i].text);
            return;
        }
    if (is_control(c))
        buf_addf(line, "\\x%02x", (unsigned char)c);
    else
        buf_add_char(line, c);
}

void print_string(struct buf *line, const char *text)
{
    bool escaped = needs_escapes(text);

    buf_add(line, escaped ? "E'" : "'");
    for (; *text; text++) {
        if (escaped)
            add_escaped(line, *text);
        else if (*text == '\'')
            buf_add(line, "''");
        else
            buf_add_char(line, *text);
    }
    buf_add_char(line, '\'');
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without the blanks around it: a reader does not keep them either. */
static size_t trim(const char **text, size_t length)
{
    while (length && is_blank((*text)[0]))
        (*text)++, length--;
    while (length && is_blank((*text)[length - 1]))
        length--;
    return length;
}

void print_enclosed(struct buf *line, const char *text)
{
    bool enclosed = expression_is_enclosed(text);
    size_t length = trim(&text, strlen(text));

    if (enclosed) {
        text++;
        length = trim(&text, length - 2);
    }
    buf_add_char(line, '(');
    buf_add_n(line, text, length);
    /* a comment at the end must not swallow the parenthesis */
    buf_add(line, memmem(text, length, "--", 2) ? "\n)" : ")");
}

void print_value(struct buf *line, const char *text)
{
    if (expression_is_value(text))
        buf_add(line, text);
    else
        print_enclosed(line, text);
}

void print_columns(struct buf *line, const struct text_list *columns)
{
    buf_add_char(line, '(');
    for (size_t i = 0; i < columns->count; i++) {
        if (i)
            buf_add(line, ", ");
        print_name(line, columns->at[i]);
    }
    buf_add_char(line, ')');
}

void print_word_name(struct buf *line, const char *word, const char *name)
{
    if (!name)
        return;
    buf_addf(line, " %s ", word);
    print_name(line, name);
}

/* ------------------------------------------------------------------ options */

static bool is_number(const char *text)
{
    size_t whole;

    if (*text == '-')
        text++;
    whole = strspn(text, "0123456789");
    text += whole;
    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    return whole && !*text && text[-1] != '.';
}

static bool is_plain_word(const char *text)
{
    return *text >= 'a' && *text <= 'z' &&
           !text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")] &&
           (keyword_category(text) <= KEYWORD_UNRESERVED || strcmp(text, "true") == 0 ||
            strcmp(text, "false") == 0 || strcmp(text, "on") == 0);
}

static void add_option_name(struct buf *line, const char *name)
{
    const char *dot = strchr(name, '.');

    if (dot) {
        buf_add_n(line, name, (size_t)(dot - name) + 1);
        name = dot + 1;
    }
    print_name(line, name);
}

void print_options(struct buf *line, const char *word, const struct options *options)
{
    if (!options->count)
        return;
    if (word)
        buf_addf(line, " %s", word);
    buf_add(line, " (");
    for (size_t i = 0; i < options->count; i++) {
        const char *value = options->at[i].value;

        if (i)
            buf_add(line, ", ");
        add_option_name(line, options->at[i].name);
        if (!value)
            continue;
        buf_add(line, " = ");
        if (is_number(value) || is_plain_word(value))
            buf_add(line, value);
        else
            print_string(line, value);
    }
    buf_add_char(line, ')');
}

static void add_number(struct buf *line, const char *word, int64_t value, int64_t usual)
{
    if (value != usual)
        buf_addf(line, " %s %" PRId64, word, value);
}

void print_sequence_options(struct buf *line, const struct sequence_options *options,
                            bool with_type)
{
    struct sequence_options usual = *options;

    sequence_options_complete(&usual, (struct sequence_said){0});
    if (with_type && options->type != SEQUENCE_BIGINT)
        buf_addf(line, " as %s", sequence_type_words[options->type]);
    add_number(line, "increment", options->increment, 1);
    add_number(line, "minvalue", options->min, usual.min);
    add_number(line, "maxvalue", options->max, usual.max);
    usual.min = options->min;
    usual.max = options->max;
    sequence_options_complete(&usual, (struct sequence_said){.min = true, .max = true});
    add_number(line, "start", options->start, usual.start);
    add_number(line, "cache", options->cache, 1);
    if (options->cycle)
        buf_add(line, " cycle");
}

/* ------------------------------------------------------------------ comments */

bool print_is_doc(const char *comment)
{
    size_t length = strlen(comment);

    if (!length || comment[0] == '\n' || comment[length - 1] == '\n')
        return false;
    for (const char *at = comment; *at; at++) {
        bool ends_line = at[1] == '\n' || !at[1];

        if ((is_control(*at) && *at != '\n' && *at != '\t') ||
            ((*at == ' ' || *at == '\t') && ends_line))
            return false;
    }
    return true;
}

static void add_indent(const struct printer *printer)
{
    buf_addf(printer->out, "%*s", (int)printer->indent, "");
}

void print_doc(const struct printer *printer, const struct object *object)
{
    const char *at = object->comment;

    if (!at || !print_is_doc(at))
        return;
    for (;;) {
        size_t length = strcspn(at, "\n");

        add_indent(printer);
        buf_add(printer->out, length ? "/// " : "///");
        buf_add_n(printer->out, at, length);
        buf_add_char(printer->out, '\n');
        if (!at[length])
            return;
        at += length + 1;
    }
}

void print_common_clauses(const struct printer *printer, struct buf *line,
                          const struct object *object)
{
    if (object->renamed_from.name) {
        buf_add(line, " renamed from ");
        print_relative(printer, line, object->renamed_from);
    }
    if (printer->model->owners)
        print_word_name(line, "owner to", object->owner);
    if (object->comment && !print_is_doc(object->comment)) {
        buf_add(line, " comment ");
        print_string(line, object->comment);
    }
}

/* ------------------------------------------------------------------ lines */

void print_line(const struct printer *printer, const char *text)
{
    add_indent(printer);
    buf_add(printer->out, text);
    buf_add_char(printer->out, '\n');
}

void print_dropped(const struct printer *printer, const struct dropped_list *dropped)
{
    struct buf line = BUF_INIT;

    for (array_each (struct dropped, drop, dropped)) {
        buf_reset(&line);
        buf_add(&line, "dropped ");
        if (drop->kind != KIND_COUNT)
            buf_addf(&line, "%s ", kind_word(drop->kind));
        print_relative(printer, &line, drop->name);
        print_line(printer, buf_text(&line));
    }
    buf_release(&line);
}

/* Reads options by their tables and shows the tables as help. What options mean is left to the
 * commands. */

#include "commands/option.h"
#include "base/duration.h"
#include "base/name.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_KEPT 128 /* of options, for 'did you mean' */
#define HELP_COLUMN 32 /* where the second column of help begins */

/* One option as it was typed. */
struct typed {
    const char *dash;  /* "--" or "-" */
    const char *name;  /* without dashes */
    char letter;       /* of a short one, else 0 */
    const char *value; /* what is glued to it, or NULL */
};

static bool is_argument(const char *word)
{
    if (word[0] != '-' || !word[1])
        return true;
    return isdigit((unsigned char)word[1]) && word[strspn(word + 1, "0123456789") + 1] == '\0';
}

/* ------------------------------------------------------------------ finding */

static const struct option_row *find_row(const struct option_table *tables, size_t count,
                                         const struct typed *typed, void **values)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < tables[i].count; j++) {
            const struct option_row *row = &tables[i].rows[j];
            bool same =
                typed->letter ? row->letter == typed->letter : !strcmp(row->name, typed->name);

            if (same) {
                *values = tables[i].values;
                return row;
            }
        }
    return NULL;
}

static enum option_result unknown(const struct option_table *tables, size_t count,
                                  const struct typed *typed, struct diags *diags)
{
    const char *names[NAMES_KEPT], *near;
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < tables[i].count && kept < NAMES_KEPT; j++)
            names[kept++] = tables[i].rows[j].name;
    diag_error(diags, NOWHERE, CHECK_USAGE, "unknown option \"%s%s\"", typed->dash,
               typed->name);
    near = typed->letter ? NULL : name_closest(typed->name, names, kept);
    if (near)
        diag_hint(diags, "Did you mean \"--%s\"?", near);
    return OPTION_WRONG;
}

/* ------------------------------------------------------------------ values */

static bool take_choice(const struct option_row *row, const char *value, int *field)
{
    const char *choice = row->value;

    for (int i = 0; *choice; i++) {
        size_t length = strcspn(choice, "|");

        if (strlen(value) == length && !strncmp(value, choice, length)) {
            *field = i;
            return true;
        }
        choice += length + (choice[length] == '|');
    }
    return false;
}

static bool take_number(const char *value, struct number *field)
{
    char *end;

    errno = 0;
    field->value = strtol(value, &end, 10);
    field->said = !errno && end != value && !*end && field->value >= 0;
    return field->said;
}

static bool take_duration(const char *value, long bare, struct number *field)
{
    field->said = duration_read(value, bare, &field->value);
    return field->said;
}

static bool take_value(struct arena *arena, const struct option_row *row, void *field,
                       const char *value)
{
    switch (row->type) {
    case OPTION_TEXT:
        *(const char **)field = value;
        return true;
    case OPTION_LIST:
        array_add(arena, (struct words *)field, value);
        return true;
    case OPTION_CHOICE:
        return take_choice(row, value, field);
    case OPTION_NUMBER:
        return take_number(value, field);
    case OPTION_DURATION:
        return take_duration(value, 0, field);
    case OPTION_SECONDS:
        return take_duration(value, 1000, field);
    case OPTION_FLAG:
        break;
    }
    return false;
}

static enum option_result wrong(struct diags *diags, const struct typed *typed,
                                const char *format)
{
    diag_error(diags, NOWHERE, CHECK_USAGE, format, typed->dash, typed->name);
    return OPTION_WRONG;
}

static const char *kind_of_value(const struct option_row *row)
{
    switch (row->type) {
    case OPTION_NUMBER:
        return "a number";
    case OPTION_DURATION:
        return "a number with its unit, as in 500ms, 5s or 2m";
    case OPTION_SECONDS:
        return "seconds, or a number with its unit, as in 500ms or 2m";
    default:
        return row->value;
    }
}

/* Fills the row's field from the typed option or the word after it. */
static enum option_result apply(struct arena *arena, const struct option_row *row, void *values,
                                const struct typed *typed, const char *next, bool *took_next,
                                struct diags *diags)
{
    void *field = (char *)values + row->offset;
    const char *value = typed->value;

    *took_next = false;
    if (row->type == OPTION_FLAG) {
        if (value)
            return wrong(diags, typed, "option \"%s%s\" takes no value");
        *(bool *)field = true;
        return OPTION_OK;
    }
    if (!value) {
        *took_next = next != NULL;
        value = next;
    }
    if (!value)
        return wrong(diags, typed, "option \"%s%s\" needs a value");
    if (take_value(arena, row, field, value))
        return OPTION_OK;
    diag_error(diags, NOWHERE, CHECK_USAGE, "\"%s\" is no value of option \"%s%s\"", value,
               typed->dash, typed->name);
    diag_hint(diags, "It takes %s.", kind_of_value(row));
    return OPTION_WRONG;
}

/* ------------------------------------------------------------------ words */

static enum option_result parse_long(struct arena *arena, const struct option_table *tables,
                                     size_t count, const char *word, const char *next,
                                     bool *took_next, struct diags *diags)
{
    const char *equals = strchr(word, '=');
    struct typed typed = {
        .dash = "--",
        .name = equals ? arena_strndup(arena, word + 2, (size_t)(equals - word - 2)) : word + 2,
        .value = equals ? equals + 1 : NULL};
    void *values = NULL;
    const struct option_row *row = find_row(tables, count, &typed, &values);

    *took_next = false;
    if (!row)
        return unknown(tables, count, &typed, diags);
    return apply(arena, row, values, &typed, next, took_next, diags);
}

/* -qv is -q -v; -dURL is -d URL. */
static enum option_result parse_short(struct arena *arena, const struct option_table *tables,
                                      size_t count, const char *word, const char *next,
                                      bool *took_next, struct diags *diags)
{
    enum option_result result = OPTION_OK;

    *took_next = false;
    for (const char *at = word + 1; *at && result == OPTION_OK; at++) {
        struct typed typed = {.dash = "-", .letter = *at, .name = arena_strndup(arena, at, 1)};
        void *values = NULL;
        const struct option_row *row = find_row(tables, count, &typed, &values);
        bool takes_value = row && row->value;

        if (!row)
            return unknown(tables, count, &typed, diags);
        typed.value = takes_value && at[1] ? at + 1 : NULL;
        result = apply(arena, row, values, &typed, next, took_next, diags);
        if (takes_value)
            break;
    }
    return result;
}

enum option_result option_parse(struct arena *arena, const struct option_table *tables,
                                size_t count, char *const *words, size_t word_count,
                                size_t *position, struct diags *diags)
{
    const char *word = words[*position];
    const char *next = *position + 1 < word_count ? words[*position + 1] : NULL;
    enum option_result result;
    bool took_next = false;

    if (is_argument(word))
        return OPTION_STOP;
    result = (word[1] == '-' ? parse_long : parse_short)(arena, tables, count, word, next,
                                                         &took_next, diags);
    *position += took_next ? 2 : 1;
    return result;
}

/* ------------------------------------------------------------------ help */

void option_help(struct buf *out, const struct option_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t start = out->length;

        if (rows[i].letter)
            buf_addf(out, "  -%c, --%s", rows[i].letter, rows[i].name);
        else
            buf_addf(out, "      --%s", rows[i].name);
        if (rows[i].value)
            buf_addf(out, " %s", rows[i].value);
        if (out->length - start >= HELP_COLUMN)
            buf_addf(out, "\n%*s", HELP_COLUMN, "");
        else
            buf_addf(out, "%*s", (int)(HELP_COLUMN - (out->length - start)), "");
        buf_addf(out, "%s\n", rows[i].help);
    }
}

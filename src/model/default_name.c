/* Default names, as PostgreSQL's makeObjectName() and its callers make them. Which of them are
 * taken is for resolve to say. */

#include "model/default_name.h"

#include "model/expression_text.h"
#include "model/names.h"
#include "model/resolve.h"

#include <assert.h>
#include <string.h>

/* The greatest length not over limit at which no UTF-8 character is cut. */
static size_t clip(const char *text, size_t limit)
{
    size_t length = strlen(text);

    if (length <= limit)
        return length;
    while (limit && ((unsigned char)text[limit] & 0xc0) == 0x80)
        limit--;
    return limit;
}

static char *append(char *to, const char *text, size_t length)
{
    memcpy(to, text, length);
    return to + length;
}

static const char *join(struct arena *arena, struct name_parts parts, const char *number)
{
    size_t first = strlen(parts.name1), second = parts.name2 ? strlen(parts.name2) : 0;
    size_t overhead = (parts.name2 != NULL) + strlen(parts.label) + strlen(number) + 1;
    size_t room = NAME_BYTES - overhead;
    char *name, *to;

    while (first + second > room) {
        if (first > second)
            first--;
        else
            second--;
    }
    name = to = arena_alloc(arena, first + second + overhead + 1);
    to = append(to, parts.name1, clip(parts.name1, first));
    if (parts.name2) {
        *to++ = '_';
        to = append(to, parts.name2, clip(parts.name2, second));
    }
    *to++ = '_';
    to = append(to, parts.label, strlen(parts.label));
    append(to, number, strlen(number));
    return name;
}

const char *default_name(struct arena *arena, const char *name1, const char *name2,
                         const char *label, bool (*is_taken)(const char *name, void *context),
                         void *context)
{
    struct name_parts parts = {name1, name2, label};
    const char *name = join(arena, parts, "");

    for (unsigned number = 1; is_taken && is_taken(name, context); number++) {
        char text[16];

        snprintf(text, sizeof text, "%u", number);
        name = join(arena, parts, text);
    }
    return name;
}

/* Where a chosen name must not be taken yet. */
struct taken_in {
    struct names *names;
    const char *schema;
    bool relations, constraints;
};

static bool is_taken(const char *name, void *context)
{
    const struct taken_in *in = context;
    struct qname qname = {in->schema, name};

    return (in->relations && names_find(in->names, NAMES_RELATION, qname)) ||
           (in->constraints && names_find(in->names, NAMES_CONSTRAINT, qname));
}

const char *name_choose(struct model *model, struct name_parts parts, const char *schema,
                        bool relations, bool constraints)
{
    struct taken_in in = {model->names, schema, relations, constraints};

    return default_name(&model->arena, parts.name1, parts.name2, parts.label, is_taken, &in);
}

unsigned constraint_naming_rank(enum constraint_type type)
{
    static const unsigned ranks[] = {
        [CONSTRAINT_CHECK] = 0,   [CONSTRAINT_PRIMARY] = 1, [CONSTRAINT_UNIQUE] = 2,
        [CONSTRAINT_EXCLUDE] = 2, [CONSTRAINT_FOREIGN] = 3,
    };

    return ranks[type];
}

/* ------------------------------------------------------------------ lists of columns */

/* The middle part: column names joined by '_' until it is longer than any name can be. */
struct addition {
    char text[2 * (NAME_BYTES + 1)];
    size_t length;
};

static void add_name(struct addition *addition, const char *name)
{
    size_t length = strlen(name);

    if (addition->length > NAME_BYTES)
        return;
    if (addition->length)
        addition->text[addition->length++] = '_';
    if (length > NAME_BYTES)
        length = NAME_BYTES;
    memcpy(addition->text + addition->length, name, length);
    addition->length += length;
    addition->text[addition->length] = '\0';
}

static const char *join_columns(struct arena *arena, const struct text_list *columns)
{
    struct addition addition;

    if (columns->count == 1)
        return columns->at[0];
    addition.length = 0;
    addition.text[0] = '\0';
    for (size_t i = 0; i < columns->count; i++)
        add_name(&addition, columns->at[i]);
    return arena_strdup(arena, addition.text);
}

/* Adds a column's name in its index: the name itself, with a number if an earlier one has it.
 * What stands behind as many others as a name has bytes is cut off anyway. */
static void add_index_column(struct arena *arena, struct text_list *names, const char *name)
{
    const char *unique = name;

    if (names->count > NAME_BYTES)
        return;
    for (unsigned number = 1; text_list_has(names, unique); number++) {
        char text[16];
        size_t length = (size_t)snprintf(text, sizeof text, "%u", number);

        unique =
            arena_printf(arena, "%.*s%s", (int)clip(name, NAME_BYTES - length), name, text);
    }
    array_add(arena, names, unique);
}

static const char *join_index_columns(struct arena *arena, struct text_list *names,
                                      const struct text_list *include)
{
    for (size_t i = 0; i < include->count; i++)
        add_index_column(arena, names, include->at[i]);
    return join_columns(arena, names);
}

static const char *join_key(struct arena *arena, const struct constraint *key)
{
    struct text_list names = {0};

    if (!key->include.count)
        return join_columns(arena, &key->columns);
    for (size_t i = 0; i < key->columns.count; i++)
        add_index_column(arena, &names, key->columns.at[i]);
    return join_index_columns(arena, &names, &key->include);
}

static const char *join_elements(struct arena *arena, const struct index_element *elements,
                                 size_t count, const struct text_list *include)
{
    struct text_list names = {0};

    for (size_t i = 0; i < count; i++) {
        const char *name = elements[i].column;

        if (!name && elements[i].expr.text)
            name = expression_column_name(arena, elements[i].expr.text);
        add_index_column(arena, &names, name ? name : "expr");
    }
    return join_index_columns(arena, &names, include);
}

/* ------------------------------------------------------------------ by kind */

static const char *const labels[] = {
    [CONSTRAINT_PRIMARY] = "pkey", [CONSTRAINT_UNIQUE] = "key",   [CONSTRAINT_CHECK] = "check",
    [CONSTRAINT_FOREIGN] = "fkey", [CONSTRAINT_EXCLUDE] = "excl",
};
static_assert(COUNT_OF(labels) == CONSTRAINT_EXCLUDE + 1, "a label for every type");

struct name_parts constraint_name_parts(struct arena *arena, const struct table *table,
                                        const struct constraint *constraint)
{
    struct name_parts parts = {table->object.name.name, NULL, labels[constraint->type]};

    switch (constraint->type) {
    case CONSTRAINT_PRIMARY:
        break;
    case CONSTRAINT_UNIQUE:
        parts.name2 = join_key(arena, constraint);
        break;
    case CONSTRAINT_FOREIGN:
        parts.name2 = join_columns(arena, &constraint->columns);
        break;
    case CONSTRAINT_CHECK:
        if (constraint->check.text)
            parts.name2 = expression_only_column(constraint->check.text, table);
        break;
    case CONSTRAINT_EXCLUDE:
        parts.name2 = join_elements(arena, constraint->elements.at, constraint->elements.count,
                                    &constraint->include);
        break;
    }
    return parts;
}

struct name_parts index_name_parts(struct arena *arena, const struct table *table,
                                   const struct index *index)
{
    return (struct name_parts){
        table->object.name.name,
        join_elements(arena, index->elements.at, index->elements.count, &index->include),
        "idx"};
}

struct name_parts sequence_name_parts(const struct table *table, const char *column)
{
    return (struct name_parts){table->object.name.name, column, "seq"};
}

struct name_parts domain_check_parts(const struct domain *domain)
{
    return (struct name_parts){domain->object.name.name, NULL, "check"};
}

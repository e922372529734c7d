/* PostgreSQL's built-in types, as its catalog has them: which category each is of, and what it
 * becomes by itself. */

#include "postgres/typing.h"

#include "model/types.h"

#include <stdlib.h>
#include <string.h>

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
/* in byte order */
#define IMPLICIT(from, to) {from, to},
#include "postgres/catalog_casts.def"
#undef IMPLICIT
};

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

bool sql_type_is_known(const struct sql_type *type)
{
    return type->name.name != NULL;
}

bool sql_type_is_unknown(const struct sql_type *type)
{
    return sql_type_is(type, "unknown");
}

bool sql_type_is_builtin(const struct sql_type *type)
{
    return sql_type_is_known(type) && !type->name.schema && find_type(type->name.name);
}

char sql_type_category(const struct sql_type *type)
{
    const struct catalog_type *found = find_type(type->name.name);

    return type->array ? 'A' : found ? found->category : 'U';
}

bool sql_type_is_preferred(const struct sql_type *type)
{
    const struct catalog_type *found = find_type(type->name.name);

    return !type->array && found && found->preferred;
}

bool sql_type_is_polymorphic(const struct sql_type *type)
{
    return !type->array && sql_type_category(type) == 'P';
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
        return sql_type_category(from) == 'R';
    }
    return !strstr(to->name.name, "enum");
}

static int compare_cast(const void *wanted, const void *row)
{
    const struct catalog_cast *a = wanted, *b = row;
    int from = strcmp(a->from, b->from);

    return from ? from : strcmp(a->to, b->to);
}

bool sql_type_can_become(const struct sql_type *from, const struct sql_type *to)
{
    if (sql_type_is_unknown(from) || sql_type_same(from, to)) {
        return true;
    }
    if (sql_type_is_polymorphic(to)) {
        return takes_polymorphic(from, to);
    }
    if (from->array != to->array) {
        return false;
    }
    return bsearch(&(struct catalog_cast){from->name.name, to->name.name}, casts,
                   COUNT_OF(casts), sizeof *casts, compare_cast) != NULL;
}

/* Names in definitions that the search path gives a meaning: written out where another search
 * path would give them another one, for a model knows of none. */

#include "sources/ddl_build.h"

#include "model/types.h"
#include "postgres/expression.h"

#include <string.h>

/* What is referred to by its name alone, whatever its arguments or its method. */
static const struct called_row {
    const char *word;
    enum ddl_called called;
} called_rows[] = {
    {"function", CALLED_ROUTINE},     {"procedure", CALLED_ROUTINE},
    {"aggregate", CALLED_ROUTINE},    {"collation", CALLED_COLLATION},
    {"operator class", CALLED_CLASS},
};

static struct names **names_of(struct ddl *ddl, const struct ddl_other *other)
{
    for (size_t i = 0; i < COUNT_OF(called_rows); i++)
        if (!strcmp(called_rows[i].word, other->word))
            return &ddl->called[called_rows[i].called];
    return NULL;
}

void ddl_enter_called(struct ddl *ddl, struct ddl_other *other)
{
    struct names **names = names_of(ddl, other);

    if (names)
        names_enter(names, NAMES_SCHEMA, other->object.name, &other->object);
}

void ddl_leave_called(struct ddl *ddl, const struct ddl_other *other)
{
    struct names **names = names_of(ddl, other);

    if (names)
        names_leave(*names, NAMES_SCHEMA, other->object.name);
}

struct qname ddl_called(const struct ddl *ddl, enum ddl_called called, struct qname said)
{
    for (size_t i = 0; said.name && !said.schema && i < ddl->path.count; i++) {
        struct qname name = {ddl->path.at[i], said.name};

        if (names_find(ddl->called[called], NAMES_SCHEMA, name))
            return name;
    }
    return said;
}

struct qname ddl_collation(struct ddl *ddl, const PgQuery__CollateClause *clause)
{
    struct qname none = {0};

    return clause ? ddl_called(ddl, CALLED_COLLATION,
                               ddl_qname(ddl, clause->collname, clause->n_collname))
                  : none;
}

/* ------------------------------------------------------------------ expressions */

static struct qname find(const struct ddl *ddl, enum mention mention, struct qname name)
{
    struct qname found = name;

    if (mention == MENTION_FUNCTION)
        found = ddl_called(ddl, CALLED_ROUTINE, name);
    else if (mention == MENTION_RELATION)
        ddl_find(ddl, NAMES_RELATION, name, &found);
    else if (mention == MENTION_TYPE && !type_is_builtin(name.name))
        ddl_find(ddl, NAMES_TYPE, name, &found);
    return found;
}

static struct qname qualify(void *context, enum mention mention, struct qname name)
{
    return name.schema ? name : find(context, mention, name);
}

/* Whether the path is that of every model: then a name means what it means there. */
static bool is_usual(const struct ddl *ddl)
{
    return !ddl->path.count ||
           (ddl->path.count == 1 && text_equal(ddl->path.at[0], ddl->model->schema));
}

const char *ddl_qualified(struct ddl *ddl, const char *text)
{
    struct expression_names names = {ddl, qualify};

    return is_usual(ddl) ? text : expression_rename(&ddl->model->arena, text, &names);
}

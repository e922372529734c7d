/* The kinds that statements name, against what has the name. Who calls knows whether the name
 * is there at all. */

#include "sources/ddl_alter.h"

#include <string.h>

#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

/* What a statement calls a kind; the words of what is not modelled are the database source's.
 */
static const char *const words[] = {
    [OBJECT(TABLE)] = "table",       [OBJECT(FOREIGN_TABLE)] = "foreign table",
    [OBJECT(SEQUENCE)] = "sequence", [OBJECT(INDEX)] = "index",
    [OBJECT(VIEW)] = "view",         [OBJECT(MATVIEW)] = "materialized view",
    [OBJECT(DOMAIN)] = "domain",
};

/* A table's members have names among the relations: the holder of them is the table. */
static const char *word_of(const struct ddl *ddl, const struct object *object,
                           struct qname found)
{
    const char *left_out = ddl_left_out(ddl, object);

    switch (object->kind) {
    case KIND_TABLE:
        if (!qname_equal(object->name, found))
            return ddl_find_identity((const struct table *)object, found.name) ? "sequence"
                                                                               : "index";
        return text_equal(left_out, "foreign table") ? left_out : "table";
    case KIND_COUNT:
        return ((const struct ddl_other *)object)->word;
    default:
        return kind_word(object->kind);
    }
}

bool ddl_is_of_kind(const struct ddl *ddl, PgQuery__ObjectType type,
                    const struct object *object, struct qname found)
{
    const char *word = word_of(ddl, object, found);

    return (size_t)type >= COUNT_OF(words) || !words[type] || word == ddl_temporary ||
           !strcmp(word, words[type]);
}

bool ddl_judge_kind(struct ddl *ddl, PgQuery__ObjectType type, const struct object *object,
                    struct qname found, int location)
{
    return ddl_is_of_kind(ddl, type, object, found) ||
           ddl_refuse(ddl, location, "\"%s\" is not %s %s", found.name,
                      type == OBJECT(INDEX) ? "an" : "a", words[type]);
}

/* ALTER TABLE … RENAME and SET SCHEMA are for all that have columns, but for those of types; so
 * is ALTER INDEX … RENAME. */
bool ddl_judge_moved(struct ddl *ddl, PgQuery__ObjectType type, const struct object *object,
                     struct qname found, int location)
{
    if (type != OBJECT(TABLE) && type != OBJECT(INDEX))
        return ddl_judge_kind(ddl, type, object, found, location);
    if (object->kind != KIND_COMPOSITE)
        return true;
    ddl_refuse(ddl, location, "\"%s\" is a composite type", found.name);
    diag_hint(ddl->diags, "Use ALTER TYPE instead.");
    return false;
}

/* What keys and indexes ask of the types of their columns: an operator class to compare them
 * by, a range to have no overlaps of, the same type at both ends of a foreign key. Only of
 * types that are PostgreSQL's own; what extensions bring is left to the server. */

#include "model/resolving.h"
#include "model/types.h"

#include <string.h>

/* What stands for types that have no name of PostgreSQL's. */
#define TYPES_ARRAY "array"
#define TYPES_ENUM "enum"
#define TYPES_COMPOSITE "composite"

static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = words; (at = strstr(at, word)); at += length)
        if ((at == words || at[-1] == ' ') && (!at[length] || at[length] == ' '))
            return true;
    return false;
}

/* ------------------------------------------------------------------ operator classes */

/* The types that have a default operator class, or are cast to one that has without a word, by
 * the methods that have it: pg_opclass of servers 14 to 18. What most keys are of comes first.
 * Types that stand nowhere have none. */
static const struct comparable {
    const char *methods, *types;
} comparables[] = {
    {"btree hash brin", "bpchar bytea char date float4 float8 int2 int4 int8 interval macaddr "
                        "macaddr8 name numeric oid pg_lsn tid time timestamp timestamptz "
                        "timetz uuid regclass regcollation regconfig regdictionary "
                        "regnamespace regoper regoperator regproc regprocedure regrole "
                        "regtype"},
    {"btree hash spgist brin", "cidr inet text varchar"},
    {"btree hash gin", "jsonb int2vector oidvector " TYPES_ARRAY},
    {"btree hash", "bool xid8 " TYPES_ENUM " " TYPES_COMPOSITE},
    {"btree hash gist spgist brin", "daterange int4range int8range numrange tsrange tstzrange"},
    {"btree hash gist", "datemultirange int4multirange int8multirange nummultirange "
                        "tsmultirange tstzmultirange"},
    {"btree gist gin", "tsvector"},
    {"btree gist", "tsquery"},
    {"btree brin", "bit varbit"},
    {"btree", "money"},
    {"hash", "aclitem cid xid"},
    {"gist spgist brin", "box"},
    {"gist spgist", "point polygon"},
    {"gist", "circle"},
};

/* What helps where there is none. */
static const struct advice {
    const char *methods, *types, *text;
} advices[] = {
    {"btree hash gin", "json", "Type jsonb has them."},
    {"gin", "text varchar bpchar",
     "The extension pg_trgm brings \"gin_trgm_ops\" for parts of texts; whole words are found "
     "by an index on a tsvector."},
    {"gist", "text varchar bpchar",
     "The extension pg_trgm brings \"gist_trgm_ops\" for parts of texts, and btree_gist one "
     "to compare whole texts by."},
    {"gin",
     "int2 int4 int8 float4 float8 numeric money timestamp timestamptz time timetz date "
     "interval oid uuid bool name bytea char macaddr macaddr8 inet cidr bit varbit",
     "The extension btree_gin brings one."},
    {"gist",
     "int2 int4 int8 float4 float8 numeric money timestamp timestamptz time timetz date "
     "interval oid uuid bool bytea macaddr macaddr8 bit varbit",
     "The extension btree_gist brings one."},
    {"gist", "inet cidr",
     "PostgreSQL has \"inet_ops\", which has to be named; the extension btree_gist brings "
     "another one."},
};

/* The type's name in pg_type below all domains, or one of TYPES_…; NULL: not known here. */
static const char *type_word(const struct resolver *resolver, const struct type_name *type)
{
    const struct object *object;

    type = resolve_base_type(resolver, type);
    if (!type->text)
        return NULL;
    if (type->dimensions)
        return TYPES_ARRAY;
    if (!type->user.name)
        return type_catalog_name(type);
    object = model_find_type(resolver->model, type->user);
    if (!object || object->external)
        return NULL;
    return object->kind == KIND_ENUM        ? TYPES_ENUM
           : object->kind == KIND_COMPOSITE ? TYPES_COMPOSITE
                                            : NULL;
}

/* Extensions bring classes for types that are not theirs to gin and gist alone. */
static bool is_known(const struct resolver *resolver, const char *method)
{
    const char *methods = resolver->model->objects[KIND_EXTENSION].count
                              ? "btree hash spgist brin"
                              : "btree hash spgist brin gin gist";

    return has_word(methods, method);
}

static bool is_comparable(const char *method, const char *type)
{
    for (size_t i = 0; i < COUNT_OF(comparables); i++)
        if (has_word(comparables[i].methods, method) && has_word(comparables[i].types, type))
            return true;
    return false;
}

static void need_class(struct resolver *resolver, const struct column *column,
                       const char *method, struct span at)
{
    const char *type = type_word(resolver, &column->type);

    if (!type || !is_known(resolver, method) || is_comparable(method, type))
        return;
    diag_error(resolver->diags, at, CHECK_CLAUSE,
               "data type %s has no default operator class for access method \"%s\"",
               column->type.text, method);
    for (size_t i = 0; i < COUNT_OF(advices); i++)
        if (has_word(advices[i].methods, method) && has_word(advices[i].types, type)) {
            diag_hint(resolver->diags, "%s", advices[i].text);
            return;
        }
}

static void need_classes(struct resolver *resolver, const struct table *table,
                         const char *method, const struct index_element *elements, size_t count,
                         struct span at)
{
    for (size_t i = 0; i < count; i++) {
        const struct column *column =
            elements[i].column ? table_find_column(table, elements[i].column) : NULL;

        if (column && !elements[i].opclass.name)
            need_class(resolver, column, method ? method : "btree",
                       elements[i].at.file ? elements[i].at : at);
    }
}

static void need_classes_of_key(struct resolver *resolver, const struct table *table,
                                const struct constraint *key)
{
    for (size_t i = 0; i < key->columns.count; i++) {
        const struct column *column = table_find_column(table, key->columns.at[i]);

        if (column)
            need_class(resolver, column, key->without_overlaps ? "gist" : "btree",
                       key->object.at);
    }
}

/* ------------------------------------------------------------------ without overlaps */

/* PostgreSQL 18: transformIndexConstraint(). */
static void check_overlaps(struct resolver *resolver, const struct table *table,
                           const struct constraint *key)
{
    static const char ranges[] = "daterange int4range int8range numrange tsrange tstzrange "
                                 "datemultirange int4multirange int8multirange nummultirange "
                                 "tsmultirange tstzmultirange";
    size_t count = key->columns.count;
    const struct column *last = table_find_column(table, key->columns.at[count - 1]);
    const char *type = last ? type_word(resolver, &last->type) : NULL;

    if (count < 2)
        diag_error(resolver->diags, key->object.at, CHECK_CLAUSE,
                   "constraint using \"without overlaps\" needs at least two columns");
    if (type && !has_word(ranges, type))
        diag_error(resolver->diags, key->object.at, CHECK_CLAUSE,
                   "column \"%s\" in \"without overlaps\" is not a range or multirange type",
                   last->object.name.name);
}

/* ------------------------------------------------------------------ foreign keys */

/* The types of columns that may refer to a column of the type, besides the type itself: there
 * is an operator of the key's family for the two, or a cast that needs no word. */
static const struct referable {
    const char *type, *by;
} referables[] = {
    {"bit", "varbit"},
    {"bpchar", "text varchar name"},
    {"cidr", "inet"},
    {"date", "timestamp timestamptz"},
    {"float4", "float8 int2 int4 int8 numeric"},
    {"float8", "float4 int2 int4 int8 numeric"},
    {"inet", "cidr"},
    {"int2", "int4 int8"},
    {"int4", "int2 int8"},
    {"int8", "int2 int4"},
    {"interval", "time"},
    {"macaddr", "macaddr8"},
    {"macaddr8", "macaddr"},
    {"name", "text varchar bpchar"},
    {"numeric", "int2 int4 int8"},
    {"text", "bpchar char name varchar"},
    {"timestamp", "date timestamptz"},
    {"timestamptz", "date timestamp"},
    {"timetz", "time"},
    {"varbit", "bit"},
    {"varchar", "bpchar char name text"},
};

/* The aliases of oid are left out: they are numbers, and most numbers are cast to them. */
static bool is_judged(const char *type)
{
    return type && strncmp(type, "reg", 3) != 0 && strcmp(type, "oid") != 0 &&
           is_comparable("btree", type);
}

static bool may_refer(const char *from, const char *to)
{
    if (strcmp(from, to) == 0)
        return true;
    for (size_t i = 0; i < COUNT_OF(referables); i++)
        if (strcmp(referables[i].type, to) == 0)
            return has_word(referables[i].by, from);
    return false;
}

static bool fits(const struct resolver *resolver, const struct type_name *from,
                 const struct type_name *to)
{
    const char *from_word = type_word(resolver, from), *to_word = type_word(resolver, to);

    if (!is_judged(from_word) || !is_judged(to_word))
        return true;
    if (strcmp(from_word, to_word) == 0 && strcmp(from_word, TYPES_ENUM) == 0)
        return type_equal(resolve_base_type(resolver, from), resolve_base_type(resolver, to));
    return may_refer(from_word, to_word);
}

static void check_foreign(struct resolver *resolver, const struct table *table,
                          const struct constraint *key)
{
    const struct table *target = (const struct table *)key->references.to;

    for (size_t i = 0; target && i < key->columns.count && i < key->ref_columns.count; i++) {
        const struct column *from = table_find_column(table, key->columns.at[i]);
        const struct column *to = table_find_column(target, key->ref_columns.at[i]);

        if (!from || !to || fits(resolver, &from->type, &to->type))
            continue;
        diag_error(resolver->diags, key->object.at, CHECK_CLAUSE,
                   "key columns \"%s\" and \"%s\" are of incompatible types: %s and %s",
                   from->object.name.name, to->object.name.name, from->type.text,
                   to->type.text);
        diag_note(resolver->diags, to->object.at, "column \"%s\" is declared here",
                  to->object.name.name);
    }
}

/* ------------------------------------------------------------------ the pass */

static void check_constraint(struct resolver *resolver, const struct table *table,
                             const struct constraint *constraint)
{
    bool is_key =
        constraint->type == CONSTRAINT_PRIMARY || constraint->type == CONSTRAINT_UNIQUE;

    if (is_key && constraint->without_overlaps && constraint->columns.count)
        check_overlaps(resolver, table, constraint);
    if (is_key)
        need_classes_of_key(resolver, table, constraint);
    if (constraint->type == CONSTRAINT_EXCLUDE)
        need_classes(resolver, table, constraint->method, constraint->elements.at,
                     constraint->elements.count, constraint->object.at);
    if (constraint->type == CONSTRAINT_FOREIGN)
        check_foreign(resolver, table, constraint);
}

bool resolve_may_have_more_classes(const struct model *model)
{
    for (array_each (const struct unmodelled, entry, &model->unmodelled))
        if (text_equal(entry->kind, "operator class") || text_equal(entry->kind, "cast"))
            return true;
    return model->unfollowed || model->server_version;
}

void resolve_key_types_of(struct resolver *resolver, const struct table *table)
{
    for (array_each (const struct constraint, constraint, &table->constraints))
        check_constraint(resolver, table, constraint);
    for (array_each (const struct index, index, &table->indexes))
        need_classes(resolver, table, index->method, index->elements.at, index->elements.count,
                     index->object.at);
}

/* Dropping: what is named, with what PostgreSQL drops along by itself, and with what depends on
 * it where CASCADE says so. What depends on what is ddl_depend.c's. */

#include "sources/ddl_alter.h"

#include <string.h>

/* ------------------------------------------------------------------ words */

static const char *name_in_path(struct ddl *ddl, struct qname name)
{
    return name.schema && !text_equal(name.schema, ddl->model->schema)
               ? arena_printf(&ddl->scratch, "%s.%s", name.schema, name.name)
               : name.name;
}

static const char *word_of(const struct ddl *ddl, const struct object *object)
{
    const char *left_out = pointer_map_get(&ddl->left_out, object);

    if (object->kind == KIND_COUNT)
        return ((const struct ddl_other *)object)->word;
    if (left_out)
        return left_out;
    return object->kind == KIND_ENUM || object->kind == KIND_COMPOSITE
               ? "type"
               : kind_word(object->kind);
}

const char *ddl_describe(struct ddl *ddl, struct ddl_address address)
{
    static const char *const parts[] = {
        [PART_COLUMN] = "column",
        [PART_CONSTRAINT] = "constraint",
        [PART_INDEX] = "index",
    };
    const char *word = word_of(ddl, address.object);
    const char *name = name_in_path(ddl, address.object->name);

    if (address.part == PART_WHOLE)
        return arena_printf(&ddl->scratch, "%s \"%s\"", word, name);
    if (address.part == PART_DEFAULT && address.name)
        return arena_printf(&ddl->scratch, "default value of column \"%s\" of %s \"%s\"",
                            address.name, word, name);
    if (address.part == PART_DEFAULT)
        return arena_printf(&ddl->scratch, "default value of %s \"%s\"", word, name);
    return arena_printf(&ddl->scratch, "%s \"%s\" of %s \"%s\"", parts[address.part],
                        address.name, word, name);
}

/* ------------------------------------------------------------------ the set */

/* All that goes, in the order in which it was found. */
struct doomed {
    struct ddl_address address;
    size_t because; /* of which it depends; its own place: it was named */
    bool is_auto;
};

struct dropping {
    struct ddl *ddl;
    ARRAY(struct doomed) doomed;
    size_t at; /* whose dependents are being looked for */
};

static bool is_same(const struct ddl_address *a, const struct ddl_address *b)
{
    return a->object == b->object && a->part == b->part && text_equal(a->name, b->name);
}

/* What is part of something that goes goes with it, whatever it depends on. */
static bool is_part_of(const struct ddl_address *part, const struct ddl_address *whole)
{
    if (part->object != whole->object)
        return false;
    return whole->part == PART_WHOLE ||
           (part->part == PART_DEFAULT && whole->part == PART_COLUMN &&
            text_equal(part->name, whole->name));
}

static void meet(void *context, struct ddl_address address, bool is_auto)
{
    struct dropping *dropping = context;

    for (array_each (struct doomed, doomed, &dropping->doomed)) {
        if (is_same(&address, &doomed->address))
            doomed->is_auto |= is_auto;
        else if (!is_part_of(&address, &doomed->address))
            continue;
        return;
    }
    array_add(&dropping->ddl->scratch, &dropping->doomed,
              ((struct doomed){address, dropping->at, is_auto}));
}

/* Whether a whole that was found later takes the part with it. */
static bool goes_with_whole(const struct dropping *dropping, const struct doomed *doomed)
{
    for (array_each (const struct doomed, other, &dropping->doomed))
        if (other != doomed && is_part_of(&doomed->address, &other->address))
            return true;
    return false;
}

#define DEPENDENTS_SHOWN 5

static bool refuse_dependents(struct dropping *dropping, int location)
{
    struct ddl *ddl = dropping->ddl;
    size_t shown = 0;

    for (size_t i = 0; i < dropping->doomed.count; i++) {
        const struct doomed *doomed = &dropping->doomed.at[i];
        const struct doomed *of = &dropping->doomed.at[doomed->because];

        if (doomed->is_auto || doomed->because == i || goes_with_whole(dropping, doomed))
            continue;
        if (!shown)
            ddl_refuse(ddl, location, "cannot drop %s because other objects depend on it",
                       ddl_describe(ddl, of->address));
        if (shown++ < DEPENDENTS_SHOWN)
            diag_note(ddl->diags, NOWHERE, "%s depends on %s",
                      ddl_describe(ddl, doomed->address), ddl_describe(ddl, of->address));
    }
    if (shown)
        diag_hint(ddl->diags, "Use DROP ... CASCADE to drop the dependent objects too.");
    return shown == 0;
}

/* ------------------------------------------------------------------ carrying it out */

#define REMOVE(array, item)                                                                    \
    memmove((item), (item) + 1,                                                                \
            (size_t)((array)->at + --(array)->count - (item)) * sizeof *(item))

static void remove_default(struct ddl_address address)
{
    struct column *column =
        address.object->kind == KIND_TABLE
            ? table_find_column((struct table *)address.object, address.name)
            : NULL;

    if (column)
        column->value = (struct expr){0};
    else if (address.object->kind == KIND_DOMAIN)
        ((struct domain *)address.object)->value = (struct expr){0};
}

static void remove_column(struct ddl *ddl, struct ddl_address address)
{
    struct composite *type = (struct composite *)address.object;
    struct table *table = (struct table *)address.object;

    if (address.object->kind == KIND_COMPOSITE) {
        for (array_each (struct column, attribute, &type->attributes))
            if (text_equal(attribute->object.name.name, address.name)) {
                REMOVE(&type->attributes, attribute);
                return;
            }
        return;
    }
    struct column *column = table_find_column(table, address.name);
    if (!column)
        return;
    if (column->identity != IDENTITY_NONE)
        names_leave(ddl->model->names, NAMES_RELATION, column->identity_sequence);
    REMOVE(&table->columns, column);
}

/* What was said about an index is gone with it. */
static void forget_index(struct table *table, const char *name)
{
    if (text_equal(table->replica_index, name)) {
        table->replica_identity = REPLICA_NOTHING;
        table->replica_index = NULL;
    }
}

static void remove_constraint(struct ddl *ddl, struct ddl_address address)
{
    struct table *table = (struct table *)address.object;
    struct domain *domain = (struct domain *)address.object;
    struct constraint *constraint = address.object->kind == KIND_TABLE
                                        ? table_find_constraint(table, address.name)
                                        : ddl_find_check(domain, address.name);

    if (!constraint)
        return;
    ddl_leave_constraint(ddl, address.object, constraint);
    if (address.object->kind == KIND_TABLE) {
        forget_index(table, address.name);
        REMOVE(&table->constraints, constraint);
    } else {
        REMOVE(&domain->constraints, constraint);
    }
}

void ddl_take_index(struct ddl *ddl, struct table *table, struct index *index)
{
    names_leave(ddl->model->names, NAMES_RELATION,
                (struct qname){table->object.name.schema, index->object.name.name});
    REMOVE(&table->indexes, index);
}

static void remove_index(struct ddl *ddl, struct ddl_address address)
{
    struct table *table = (struct table *)address.object;
    struct index *index = table_find_index(table, address.name);

    if (!index)
        return;
    forget_index(table, address.name);
    ddl_take_index(ddl, table, index);
}

/* Publications and such stay, without what is gone. */
static void forget_edges(struct ddl *ddl, const struct object *object)
{
    struct ddl_other *other;

    for (size_t i = 0; (other = ddl_next_other(ddl, &i));)
        for (size_t j = other->edges.count; j-- > 0;)
            if (other->edges.at[j].on == object)
                REMOVE(&other->edges, &other->edges.at[j]);
}

static void remove_whole(struct ddl *ddl, struct object *object)
{
    if (object->kind == KIND_COUNT) {
        struct ddl_other *other = (struct ddl_other *)object;

        if (!other->dropped)
            ddl_drop_other(ddl, other);
    } else if (ddl_is_there(ddl, object)) {
        ddl_leave(ddl, object);
    }
    forget_edges(ddl, object);
}

static void carry_out(struct ddl *ddl, struct ddl_address address)
{
    switch (address.part) {
    case PART_WHOLE:
        remove_whole(ddl, address.object);
        break;
    case PART_COLUMN:
        remove_column(ddl, address);
        break;
    case PART_DEFAULT:
        remove_default(address);
        break;
    case PART_CONSTRAINT:
        remove_constraint(ddl, address);
        break;
    case PART_INDEX:
        remove_index(ddl, address);
        break;
    }
}

static bool stays_there(const struct ddl_address *address)
{
    const struct ddl_other *other = (const struct ddl_other *)address->object;

    return address->object->kind == KIND_COUNT && !strcmp(other->word, "publication");
}

bool ddl_drop_all(struct ddl *ddl, const struct ddl_addresses *targets, bool cascade,
                  int location)
{
    struct dropping dropping = {.ddl = ddl};

    for (size_t i = 0; i < targets->count; i++) {
        dropping.at = i;
        meet(&dropping, targets->at[i], false);
    }
    for (size_t i = 0; i < dropping.doomed.count; i++) {
        struct ddl_address address = dropping.doomed.at[i].address;

        dropping.at = i;
        if (i < targets->count || !stays_there(&address))
            ddl_each_dependent(ddl, address, meet, &dropping);
    }
    if (!cascade && !refuse_dependents(&dropping, location))
        return false;
    for (size_t i = dropping.doomed.count; i-- > 0;) {
        const struct doomed *doomed = &dropping.doomed.at[i];

        if (doomed->because == i || !stays_there(&doomed->address))
            carry_out(ddl, doomed->address);
    }
    return true;
}

bool ddl_drop_part(struct ddl *ddl, struct ddl_address target, bool cascade, int location)
{
    struct ddl_addresses targets = {&target, 1, 1};

    return ddl_drop_all(ddl, &targets, cascade, location);
}

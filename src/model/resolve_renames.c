/* Renames and drops that a model says: whether they can be meant. Whether they have been
 * carried out already is for the plan to see. */

#include "model/names.h"
#include "model/resolving.h"

#include <string.h>

/* The objects among which a new name and an old one stand. */
struct siblings {
    const struct object *(*find)(const struct siblings *siblings, struct qname name);
    struct model *model;
    enum kind kind;
    const void *parent;
};

static const struct object *find_top(const struct siblings *siblings, struct qname name)
{
    return model_find(siblings->model, siblings->kind, name);
}

static const struct object *find_column(const struct siblings *siblings, struct qname name)
{
    const struct column *column = table_find_column(siblings->parent, name.name);

    return column ? &column->object : NULL;
}

static const struct object *find_constraint(const struct siblings *siblings, struct qname name)
{
    const struct constraint *found = table_find_constraint(siblings->parent, name.name);

    return found ? &found->object : NULL;
}

static const struct object *find_index(const struct siblings *siblings, struct qname name)
{
    const struct index *index = table_find_index(siblings->parent, name.name);

    return index ? &index->object : NULL;
}

static const struct object *find_label(const struct siblings *siblings, struct qname name)
{
    const struct label *label = enum_find_label(siblings->parent, name.name);

    return label ? &label->object : NULL;
}

static const struct object *find_attribute(const struct siblings *siblings, struct qname name)
{
    const struct composite *type = siblings->parent;

    for (array_each (const struct column, column, &type->attributes))
        if (text_equal(column->object.name.name, name.name))
            return &column->object;
    return NULL;
}

static const struct object *find_domain_check(const struct siblings *siblings,
                                              struct qname name)
{
    const struct domain *domain = siblings->parent;

    for (array_each (const struct constraint, check, &domain->constraints))
        if (text_equal(check->object.name.name, name.name))
            return &check->object;
    return NULL;
}

static void check_rename(struct resolver *resolver, const struct siblings *siblings,
                         struct object *object)
{
    struct diags *diags = resolver->diags;
    const char *word = kind_word(object->kind), *name = object->name.name;
    struct qname old = object->renamed_from;
    const struct object *other;

    if (!old.name)
        return;
    if (!old.schema)
        old.schema = object->name.schema;
    if (qname_equal(old, object->name)) {
        diag_error(diags, object->renamed_at, CHECK_RENAME,
                   "%s \"%s\" cannot be renamed from itself", word, name);
        return;
    }
    other = siblings->find(siblings, old);
    if (!other)
        return;
    diag_error(diags, object->renamed_at, CHECK_RENAME,
               "%s \"%s\" cannot be renamed from \"%s\": that is still declared", word, name,
               old.name);
    diag_note(diags, other->at, "it is declared here");
    diag_hint(diags, "To swap two names, rename one of them away first, in a step of its own.");
}

/* Two of one parent that say the same old name. */
static void check_pair(struct resolver *resolver, const struct object *first,
                       const struct object *second)
{
    if (!first->renamed_from.name || !qname_equal(first->renamed_from, second->renamed_from))
        return;
    diag_error(resolver->diags, second->renamed_at, CHECK_RENAME,
               "%s \"%s\" and %s \"%s\" cannot both be renamed from \"%s\"",
               kind_word(first->kind), first->name.name, kind_word(second->kind),
               second->name.name, first->renamed_from.name);
    diag_note(resolver->diags, first->renamed_at, "the other one is here");
}

/* Objects of one size in a row, or by pointers; few of them are renamed. */
struct renamed {
    struct object **at;
    size_t count, capacity;
};

static void check_renamed(struct resolver *resolver, const struct siblings *siblings,
                          struct renamed *renamed, struct object *object)
{
    if (!object->renamed_from.name)
        return;
    check_rename(resolver, siblings, object);
    for (size_t i = 0; i < renamed->count; i++)
        check_pair(resolver, renamed->at[i], object);
    array_add(&resolver->model->arena, renamed, object);
}

#define check_members(resolver, type, array, finder, owner)                                    \
    do {                                                                                       \
        struct siblings siblings = {.find = (finder), .parent = (owner)};                      \
        struct renamed renamed = {0};                                                          \
        for (array_each (type, member, array))                                                 \
            check_renamed(resolver, &siblings, &renamed, &member->object);                     \
    } while (0)

static void check_member_renames(struct resolver *resolver, struct object *object)
{
    if (object->kind == KIND_TABLE) {
        struct table *table = (struct table *)object;

        check_members(resolver, struct column, &table->columns, find_column, table);
        check_members(resolver, struct constraint, &table->constraints, find_constraint, table);
        check_members(resolver, struct index, &table->indexes, find_index, table);
    } else if (object->kind == KIND_ENUM) {
        struct enum_type *type = (struct enum_type *)object;

        check_members(resolver, struct label, &type->labels, find_label, type);
    } else if (object->kind == KIND_COMPOSITE) {
        struct composite *type = (struct composite *)object;

        check_members(resolver, struct column, &type->attributes, find_attribute, type);
    } else if (object->kind == KIND_DOMAIN) {
        struct domain *domain = (struct domain *)object;

        check_members(resolver, struct constraint, &domain->constraints, find_domain_check,
                      domain);
    }
}

static void check_replaced_labels(struct resolver *resolver, const struct enum_type *type)
{
    for (array_each (const struct label, label, &type->labels))
        if (label->replaces && enum_find_label(type, label->replaces))
            diag_error(resolver->diags, label->object.at, CHECK_RENAME,
                       "label \"%s\" cannot replace \"%s\": that is still declared",
                       label->object.name.name, label->replaces);
}

/* ------------------------------------------------------------------ drops */

static void report_dropped(struct resolver *resolver, const struct dropped *dropped,
                           const struct object *object)
{
    diag_error(resolver->diags, dropped->at, CHECK_RENAME,
               "%s \"%s\" is dropped here, but still declared", kind_word(object->kind),
               object->name.name);
    diag_note(resolver->diags, object->at, "it is declared here");
}

static bool may_be(const struct dropped *dropped, enum kind kind)
{
    return dropped->kind == KIND_COUNT || dropped->kind == kind;
}

static void check_dropped_objects(struct resolver *resolver)
{
    const struct model *model = resolver->model;

    for (array_each (struct dropped, dropped, &model->dropped))
        for (int kind = KIND_SCHEMA; kind <= KIND_TABLE; kind++) {
            const struct object *object = model_find(model, kind, dropped->name);

            if (object && may_be(dropped, kind))
                report_dropped(resolver, dropped, object);
        }
}

static void check_dropped_members(struct resolver *resolver, const struct table *table)
{
    for (array_each (struct dropped, dropped, &table->dropped)) {
        const struct column *column = table_find_column(table, dropped->name.name);
        const struct constraint *constraint = table_find_constraint(table, dropped->name.name);
        const struct index *index = table_find_index(table, dropped->name.name);

        if (column && may_be(dropped, KIND_COLUMN))
            report_dropped(resolver, dropped, &column->object);
        if (constraint && may_be(dropped, KIND_CONSTRAINT))
            report_dropped(resolver, dropped, &constraint->object);
        if (index && may_be(dropped, KIND_INDEX))
            report_dropped(resolver, dropped, &index->object);
    }
}

static void check_dropped_parts(struct resolver *resolver, const struct object *type)
{
    bool is_enum = type->kind == KIND_ENUM;
    const struct dropped_list *list = is_enum ? &((const struct enum_type *)type)->dropped
                                              : &((const struct composite *)type)->dropped;
    struct siblings siblings = {.find = is_enum ? find_label : find_attribute, .parent = type};

    for (array_each (struct dropped, dropped, list)) {
        const struct object *object = siblings.find(&siblings, dropped->name);

        if (object)
            report_dropped(resolver, dropped, object);
    }
}

/* ------------------------------------------------------------------ the pass */

void resolve_renames(struct resolver *resolver)
{
    struct model *model = resolver->model;

    for (int kind = KIND_SCHEMA; kind <= KIND_TABLE; kind++) {
        struct siblings siblings = {.find = find_top, .model = model, .kind = kind};
        struct renamed renamed = {0};

        for (size_t i = 0; i < model->objects[kind].count; i++) {
            struct object *object = model->objects[kind].at[i];

            check_renamed(resolver, &siblings, &renamed, object);
            check_member_renames(resolver, object);
            if (kind == KIND_ENUM)
                check_replaced_labels(resolver, (struct enum_type *)object);
            if (kind == KIND_ENUM || kind == KIND_COMPOSITE)
                check_dropped_parts(resolver, object);
            if (kind == KIND_TABLE)
                check_dropped_members(resolver, (struct table *)object);
        }
    }
    check_dropped_objects(resolver);
}

/* Matching the objects of two models. Containers are matched before their members, so that a
 * renamed table hides nothing that happened inside it. */

#include "plan/match.h"

#include <string.h>
#include <uthash.h>

const struct object *match_to(const struct match *match, const struct object *from)
{
    return pointer_map_get(&match->by_from, from);
}

const struct object *match_from(const struct match *match, const struct object *to)
{
    return pointer_map_get(&match->by_to, to);
}

static void join(struct match *match, const struct object *from, const struct object *to)
{
    pointer_map_set(&match->by_from, from, to);
    pointer_map_set(&match->by_to, to, from);
    if (!text_equal(from->name.name, to->name.name) ||
        !text_equal(from->name.schema, to->name.schema))
        match->renamed = true;
}

/* ------------------------------------------------------------------ members */

void each_member(const struct object *object, member_visitor *visit, void *context)
{
    switch (object->kind) {
    case KIND_TABLE: {
        const struct table *table = (const struct table *)object;
        for (size_t i = 0; i < table->columns.count; i++)
            visit(context, &table->columns.at[i].object);
        for (size_t i = 0; i < table->constraints.count; i++)
            visit(context, &table->constraints.at[i].object);
        for (size_t i = 0; i < table->indexes.count; i++)
            visit(context, &table->indexes.at[i].object);
        break;
    }
    case KIND_COMPOSITE: {
        const struct composite *type = (const struct composite *)object;
        for (size_t i = 0; i < type->attributes.count; i++)
            visit(context, &type->attributes.at[i].object);
        break;
    }
    case KIND_DOMAIN: {
        const struct domain *domain = (const struct domain *)object;
        for (size_t i = 0; i < domain->constraints.count; i++)
            visit(context, &domain->constraints.at[i].object);
        break;
    }
    case KIND_ENUM: {
        const struct enum_type *type = (const struct enum_type *)object;
        for (size_t i = 0; i < type->labels.count; i++)
            visit(context, &type->labels.at[i].object);
        break;
    }
    default:
        break;
    }
}

/* Up to so many are looked through faster than they are put in order. */
#define FEW_MEMBERS 48

/* A parent's members in their order, and by kind and name once a look-up is needed. */
struct member {
    const char *key;
    const struct object *object;
    UT_hash_handle hh;
};

struct members {
    struct arena *arena; /* of this pair of parents alone */
    struct member *named;
    ARRAY(const struct object *) all;
};

static void gather_member(void *context, const struct object *object)
{
    struct members *members = context;
    array_add(members->arena, &members->all, object);
}

static const char *member_key(struct arena *arena, enum kind kind, const char *name)
{
    return arena_printf(arena, "%d %s", kind, name);
}

static void name_members(struct members *members)
{
    for (size_t i = 0; i < members->all.count; i++) {
        const struct object *object = members->all.at[i];
        struct member *member = arena_alloc(members->arena, sizeof *member);
        member->key = member_key(members->arena, object->kind, object->name.name);
        member->object = object;
        HASH_ADD_KEYPTR(hh, members->named, member->key, strlen(member->key), member);
    }
}

static const struct object *scan_members(const struct members *members, enum kind kind,
                                         const char *name)
{
    for (size_t i = 0; i < members->all.count; i++) {
        const struct object *object = members->all.at[i];
        if (object->kind == kind && text_equal(object->name.name, name))
            return object;
    }
    return NULL;
}

static const struct object *find_member(struct members *members, enum kind kind,
                                        const char *name)
{
    struct member *member;
    if (members->all.count <= FEW_MEMBERS)
        return scan_members(members, kind, name);
    if (!members->named)
        name_members(members);
    const char *key = member_key(members->arena, kind, name);
    HASH_FIND_STR(members->named, key, member);
    return member ? member->object : NULL;
}

/* Mostly both sides hold the same members in the same order; a look-up is for the rest. */
static bool join_named_members(struct match *match, struct members *from,
                               const struct members *to)
{
    size_t next = 0, joined = 0;
    for (size_t i = 0; i < to->all.count; i++) {
        const struct object *object = to->all.at[i], *old = NULL;
        const struct object *likely = next < from->all.count ? from->all.at[next] : NULL;
        if (likely && likely->kind == object->kind &&
            text_equal(likely->name.name, object->name.name))
            old = likely;
        else
            old = find_member(from, object->kind, object->name.name);
        if (!old)
            continue;
        join(match, old, object);
        joined++;
        next = old == likely ? next + 1 : next;
    }
    return joined == from->all.count && joined == to->all.count;
}

static void join_renamed_members(struct match *match, struct members *from,
                                 const struct members *to)
{
    for (size_t i = 0; i < to->all.count; i++) {
        const struct object *object = to->all.at[i];
        if (!object->renamed_from.name || match_from(match, object))
            continue;
        const struct object *old = find_member(from, object->kind, object->renamed_from.name);
        if (old && !match_to(match, old))
            join(match, old, object);
    }
}

/* Constraints and indexes hold no rows: the same one under another name is a rename. */
static void join_same_members(struct match *match, const struct members *from,
                              const struct members *to)
{
    struct renames renames = match_renames(match);
    for (size_t i = 0; i < to->all.count; i++) {
        const struct object *object = to->all.at[i];
        bool is_loose = object->kind == KIND_CONSTRAINT || object->kind == KIND_INDEX;
        if (!is_loose || match_from(match, object))
            continue;
        for (size_t j = 0; j < from->all.count; j++) {
            const struct object *old = from->all.at[j];
            if (old->kind != object->kind || match_to(match, old) ||
                kind_compare(old, object, &renames, match->to->schema, 0) != 0)
                continue;
            join(match, old, object);
            break;
        }
    }
}

/* True if every member of both sides found its partner. */
static bool match_members(struct match *match, const struct object *from,
                          const struct object *to, bool loosely)
{
    struct arena scratch = {0};
    struct members old = {.arena = &scratch}, new = {.arena = &scratch};
    bool all = true;
    each_member(from, gather_member, &old);
    each_member(to, gather_member, &new);
    if (loosely) {
        join_same_members(match, &old, &new);
    } else {
        all = join_named_members(match, &old, &new);
        if (!all)
            join_renamed_members(match, &old, &new);
    }
    HASH_CLEAR(hh, old.named);
    arena_release(&scratch);
    return all;
}

/* ------------------------------------------------------------------ columns from above */

/* What a column of the to side was called where one above it, of a parent table or of the type
 * of a typed one, was renamed; NULL: none was. */
static const char *name_before(const struct match *match, const struct table *table,
                               const char *name)
{
    const struct composite *type = (const struct composite *)table->of_type.to;
    const struct object *was = NULL;
    for (size_t i = 0; type && i < type->attributes.count; i++)
        if (text_equal(type->attributes.at[i].object.name.name, name))
            was = match_from(match, &type->attributes.at[i].object);
    for (size_t i = 0; !was && i < table->inherits.count; i++) {
        const struct table *parent = (const struct table *)table->inherits.at[i].to;
        const struct column *above = parent ? table_find_column(parent, name) : NULL;
        was = above ? match_from(match, &above->object) : NULL;
    }
    return was && !text_equal(was->name.name, name) ? was->name.name : NULL;
}

static bool follow_renames(struct match *match, const struct table *to)
{
    const struct table *from = (const struct table *)match_from(match, &to->object);
    bool found = false;
    for (size_t i = 0; from && i < to->columns.count; i++) {
        const struct object *column = &to->columns.at[i].object;
        const char *before =
            match_from(match, column) ? NULL : name_before(match, to, column->name.name);
        const struct column *old = before ? table_find_column(from, before) : NULL;
        if (!old || match_to(match, &old->object))
            continue;
        join(match, &old->object, column);
        found = true;
    }
    return found;
}

/* Nobody has to say the renames of a parent's columns, or of a type's attributes, once more. */
static void match_followers(struct match *match)
{
    const struct object_list *tables = &match->to->objects[KIND_TABLE];
    for (bool grows = match->renamed; grows;) {
        grows = false;
        for (size_t i = 0; i < tables->count; i++) {
            const struct table *table = (const struct table *)tables->at[i];
            if (table->inherits.count || table->of_type.to)
                grows |= follow_renames(match, table);
        }
    }
}

/* ------------------------------------------------------------------ top level */

static const struct object *schema_of(const struct model *model, const char *name)
{
    return name ? model_find(model, KIND_SCHEMA, (struct qname){NULL, name}) : NULL;
}

/* What a schema of one side is called on the other. */
static const char *schema_across(const struct pointer_map *table, const struct model *model,
                                 const char *name)
{
    const struct object *schema = schema_of(model, name);
    const struct object *other = schema ? pointer_map_get(table, schema) : NULL;
    return other ? other->name.name : name;
}

static const struct object *find_old(const struct match *match, const struct object *to)
{
    struct qname old = to->renamed_from;
    if (!old.name)
        return NULL;
    if (!to->name.schema)
        return model_find(match->from, to->kind, old);
    const char *schema = old.schema ? old.schema : to->name.schema;
    const struct object *found =
        model_find(match->from, to->kind, (struct qname){schema, old.name});
    if (!found)
        found = model_find(
            match->from, to->kind,
            (struct qname){schema_across(&match->by_to, match->to, schema), old.name});
    return found;
}

static void match_kind(struct match *match, enum kind kind)
{
    const struct object_list *list = &match->to->objects[kind];
    for (size_t i = 0; i < list->count; i++) {
        const struct object *to = list->at[i];
        struct qname name = {schema_across(&match->by_to, match->to, to->name.schema),
                             to->name.name};
        const struct object *from = model_find(match->from, kind, name);
        if (from && !match_to(match, from))
            join(match, from, to);
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct object *to = list->at[i];
        const struct object *from = match_from(match, to) ? NULL : find_old(match, to);
        if (from && !match_to(match, from))
            join(match, from, to);
    }
}

/* A sequence that belongs to a column is known by the column. */
static void match_owned_sequences(struct match *match)
{
    const struct object_list *list = &match->to->objects[KIND_SEQUENCE];
    const struct object_list *old = &match->from->objects[KIND_SEQUENCE];
    for (size_t i = 0; i < list->count; i++) {
        const struct sequence *to = (const struct sequence *)list->at[i];
        if (match_from(match, &to->object) || !to->owned_by.to)
            continue;
        const struct object *table = match_from(match, to->owned_by.to);
        const struct column *column =
            table_find_column((const struct table *)to->owned_by.to, to->owned_column);
        const struct object *was = column ? match_from(match, &column->object) : NULL;
        for (size_t j = 0; table && was && j < old->count; j++) {
            const struct sequence *from = (const struct sequence *)old->at[j];
            if (from->owned_by.to == table && text_equal(from->owned_column, was->name.name) &&
                !match_to(match, &from->object)) {
                join(match, &from->object, &to->object);
                break;
            }
        }
    }
}

struct match match_models(const struct model *from, const struct model *to, struct arena *arena)
{
    struct match match = {.from = from, .to = to, .arena = arena};
    struct object_list open = {0}; /* parents with members that found no partner by name */
    for (enum kind kind = KIND_SCHEMA; kind <= KIND_TABLE; kind++)
        match_kind(&match, kind);
    for (enum kind kind = KIND_ENUM; kind <= KIND_TABLE; kind++) {
        const struct object_list *list = &to->objects[kind];
        for (size_t i = 0; i < list->count; i++) {
            const struct object *old = match_from(&match, list->at[i]);
            if (old && !match_members(&match, old, list->at[i], false))
                array_add(arena, &open, list->at[i]);
        }
    }
    match_followers(&match);
    for (size_t i = 0; i < open.count; i++)
        match_members(&match, match_from(&match, open.at[i]), open.at[i], true);
    match_owned_sequences(&match);
    return match;
}

void match_release(struct match *match)
{
    pointer_map_release(&match->by_from);
    pointer_map_release(&match->by_to);
}

struct match match_inverted(const struct match *match)
{
    struct match inverted = *match;
    inverted.from = match->to;
    inverted.to = match->from;
    inverted.by_from = match->by_to;
    inverted.by_to = match->by_from;
    return inverted;
}

/* ------------------------------------------------------------------ names across */

static const struct object *find_any(const struct model *model, enum kind kind,
                                     struct qname name)
{
    if (kind == KIND_SCHEMA || kind == KIND_EXTENSION)
        return model_find(model, kind, name);
    if (kind == KIND_ENUM || kind == KIND_COMPOSITE || kind == KIND_DOMAIN)
        return model_find_type(model, name);
    return model_find(model, kind, name);
}

static struct qname object_across(void *context, enum kind kind, struct qname name)
{
    const struct match *match = context;
    if (!match->renamed)
        return name;
    const struct object *from = find_any(match->from, kind, name);
    const struct object *to = from ? match_to(match, from) : NULL;
    if (to)
        return to->name;
    return (struct qname){schema_across(&match->by_from, match->from, name.schema), name.name};
}

static const char *column_across(void *context, const struct object *parent, const char *name)
{
    const struct match *match = context;
    if (!match->renamed || !parent || parent->kind != KIND_TABLE)
        return name;
    const struct column *from = table_find_column((const struct table *)parent, name);
    const struct object *to = from ? match_to(match, &from->object) : NULL;
    return to ? to->name.name : name;
}

static struct qname mentioned_across(void *context, struct qname name)
{
    static const enum kind kinds[] = {KIND_TABLE, KIND_SEQUENCE, KIND_ENUM};
    const struct match *match = context;
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        const struct object *from = find_any(match->from, kinds[i], name);
        const struct object *to = from ? match_to(match, from) : NULL;
        if (to)
            return to->name;
    }
    return (struct qname){schema_across(&match->by_from, match->from, name.schema), name.name};
}

struct renames match_renames(const struct match *match)
{
    return (struct renames){.context = (void *)match,
                            .object = object_across,
                            .column = column_across,
                            .mentioned = match->renamed ? mentioned_across : NULL,
                            .from = match->from,
                            .to = match->to};
}

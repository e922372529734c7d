/* Drops that may be renames. Nobody is asked and nothing is guessed: what the model does not
 * say is an error that shows both ways out. What goes and what comes is written down as its
 * shape; where one shape stands once on either side, the two may be the same thing. */

#include "plan/match.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* One side of the comparison. */
struct view {
    const struct match *match;
    const struct renames *renames;    /* NULL: names are those of the to side already */
    const struct pointer_map *likely; /* types that were found to stand for each other */
};

/* Appends what an object is like, apart from its name; false if there is nothing to know it by,
 * so that nothing is lost with it either. */
typedef bool shape_writer(const struct view *view, const struct object *object,
                          struct buf *out);

/* ------------------------------------------------------------------ shapes of kinds */

static void add_part(struct buf *out, const char *text)
{
    buf_addf(out, "%zu:%s ", text ? strlen(text) : 0, text ? text : "");
}

static struct qname name_across(const struct view *view, enum kind kind, struct qname name)
{
    return view->renames ? view->renames->object(view->renames->context, kind, name) : name;
}

static struct qname type_across(const struct view *view, struct qname name)
{
    const struct object *type =
        view->renames && name.name ? model_find_type(view->match->from, name) : NULL;
    const struct object *likely = type ? pointer_map_get(view->likely, type) : NULL;
    return likely ? likely->name : name_across(view, KIND_ENUM, name);
}

static void add_type(const struct view *view, const struct type_name *type, struct buf *out)
{
    struct qname user = type_across(view, type->user);
    add_part(out, type->user.name ? user.schema : "");
    add_part(out, type->user.name ? user.name : type->text);
    add_part(out, type->user.name ? type->modifiers : "");
    buf_addf(out, "%u ", type->dimensions);
}

static bool shape_of_column(const struct view *view, const struct object *object,
                            struct buf *out)
{
    add_type(view, &((const struct column *)object)->type, out);
    return true;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_sorted(const char **parts, size_t count, struct buf *out)
{
    if (count)
        qsort(parts, count, sizeof *parts, compare_texts);
    for (size_t i = 0; i < count; i++)
        add_part(out, parts[i]);
}

struct columns {
    const struct column *at;
    size_t count;
};

/* Names and types, whatever their order. */
static bool add_columns(const struct view *view, struct columns columns, struct buf *out)
{
    struct arena scratch = {0};
    struct buf part = BUF_INIT;
    const char **parts = arena_alloc(&scratch, (columns.count + 1) * sizeof *parts);
    for (size_t i = 0; i < columns.count; i++) {
        buf_reset(&part);
        add_part(&part, columns.at[i].object.name.name);
        add_type(view, &columns.at[i].type, &part);
        parts[i] = arena_strdup(&scratch, buf_text(&part));
    }
    add_sorted(parts, columns.count, out);
    buf_release(&part);
    arena_release(&scratch);
    return columns.count > 0;
}

static bool shape_of_table(const struct view *view, const struct object *object,
                           struct buf *out)
{
    const struct table *table = (const struct table *)object;
    return add_columns(view, (struct columns){table->columns.at, table->columns.count}, out);
}

static bool shape_of_composite(const struct view *view, const struct object *object,
                               struct buf *out)
{
    const struct composite *type = (const struct composite *)object;
    return add_columns(view, (struct columns){type->attributes.at, type->attributes.count},
                       out);
}

static bool shape_of_enum(const struct view *view, const struct object *object, struct buf *out)
{
    const struct enum_type *type = (const struct enum_type *)object;
    (void)view;
    for (size_t i = 0; i < type->labels.count; i++)
        add_part(out, type->labels.at[i].object.name.name);
    return type->labels.count > 0;
}

static bool shape_of_domain(const struct view *view, const struct object *object,
                            struct buf *out)
{
    const struct domain *domain = (const struct domain *)object;
    add_type(view, &domain->type, out);
    add_part(out, domain->collation.name);
    buf_addf(out, "%d %d %zu", domain->not_null, domain->value.text != NULL,
             domain->constraints.count);
    return true;
}

/* A sequence that belongs to a column comes and goes with it. */
static bool shape_of_sequence(const struct view *view, const struct object *object,
                              struct buf *out)
{
    const struct sequence *sequence = (const struct sequence *)object;
    const struct sequence_options *options = &sequence->options;
    (void)view;
    buf_addf(out, "%d %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %d",
             options->type, options->start, options->increment, options->min, options->max,
             options->cache, options->cycle);
    return !sequence->owned_by.name.name;
}

/* Names and kinds of all that is in it. */
static bool shape_of_schema(const struct view *view, const struct object *object,
                            struct buf *out)
{
    const struct model *model = view->renames ? view->match->from : view->match->to;
    struct arena scratch = {0};
    ARRAY(const char *) parts = {0};
    for (enum kind kind = KIND_ENUM; kind <= KIND_TABLE; kind++) {
        const struct object_list *list = &model->objects[kind];
        for (size_t i = 0; i < list->count; i++)
            if (text_equal(list->at[i]->name.schema, object->name.name))
                array_add(&scratch, &parts,
                          arena_printf(&scratch, "%d %s", kind, list->at[i]->name.name));
    }
    add_sorted(parts.at, parts.count, out);
    bool is_known = parts.count > 0;
    arena_release(&scratch);
    return is_known;
}

/* A label that is renamed keeps its place: it follows the same one that stays. */
static bool shape_of_label(const struct view *view, const struct object *object,
                           struct buf *out)
{
    const struct enum_type *type = (const struct enum_type *)object->parent;
    const char *before = "";
    for (size_t i = 0; &type->labels.at[i].object != object; i++) {
        const struct object *label = &type->labels.at[i].object;
        const struct object *other =
            view->renames ? match_to(view->match, label) : match_from(view->match, label);
        if (other)
            before = view->renames ? other->name.name : label->name.name;
    }
    add_part(out, before);
    return !((const struct label *)object)->replaces;
}

static const struct likeness {
    shape_writer *shape;     /* NULL: never asked about */
    const char *keep, *lose; /* what each of the two ways is for */
} LIKENESS[KIND_COUNT] = {
    [KIND_SCHEMA] = {shape_of_schema, "keep what it holds", "lose it"},
    [KIND_ENUM] = {shape_of_enum, "keep the type", "let it go"},
    [KIND_COMPOSITE] = {shape_of_composite, "keep the type", "let it go"},
    [KIND_DOMAIN] = {shape_of_domain, "keep the type", "let it go"},
    [KIND_SEQUENCE] = {shape_of_sequence, "keep the value it has reached", "lose it"},
    [KIND_TABLE] = {shape_of_table, "keep its rows", "lose them"},
    [KIND_COLUMN] = {shape_of_column, "keep its values", "lose them"},
    [KIND_LABEL] = {shape_of_label, "keep it in every row", "let it go"},
};

/* ------------------------------------------------------------------ what a model says */

static bool is_listed(const struct dropped_list *dropped, const struct object *object,
                      const char *schema)
{
    for (size_t i = 0; i < dropped->count; i++) {
        const struct dropped *drop = &dropped->at[i];
        bool same_kind = drop->kind == KIND_COUNT || drop->kind == object->kind;
        bool same_schema =
            !object->name.schema ||
            text_equal(drop->name.schema ? drop->name.schema : schema, object->name.schema);
        if (same_kind && same_schema && text_equal(drop->name.name, object->name.name))
            return true;
    }
    return false;
}

static bool is_replaced(const struct enum_type *type, const struct object *label)
{
    for (size_t i = 0; i < type->labels.count; i++)
        if (text_equal(type->labels.at[i].replaces, label->name.name))
            return true;
    return false;
}

/* Whether the model says that an object of the from side goes: it, or what it is in. */
static bool is_said(const struct match *match, const struct object *from)
{
    const struct object *parent = from->parent ? match_to(match, from->parent) : NULL;
    if (!parent) {
        const struct object *schema =
            from->name.schema
                ? model_find(match->from, KIND_SCHEMA, (struct qname){NULL, from->name.schema})
                : NULL;
        return is_listed(&match->to->dropped, from, match->to->schema) ||
               (schema && is_listed(&match->to->dropped, schema, NULL));
    }
    switch (parent->kind) {
    case KIND_TABLE:
        return is_listed(&((const struct table *)parent)->dropped, from, NULL);
    case KIND_COMPOSITE:
        return is_listed(&((const struct composite *)parent)->dropped, from, NULL);
    case KIND_ENUM:
        return is_listed(&((const struct enum_type *)parent)->dropped, from, NULL) ||
               is_replaced((const struct enum_type *)parent, from);
    default:
        return false;
    }
}

/* ------------------------------------------------------------------ who stands for whom */

/* All that goes or comes in one shape. */
struct candidates {
    const char *key;
    const struct object *from, *to;
    size_t going, coming;
    UT_hash_handle hh;
};

struct search {
    const struct match *match;
    struct renames renames;
    struct arena arena;
    struct candidates *by_shape;
    struct pointer_map reported; /* objects of both sides */
    struct diags *diags;
    bool found;
};

/* Where a partner may be: among the members of the same parent, under the same name in another
 * schema, or in the same schema. */
enum reach { REACH_PARENT, REACH_NAME, REACH_SCHEMA };

static void add_reach(const struct view *view, const struct object *object, enum reach reach,
                      struct buf *out)
{
    struct qname schema = {NULL, object->name.schema};
    if (reach == REACH_NAME)
        add_part(out, object->name.name);
    if (reach == REACH_SCHEMA && schema.name)
        add_part(out, name_across(view, KIND_SCHEMA, schema).name);
}

static void enter(struct search *search, const struct object *object, enum reach reach,
                  bool is_from)
{
    struct view view = {search->match, is_from ? &search->renames : NULL, &search->reported};
    struct buf key = BUF_INIT;
    buf_addf(&key, "%d ", object->kind);
    add_reach(&view, object, reach, &key);
    if (LIKENESS[object->kind].shape(&view, object, &key)) {
        struct candidates *candidates;
        HASH_FIND(hh, search->by_shape, buf_text(&key), key.length, candidates);
        if (!candidates) {
            candidates = arena_alloc(&search->arena, sizeof *candidates);
            candidates->key = arena_strdup(&search->arena, buf_text(&key));
            HASH_ADD_KEYPTR(hh, search->by_shape, candidates->key, key.length, candidates);
        }
        if (is_from) {
            candidates->from = object;
            candidates->going++;
        } else {
            candidates->to = object;
            candidates->coming++;
        }
    }
    buf_release(&key);
}

/* ------------------------------------------------------------------ saying so */

static const char *quoted(struct search *search, const struct object *object)
{
    bool is_label = object->kind == KIND_LABEL;
    return arena_printf(&search->arena, is_label ? "'%s'" : "%s", object->name.name);
}

static void hint(struct search *search, const struct object *from, const struct object *to)
{
    const struct likeness *likeness = &LIKENESS[from->kind];
    const char *old = quoted(search, from), *behind = "";
    if (!from->parent && !text_equal(from->name.schema, to->name.schema))
        old = arena_printf(&search->arena, "%s.%s", from->name.schema, from->name.name);
    if (to->parent && to->parent->kind != KIND_TABLE)
        behind = arena_printf(&search->arena, " behind %s \"%s\"", kind_word(to->parent->kind),
                              to->parent->name.name);
    diag_hint(
        search->diags,
        "Say \"renamed from %s\" on \"%s\" to %s, or \"dropped %s\"%s to %s (--no-renames "
        "takes all such pairs as drops).",
        old, to->name.name, likeness->keep, old, behind, likeness->lose);
}

static void report(struct search *search, const struct object *from, const struct object *to)
{
    const char *word = from->parent && from->parent->kind == KIND_COMPOSITE
                           ? "attribute"
                           : kind_word(to->kind);
    struct arena *arena = &search->arena;
    bool moves = !text_equal(from->name.schema, to->name.schema);
    const char *old = moves ? object_label(arena, from) : from->name.name;
    const char *new = moves ? object_label(arena, to) : to->name.name;
    diag_error(
        search->diags, to->at, CHECK_AMBIGUOUS_RENAME,
        "%s \"%s\" goes and \"%s\" of the same shape comes: a rename, or a drop and an add",
        word, old, new);
    hint(search, from, to);
    pointer_map_set(&search->reported, from, to);
    pointer_map_set(&search->reported, to, from);
    search->found = true;
}

/* Reports what found exactly one partner, and forgets all. */
static void settle(struct search *search)
{
    struct candidates *candidates, *next;
    HASH_ITER(hh, search->by_shape, candidates, next)
    {
        HASH_DEL(search->by_shape, candidates);
        if (candidates->going == 1 && candidates->coming == 1)
            report(search, candidates->from, candidates->to);
    }
}

/* ------------------------------------------------------------------ going through all */

static bool is_open(const struct search *search, const struct model *model,
                    const struct object *object)
{
    const char *name = object->name.schema;
    const struct object *schema =
        name ? model_find(model, KIND_SCHEMA, (struct qname){NULL, name}) : NULL;
    bool is_from = model == search->match->from;
    if (object->kind == KIND_SCHEMA && strcmp(object->name.name, "public") == 0)
        return false; /* which every database has */
    return !object->external && !pointer_map_get(&search->reported, object) &&
           !(schema && pointer_map_get(&search->reported, schema)) &&
           !(is_from ? match_to(search->match, object) : match_from(search->match, object)) &&
           !(is_from && is_said(search->match, object));
}

static void search_kind(struct search *search, enum kind kind, enum reach reach)
{
    const struct model *sides[] = {search->match->from, search->match->to};
    for (size_t side = 0; side < COUNT_OF(sides); side++) {
        const struct object_list *list = &sides[side]->objects[kind];
        for (size_t i = 0; i < list->count; i++)
            if (is_open(search, sides[side], list->at[i]))
                enter(search, list->at[i], reach, side == 0);
    }
    settle(search);
}

static bool comes_from_above(const struct object *member)
{
    const struct table *table =
        member->parent->kind == KIND_TABLE ? (const struct table *)member->parent : NULL;
    return table && member->kind == KIND_COLUMN &&
           (((const struct column *)member)->inherited || table->of_type.name.name);
}

static void enter_going(void *context, const struct object *member)
{
    struct search *search = context;
    if (LIKENESS[member->kind].shape && !comes_from_above(member) &&
        !match_to(search->match, member) && !is_said(search->match, member))
        enter(search, member, REACH_PARENT, true);
}

static void enter_coming(void *context, const struct object *member)
{
    struct search *search = context;
    if (LIKENESS[member->kind].shape && !comes_from_above(member) &&
        !match_from(search->match, member))
        enter(search, member, REACH_PARENT, false);
}

static void search_members(struct search *search, enum kind kind)
{
    const struct object_list *list = &search->match->to->objects[kind];
    for (size_t i = 0; i < list->count; i++) {
        const struct object *from = match_from(search->match, list->at[i]);
        if (!from || list->at[i]->external)
            continue;
        each_member(from, enter_going, search);
        if (!search->by_shape)
            continue;
        each_member(list->at[i], enter_coming, search);
        settle(search);
    }
}

bool match_check_ambiguity(const struct match *match, struct diags *diags)
{
    struct search search = {.match = match, .renames = match_renames(match), .diags = diags};
    search_kind(&search, KIND_SCHEMA, REACH_SCHEMA);
    for (enum kind kind = KIND_ENUM; kind <= KIND_TABLE; kind++) {
        search_kind(&search, kind, REACH_NAME);
        search_kind(&search, kind, REACH_SCHEMA);
        search_members(&search, kind);
    }
    pointer_map_release(&search.reported);
    arena_release(&search.arena);
    return !search.found;
}

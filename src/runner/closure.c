/* The closure of a plan. Both models are searched, and what is wanted of one is wanted of the
 * other. */

#include "runner/closure.h"

#include "postgres/expression.h"

bool closure_wants(void *context, const struct object *object)
{
    const struct closure *closure = context;
    return marks_has(&closure->marks, object);
}

static void want(struct closure *closure, const struct object *object)
{
    if (object && marks_add(&closure->marks, object))
        array_add(&closure->arena, &closure->waiting, object);
}

/* A kind that says "a type of the users" means tables too: their rows are of one. */
static struct object *find_named(const struct model *model, enum kind kind, struct qname name)
{
    struct object *type = kind == KIND_ENUM ? model_find_type(model, name) : NULL;
    return type ? type : model_find(model, kind == KIND_ENUM ? KIND_TABLE : kind, name);
}

struct search {
    struct closure *closure;
    const struct model *model;
};

static void want_name(void *context, enum kind kind, struct qname name, bool soft)
{
    struct search *search = context;
    (void)soft;
    want(search->closure, find_named(search->model, kind, name));
}

static void want_mention(void *context, enum mention mention, struct qname name)
{
    struct search *search = context;
    if (mention == MENTION_RELATION) {
        want(search->closure, model_find(search->model, KIND_SEQUENCE, name));
        want(search->closure, model_find(search->model, KIND_TABLE, name));
    } else if (mention == MENTION_TYPE) {
        want(search->closure, find_named(search->model, KIND_ENUM, name));
    }
}

static void want_mentions(struct search *search, const char *text)
{
    struct arena scratch = {0};
    if (text)
        expression_each_mention(&scratch, text, want_mention, search);
    arena_release(&scratch);
}

static void want_needs_of_table(struct search *search, const struct table *table)
{
    for (size_t i = 0; i < table->columns.count; i++)
        want_mentions(search, table->columns.at[i].value.text);
    for (size_t i = 0; i < table->constraints.count; i++)
        want_mentions(search, table->constraints.at[i].check.text);
    for (size_t i = 0; i < table->indexes.count; i++) {
        want_mentions(search, table->indexes.at[i].where.text);
        for (size_t j = 0; j < table->indexes.at[i].elements.count; j++)
            want_mentions(search, table->indexes.at[i].elements.at[j].expr.text);
    }
}

static void want_needs(struct search *search, const struct object *object)
{
    const struct kind_ops *ops = kind_ops(object->kind);
    if (ops->each_ref)
        ops->each_ref(object, want_name, search);
    if (object->kind == KIND_TABLE)
        want_needs_of_table(search, (const struct table *)object);
    if (object->kind == KIND_SEQUENCE)
        want(search->closure, ((const struct sequence *)object)->owned_by.to);
}

/* Tables that hang on what is touched: by a foreign key, a type, or as children. */
struct hanging {
    const struct closure *closure;
    const struct model *model;
    bool hangs;
};

static void see_ref(void *context, enum kind kind, struct qname name, bool soft)
{
    struct hanging *hanging = context;
    const struct object *object = find_named(hanging->model, kind, name);
    (void)soft;
    hanging->hangs |= object && plan_touches(hanging->closure->plan, object);
}

/* What is done to a table goes on to the children of its children. */
static bool inherits_touched(const struct closure *closure, const struct table *table)
{
    for (size_t i = 0; i < table->inherits.count; i++) {
        const struct object *parent = table->inherits.at[i].to;
        if (parent && (plan_touches(closure->plan, parent) ||
                       inherits_touched(closure, (const struct table *)parent)))
            return true;
    }
    return false;
}

static void want_touched(struct closure *closure, const struct model *model)
{
    for (enum kind kind = KIND_ENUM; kind <= KIND_TABLE; kind++) {
        for (size_t i = 0; i < model->objects[kind].count; i++) {
            const struct object *object = model->objects[kind].at[i];
            struct hanging hanging = {closure, model, plan_touches(closure->plan, object)};
            if (kind == KIND_SEQUENCE && ((const struct sequence *)object)->owned_by.to)
                hanging.hangs |=
                    plan_touches(closure->plan, ((const struct sequence *)object)->owned_by.to);
            if (kind == KIND_TABLE)
                hanging.hangs |= inherits_touched(closure, (const struct table *)object);
            if (!hanging.hangs && kind_ops(kind)->each_ref)
                kind_ops(kind)->each_ref(object, see_ref, &hanging);
            if (hanging.hangs)
                want(closure, object);
        }
    }
}

void closure_find(struct closure *closure)
{
    const struct model *models[] = {plan_from(closure->plan), plan_to(closure->plan)};
    closure->marks.arena = &closure->arena;
    for (size_t side = 0; side < COUNT_OF(models); side++)
        want_touched(closure, models[side]);
    for (size_t i = 0; i < closure->waiting.count; i++) {
        const struct object *object = closure->waiting.at[i];
        struct search search = {closure, plan_side(closure->plan, object)};
        want_needs(&search, object);
        want(closure, plan_counterpart(closure->plan, object));
    }
    /* the sequences of the tables that came in last */
    for (size_t side = 0; side < COUNT_OF(models); side++) {
        const struct object_list *sequences = &models[side]->objects[KIND_SEQUENCE];
        for (size_t i = 0; i < sequences->count; i++) {
            const struct sequence *sequence = (const struct sequence *)sequences->at[i];
            if (sequence->owned_by.to && marks_has(&closure->marks, sequence->owned_by.to)) {
                want(closure, &sequence->object);
                want(closure, plan_counterpart(closure->plan, &sequence->object));
            }
        }
    }
}

void closure_release(struct closure *closure)
{
    marks_release(&closure->marks);
    arena_release(&closure->arena);
}

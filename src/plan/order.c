/* Dependency order. References that can be made later (foreign keys) bend the order where they
 * can, and never stop it. */

#include "plan/passage.h"

#include <uthash.h>

enum progress { PROGRESS_WAITING, PROGRESS_GOING, PROGRESS_DONE };

struct node {
    const struct object *object;
    enum progress progress;
    UT_hash_handle hh;
};

struct sorting {
    struct arena *arena;
    const struct model *model;
    struct node *nodes;
    struct order order;
    bool waits; /* the node at hand needs one that is still going on */
    bool soft;  /* which references the visit at hand follows */
};

static struct node *node_of(const struct sorting *sorting, const struct object *object)
{
    struct node *node;
    HASH_FIND_PTR(sorting->nodes, &object, node);
    return node;
}

/* Every table is a type as well. */
static const struct object *target(const struct model *model, enum kind kind, struct qname name)
{
    const struct object *type = NULL;
    if (kind == KIND_ENUM || kind == KIND_DOMAIN) {
        type = model_find_type(model, name);
        kind = KIND_TABLE;
    }
    return type ? type : model_find(model, kind, name);
}

static void visit(struct sorting *sorting, struct node *node);

static void visit_ref(void *context, enum kind kind, struct qname name, bool soft)
{
    struct sorting *sorting = context;
    const struct object *object =
        soft == sorting->soft ? target(sorting->model, kind, name) : NULL;
    struct node *node = object ? node_of(sorting, object) : NULL;
    if (!node)
        return;
    if (node->progress == PROGRESS_WAITING) {
        bool was_soft = sorting->soft, waited = sorting->waits;
        visit(sorting, node);
        sorting->soft = was_soft;
        sorting->waits = waited;
    }
    if (!soft && node->progress != PROGRESS_DONE)
        sorting->waits = true;
}

/* A node that needs one further up the chain (by a foreign key that could be bent) is left for
 * later: the outermost loop comes back to it. */
static void visit(struct sorting *sorting, struct node *node)
{
    const struct kind_ops *ops = kind_ops(node->object->kind);
    node->progress = PROGRESS_GOING;
    sorting->waits = false;
    if (ops->each_ref) {
        sorting->soft = false;
        ops->each_ref(node->object, visit_ref, sorting);
        bool waits = sorting->waits;
        if (!waits) {
            sorting->soft = true;
            ops->each_ref(node->object, visit_ref, sorting);
        }
        if (waits) {
            node->progress = PROGRESS_WAITING;
            return;
        }
    }
    node->progress = PROGRESS_DONE;
    array_add(sorting->arena, &sorting->order, node->object);
}

struct order order_objects(struct arena *arena, const struct model *model,
                           bool (*wants)(void *context, const struct object *object),
                           void *context)
{
    /* sequences first: defaults of all else take values from them */
    static const enum kind kinds[] = {KIND_SEQUENCE, KIND_ENUM, KIND_DOMAIN, KIND_COMPOSITE,
                                      KIND_TABLE};
    struct sorting sorting = {.arena = arena, .model = model};
    struct {
        struct node **at;
        size_t count, capacity;
    } nodes = {0};
    for (size_t k = 0; k < COUNT_OF(kinds); k++) {
        const struct object_list *list = &model->objects[kinds[k]];
        for (size_t i = 0; i < list->count; i++) {
            if (!wants(context, list->at[i]))
                continue;
            struct node *node = arena_alloc(arena, sizeof *node);
            node->object = list->at[i];
            HASH_ADD_PTR(sorting.nodes, object, node);
            array_add(arena, &nodes, node);
        }
    }
    for (size_t before = SIZE_MAX; sorting.order.count != before;) {
        before = sorting.order.count;
        for (size_t i = 0; i < nodes.count; i++)
            if (nodes.at[i]->progress == PROGRESS_WAITING)
                visit(&sorting, nodes.at[i]);
    }
    /* a circle, which only a server can refuse; nothing is ever left out */
    for (size_t i = 0; i < nodes.count; i++)
        if (nodes.at[i]->progress == PROGRESS_WAITING)
            array_add(arena, &sorting.order, nodes.at[i]->object);
    HASH_CLEAR(hh, sorting.nodes);
    return sorting.order;
}

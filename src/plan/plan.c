/* A plan: both directions over one match. */

#include "plan/plan.h"

#include "plan/describe.h"
#include "plan/passage.h"

#include <stdlib.h>
#include <string.h>

struct plan {
    struct arena arena;
    struct match match, inverted;
    struct passage up, down;
    struct marks touched; /* top-level objects of both sides */
};

/* What is not modelled and hangs on something that goes or is made anew cannot be put back. */
static bool check_dependents(const struct passage *passage, struct diags *diags)
{
    const struct model *from = passage->match->from;
    bool ok = true;
    for (size_t i = 0; i < from->unmodelled.count; i++) {
        const struct unmodelled *unmodelled = &from->unmodelled.at[i];
        if (!unmodelled->on.name)
            continue;
        const struct object *on = model_find(from, KIND_TABLE, unmodelled->on);
        if (!on)
            on = model_find_type(from, unmodelled->on);
        if (!on)
            continue;
        const struct column *column =
            unmodelled->column && on->kind == KIND_TABLE
                ? table_find_column((const struct table *)on, unmodelled->column)
                : NULL;
        const struct object *part = column ? &column->object : on;
        bool goes = !match_to(passage->match, on) || !match_to(passage->match, part);
        bool changes = marks_has(&passage->rebuilt, on) || marks_has(&passage->retyped, part) ||
                       marks_has(&passage->replaced, part);
        if (!goes && !changes)
            continue;
        struct arena scratch = {0};
        ok = diag_error(diags, NOWHERE, CHECK_DEPENDENT, "%s %s depends on %s, which has to %s",
                        unmodelled->kind, unmodelled->name, object_label(&scratch, part),
                        goes ? "go" : "change");
        diag_hint(diags, "Drop it before and make it again after, in a migration of your own.");
        arena_release(&scratch);
    }
    return ok;
}

static void prepare(struct plan *plan, struct passage *passage, const struct match *match,
                    const struct plan_options *options, struct diags *diags)
{
    passage->match = match;
    passage->writer.arena = &plan->arena;
    passage->writer.version = options->server_version ? options->server_version : 140000;
    passage->writer.logged = options->server_version && options->server_version < 150000;
    passage->writer.diags = diags;
    passage->writer.table_is_empty = options->table_is_empty;
    passage->writer.table_context = options->table_context;
}

static void mark_touched(struct plan *plan)
{
    plan->touched.arena = &plan->arena;
    for (size_t i = 0; i < plan->up.changes.count; i++) {
        const struct change *change = &plan->up.changes.at[i];
        const struct object *sides[] = {change->from, change->to};
        for (size_t side = 0; side < COUNT_OF(sides); side++) {
            const struct object *object = sides[side];
            if (object)
                marks_add(&plan->touched, object->parent ? object->parent : object);
        }
    }
}

struct plan *plan_new(const struct model *from, const struct model *to,
                      const struct plan_options *options, struct diags *diags)
{
    struct plan *plan = memory_resize(NULL, sizeof *plan);
    memset(plan, 0, sizeof *plan);
    plan->match = match_models(from, to, &plan->arena);
    plan->inverted = match_inverted(&plan->match);
    bool ok = options->no_renames || options->compare_only ||
              match_check_ambiguity(&plan->match, diags);
    prepare(plan, &plan->up, &plan->match, options, diags);
    plan->up.writer.is_down = options->compare_only;
    plan->up.single = options->single;
    ok &= passage_run(&plan->up);
    if (ok && !options->compare_only)
        ok = check_dependents(&plan->up, diags);
    if (ok && plan->up.changes.count && !options->compare_only) {
        prepare(plan, &plan->down, &plan->inverted, options, diags);
        plan->down.writer.is_down = true;
        ok = passage_run(&plan->down);
    }
    if (ok) {
        mark_touched(plan);
        return plan;
    }
    plan_free(plan);
    return NULL;
}

static void passage_release(struct passage *passage)
{
    marks_release(&passage->rebuilt);
    marks_release(&passage->retyped);
    marks_release(&passage->replaced);
    marks_release(&passage->parted);
}

void plan_free(struct plan *plan)
{
    if (!plan)
        return;
    passage_release(&plan->up);
    passage_release(&plan->down);
    marks_release(&plan->touched);
    match_release(&plan->match);
    arena_release(&plan->arena);
    free(plan);
}

bool plan_is_empty(const struct plan *plan)
{
    return plan->up.changes.count == 0;
}

void plan_write_up(const struct plan *plan, struct buf *out)
{
    steps_write(&plan->up.writer.steps, out);
}

void plan_write_down(const struct plan *plan, struct buf *out)
{
    steps_write(&plan->down.writer.steps, out);
}

void plan_describe(const struct plan *plan, struct buf *out)
{
    changes_describe(&plan->up.changes, out);
}

void plan_describe_json(const struct plan *plan, struct buf *out)
{
    changes_describe_json(&plan->up.changes, out);
}

void plan_each_difference(const struct plan *plan, const char *from_name, const char *to_name,
                          void (*visit)(void *context, const struct difference *difference),
                          void *context)
{
    passage_each_difference(&plan->up, from_name, to_name, visit, context);
}

const char *plan_message(struct plan *plan)
{
    return changes_message(&plan->up.changes, &plan->arena);
}

bool plan_needs_empty(const struct plan *plan, struct qname table)
{
    const struct passage *passages[] = {&plan->up, &plan->down};
    for (size_t side = 0; side < COUNT_OF(passages); side++) {
        const struct steps *steps = &passages[side]->writer.steps;
        for (size_t i = 0; i < steps->count; i++)
            if (steps->at[i].needs_empty && qname_equal(steps->at[i].of, table))
                return true;
    }
    return false;
}

bool plan_touches(const struct plan *plan, const struct object *object)
{
    return marks_has(&plan->touched, object);
}

static bool is_undecided(const struct plan *plan, const struct change *change)
{
    return change->from && change->to &&
           kind_undecided(change->from, change->to, change->fields, &plan->up.renames,
                          plan->match.to->schema, plan->up.writer.version) != 0;
}

size_t plan_undecided_changes(const struct plan *plan)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->up.changes.count; i++)
        count += is_undecided(plan, &plan->up.changes.at[i]);
    return count;
}

const struct model *plan_from(const struct plan *plan)
{
    return plan->match.from;
}

const struct model *plan_to(const struct plan *plan)
{
    return plan->match.to;
}

const struct object *plan_counterpart(const struct plan *plan, const struct object *object)
{
    const struct object *to = match_to(&plan->match, object);
    return to ? to : match_from(&plan->match, object);
}

const struct model *plan_side(const struct plan *plan, const struct object *object)
{
    const struct model *from = plan->match.from;
    return model_find(from, object->kind, object->name) == object ? from : plan->match.to;
}

bool models_same(const struct model *from, const struct model *to, struct buf *out)
{
    struct arena arena = {0};
    struct diags *diags = diags_new();
    struct match match = match_models(from, to, &arena);
    struct passage passage = {.match = &match};
    passage.writer = (struct writer){
        .arena = &arena, .version = to->server_version, .diags = diags, .is_down = true};
    passage_run(&passage);
    bool same = passage.changes.count == 0;
    if (out)
        changes_describe(&passage.changes, out);
    passage_release(&passage);
    match_release(&match);
    arena_release(&arena);
    diags_free(diags);
    return same;
}

/* The canonical forms of expressions: what the parser cannot prove the same is stored by a
 * server, on both sides, and read back. */

#include "runner/build.h"
#include "runner/closure.h"
#include "runner/proof.h"

#include "model/part.h"

static void take_expr(struct model *model, struct expr *expr, const struct expr *stored)
{
    if (expr->text && stored->text)
        expr->canon = arena_strdup(&model->arena, stored->text);
}

static struct qname take_name(struct model *model, struct qname stored)
{
    const char *schema = stored.schema, *name = stored.name;
    return (struct qname){schema ? arena_strdup(&model->arena, schema) : NULL,
                          name ? arena_strdup(&model->arena, name) : NULL};
}

/* Of an expression the server says too which collation and operator class are its own. */
static void take_elements(struct model *model, struct index_element *elements, size_t count,
                          const struct index_element *stored, size_t stored_count)
{
    for (size_t i = 0; i < count && i < stored_count; i++) {
        take_expr(model, &elements[i].expr, &stored[i].expr);
        if (elements[i].column)
            continue;
        elements[i].collation = take_name(model, stored[i].collation);
        elements[i].opclass = take_name(model, stored[i].opclass);
    }
}

static void take_constraint(struct model *model, struct constraint *constraint,
                            const struct constraint *stored)
{
    take_expr(model, &constraint->check, &stored->check);
    take_expr(model, &constraint->where, &stored->where);
    take_elements(model, constraint->elements.at, constraint->elements.count,
                  stored->elements.at, stored->elements.count);
}

static void take_table(struct model *model, struct table *table, const struct table *stored)
{
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = &table->columns.at[i];
        const struct column *other = table_find_column(stored, column->object.name.name);
        if (other)
            take_expr(model, &column->value, &other->value);
    }
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *constraint = &table->constraints.at[i];
        const struct constraint *other =
            table_find_constraint(stored, constraint->object.name.name);
        if (other)
            take_constraint(model, constraint, other);
    }
    for (size_t i = 0; i < table->indexes.count; i++) {
        struct index *index = &table->indexes.at[i];
        const struct index *other = table_find_index(stored, index->object.name.name);
        if (!other)
            continue;
        take_expr(model, &index->where, &other->where);
        take_elements(model, index->elements.at, index->elements.count, other->elements.at,
                      other->elements.count);
    }
}

static void take_domain(struct model *model, struct domain *domain, const struct domain *stored)
{
    take_expr(model, &domain->value, &stored->value);
    for (size_t i = 0; i < domain->constraints.count; i++)
        for (size_t j = 0; j < stored->constraints.count; j++)
            if (text_equal(domain->constraints.at[i].object.name.name,
                           stored->constraints.at[j].object.name.name))
                take_constraint(model, &domain->constraints.at[i], &stored->constraints.at[j]);
}

static void take_all(struct model *model, const struct model *stored)
{
    for (size_t i = 0; i < stored->objects[KIND_TABLE].count; i++) {
        const struct object *other = stored->objects[KIND_TABLE].at[i];
        struct table *table = model_find_table(model, other->name);
        if (table)
            take_table(model, table, (const struct table *)other);
    }
    for (size_t i = 0; i < stored->objects[KIND_DOMAIN].count; i++) {
        const struct object *other = stored->objects[KIND_DOMAIN].at[i];
        struct object *domain = model_find(model, KIND_DOMAIN, other->name);
        if (domain)
            take_domain(model, (struct domain *)domain, (const struct domain *)other);
    }
}

static bool ask_server(struct prover *prover, struct model *model, struct closure *closure)
{
    struct model *part = model_part(model, closure_wants, closure);
    struct buf reason = BUF_INIT;
    struct model *stored = scratch_model(prover, part, &reason, NULL);
    if (stored)
        take_all(model, stored);
    bool answered = stored != NULL;
    model_free(stored);
    model_free(part);
    buf_release(&reason);
    return answered;
}

struct plan *proof_compare(struct prover *prover, struct model *from, struct model *to,
                           size_t *undecided)
{
    struct diags *diags = diags_new();
    struct plan_options options = {.compare_only = true,
                                   .server_version = from->server_version};
    struct plan *plan = plan_new(from, to, &options, diags);
    size_t doubts = plan ? plan_undecided_changes(plan) : 0;
    *undecided = 0;
    if (doubts) {
        struct closure closure = {.plan = plan};
        closure_find(&closure);
        if (!ask_server(prover, from, &closure) || !ask_server(prover, to, &closure))
            *undecided = doubts;
        closure_release(&closure);
    }
    diags_free(diags);
    if (plan && plan_is_empty(plan))
        return plan;
    plan_free(plan);
    return NULL;
}

/* The search path of a migration. References are written with their schema; what an author
 * wrote inside an expression is not, and means the schema around it first. */

#include "plan/passage.h"

#include "postgres/expression.h"
#include "postgres/sql.h"

struct finding {
    const struct model *model;
    const char *schema; /* of the object whose expressions are read */
    bool needed;
};

static void see(void *context, enum mention mention, struct qname name)
{
    struct finding *finding = context;
    bool is_looked_up = mention == MENTION_TYPE || mention == MENTION_RELATION;
    if (name.schema || !is_looked_up)
        return;
    struct qname here = {finding->schema, name.name};
    finding->needed |= model_find_type(finding->model, here) ||
                       model_find(finding->model, KIND_SEQUENCE, here) ||
                       model_find(finding->model, KIND_TABLE, here);
}

static void read_text(struct finding *finding, const char *text)
{
    struct arena scratch = {0};
    if (text && !finding->needed)
        expression_each_mention(&scratch, text, see, finding);
    arena_release(&scratch);
}

static void read_elements(struct finding *finding, const struct index_element *elements,
                          size_t count)
{
    for (size_t i = 0; i < count; i++)
        read_text(finding, elements[i].expr.text);
}

static void read_member(void *context, const struct object *member)
{
    struct finding *finding = context;
    if (member->kind == KIND_COLUMN) {
        const struct column *column = (const struct column *)member;
        read_text(finding, column->value.text);
        read_text(finding, column->backfill.text);
        read_text(finding, column->using_expr.text);
    } else if (member->kind == KIND_CONSTRAINT) {
        const struct constraint *constraint = (const struct constraint *)member;
        read_text(finding, constraint->check.text);
        read_text(finding, constraint->where.text);
        read_elements(finding, constraint->elements.at, constraint->elements.count);
    } else if (member->kind == KIND_INDEX) {
        const struct index *index = (const struct index *)member;
        read_text(finding, index->where.text);
        read_elements(finding, index->elements.at, index->elements.count);
    }
}

static bool needs_its_schema(const struct model *model, const struct object *object)
{
    struct finding finding = {model, object->name.schema, false};
    if (object->kind == KIND_DOMAIN)
        read_text(&finding, ((const struct domain *)object)->value.text);
    each_member(object, read_member, &finding);
    return finding.needed;
}

void passage_search_path(struct passage *passage)
{
    struct arena *arena = passage->writer.arena;
    const struct model *to = passage->match->to;
    struct text_list schemas = {0};
    struct marks seen = {.arena = arena};
    for (size_t i = 0; i < passage->changes.count; i++) {
        const struct object *object = passage->changes.at[i].to;
        if (object && object->parent)
            object = object->parent;
        if (!object || !object->name.schema || text_equal(object->name.schema, to->schema) ||
            text_list_has(&schemas, object->name.schema) || !marks_add(&seen, object) ||
            !needs_its_schema(to, object))
            continue;
        array_add(arena, &schemas, object->name.schema);
    }
    marks_release(&seen);
    if (!schemas.count)
        return;
    struct buf sql = BUF_INIT;
    buf_add(&sql, "SET search_path = ");
    sql_ident(&sql, to->schema);
    buf_add(&sql, ", ");
    sql_ident_list(&sql, schemas.at, schemas.count);
    writer_step(&passage->writer, PHASE_SEARCH_PATH, &sql, LOCK_NONE,
                "look up names without a schema in %s and the schemas they stand in",
                to->schema);
}

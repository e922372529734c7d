/* Constraints and indexes, as items of their own and as clauses of a column's line: the same
 * clauses mean the same in both places. */

#include "sources/models_build.h"

#include <string.h>

/* Types of constraints that a clause fits, as bits. */
#define FITS(type) (1u << CONSTRAINT_##type)
#define KEYS (FITS(PRIMARY) | FITS(UNIQUE))
#define INDEXED (KEYS | FITS(EXCLUDE))

typedef void constraint_handler(struct builder *builder, struct constraint *constraint,
                                const struct clause *clause);

static void take_references(struct builder *builder, struct constraint *constraint,
                            const struct clause *clause)
{
    bool said = clause->said.end > clause->said.start;
    constraint->references =
        (struct ref){KIND_TABLE, clause->name, said ? clause->said : clause->at, NULL};
    build_names(builder, &constraint->ref_columns, clause->parts);
    for (const struct clause *part = clause->parts; part; part = part->next)
        constraint->without_overlaps |= part->kind == CLAUSE_PERIOD;
}

static void take_delete(struct builder *builder, struct constraint *constraint,
                        const struct clause *clause)
{
    constraint->on_delete = (enum fk_action)clause->choice;
    build_names(builder, &constraint->set_columns, clause->parts);
}

static void take_update(struct builder *builder, struct constraint *constraint,
                        const struct clause *clause)
{
    constraint->on_update = (enum fk_action)clause->choice;
    if (clause->parts)
        diag_error(builder->diags, clause->at, CHECK_CLAUSE,
                   "columns can be listed only for \"on delete\"");
}

static void take_match(struct builder *builder, struct constraint *constraint,
                       const struct clause *clause)
{
    if (text_equal(clause->text, "full"))
        constraint->match = MATCH_FULL;
    else if (!text_equal(clause->text, "simple"))
        diag_error(builder->diags, clause->at, CHECK_CLAUSE,
                   "PostgreSQL knows \"match full\" and \"match simple\"");
}

static void take_deferrable(struct builder *builder, struct constraint *constraint,
                            const struct clause *clause)
{
    (void)builder;
    constraint->deferrable = !clause->choice;
}

static void take_initially(struct builder *builder, struct constraint *constraint,
                           const struct clause *clause)
{
    (void)builder;
    constraint->initially_deferred = clause->choice;
    constraint->deferrable |= clause->choice;
}

static void take_not_valid(struct builder *builder, struct constraint *constraint,
                           const struct clause *clause)
{
    (void)builder;
    (void)clause;
    constraint->not_valid = true;
}

static void take_not_enforced(struct builder *builder, struct constraint *constraint,
                              const struct clause *clause)
{
    (void)builder;
    constraint->not_enforced = clause->kind == CLAUSE_NOT_ENFORCED;
    /* what is not enforced was never checked (pg_constraint.convalidated) */
    constraint->not_valid |= constraint->not_enforced;
}

static void take_no_inherit(struct builder *builder, struct constraint *constraint,
                            const struct clause *clause)
{
    (void)builder;
    (void)clause;
    constraint->no_inherit = true;
}

static void take_nulls(struct builder *builder, struct constraint *constraint,
                       const struct clause *clause)
{
    (void)builder;
    constraint->nulls_not_distinct = clause->kind == CLAUSE_NULLS_NOT_DISTINCT;
}

static void take_include(struct builder *builder, struct constraint *constraint,
                         const struct clause *clause)
{
    build_include(builder, &constraint->include, clause->parts);
}

static void take_with(struct builder *builder, struct constraint *constraint,
                      const struct clause *clause)
{
    build_options(builder, &constraint->with, clause->parts);
}

static void take_tablespace(struct builder *builder, struct constraint *constraint,
                            const struct clause *clause)
{
    (void)builder;
    constraint->tablespace = clause->name.name;
}

static void take_clustered(struct builder *builder, struct constraint *constraint,
                           const struct clause *clause)
{
    (void)builder;
    (void)clause;
    constraint->clustered = true;
}

static void take_index_comment(struct builder *builder, struct constraint *constraint,
                               const struct clause *clause)
{
    (void)builder;
    constraint->index_comment = *clause->text ? clause->text : NULL;
}

static void take_method(struct builder *builder, struct constraint *constraint,
                        const struct clause *clause)
{
    (void)builder;
    if (strcmp(clause->name.name, "btree") != 0)
        constraint->method = clause->name.name;
}

static void take_where(struct builder *builder, struct constraint *constraint,
                       const struct clause *clause)
{
    (void)builder;
    constraint->where = build_expr(clause);
}

static void take_renamed(struct builder *builder, struct constraint *constraint,
                         const struct clause *clause)
{
    build_renamed(builder, constraint, clause);
}

static void take_comment(struct builder *builder, struct constraint *constraint,
                         const struct clause *clause)
{
    build_comment(builder, constraint, clause);
}

static const struct {
    unsigned fits;
    constraint_handler *take;
} constraint_clauses[CLAUSE_COUNT] = {
    [CLAUSE_REFERENCES] = {FITS(FOREIGN), take_references},
    [CLAUSE_ON_DELETE] = {FITS(FOREIGN), take_delete},
    [CLAUSE_ON_UPDATE] = {FITS(FOREIGN), take_update},
    [CLAUSE_MATCH] = {FITS(FOREIGN), take_match},
    [CLAUSE_DEFERRABLE] = {INDEXED | FITS(FOREIGN), take_deferrable},
    [CLAUSE_INITIALLY] = {INDEXED | FITS(FOREIGN), take_initially},
    [CLAUSE_NOT_VALID] = {FITS(FOREIGN) | FITS(CHECK), take_not_valid},
    [CLAUSE_NOT_ENFORCED] = {FITS(FOREIGN) | FITS(CHECK), take_not_enforced},
    [CLAUSE_ENFORCED] = {FITS(FOREIGN) | FITS(CHECK), take_not_enforced},
    [CLAUSE_NO_INHERIT] = {FITS(CHECK), take_no_inherit},
    [CLAUSE_NULLS_NOT_DISTINCT] = {FITS(UNIQUE), take_nulls},
    [CLAUSE_NULLS_DISTINCT] = {FITS(UNIQUE), take_nulls},
    [CLAUSE_INCLUDE] = {INDEXED, take_include},
    [CLAUSE_WITH] = {INDEXED, take_with},
    [CLAUSE_TABLESPACE] = {INDEXED, take_tablespace},
    [CLAUSE_CLUSTERED] = {INDEXED, take_clustered},
    [CLAUSE_INDEX_COMMENT] = {INDEXED, take_index_comment},
    [CLAUSE_USING] = {FITS(EXCLUDE), take_method},
    [CLAUSE_WHERE] = {FITS(EXCLUDE), take_where},
    [CLAUSE_RENAMED] = {~0u, take_renamed},
    [CLAUSE_COMMENT] = {~0u, take_comment},
};

bool constraint_take(struct builder *builder, struct constraint *constraint,
                     const struct clause *clause)
{
    if (!(constraint_clauses[clause->kind].fits & 1u << constraint->type))
        return false;
    constraint_clauses[clause->kind].take(builder, constraint, clause);
    return true;
}

void build_constraint(struct builder *builder, struct constraint *constraint,
                      const struct item *item)
{
    static const enum constraint_type types[ITEM_COUNT] = {
        [ITEM_PRIMARY] = CONSTRAINT_PRIMARY, [ITEM_UNIQUE] = CONSTRAINT_UNIQUE,
        [ITEM_CHECK] = CONSTRAINT_CHECK,     [ITEM_FOREIGN] = CONSTRAINT_FOREIGN,
        [ITEM_EXCLUDE] = CONSTRAINT_EXCLUDE,
    };
    constraint->object.kind = KIND_CONSTRAINT;
    constraint->object.name.name = item->name.name;
    constraint->object.name_implied = !item->name.name;
    constraint->object.at = item->name.name ? item->name_at : item->at;
    constraint->type = types[item->kind];
    constraint->nulls_not_distinct = item->nulls_not_distinct;
    build_doc(builder, &constraint->object, item);
    if (item->kind == ITEM_CHECK)
        constraint->check = (struct expr){item->text, NULL, item->text_at};
    if (item->kind == ITEM_EXCLUDE)
        array_reserve(&builder->model->arena, &constraint->elements, count_parts(item->parts));
    for (const struct clause *part = item->parts; part; part = part->next) {
        if (part->kind == CLAUSE_ELEMENT)
            build_element(builder, array_push(&builder->model->arena, &constraint->elements),
                          part);
        constraint->without_overlaps |=
            part->kind == CLAUSE_PERIOD || (part->kind == CLAUSE_COLUMN && part->choice);
    }
    if (item->kind != ITEM_EXCLUDE)
        build_names(builder, &constraint->columns, item->parts);
    for (const struct clause *clause = item->clauses; clause; clause = clause->next)
        if (!constraint_take(builder, constraint, clause))
            clause_misplaced(builder, clause, item_word(item->kind));
}

/* ------------------------------------------------------------------ indexes */

bool index_take(struct builder *builder, struct index *index, const struct clause *clause)
{
    switch (clause->kind) {
    case CLAUSE_USING:
        index->method = strcmp(clause->name.name, "btree") == 0 ? NULL : clause->name.name;
        return true;
    case CLAUSE_INCLUDE:
        build_include(builder, &index->include, clause->parts);
        return true;
    case CLAUSE_NULLS_NOT_DISTINCT:
    case CLAUSE_NULLS_DISTINCT:
        index->nulls_not_distinct = clause->kind == CLAUSE_NULLS_NOT_DISTINCT;
        return true;
    case CLAUSE_WITH:
        build_options(builder, &index->with, clause->parts);
        return true;
    case CLAUSE_TABLESPACE:
        index->tablespace = clause->name.name;
        return true;
    case CLAUSE_WHERE:
        index->where = build_expr(clause);
        return true;
    case CLAUSE_CLUSTERED:
        index->clustered = true;
        return true;
    case CLAUSE_RENAMED:
        build_renamed(builder, index, clause);
        return true;
    case CLAUSE_COMMENT:
        build_comment(builder, index, clause);
        return true;
    default:
        return false;
    }
}

void build_index(struct builder *builder, struct index *index, const struct item *item)
{
    index->object.kind = KIND_INDEX;
    index->object.name.name = item->name.name;
    index->object.name_implied = !item->name.name;
    index->object.at = item->name.name ? item->name_at : item->at;
    index->unique = item->unique;
    index->nulls_not_distinct = item->nulls_not_distinct;
    build_doc(builder, &index->object, item);
    array_reserve(&builder->model->arena, &index->elements, count_parts(item->parts));
    for (const struct clause *part = item->parts; part; part = part->next)
        if (part->kind == CLAUSE_ELEMENT)
            build_element(builder, array_push(&builder->model->arena, &index->elements), part);
    for (const struct clause *clause = item->clauses; clause; clause = clause->next)
        if (!index_take(builder, index, clause))
            clause_misplaced(builder, clause, "an index");
}

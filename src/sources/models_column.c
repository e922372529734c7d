/* A column's line. What its clauses say of the column goes into the column; a key, a check, a
 * reference or an index among them becomes a constraint or index of the table, which takes the
 * clauses that follow as far as they fit. */

#include "sources/models_build.h"

#include <string.h>

/* What the clause before left open for those that follow. */
enum open_clause { OPEN_NOTHING, OPEN_NOT_NULL, OPEN_GENERATED, OPEN_CONSTRAINT, OPEN_INDEX };

struct column_build {
    struct table *table;
    struct column *column;
    enum open_clause open;
    struct constraint *constraint; /* with OPEN_CONSTRAINT */
    struct index *index;           /* with OPEN_INDEX */
    const struct clause *name;     /* constraint NAME, waiting for its constraint */
    bool kind_said;                /* stored or virtual */
};

typedef void column_handler(struct builder *builder, struct column_build *build,
                            const struct clause *clause);

/* ------------------------------------------------------------------ the column itself */

static const char *take_name(struct column_build *build)
{
    const char *name = build->name ? build->name->name.name : NULL;
    build->name = NULL;
    return name;
}

static void take_not_null(struct builder *builder, struct column_build *build,
                          const struct clause *clause)
{
    (void)builder;
    (void)clause;
    build->column->not_null = true;
    build->column->not_null_name = take_name(build);
    build->open = OPEN_NOT_NULL;
}

static void take_null(struct builder *builder, struct column_build *build,
                      const struct clause *clause)
{
    if (build->column->not_null)
        diag_error(builder->diags, clause->at, CHECK_CLAUSE,
                   "column \"%s\" is said to be both null and not null",
                   build->column->object.name.name);
}

static bool has_value(struct builder *builder, struct column_build *build,
                      const struct clause *clause)
{
    const struct column *column = build->column;
    if (!column->value.text && !column->identity && !column->serial)
        return false;
    diag_error(builder->diags, clause->at, CHECK_CLAUSE,
               "column \"%s\" has its value already: a default, an identity or an expression",
               column->object.name.name);
    return true;
}

static void take_default(struct builder *builder, struct column_build *build,
                         const struct clause *clause)
{
    if (!has_value(builder, build, clause))
        build->column->value = build_expr(clause);
}

static void take_generated(struct builder *builder, struct column_build *build,
                           const struct clause *clause)
{
    if (!has_value(builder, build, clause))
        build->column->value = build_expr(clause);
    /* also where it is one too many: what follows belongs to it */
    build->column->generated = GENERATED_VIRTUAL;
    build->open = OPEN_GENERATED;
}

static void take_storage_kind(struct builder *builder, struct column_build *build,
                              const struct clause *clause)
{
    if (!build->column->generated)
        clause_misplaced(builder, clause, "a column that is not generated");
    else
        build->column->generated =
            clause->kind == CLAUSE_STORED ? GENERATED_STORED : GENERATED_VIRTUAL;
}

static void take_identity(struct builder *builder, struct column_build *build,
                          const struct clause *clause)
{
    if (has_value(builder, build, clause))
        return;
    struct column *column = build->column;
    struct sequence_build sequence = {.column = column};
    sequence.options.type = sequence_type_of(column);
    build_sequence_options(builder, &sequence, clause->parts);
    column->identity_options = sequence.options;
    column->identity = clause->choice ? IDENTITY_BY_DEFAULT : IDENTITY_ALWAYS;
    column->not_null = true;
}

static void take_collate(struct builder *builder, struct column_build *build,
                         const struct clause *clause)
{
    (void)builder;
    build->column->collation = clause->name;
}

static void take_storage(struct builder *builder, struct column_build *build,
                         const struct clause *clause)
{
    static const char *const words[] = {
        [STORAGE_DEFAULT] = "default",   [STORAGE_PLAIN] = "plain",
        [STORAGE_EXTERNAL] = "external", [STORAGE_EXTENDED] = "extended",
        [STORAGE_MAIN] = "main",
    };
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (strcmp(clause->text, words[i]) == 0) {
            build->column->storage = (enum storage)i;
            return;
        }
    }
    diag_error(builder->diags, clause->at, CHECK_CLAUSE,
               "storage is plain, external, extended, main or default");
}

static void take_compression(struct builder *builder, struct column_build *build,
                             const struct clause *clause)
{
    static const char *const words[] = {"default", "pglz", "lz4"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (strcmp(clause->text, words[i]) == 0) {
            build->column->compression = i ? clause->text : NULL;
            return;
        }
    }
    diag_error(builder->diags, clause->at, CHECK_CLAUSE, "compression is pglz, lz4 or default");
}

static void take_statistics(struct builder *builder, struct column_build *build,
                            const struct clause *clause)
{
    build->column->statistics = (int)build_number(builder, clause, 0, 10000) + 1;
}

static void take_set(struct builder *builder, struct column_build *build,
                     const struct clause *clause)
{
    build_options(builder, &build->column->attributes, clause->parts);
}

static void take_backfill(struct builder *builder, struct column_build *build,
                          const struct clause *clause)
{
    (void)builder;
    if (clause->text)
        build->column->backfill = build_expr(clause);
    else
        build->column->backfill_default = true;
}

static void take_using(struct builder *builder, struct column_build *build,
                       const struct clause *clause)
{
    (void)builder;
    build->column->using_expr = build_expr(clause);
}

static void take_trigger(struct builder *builder, struct column_build *build,
                         const struct clause *clause)
{
    (void)build;
    diag_error(builder->diags, clause->at, CHECK_CLAUSE,
               "\"on update (…)\" is not supported yet: it comes with functions and triggers");
}

static void take_renamed(struct builder *builder, struct column_build *build,
                         const struct clause *clause)
{
    build_renamed(builder, build->column, clause);
}

static void take_comment(struct builder *builder, struct column_build *build,
                         const struct clause *clause)
{
    build_comment(builder, build->column, clause);
}

/* ------------------------------------------------------------------ what it adds to the table
 */

static void take_name_of_constraint(struct builder *builder, struct column_build *build,
                                    const struct clause *clause)
{
    (void)builder;
    build->name = clause;
}

static struct constraint *new_constraint(struct builder *builder, struct column_build *build,
                                         enum constraint_type type, const struct clause *clause)
{
    struct arena *arena = &builder->model->arena;
    struct constraint *constraint = array_push(arena, &build->table->constraints);
    const struct clause *name = build->name;
    constraint->object.kind = KIND_CONSTRAINT;
    constraint->object.at = name ? name->at : clause->at;
    constraint->object.name.name = take_name(build);
    constraint->object.name_implied = !constraint->object.name.name;
    constraint->type = type;
    if (type != CONSTRAINT_CHECK)
        array_reserve(arena, &constraint->columns, 1);
    if (type != CONSTRAINT_CHECK)
        array_add(arena, &constraint->columns, build->column->object.name.name);
    build->open = OPEN_CONSTRAINT;
    build->constraint = constraint;
    return constraint;
}

static void take_primary(struct builder *builder, struct column_build *build,
                         const struct clause *clause)
{
    new_constraint(builder, build, CONSTRAINT_PRIMARY, clause);
}

static void take_unique(struct builder *builder, struct column_build *build,
                        const struct clause *clause)
{
    new_constraint(builder, build, CONSTRAINT_UNIQUE, clause);
}

static void take_check(struct builder *builder, struct column_build *build,
                       const struct clause *clause)
{
    struct constraint *check = new_constraint(builder, build, CONSTRAINT_CHECK, clause);
    check->check = build_expr(clause);
}

static void take_references(struct builder *builder, struct column_build *build,
                            const struct clause *clause)
{
    constraint_take(builder, new_constraint(builder, build, CONSTRAINT_FOREIGN, clause),
                    clause);
}

static void take_index(struct builder *builder, struct column_build *build,
                       const struct clause *clause)
{
    struct arena *arena = &builder->model->arena;
    struct index *index = array_push(arena, &build->table->indexes);
    index->object.kind = KIND_INDEX;
    index->object.at = clause->at;
    index->object.name.name = clause->name.name;
    index->object.name_implied = !clause->name.name;
    index->unique = clause->choice;
    array_reserve(arena, &index->elements, 1);
    struct index_element *element = array_push(arena, &index->elements);
    element->column = build->column->object.name.name;
    element->at = clause->at;
    build->open = OPEN_INDEX;
    build->index = index;
}

/* ------------------------------------------------------------------ clauses after others */

static bool take_of_not_null(struct column_build *build, const struct clause *clause)
{
    if (build->open != OPEN_NOT_NULL)
        return false;
    if (clause->kind == CLAUSE_NO_INHERIT)
        build->column->not_null_no_inherit = true;
    else if (clause->kind == CLAUSE_NOT_VALID)
        build->column->not_null_not_valid = true;
    else
        return false;
    return true;
}

/* Belongs to what stands before it on the line? */
static bool take_attached(struct builder *builder, struct column_build *build,
                          const struct clause *clause)
{
    bool is_own = clause->kind == CLAUSE_RENAMED || clause->kind == CLAUSE_COMMENT ||
                  clause->kind == CLAUSE_REFERENCES;
    if (is_own)
        return false;
    if (build->open == OPEN_CONSTRAINT && constraint_take(builder, build->constraint, clause))
        return true;
    if (build->open == OPEN_INDEX && index_take(builder, build->index, clause))
        return true;
    return take_of_not_null(build, clause);
}

static column_handler *const column_handlers[CLAUSE_COUNT] = {
    [CLAUSE_NOT_NULL] = take_not_null,
    [CLAUSE_NULL] = take_null,
    [CLAUSE_DEFAULT] = take_default,
    [CLAUSE_GENERATED] = take_generated,
    [CLAUSE_STORED] = take_storage_kind,
    [CLAUSE_VIRTUAL] = take_storage_kind,
    [CLAUSE_IDENTITY] = take_identity,
    [CLAUSE_COLLATE] = take_collate,
    [CLAUSE_STORAGE] = take_storage,
    [CLAUSE_COMPRESSION] = take_compression,
    [CLAUSE_STATISTICS] = take_statistics,
    [CLAUSE_SET] = take_set,
    [CLAUSE_BACKFILL] = take_backfill,
    [CLAUSE_USING_EXPR] = take_using,
    [CLAUSE_ON_UPDATE_EXPR] = take_trigger,
    [CLAUSE_RENAMED] = take_renamed,
    [CLAUSE_COMMENT] = take_comment,
    [CLAUSE_CONSTRAINT] = take_name_of_constraint,
    [CLAUSE_PRIMARY] = take_primary,
    [CLAUSE_UNIQUE] = take_unique,
    [CLAUSE_CHECK] = take_check,
    [CLAUSE_REFERENCES] = take_references,
    [CLAUSE_INDEX] = take_index,
};

/* Clauses that a column's line may hold more than once. */
static bool may_repeat(enum clause_kind kind)
{
    return kind == CLAUSE_CONSTRAINT || kind == CLAUSE_CHECK || kind == CLAUSE_REFERENCES ||
           kind == CLAUSE_UNIQUE || kind == CLAUSE_INDEX || kind == CLAUSE_SET;
}

static void apply(struct builder *builder, struct column_build *build,
                  const struct clause *clauses)
{
    const struct clause *seen[CLAUSE_COUNT] = {0};
    for (const struct clause *clause = clauses; clause; clause = clause->next) {
        if (take_attached(builder, build, clause))
            continue;
        if (!column_handlers[clause->kind]) {
            clause_misplaced(builder, clause, "what stands before it");
        } else if (may_repeat(clause->kind) || !clause_repeats(builder, seen, clause)) {
            column_handlers[clause->kind](builder, build, clause);
        }
    }
    if (build->name)
        diag_error(builder->diags, build->name->at, CHECK_CLAUSE,
                   "no constraint follows its name \"%s\"", build->name->name.name);
}

void build_column(struct builder *builder, struct table *table, const struct item *item)
{
    struct column column = {0};
    struct column_build build = {.table = table, .column = &column};
    column.object.kind = KIND_COLUMN;
    column.object.name.name = item->name.name;
    column.object.at = item->name_at;
    column.object.parent = &table->object;
    build_doc(builder, &column.object, item);
    build_column_type(builder, &column, item->type);
    apply(builder, &build, item->clauses);
    array_add(&builder->model->arena, &table->columns, column);
}

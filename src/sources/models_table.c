/* Tables and mixins: lines in the order they were written, those of a mixin where it is taken
 * in. */

#include "sources/models_build.h"

#include <string.h>
#include <uthash.h>

struct mixin {
    const char *name;
    const struct item *item;
    bool open; /* being taken in: to meet it again is a circle */
    UT_hash_handle hh;
};

static struct mixin *find_mixin(struct builder *builder, const char *name)
{
    struct mixin *mixin;

    HASH_FIND_STR(builder->mixins, name, mixin);
    return mixin;
}

void mixin_declare(struct builder *builder, const struct item *item)
{
    struct mixin *mixin = find_mixin(builder, item->name.name);

    if (mixin) {
        diag_error(builder->diags, item->name_at, CHECK_DUPLICATE,
                   "mixin \"%s\" is declared twice", item->name.name);
        diag_note(builder->diags, mixin->item->name_at, "the first time is here");
        return;
    }
    if (item->clauses)
        clause_misplaced(builder, item->clauses, "a mixin");
    mixin = arena_alloc(builder->nodes, sizeof *mixin);
    mixin->name = item->name.name;
    mixin->item = item;
    HASH_ADD_KEYPTR(hh, builder->mixins, mixin->name, strlen(mixin->name), mixin);
}

void mixins_release(struct builder *builder)
{
    HASH_CLEAR(hh, builder->mixins);
}

static void build_lines(struct builder *builder, struct table *table, const struct item *lines);

static void missing_mixin(struct builder *builder, const struct item *like)
{
    struct arena scratch = {0};
    size_t count = 0;
    const char **names =
        arena_alloc(&scratch, (HASH_COUNT(builder->mixins) + 1) * sizeof *names);
    for (struct mixin *mixin = builder->mixins; mixin; mixin = mixin->hh.next)
        names[count++] = mixin->name;
    diag_error(builder->diags, like->name_at, CHECK_MIXIN, "mixin \"%s\" does not exist",
               like->name.name);
    const char *near = name_closest(like->name.name, names, count);
    if (near)
        diag_hint(builder->diags, "Did you mean \"%s\"?", near);
    arena_release(&scratch);
}

static void take_mixin(struct builder *builder, struct table *table, const struct item *like)
{
    struct mixin *mixin = find_mixin(builder, like->name.name);

    if (!mixin) {
        missing_mixin(builder, like);
    } else if (mixin->open) {
        diag_error(builder->diags, like->name_at, CHECK_MIXIN, "mixin \"%s\" takes in itself",
                   like->name.name);
    } else {
        mixin->open = true;
        build_lines(builder, table, mixin->item->body);
        mixin->open = false;
    }
}

/* ------------------------------------------------------------------ clauses */

static void take_with(struct builder *builder, void *thing, const struct clause *clause)
{
    build_options(builder, &((struct table *)thing)->with, clause->parts);
}

static void take_tablespace(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct table *)thing)->tablespace = clause->name.name;
}

static void take_method(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    if (strcmp(clause->name.name, "heap") != 0)
        ((struct table *)thing)->access_method = clause->name.name;
}

static void take_inherits(struct builder *builder, void *thing, const struct clause *clause)
{
    struct table *table = thing;
    for (const struct clause *part = clause->parts; part; part = part->next)
        array_add(&builder->model->arena, &table->inherits,
                  ((struct ref){KIND_TABLE, part->name, part->at, NULL}));
}

static void take_of(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)builder;
    ((struct table *)thing)->of_type =
        (struct ref){KIND_COMPOSITE, clause->name, clause->at, NULL};
}

static void take_replica(struct builder *builder, void *thing, const struct clause *clause)
{
    struct table *table = thing;
    (void)builder;
    table->replica_identity = (enum replica_identity)clause->choice;
    table->replica_index = clause->name.name;
}

static void take_partition(struct builder *builder, void *thing, const struct clause *clause)
{
    (void)thing;
    diag_error(builder->diags, clause->at, CHECK_CLAUSE, "partitions are not supported yet");
}

static clause_handler *const table_handlers[CLAUSE_COUNT] = {
    [CLAUSE_WITH] = take_with,
    [CLAUSE_TABLESPACE] = take_tablespace,
    [CLAUSE_USING] = take_method,
    [CLAUSE_INHERITS] = take_inherits,
    [CLAUSE_OF] = take_of,
    [CLAUSE_REPLICA] = take_replica,
    [CLAUSE_RENAMED] = build_renamed,
    [CLAUSE_COMMENT] = build_comment,
    [CLAUSE_OWNER] = build_owner,
    [CLAUSE_PARTITION] = take_partition,
};
static const struct clause_table table_clauses = {"a table", table_handlers, NULL};

/* ------------------------------------------------------------------ lines */

static void take_dropped(struct builder *builder, struct table *table, const struct item *line)
{
    static const struct {
        const char *word;
        enum kind kind;
    } words[] = {
        {"column", KIND_COLUMN}, {"constraint", KIND_CONSTRAINT}, {"index", KIND_INDEX}};
    struct dropped dropped = {KIND_COUNT, line->name, line->name_at};
    for (size_t i = 0; line->text && i < COUNT_OF(words); i++)
        if (strcmp(line->text, words[i].word) == 0)
            dropped.kind = words[i].kind;
    array_add(&builder->model->arena, &table->dropped, dropped);
}

/* constraint NAME not null COLUMN */
static void take_not_null(struct builder *builder, struct table *table, const struct item *line)
{
    for (size_t i = 0; line->parts && i < table->columns.count; i++) {
        struct column *column = &table->columns.at[i];
        if (!text_equal(column->object.name.name, line->parts->name.name))
            continue;
        column->not_null = true;
        column->not_null_name = line->name.name;
        for (const struct clause *clause = line->clauses; clause; clause = clause->next) {
            column->not_null_no_inherit |= clause->kind == CLAUSE_NO_INHERIT;
            column->not_null_not_valid |= clause->kind == CLAUSE_NOT_VALID;
        }
        return;
    }
    diag_error(builder->diags, line->at, CHECK_REF_MISSING,
               "column \"%s\" is not declared above",
               line->parts ? line->parts->name.name : "");
}

static void build_line(struct builder *builder, struct table *table, const struct item *line)
{
    struct arena *arena = &builder->model->arena;
    switch (line->kind) {
    case ITEM_COLUMN:
        build_column(builder, table, line);
        break;
    case ITEM_LIKE:
        take_mixin(builder, table, line);
        break;
    case ITEM_PRIMARY:
    case ITEM_UNIQUE:
    case ITEM_CHECK:
    case ITEM_FOREIGN:
    case ITEM_EXCLUDE:
        build_constraint(builder, array_push(arena, &table->constraints), line);
        break;
    case ITEM_NOT_NULL:
        take_not_null(builder, table, line);
        break;
    case ITEM_INDEX:
        build_index(builder, array_push(arena, &table->indexes), line);
        break;
    case ITEM_DROPPED:
        take_dropped(builder, table, line);
        break;
    case ITEM_CLAUSES:
        clauses_apply(builder, &table_clauses, table, line->clauses);
        break;
    default:
        diag_error(builder->diags, line->at, CHECK_SYNTAX, "%s cannot stand in a table",
                   item_word(line->kind));
    }
}

static void build_lines(struct builder *builder, struct table *table, const struct item *lines)
{
    for (const struct item *line = lines; line; line = line->next) {
        build_line(builder, table, line);
        if (line->kind == ITEM_LIKE || line->kind == ITEM_DROPPED ||
            line->kind == ITEM_CLAUSES || line->kind == ITEM_NOT_NULL)
            refuse_doc(builder, line);
    }
}

/* ------------------------------------------------------------------ how much there will be */

struct counts {
    size_t columns, constraints, indexes;
};

static void count_clauses(struct counts *counts, const struct clause *clauses)
{
    for (const struct clause *clause = clauses; clause; clause = clause->next) {
        counts->indexes += clause->kind == CLAUSE_INDEX;
        counts->constraints += clause->kind == CLAUSE_PRIMARY ||
                               clause->kind == CLAUSE_UNIQUE || clause->kind == CLAUSE_CHECK ||
                               clause->kind == CLAUSE_REFERENCES;
    }
}

static void count_lines(struct builder *builder, struct counts *counts,
                        const struct item *lines)
{
    for (const struct item *line = lines; line; line = line->next) {
        struct mixin *mixin =
            line->kind == ITEM_LIKE ? find_mixin(builder, line->name.name) : NULL;

        counts->columns += line->kind == ITEM_COLUMN;
        counts->indexes += line->kind == ITEM_INDEX;
        counts->constraints += line->kind >= ITEM_PRIMARY && line->kind <= ITEM_EXCLUDE;
        if (line->kind == ITEM_COLUMN)
            count_clauses(counts, line->clauses);
        if (mixin && !mixin->open) {
            mixin->open = true;
            count_lines(builder, counts, mixin->item->body);
            mixin->open = false;
        }
    }
}

/* Room for all members at once: growing would leave half of the arena unused. */
static void reserve(struct builder *builder, struct table *table, const struct item *lines)
{
    struct arena *arena = &builder->model->arena;
    struct counts counts = {0};

    count_lines(builder, &counts, lines);
    array_reserve(arena, &table->columns, counts.columns);
    array_reserve(arena, &table->constraints, counts.constraints);
    array_reserve(arena, &table->indexes, counts.indexes);
}

void build_table(struct builder *builder, struct table *table, const struct item *item)
{
    table->persistence = item->unlogged ? PERSISTENCE_UNLOGGED : PERSISTENCE_PERMANENT;
    clauses_apply(builder, &table_clauses, table, item->clauses);
    reserve(builder, table, item->body);
    build_lines(builder, table, item->body);
    for (size_t i = 0; i < table->constraints.count; i++)
        table->constraints.at[i].object.parent = &table->object;
    for (size_t i = 0; i < table->indexes.count; i++)
        table->indexes.at[i].object.parent = &table->object;
}

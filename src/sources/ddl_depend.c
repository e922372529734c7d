/* What depends on what, as pg_depend would have it: worked out from what objects say, when
 * something is about to go. */

#include "sources/ddl_alter.h"

#include "postgres/expression.h"

#include <string.h>

struct depending {
    struct ddl *ddl;
    struct ddl_address of;
    ddl_dependent *visit;
    void *context;
};

static void tell(const struct depending *depending, struct object *object, enum ddl_part part,
                 const char *name, bool is_auto)
{
    depending->visit(depending->context, (struct ddl_address){object, part, name}, is_auto);
}

/* ------------------------------------------------------------------ expressions */

struct searching {
    struct ddl *ddl;
    enum mention mention;
    struct qname name;
    bool found;
};

static enum name_space space_of(enum mention mention)
{
    return mention == MENTION_TYPE ? NAMES_TYPE : NAMES_RELATION;
}

static void see_mention(void *context, enum mention mention, struct qname name)
{
    struct searching *searching = context;
    struct qname whole = name;

    if (mention != searching->mention || !text_equal(name.name, searching->name.name))
        return;
    if (!name.schema && searching->name.schema && mention != MENTION_FUNCTION)
        ddl_find(searching->ddl, space_of(mention), name, &whole);
    searching->found |= !whole.schema || qname_equal(whole, searching->name);
}

/* The dropped type's, function's … name as an expression says it: whether the text
 * mentions it. */
static bool expr_mentions(struct ddl *ddl, const char *text, enum mention mention,
                          struct qname name)
{
    struct searching searching = {ddl, mention, name, false};

    if (text && strcasestr(text, name.name))
        expression_each_mention(&ddl->scratch, text, see_mention, &searching);
    return searching.found;
}

/* Of a whole-row reference in an expression nothing is known here: it mentions no column. */
static bool mentions_column(const struct depending *depending, const struct expr *expr)
{
    return expr_mentions(depending->ddl, expr->text, MENTION_COLUMN,
                         (struct qname){NULL, depending->of.name});
}

struct mentioning {
    const struct depending *depending;
    enum mention mention;
};

static void see_expr(void *context, struct ddl_address holder, struct expr *expr)
{
    const struct mentioning *mentioning = context;
    const struct depending *depending = mentioning->depending;

    if (expr_mentions(depending->ddl, expr->text, mentioning->mention,
                      depending->of.object->name))
        depending->visit(depending->context, holder, false);
}

static void each_mentioning(const struct depending *depending, enum mention mention)
{
    struct mentioning mentioning = {depending, mention};

    ddl_each_expr(depending->ddl, see_expr, &mentioning);
}

/* ------------------------------------------------------------------ what is not modelled */

/* Publications and extended statistics lose what is dropped, or go with it. */
static bool goes_along(const struct ddl_other *other)
{
    return !strcmp(other->word, "statistics object") || !strcmp(other->word, "publication");
}

static void each_other(const struct depending *depending)
{
    const struct ddl_address *of = &depending->of;
    struct ddl_other *other;

    for (size_t i = 0; (other = ddl_next_other(depending->ddl, &i));) {
        if (other->parent == of->object && of->part == PART_WHOLE)
            tell(depending, &other->object, PART_WHOLE, NULL, true);
        for (size_t j = 0; j < other->edges.count; j++)
            if (other->edges.at[j].on == of->object &&
                (of->part == PART_WHOLE || text_equal(other->edges.at[j].column, of->name)))
                tell(depending, &other->object, PART_WHOLE, NULL, goes_along(other));
    }
}

/* ------------------------------------------------------------------ tables */

static bool is_same_set(const struct text_list *a, const struct text_list *b)
{
    return a->count == b->count && text_list_same_set(a, b);
}

/* Foreign keys to the table: all that others have, or those that need the key. */
static void each_foreign_key(const struct depending *depending, const struct text_list *key)
{
    struct object *target = depending->of.object;
    struct table *table;

    for (size_t i = 0; (table = ddl_next_table(depending->ddl, &i));) {
        if (!key && &table->object == target)
            continue;
        for (array_each (struct constraint, constraint, &table->constraints))
            if (constraint->type == CONSTRAINT_FOREIGN && constraint->references.to == target &&
                (!key || is_same_set(&constraint->ref_columns, key)))
                tell(depending, &table->object, PART_CONSTRAINT, constraint->object.name.name,
                     false);
    }
}

static void each_owned_sequence(const struct depending *depending, const char *column)
{
    struct object *object;

    for (size_t i = 0; (object = ddl_next_object(depending->ddl, KIND_SEQUENCE, &i));) {
        struct sequence *sequence = (struct sequence *)object;

        if (sequence->owned_by.to == depending->of.object &&
            (!column || text_equal(sequence->owned_column, column)))
            tell(depending, object, PART_WHOLE, NULL, true);
    }
}

struct users {
    const struct depending *depending;
    struct qname type;
};

static void see_type(void *context, struct ddl_address holder, struct type_name *type)
{
    const struct users *users = context;

    if (type->user.name && qname_equal(type->user, users->type))
        users->depending->visit(users->depending->context, holder, false);
}

static void each_type_user(const struct depending *depending)
{
    struct users users = {depending, depending->of.object->name};

    ddl_each_type(depending->ddl, see_type, &users);
}

static void depend_on_table(const struct depending *depending)
{
    struct table *table = (struct table *)depending->of.object, *child;

    each_foreign_key(depending, NULL);
    for (size_t i = 0; (child = ddl_next_child(depending->ddl, table, &i));)
        tell(depending, &child->object, PART_WHOLE, NULL,
             pointer_map_get(&depending->ddl->left_out, child) != NULL);
    each_owned_sequence(depending, NULL);
    each_type_user(depending);
}

/* A key of the table goes: what refers to just these columns needs it, unless there is another
 * one. */
static void depend_on_key(const struct depending *depending, const struct text_list *columns)
{
    each_foreign_key(depending, columns);
}

static void each_element(const struct depending *depending, struct index_element *elements,
                         size_t count, bool *uses)
{
    for (size_t i = 0; i < count; i++)
        *uses |= text_equal(elements[i].column, depending->of.name) ||
                 mentions_column(depending, &elements[i].expr);
}

static bool constraint_uses_column(const struct depending *depending,
                                   struct constraint *constraint)
{
    const char *name = depending->of.name;
    bool uses = text_list_has(&constraint->columns, name) ||
                text_list_has(&constraint->include, name) ||
                mentions_column(depending, &constraint->check) ||
                mentions_column(depending, &constraint->where);

    each_element(depending, constraint->elements.at, constraint->elements.count, &uses);
    return uses;
}

static bool index_uses_column(const struct depending *depending, struct index *index)
{
    bool uses = text_list_has(&index->include, depending->of.name) ||
                mentions_column(depending, &index->where);

    each_element(depending, index->elements.at, index->elements.count, &uses);
    return uses;
}

static void depend_on_column(const struct depending *depending)
{
    struct table *table = (struct table *)depending->of.object;

    if (table->object.kind != KIND_TABLE)
        return;
    for (array_each (struct constraint, constraint, &table->constraints))
        if (constraint_uses_column(depending, constraint))
            tell(depending, &table->object, PART_CONSTRAINT, constraint->object.name.name,
                 true);
    for (array_each (struct index, index, &table->indexes))
        if (index_uses_column(depending, index))
            tell(depending, &table->object, PART_INDEX, index->object.name.name, true);
    for (array_each (struct column, column, &table->columns))
        if (column->generated && mentions_column(depending, &column->value))
            tell(depending, &table->object, PART_COLUMN, column->object.name.name, false);
    each_owned_sequence(depending, depending->of.name);
}

static void depend_on_constraint(const struct depending *depending)
{
    struct table *table = (struct table *)depending->of.object;
    struct constraint *constraint = table->object.kind == KIND_TABLE
                                        ? table_find_constraint(table, depending->of.name)
                                        : NULL;

    if (constraint &&
        (constraint->type == CONSTRAINT_PRIMARY || constraint->type == CONSTRAINT_UNIQUE))
        depend_on_key(depending, &constraint->columns);
}

static void depend_on_index(const struct depending *depending)
{
    struct index *index =
        table_find_index((struct table *)depending->of.object, depending->of.name);
    struct text_list columns = {0};

    if (!index || !index->unique || index->where.text)
        return;
    for (array_each (struct index_element, element, &index->elements)) {
        if (!element->column)
            return;
        array_add(&depending->ddl->scratch, &columns, element->column);
    }
    depend_on_key(depending, &columns);
}

/* ------------------------------------------------------------------ other whole objects */

static void depend_on_type(const struct depending *depending)
{
    struct table *table;

    each_type_user(depending);
    each_mentioning(depending, MENTION_TYPE);
    for (size_t i = 0; (table = ddl_next_table(depending->ddl, &i));)
        if (table->of_type.to == depending->of.object)
            tell(depending, &table->object, PART_WHOLE, NULL, false);
}

static void depend_on_sequence(const struct depending *depending)
{
    each_mentioning(depending, MENTION_RELATION);
}

static void depend_on_schema(const struct depending *depending)
{
    static const enum kind kinds[] = {KIND_TABLE, KIND_SEQUENCE, KIND_ENUM, KIND_COMPOSITE,
                                      KIND_DOMAIN};
    const char *schema = depending->of.object->name.name;
    struct object *object;
    struct ddl_other *other;

    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        for (size_t i = 0; (object = ddl_next_object(depending->ddl, kinds[k], &i));)
            if (text_equal(object->name.schema, schema))
                tell(depending, object, PART_WHOLE, NULL, false);
    for (size_t i = 0; (other = ddl_next_other(depending->ddl, &i));)
        if (text_equal(other->object.name.schema, schema))
            tell(depending, &other->object, PART_WHOLE, NULL, false);
    for (size_t i = 0; (object = ddl_next_object(depending->ddl, KIND_EXTENSION, &i));)
        if (text_equal(((struct extension *)object)->schema, schema))
            tell(depending, object, PART_WHOLE, NULL, false);
}

bool ddl_is_collation(struct qname said, struct qname name)
{
    return text_equal(said.name, name.name) &&
           (!said.schema || text_equal(said.schema, name.schema));
}

static void each_collated(const struct depending *depending)
{
    struct qname name = depending->of.object->name;
    struct table *table;

    for (size_t i = 0; (table = ddl_next_table(depending->ddl, &i));)
        for (array_each (struct column, column, &table->columns))
            if (ddl_is_collation(column->collation, name))
                tell(depending, &table->object, PART_COLUMN, column->object.name.name, false);
}

static void depend_on_other(const struct depending *depending)
{
    const struct ddl_other *other = (const struct ddl_other *)depending->of.object;

    each_type_user(depending); /* of a base or range type, of a view's rows */
    if (strstr("function aggregate", other->word))
        each_mentioning(depending, MENTION_FUNCTION);
    else if (strstr("base type range type", other->word))
        each_mentioning(depending, MENTION_TYPE);
    else if (!strcmp(other->word, "collation"))
        each_collated(depending);
}

/* ------------------------------------------------------------------ all */

typedef void depend(const struct depending *depending);

static depend *const of_kinds[KIND_COUNT + 1] = {
    [KIND_SCHEMA] = depend_on_schema,     [KIND_ENUM] = depend_on_type,
    [KIND_COMPOSITE] = depend_on_type,    [KIND_DOMAIN] = depend_on_type,
    [KIND_SEQUENCE] = depend_on_sequence, [KIND_TABLE] = depend_on_table,
    [KIND_COUNT] = depend_on_other,
};

static depend *const of_parts[] = {
    [PART_COLUMN] = depend_on_column,
    [PART_DEFAULT] = NULL,
    [PART_CONSTRAINT] = depend_on_constraint,
    [PART_INDEX] = depend_on_index,
};

void ddl_each_dependent(struct ddl *ddl, struct ddl_address of, ddl_dependent *visit,
                        void *context)
{
    struct depending depending = {ddl, of, visit, context};
    depend *find = of.part == PART_WHOLE ? of_kinds[of.object->kind] : of_parts[of.part];

    if (find)
        find(&depending);
    if (of.part == PART_WHOLE || of.part == PART_COLUMN)
        each_other(&depending);
}

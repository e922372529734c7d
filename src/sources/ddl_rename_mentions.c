/* A new name wherever the old one is mentioned as text: types of columns, expressions, columns
 * in constraints and indexes. Lists may be shared between tables that were made LIKE each
 * other, so what changes is copied. */

#include "sources/ddl_alter.h"

#include "model/types.h"

#include <string.h>

/* ------------------------------------------------------------------ expressions */

struct renaming {
    struct ddl *ddl;
    enum mention mention;
    struct qname from, to;
    const struct table *table; /* of a column: whose */
};

static bool is_meant(const struct renaming *renaming, struct qname name)
{
    struct qname found = name;

    if (!text_equal(name.name, renaming->from.name))
        return false;
    if (name.schema || !renaming->from.schema)
        return text_equal(name.schema, renaming->from.schema);
    ddl_find(renaming->ddl, renaming->mention == MENTION_TYPE ? NAMES_TYPE : NAMES_RELATION,
             name, &found);
    return renaming->mention == MENTION_FUNCTION || qname_equal(found, renaming->from);
}

static struct qname rename_mention(void *context, enum mention mention, struct qname name)
{
    const struct renaming *renaming = context;

    if (mention != renaming->mention || !is_meant(renaming, name))
        return name;
    /* a name without a schema stays one as long as the schema is the same */
    if (!name.schema && text_equal(renaming->from.schema, renaming->to.schema))
        return (struct qname){NULL, renaming->to.name};
    return renaming->to;
}

static void rename_in_expr(void *context, struct ddl_address holder, struct expr *expr)
{
    struct renaming *renaming = context;
    struct expression_names names = {renaming, rename_mention};

    (void)holder;
    if (strcasestr(expr->text, renaming->from.name))
        expr->text = expression_rename(&renaming->ddl->model->arena, expr->text, &names);
}

void ddl_rename_mentions(struct ddl *ddl, enum mention mention, struct qname from,
                         struct qname to)
{
    struct renaming renaming = {ddl, mention, from, to, NULL};

    ddl_each_expr(ddl, rename_in_expr, &renaming);
}

/* ------------------------------------------------------------------ types */

static void rename_type(void *context, struct ddl_address holder, struct type_name *type)
{
    struct renaming *renaming = context;

    (void)holder;
    if (type->user.name && qname_equal(type->user, renaming->from)) {
        type->user = renaming->to;
        type_spell(&renaming->ddl->model->arena, type);
    }
}

void ddl_rename_type_users(struct ddl *ddl, struct qname from, struct qname to)
{
    struct renaming renaming = {ddl, MENTION_TYPE, from, to, NULL};

    ddl_each_type(ddl, rename_type, &renaming);
    ddl_rename_mentions(ddl, MENTION_TYPE, from, to);
}

static void rename_said(struct qname *said, struct qname from, struct qname to)
{
    if (said->name && ddl_is_collation(*said, from))
        *said = to;
}

void ddl_rename_collation(struct ddl *ddl, struct qname from, struct qname to)
{
    struct table *table;
    struct object *domain;

    for (size_t i = 0; (table = ddl_next_table(ddl, &i));) {
        for (array_each (struct column, column, &table->columns))
            rename_said(&column->collation, from, to);
        for (array_each (struct index, index, &table->indexes)) {
            ddl_own_elements(ddl, &index->elements.at, index->elements.count);
            for (array_each (struct index_element, element, &index->elements))
                rename_said(&element->collation, from, to);
        }
    }
    for (size_t i = 0; (domain = ddl_next_object(ddl, KIND_DOMAIN, &i));)
        rename_said(&((struct domain *)domain)->collation, from, to);
}

/* ------------------------------------------------------------------ labels */

struct labelling {
    struct renaming renaming;
    const struct enum_type *type;
    bool concerned; /* the expression has to do with the type */
};

/* The labels in the literal of an array: {a,"b c"}. */
static const char *rename_in_array(const struct labelling *labelling, const char *text)
{
    const char *from = labelling->renaming.from.name, *to = labelling->renaming.to.name;
    struct buf out = BUF_INIT;

    while (*text) {
        size_t length = strcspn(text, "{},\"");

        if (length == strlen(from) && !strncmp(text, from, length))
            buf_add(&out, to);
        else
            buf_add_n(&out, text, length);
        text += length;
        if (*text)
            buf_add_char(&out, *text++);
    }
    const char *kept = arena_strdup(&labelling->renaming.ddl->model->arena, buf_text(&out));
    buf_release(&out);
    return kept;
}

static struct qname rename_literal(void *context, enum mention mention, struct qname name)
{
    const struct labelling *labelling = context;

    if (mention != MENTION_LITERAL)
        return name;
    if (text_equal(name.name, labelling->renaming.from.name))
        return labelling->renaming.to;
    if (*name.name == '{')
        name.name = rename_in_array(labelling, name.name);
    return name;
}

static void see_concern(void *context, enum mention mention, struct qname name)
{
    struct labelling *labelling = context;
    const struct table *table = labelling->renaming.table;
    const struct column *column =
        table && mention == MENTION_COLUMN ? table_find_column(table, name.name) : NULL;

    if (column && column->type.user.name)
        labelling->concerned |= qname_equal(column->type.user, labelling->type->object.name);
    if (mention == MENTION_TYPE)
        labelling->concerned |= text_equal(name.name, labelling->type->object.name.name);
}

/* PostgreSQL keeps labels by number: a literal is one if it is compared to, cast to or kept as
 * the type. */
static void rename_label_in(void *context, struct ddl_address holder, struct expr *expr)
{
    struct labelling *labelling = context;
    struct arena *arena = &labelling->renaming.ddl->model->arena;
    struct expression_names names = {labelling, rename_literal};
    const struct column *column;

    if (!strstr(expr->text, labelling->renaming.from.name))
        return;
    labelling->renaming.table =
        holder.object->kind == KIND_TABLE ? (const struct table *)holder.object : NULL;
    column = labelling->renaming.table && holder.part == PART_DEFAULT
                 ? table_find_column(labelling->renaming.table, holder.name)
                 : NULL;
    labelling->concerned = column && column->type.user.name &&
                           qname_equal(column->type.user, labelling->type->object.name);
    expression_each_mention(&labelling->renaming.ddl->scratch, expr->text, see_concern,
                            labelling);
    if (labelling->concerned)
        expr->text = expression_rename(arena, expr->text, &names);
}

void ddl_rename_label(struct ddl *ddl, const struct enum_type *type, const char *from,
                      const char *to)
{
    struct labelling labelling = {
        {ddl, MENTION_LITERAL, {NULL, from}, {NULL, to}, NULL}, type, false};

    ddl_each_expr(ddl, rename_label_in, &labelling);
}

/* ------------------------------------------------------------------ columns */

static void rename_text(struct ddl *ddl, struct text_list *list, const char *from,
                        const char *to)
{
    struct text_list copy = {0};

    if (!text_list_has(list, from))
        return;
    for (size_t i = 0; i < list->count; i++)
        array_add(&ddl->model->arena, &copy, text_equal(list->at[i], from) ? to : list->at[i]);
    *list = copy;
}

void ddl_own_elements(struct ddl *ddl, struct index_element **elements, size_t count)
{
    struct index_element *copy;

    if (!count)
        return;
    copy = arena_alloc(&ddl->model->arena, count * sizeof *copy);
    memcpy(copy, *elements, count * sizeof *copy);
    *elements = copy;
}

static void rename_in_elements(struct ddl *ddl, struct index_element **elements, size_t count,
                               const char *from, const char *to)
{
    ddl_own_elements(ddl, elements, count);
    for (size_t i = 0; i < count; i++)
        if (text_equal((*elements)[i].column, from))
            (*elements)[i].column = to;
}

static void rename_in_members(struct ddl *ddl, struct table *table, const char *from,
                              const char *to)
{
    for (array_each (struct constraint, constraint, &table->constraints)) {
        rename_text(ddl, &constraint->columns, from, to);
        rename_text(ddl, &constraint->include, from, to);
        rename_text(ddl, &constraint->set_columns, from, to);
        rename_in_elements(ddl, &constraint->elements.at, constraint->elements.count, from, to);
    }
    for (array_each (struct index, index, &table->indexes)) {
        rename_text(ddl, &index->include, from, to);
        rename_in_elements(ddl, &index->elements.at, index->elements.count, from, to);
    }
}

static void rename_in_others(struct ddl *ddl, const struct table *table, const char *from,
                             const char *to)
{
    struct table *other;
    struct object *sequence;
    struct ddl_other *unmodelled;

    for (size_t i = 0; (other = ddl_next_table(ddl, &i));)
        for (array_each (struct constraint, constraint, &other->constraints))
            if (constraint->references.to == &table->object)
                rename_text(ddl, &constraint->ref_columns, from, to);
    for (size_t i = 0; (sequence = ddl_next_object(ddl, KIND_SEQUENCE, &i));)
        if (((struct sequence *)sequence)->owned_by.to == &table->object &&
            text_equal(((struct sequence *)sequence)->owned_column, from))
            ((struct sequence *)sequence)->owned_column = to;
    for (size_t i = 0; (unmodelled = ddl_next_other(ddl, &i));)
        for (size_t j = 0; j < unmodelled->edges.count; j++)
            if (unmodelled->edges.at[j].on == &table->object &&
                text_equal(unmodelled->edges.at[j].column, from))
                unmodelled->edges.at[j].column = to;
}

void ddl_rename_column(struct ddl *ddl, struct table *table, const char *from, const char *to)
{
    struct renaming renaming = {ddl, MENTION_COLUMN, {NULL, from}, {NULL, to}, table};
    struct column *column = table_find_column(table, from);
    struct table *child;

    ddl_keep_not_null(ddl, column, column);
    column->object.name.name = to;
    ddl_each_expr_of(&table->object, rename_in_expr, &renaming);
    rename_in_members(ddl, table, from, to);
    rename_in_others(ddl, table, from, to);
    for (size_t i = 0; (child = ddl_next_child(ddl, table, &i));)
        if (table_find_column(child, from))
            ddl_rename_column(ddl, child, from, to);
}

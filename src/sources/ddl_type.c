/* Types in statements: the names that columns give, and CREATE TYPE and CREATE DOMAIN. What a
 * built-in name means is model/types'. */

#include "sources/ddl_build.h"

#include "model/resolve.h"
#include "model/types.h"

#include <string.h>

/* ------------------------------------------------------------------ names of types */

/* Fields of an interval, as the bits of its first modifier (INTERVAL_MASK of PostgreSQL). */
static const struct interval_row {
    int mask;
    const char *name;
} interval_rows[] = {
    {1 << 2, "interval year"},
    {1 << 1, "interval month"},
    {1 << 3, "interval day"},
    {1 << 10, "interval hour"},
    {1 << 11, "interval minute"},
    {1 << 12, "interval second"},
    {1 << 2 | 1 << 1, "interval year to month"},
    {1 << 3 | 1 << 10, "interval day to hour"},
    {1 << 3 | 1 << 10 | 1 << 11, "interval day to minute"},
    {1 << 3 | 1 << 10 | 1 << 11 | 1 << 12, "interval day to second"},
    {1 << 10 | 1 << 11, "interval hour to minute"},
    {1 << 10 | 1 << 11 | 1 << 12, "interval hour to second"},
    {1 << 11 | 1 << 12, "interval minute to second"},
};

static int number_of(const PgQuery__Node *node)
{
    const PgQuery__AConst *constant =
        node->node_case == PG_QUERY__NODE__NODE_A_CONST ? node->a_const : NULL;

    return constant && constant->val_case == PG_QUERY__A__CONST__VAL_IVAL ? constant->ival->ival
                                                                          : 0;
}

/* A word among the modifiers is a column to the parser: geometry(Point, 4326). */
static const char *modifier_text(struct ddl *ddl, const PgQuery__Node *node)
{
    if (node->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && node->column_ref->n_fields)
        node = node->column_ref->fields[0];
    return ddl_text(ddl, node);
}

static const char *modifiers_text(struct ddl *ddl, const PgQuery__TypeName *node, size_t from)
{
    const char *text = NULL;

    for (size_t i = from; i < node->n_typmods; i++) {
        const char *modifier = modifier_text(ddl, node->typmods[i]);

        if (!modifier)
            modifier = "";
        text = text ? arena_printf(&ddl->model->arena, "%s,%s", text, modifier) : modifier;
    }
    return text;
}

/* Aliases are behind us: the parser has made pg_type's names of them. */
static struct type_syntax syntax_of(struct ddl *ddl, const PgQuery__TypeName *node)
{
    struct type_syntax syntax = {
        .name = ddl_qname(ddl, node->names, node->n_names),
        .quoted = true,
        .array = node->n_array_bounds > 0,
        .at = ddl_place(ddl, node->location),
    };
    bool interval = text_equal(syntax.name.name, "interval") && node->n_typmods;

    for (size_t i = 0; interval && i < COUNT_OF(interval_rows); i++) {
        if (interval_rows[i].mask != number_of(node->typmods[0]))
            continue;
        syntax.name.name = interval_rows[i].name;
        syntax.quoted = false;
    }
    syntax.modifiers = modifiers_text(ddl, node, interval);
    return syntax;
}

static bool has_extension(const struct ddl *ddl)
{
    const struct object_list *list = &ddl->model->objects[KIND_EXTENSION];

    for (size_t i = 0; i < list->count; i++)
        if (ddl_is_there(ddl, list->at[i]))
            return true;
    return false;
}

static struct object *find_type(const struct ddl *ddl, struct type_name *type)
{
    struct qname element = type->user;
    struct object *found = ddl_find(ddl, NAMES_TYPE, type->user, &type->user);

    if (found || *element.name != '_')
        return found;
    element.name++; /* the name of an array type */
    found = ddl_find(ddl, NAMES_TYPE, element, &type->user);
    type->dimensions |= found != NULL;
    return found;
}

bool ddl_read_loose_type(struct ddl *ddl, const PgQuery__TypeName *node, struct type_name *type)
{
    struct type_syntax syntax = syntax_of(ddl, node);

    if (!type_canonical(&ddl->model->arena, &syntax, type, ddl->diags))
        return false;
    if (type->user.name && find_type(ddl, type)) {
        type_spell(&ddl->model->arena, type);
    } else if (type->user.name && !type_settle_catalog(&ddl->model->arena, type)) {
        type->from_extension = true;
        type_spell(&ddl->model->arena, type);
    }
    return true;
}

bool ddl_read_type(struct ddl *ddl, const PgQuery__TypeName *node, struct type_name *type)
{
    if (!ddl_read_loose_type(ddl, node, type))
        return false;
    if (type->user.name && ddl_is_shell(names_find(ddl->model->names, NAMES_TYPE, type->user)))
        return diag_error(ddl->diags, type->at, CHECK_STATEMENT, "type \"%s\" is only a shell",
                          type->text);
    return !type->from_extension || has_extension(ddl) ||
           diag_error(ddl->diags, type->at, CHECK_TYPE_UNKNOWN, "type \"%s\" does not exist",
                      type->text);
}

/* ------------------------------------------------------------------ CREATE TYPE */

/* Where a type is created that is named by a list of Strings. */
static struct object *add_type(struct ddl *ddl, enum kind kind, PgQuery__Node *const *names,
                               size_t count)
{
    struct qname name = ddl_new_name(ddl, ddl_qname(ddl, names, count), -1);

    return name.name ? ddl_add(ddl, kind, name, -1) : NULL;
}

void ddl_create_enum(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateEnumStmt *create = node->create_enum_stmt;
    struct enum_type *type =
        (struct enum_type *)add_type(ddl, KIND_ENUM, create->type_name, create->n_type_name);

    if (!type)
        return;
    array_reserve(&ddl->model->arena, &type->labels, create->n_vals);
    for (size_t i = 0; i < create->n_vals; i++) {
        struct label *label = array_push(&ddl->model->arena, &type->labels);

        label->object.kind = KIND_LABEL;
        label->object.parent = &type->object;
        label->object.at = ddl_here(ddl);
        label->object.name.name = ddl_text(ddl, create->vals[i]);
    }
}

bool ddl_add_attribute(struct ddl *ddl, struct composite *type, const PgQuery__ColumnDef *node)
{
    struct column *attribute = array_push(&ddl->model->arena, &type->attributes);

    attribute->object.kind = KIND_COLUMN;
    attribute->object.parent = &type->object;
    attribute->object.name.name = ddl_keep(ddl, node->colname);
    attribute->object.at = ddl_place(ddl, node->location);
    attribute->collation = ddl_collation(ddl, node->coll_clause);
    return ddl_read_type(ddl, node->type_name, &attribute->type);
}

void ddl_create_composite(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CompositeTypeStmt *create = node->composite_type_stmt;
    struct qname name = ddl_new_relation(ddl, create->typevar);
    struct composite *type = name.name ? (struct composite *)ddl_add(ddl, KIND_COMPOSITE, name,
                                                                     create->typevar->location)
                                       : NULL;

    for (size_t i = 0; type && i < create->n_coldeflist; i++)
        ddl_add_attribute(ddl, type, create->coldeflist[i]->column_def);
}

/* ------------------------------------------------------------------ CREATE DOMAIN */

void ddl_add_domain_check(struct ddl *ddl, struct domain *domain,
                          const PgQuery__Constraint *node)
{
    const char *schema = domain->object.name.schema;
    struct constraint *check;

    if (!ddl_judge_value(ddl, node->raw_expr))
        return;
    if (node->is_no_inherit) {
        ddl_refuse(ddl, node->location,
                   "check constraints for domains cannot be marked NO INHERIT");
        return;
    }
    check = array_push(&ddl->model->arena, &domain->constraints);
    check->object.kind = KIND_CONSTRAINT;
    check->object.parent = &domain->object;
    check->object.at = ddl_place(ddl, node->location);
    check->object.name.name = ddl_keep(ddl, node->conname);
    check->type = CONSTRAINT_CHECK;
    check->check = ddl_expr_in_brackets(ddl, node->location, "check");
    check->not_valid = node->skip_validation;
    if (!check->object.name.name)
        check->object.name.name =
            name_choose(ddl->model, domain_check_parts(domain), schema, false, true);
    ddl_enter_constraint(ddl, &domain->object, check);
}

#define TYPE(name) PG_QUERY__CONSTR_TYPE__CONSTR_##name

/* What CREATE DOMAIN of PostgreSQL knows, and has no use for. */
static bool judge_domain_part(struct ddl *ddl, PgQuery__Node *const *parts, size_t at)
{
    static const char *const messages[] = {
        [TYPE(PRIMARY)] = "primary key constraints not possible for domains",
        [TYPE(UNIQUE)] = "unique constraints not possible for domains",
        [TYPE(EXCLUSION)] = "exclusion constraints not possible for domains",
        [TYPE(FOREIGN)] = "foreign key constraints not possible for domains",
        [TYPE(IDENTITY)] = "identities not possible for domains",
        [TYPE(GENERATED)] = "generation expressions not possible for domains",
        [TYPE(ATTR_DEFERRABLE)] = "constraint deferrability not supported for domains",
        [TYPE(ATTR_NOT_DEFERRABLE)] = "constraint deferrability not supported for domains",
        [TYPE(ATTR_DEFERRED)] = "constraint deferrability not supported for domains",
        [TYPE(ATTR_IMMEDIATE)] = "constraint deferrability not supported for domains",
    };
    const PgQuery__Constraint *node = parts[at]->constraint;

    if ((size_t)node->contype < COUNT_OF(messages) && messages[node->contype])
        return ddl_refuse(ddl, node->location, "%s", messages[node->contype]);
    for (size_t i = 0; i < at; i++) {
        PgQuery__ConstrType before = parts[i]->constraint->contype, now = node->contype;

        if (now == TYPE(DEFAULT) && before == now)
            return ddl_refuse(ddl, node->location, "multiple default expressions");
        if ((now == TYPE(NULL) && before == TYPE(NOTNULL)) ||
            (now == TYPE(NOTNULL) && before == TYPE(NULL)))
            return ddl_refuse(ddl, node->location, "conflicting NULL/NOT NULL constraints");
    }
    return true;
}

static void add_domain_part(struct ddl *ddl, struct domain *domain,
                            const PgQuery__Constraint *node, uint32_t limit)
{
    struct expr value;

    switch (node->contype) {
    case TYPE(DEFAULT):
        value = ddl_expr_behind(ddl, node->location, "default", limit);
        if (default_is_null(value.text))
            value = (struct expr){0};
        domain->value = value;
        break;
    case TYPE(NOTNULL):
        domain->not_null = true;
        domain->not_null_name = ddl_keep(ddl, node->conname);
        break;
    case TYPE(CHECK):
        ddl_add_domain_check(ddl, domain, node);
        break;
    default:
        break;
    }
}

/* A domain over a domain begins with the default of that one. pg_dump does not mind that: where
 * it writes none, there was none. */
static void take_default(struct ddl *ddl, struct domain *domain)
{
    const struct type_name *type = &domain->type;
    const struct object *base =
        type->user.name && !type->dimensions ? model_find_type(ddl->model, type->user) : NULL;

    if (base && base->kind == KIND_DOMAIN && !ddl->from_dump)
        domain->value = ((const struct domain *)base)->value;
}

void ddl_create_domain(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateDomainStmt *create = node->create_domain_stmt;
    struct domain *domain =
        (struct domain *)add_type(ddl, KIND_DOMAIN, create->domainname, create->n_domainname);

    if (!domain || !ddl_read_type(ddl, create->type_name, &domain->type))
        return;
    domain->collation = ddl_collation(ddl, create->coll_clause);
    take_default(ddl, domain);
    for (size_t i = 0; i < create->n_constraints; i++) {
        const PgQuery__Constraint *part = create->constraints[i]->constraint;

        if (judge_domain_part(ddl, create->constraints, i))
            add_domain_part(ddl, domain, part,
                            ddl_clause_limit(part->location, create->constraints,
                                             create->n_constraints, create->coll_clause));
    }
}

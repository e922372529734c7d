/* ALTER TYPE, DOMAIN, SEQUENCE, EXTENSION and OWNER: what changes in place. Attributes of
 * composite types come by way of ALTER TABLE (ddl_alter_attribute.c). */

#include "sources/ddl_alter.h"

#include "model/resolve.h"

#include <string.h>

#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

struct object *ddl_need_type(struct ddl *ddl, struct qname name, bool missing_ok)
{
    struct object *object = ddl_find(ddl, NAMES_TYPE, name, NULL);

    if (!object && !missing_ok)
        ddl_refuse(ddl, -1, "type \"%s\" does not exist", name.name);
    return object;
}

struct object *ddl_need_altered_type(struct ddl *ddl, PgQuery__ObjectType type,
                                     const PgQuery__Node *node, bool missing_ok)
{
    struct object *object = ddl_need_type(ddl, ddl_node_name(ddl, node), missing_ok);

    if (!object || object->kind == KIND_TABLE) {
        if (object) {
            ddl_refuse(ddl, -1, "\"%s\" is a table's row type", object->name.name);
            diag_hint(ddl->diags, "Use ALTER TABLE instead.");
        }
        return NULL;
    }
    return ddl_judge_kind(ddl, type, object, object->name, -1) ? object : NULL;
}

/* ------------------------------------------------------------------ enums */

static struct label *insert_label(struct ddl *ddl, struct enum_type *type, size_t at,
                                  const char *text)
{
    array_push(&ddl->model->arena, &type->labels);
    struct label *label = &type->labels.at[at];
    memmove(label + 1, label, (type->labels.count - 1 - at) * sizeof *label);
    *label = (struct label){
        .object = {.kind = KIND_LABEL, .parent = &type->object, .name = {NULL, text}}};
    label->object.at = ddl_here(ddl);
    return label;
}

static void add_label(struct ddl *ddl, struct enum_type *type,
                      const PgQuery__AlterEnumStmt *alter)
{
    size_t at = type->labels.count;

    if (enum_find_label(type, alter->new_val)) {
        if (!alter->skip_if_new_val_exists)
            ddl_refuse(ddl, -1, "enum label \"%s\" already exists", alter->new_val);
        return;
    }
    if (*alter->new_val_neighbor) {
        const struct label *neighbor = enum_find_label(type, alter->new_val_neighbor);

        if (!neighbor) {
            ddl_refuse(ddl, -1, "\"%s\" is not an existing enum label",
                       alter->new_val_neighbor);
            return;
        }
        at = (size_t)(neighbor - type->labels.at) + alter->new_val_is_after;
    }
    insert_label(ddl, type, at, arena_strdup(&ddl->model->arena, alter->new_val));
}

static void rename_label(struct ddl *ddl, struct enum_type *type,
                         const PgQuery__AlterEnumStmt *alter)
{
    struct label *label = enum_find_label(type, alter->old_val);
    const char *to = arena_strdup(&ddl->model->arena, alter->new_val);

    if (!label || enum_find_label(type, to)) {
        ddl_refuse(ddl, -1,
                   label ? "enum label \"%s\" already exists"
                         : "\"%s\" is not an existing enum label",
                   label ? to : alter->old_val);
        return;
    }
    ddl_rename_label(ddl, type, label->object.name.name, to);
    label->object.name.name = to;
}

void ddl_alter_enum(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterEnumStmt *alter = node->alter_enum_stmt;
    struct qname name = ddl_qname(ddl, alter->type_name, alter->n_type_name);
    struct object *object = ddl_need_type(ddl, name, false);

    if (!object || object->kind != KIND_ENUM) {
        if (object)
            ddl_refuse(ddl, -1, "\"%s\" is not an enum", name.name);
        return;
    }
    if (*alter->old_val)
        rename_label(ddl, (struct enum_type *)object, alter);
    else
        add_label(ddl, (struct enum_type *)object, alter);
}

/* ------------------------------------------------------------------ domains */

struct constraint *ddl_find_check(const struct domain *domain, const char *name)
{
    for (array_each (struct constraint, check, &domain->constraints))
        if (text_equal(check->object.name.name, name))
            return check;
    return NULL;
}

static void set_domain_default(struct ddl *ddl, struct domain *domain,
                               const PgQuery__AlterDomainStmt *alter)
{
    struct expr value = {0};

    if (alter->def)
        value = ddl_expr_behind(ddl, 0, "default", UINT32_MAX);
    domain->value = value;
    if (default_is_null(value.text))
        domain->value = (struct expr){0};
}

static bool is_not_null(const struct ddl *ddl, const PgQuery__Constraint *node)
{
    return node->contype == PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL ||
           parse_note_at(ddl->statement.parse, NOTE_DOMAIN_NOT_NULL, node->location);
}

static void add_domain_constraint(struct ddl *ddl, struct domain *domain,
                                  const PgQuery__Constraint *node)
{
    if (is_not_null(ddl, node)) {
        domain->not_null = true;
        domain->not_null_name = ddl_keep(ddl, node->conname);
    } else if (*node->conname && ddl_find_check(domain, node->conname)) {
        ddl_refuse(ddl, node->location, "constraint \"%s\" for domain \"%s\" already exists",
                   node->conname, domain->object.name.name);
    } else {
        ddl_add_domain_check(ddl, domain, node);
    }
}

static const char *domain_not_null_name(struct ddl *ddl, const struct domain *domain)
{
    return domain->not_null_name
               ? domain->not_null_name
               : arena_printf(&ddl->scratch, "%s_not_null", domain->object.name.name);
}

static void drop_domain_constraint(struct ddl *ddl, struct domain *domain,
                                   const PgQuery__AlterDomainStmt *alter)
{
    if (ddl_find_check(domain, alter->name)) {
        ddl_drop_part(ddl, (struct ddl_address){&domain->object, PART_CONSTRAINT, alter->name},
                      false, -1);
    } else if (domain->not_null && text_equal(domain_not_null_name(ddl, domain), alter->name)) {
        domain->not_null = false;
        domain->not_null_name = NULL;
    } else if (!alter->missing_ok) {
        ddl_refuse(ddl, -1, "constraint \"%s\" of domain \"%s\" does not exist", alter->name,
                   domain->object.name.name);
    }
}

static void validate_domain_constraint(struct ddl *ddl, struct domain *domain, const char *name)
{
    struct constraint *check = ddl_find_check(domain, name);

    if (check)
        check->not_valid = false;
    else
        ddl_refuse(ddl, -1, "constraint \"%s\" of domain \"%s\" does not exist", name,
                   domain->object.name.name);
}

void ddl_alter_domain(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterDomainStmt *alter = node->alter_domain_stmt;
    struct qname name = ddl_qname(ddl, alter->type_name, alter->n_type_name);
    struct object *object = ddl_need_type(ddl, name, false);
    struct domain *domain = (struct domain *)object;

    if (!object || object->kind != KIND_DOMAIN) {
        if (object)
            ddl_refuse(ddl, -1, "\"%s\" is not a domain", name.name);
        return;
    }
    switch (*alter->subtype) {
    case 'T':
        set_domain_default(ddl, domain, alter);
        break;
    case 'N': /* DROP NOT NULL */
    case 'O': /* SET NOT NULL */
        domain->not_null = *alter->subtype == 'O';
        domain->not_null_name = NULL;
        break;
    case 'C':
        add_domain_constraint(ddl, domain, alter->def->constraint);
        break;
    case 'X':
        drop_domain_constraint(ddl, domain, alter);
        break;
    case 'V':
        validate_domain_constraint(ddl, domain, alter->name);
        break;
    default:
        break;
    }
}

/* ------------------------------------------------------------------ sequences */

static bool says_owner(const PgQuery__AlterSeqStmt *alter)
{
    for (size_t i = 0; i < alter->n_options; i++)
        if (!strcmp(alter->options[i]->def_elem->defname, "owned_by"))
            return true;
    return false;
}

void ddl_alter_sequence(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterSeqStmt *alter = node->alter_seq_stmt;
    struct qname found;
    struct object *object = ddl_find_relation(ddl, alter->sequence, &found);

    if (!object) {
        if (!alter->missing_ok)
            ddl_refuse(ddl, alter->sequence->location, "relation \"%s\" does not exist",
                       alter->sequence->relname);
        return;
    }
    struct table *table = (struct table *)object;
    if (object->kind == KIND_TABLE && !qname_equal(object->name, found))
        for (array_each (struct column, column, &table->columns))
            if (column->identity && qname_equal(column->identity_sequence, found)) {
                if (says_owner(alter))
                    ddl_refuse(ddl, alter->sequence->location,
                               "cannot change ownership of identity sequence");
                ddl_read_sequence_options(ddl, &column->identity_options, alter->options,
                                          alter->n_options, false);
                return;
            }
    if (object->kind != KIND_SEQUENCE) {
        ddl_refuse(ddl, alter->sequence->location, "\"%s\" is not a sequence",
                   alter->sequence->relname);
        return;
    }
    struct sequence *sequence = (struct sequence *)object;
    ddl_read_sequence_options(ddl, &sequence->options, alter->options, alter->n_options, false);
    for (size_t i = 0; i < alter->n_options; i++)
        if (!strcmp(alter->options[i]->def_elem->defname, "owned_by"))
            ddl_own_sequence(ddl, sequence, alter->options[i]->def_elem);
}

/* ------------------------------------------------------------------ extensions */

static struct extension *need_extension(struct ddl *ddl, const char *name)
{
    struct object *object =
        names_find(ddl->model->names, NAMES_EXTENSION, (struct qname){NULL, name});

    if (!object)
        ddl_refuse(ddl, -1, "extension \"%s\" does not exist", name);
    return (struct extension *)object;
}

void ddl_move_extension(struct ddl *ddl, const char *name, const char *schema)
{
    struct extension *extension = need_extension(ddl, name);

    if (extension)
        extension->schema = schema;
}

/* UPDATE without a version is to the newest that is installed: not known. */
void ddl_alter_extension(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterExtensionStmt *alter = node->alter_extension_stmt;
    struct extension *extension = need_extension(ddl, alter->extname);

    if (!extension)
        return;
    extension->version = NULL;
    for (size_t i = 0; i < alter->n_options; i++)
        if (!strcmp(alter->options[i]->def_elem->defname, "new_version"))
            extension->version = ddl_text(ddl, alter->options[i]->def_elem->arg);
}

/* ------------------------------------------------------------------ owners */

void ddl_set_owner(struct ddl *ddl, struct object *object, const PgQuery__RoleSpec *owner)
{
    if (ddl->model->owners && owner &&
        owner->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING)
        object->owner = ddl_keep(ddl, owner->rolename);
}

void ddl_alter_owner(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterOwnerStmt *alter = node->alter_owner_stmt;
    struct object *object = NULL;

    switch (alter->object_type) {
    case OBJECT(TYPE):
    case OBJECT(DOMAIN):
        object = ddl_need_altered_type(ddl, alter->object_type, alter->object, false);
        break;
    case OBJECT(SCHEMA):
        object = names_find(ddl->model->names, NAMES_SCHEMA,
                            (struct qname){NULL, ddl_text(ddl, alter->object)});
        break;
    default:
        break; /* of what is not modelled nobody asks */
    }
    if (object)
        ddl_set_owner(ddl, object, alter->newowner);
}

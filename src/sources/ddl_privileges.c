/* GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: that a table has privileges is known, not
 * which. */

#include "sources/ddl_alter.h"

#include <string.h>

#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

static const char privileges[] = "privileges on table";

void ddl_note_on_table(struct ddl *ddl, const char *word, struct object *table, bool is_set)
{
    struct ddl_other *note = ddl_find_other(ddl, word, "", table);

    if (is_set && !note)
        ddl_add_other(ddl, word, table->name, "", table);
    if (!is_set && note)
        ddl_drop_other(ddl, note);
}

/* Privileges on columns alone are not the table's. */
static bool names_only_columns(const PgQuery__GrantStmt *grant)
{
    for (size_t i = 0; i < grant->n_privileges; i++)
        if (!grant->privileges[i]->access_priv->n_cols)
            return false;
    return grant->n_privileges > 0;
}

static void grant_in_schema(struct ddl *ddl, const char *schema)
{
    const struct object_list *tables = &ddl->model->objects[KIND_TABLE];

    for (size_t i = 0; i < tables->count; i++)
        if (text_equal(tables->at[i]->name.schema, schema) && ddl_is_there(ddl, tables->at[i]))
            ddl_note_on_table(ddl, privileges, tables->at[i], true);
}

/* What is granted is not read: that there is something is. */
void ddl_grant(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__GrantStmt *grant = node->grant_stmt;

    if (grant->objtype != OBJECT(TABLE) || names_only_columns(grant))
        return;
    for (size_t i = 0; i < grant->n_objects; i++) {
        const PgQuery__Node *on = grant->objects[i];
        struct object *table = NULL;

        if (on->node_case == PG_QUERY__NODE__NODE_RANGE_VAR)
            table = ddl_find_relation(ddl, on->range_var, NULL);
        else if (grant->targtype == PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_ALL_IN_SCHEMA)
            grant_in_schema(ddl, ddl_text(ddl, on));
        if (table && table->kind == KIND_TABLE)
            ddl_note_on_table(ddl, privileges, table, true);
    }
}

/* ------------------------------------------------------------------ ALTER DEFAULT PRIVILEGES
 */

static const char *grantee_name(struct ddl *ddl, const PgQuery__Node *node)
{
    const char *name = ddl_role_name(ddl, node->role_spec);

    return name ? name : "";
}

static void set_default(struct ddl *ddl, const char *schema, const PgQuery__GrantStmt *grant)
{
    for (size_t i = 0; i < grant->n_grantees; i++) {
        const char *grantee = grantee_name(ddl, grant->grantees[i]);
        size_t kept = 0;

        if (!grant->is_grant && grant->n_privileges)
            continue; /* something may be left */
        for (array_each (const struct ddl_default_privilege, one, &ddl->default_privileges))
            if (!text_equal(one->schema, schema) || strcmp(one->grantee, grantee) != 0)
                ddl->default_privileges.at[kept++] = *one;
        ddl->default_privileges.count = kept;
        if (grant->is_grant)
            array_add(&ddl->model->arena, &ddl->default_privileges,
                      ((struct ddl_default_privilege){schema, grantee}));
    }
}

/* Of what other roles make, nothing is known: who runs the script is not said. */
void ddl_alter_default_privileges(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterDefaultPrivilegesStmt *alter = node->alter_default_privileges_stmt;
    const PgQuery__List *schemas = NULL;

    if (alter->action->objtype != OBJECT(TABLE))
        return;
    for (size_t i = 0; i < alter->n_options; i++) {
        const PgQuery__DefElem *option = alter->options[i]->def_elem;

        if (strcmp(option->defname, "schemas") != 0)
            return;
        schemas = option->arg->list;
    }
    if (!schemas)
        set_default(ddl, NULL, alter->action);
    for (size_t i = 0; schemas && i < schemas->n_items; i++)
        set_default(ddl, ddl_text(ddl, schemas->items[i]), alter->action);
}

void ddl_take_default_privileges(struct ddl *ddl, struct table *table)
{
    const char *schema = table->object.name.schema;

    for (array_each (const struct ddl_default_privilege, one, &ddl->default_privileges))
        if (strcmp(schema, TEMPORARY_SCHEMA) != 0 &&
            (!one->schema || text_equal(one->schema, schema)))
            ddl_note_on_table(ddl, privileges, &table->object, true);
}

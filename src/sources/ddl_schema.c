/* Schemas and extensions: CREATE SCHEMA with what stands in it, CREATE EXTENSION. */

#include "sources/ddl_build.h"

#include <string.h>

/* The name of a role, where one is said and not meant (CURRENT_USER). */
const char *ddl_role_name(struct ddl *ddl, const PgQuery__RoleSpec *role)
{
    return role && role->roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING
               ? ddl_keep(ddl, role->rolename)
               : NULL;
}

/* The statements in a schema's definition name things in it. */
static void carry_out_parts(struct ddl *ddl, const char *schema,
                            const PgQuery__CreateSchemaStmt *create)
{
    struct text_list path = ddl->path;
    const char *only[] = {schema};

    ddl->path = (struct text_list){only, 1, 1};
    for (size_t i = 0; i < create->n_schema_elts; i++)
        ddl_carry_out(ddl, create->schema_elts[i]);
    ddl->path = path;
}

bool ddl_judge_schema(struct ddl *ddl, const char *name)
{
    return strncmp(name, "pg_", 3) ||
           ddl_refuse(ddl, -1,
                      "unacceptable schema name \"%s\": the prefix \"pg_\" is PostgreSQL's own",
                      name);
}

/* public is there from the beginning, and pg_dump makes it all the same. */
void ddl_create_schema(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateSchemaStmt *create = node->create_schema_stmt;
    const char *owner = ddl_role_name(ddl, create->authrole);
    struct qname name = {.name = ddl_keep(ddl, create->schemaname)};
    struct schema *schema;

    if (!name.name)
        name.name = owner;
    if (!name.name || (ddl_has_schema(ddl, name.name) &&
                       (create->if_not_exists || !strcmp(name.name, "public"))))
        return;
    if (!ddl_judge_schema(ddl, name.name))
        return;
    schema = (struct schema *)ddl_add(ddl, KIND_SCHEMA, name, -1);
    if (!schema)
        return;
    schema->declared = true;
    schema->object.owner = ddl->settings->owners ? owner : NULL;
    carry_out_parts(ddl, name.name, create);
}

void ddl_create_extension(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__CreateExtensionStmt *create = node->create_extension_stmt;
    struct qname name = {.name = ddl_keep(ddl, create->extname)};
    struct extension *extension;

    /* what initdb makes is part of every database */
    if (!strcmp(create->extname, "plpgsql") ||
        (create->if_not_exists && names_find(ddl->model->names, NAMES_EXTENSION, name)))
        return;
    extension = (struct extension *)ddl_add(ddl, KIND_EXTENSION, name, -1);
    for (size_t i = 0; extension && i < create->n_options; i++) {
        const PgQuery__DefElem *element = create->options[i]->def_elem;

        if (!strcmp(element->defname, "schema"))
            extension->schema = ddl_text(ddl, element->arg);
        else if (!strcmp(element->defname, "new_version"))
            extension->version = ddl_text(ddl, element->arg);
    }
}

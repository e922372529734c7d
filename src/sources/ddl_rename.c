/* ALTER … RENAME and SET SCHEMA: what is called otherwise afterwards. Where the old name is
 * mentioned is ddl_rename_mentions.c's. */

#include "sources/ddl_alter.h"

#include <string.h>

#define OBJECT(name) PG_QUERY__OBJECT_TYPE__OBJECT_##name

/* ------------------------------------------------------------------ whole objects */

static void rename_row_mentions(struct ddl *ddl, struct object *object, struct qname to)
{
    switch (object->kind) {
    case KIND_SEQUENCE:
        ddl_rename_mentions(ddl, MENTION_RELATION, object->name, to);
        break;
    case KIND_TABLE:
        ddl_rename_mentions(ddl, MENTION_RELATION, object->name, to);
        ddl_rename_type_users(ddl, object->name, to);
        break;
    case KIND_ENUM:
    case KIND_COMPOSITE:
    case KIND_DOMAIN:
        ddl_rename_type_users(ddl, object->name, to);
        break;
    default:
        break;
    }
}

static bool is_taken(struct ddl *ddl, const struct object *object, struct qname to)
{
    enum name_space space = names_space(object->kind);

    if (!names_find(ddl->model->names, space, to))
        return false;
    ddl_refuse(ddl, -1, "%s \"%s\" already exists", space == NAMES_TYPE ? "type" : "relation",
               to.name);
    return true;
}

/* What a table owns stands in its schema. */
static void move_identities(struct table *table, const char *schema)
{
    for (array_each (struct column, column, &table->columns))
        if (column->identity != IDENTITY_NONE)
            column->identity_sequence.schema = schema;
}

/* Gives a whole object another name, wherever it is mentioned: ALTER … RENAME TO, SET SCHEMA.
 * False and an error if the name is taken. */
static bool move_object(struct ddl *ddl, struct object *object, struct qname to);

static void move_owned(struct ddl *ddl, struct table *table, const char *schema)
{
    struct object *object;

    for (size_t i = 0; (object = ddl_next_object(ddl, KIND_SEQUENCE, &i));)
        if (((struct sequence *)object)->owned_by.to == &table->object &&
            !text_equal(object->name.schema, schema))
            move_object(ddl, object, (struct qname){schema, object->name.name});
}

static bool move_other(struct ddl *ddl, struct ddl_other *other, struct qname to)
{
    struct object *object = &other->object;

    if (strstr("function procedure aggregate", other->word))
        ddl_rename_mentions(ddl, MENTION_FUNCTION, object->name, to);
    if (!strcmp(other->word, "collation"))
        ddl_rename_collation(ddl, object->name, to);
    if (names_find(ddl->model->names, NAMES_TYPE, object->name) == object)
        ddl_rename_type_users(ddl, object->name, to);
    return ddl_rename_other(ddl, other, to);
}

static bool move_object(struct ddl *ddl, struct object *object, struct qname to)
{
    if (qname_equal(object->name, to))
        return true;
    if (object->kind == KIND_COUNT)
        return move_other(ddl, (struct ddl_other *)object, to);
    if (is_taken(ddl, object, to))
        return false;
    rename_row_mentions(ddl, object, to);
    if (object->kind == KIND_TABLE)
        for (array_each (struct column, column, &((struct table *)object)->columns))
            ddl_keep_not_null(ddl, column, column);
    ddl_leave(ddl, object);
    object->name = to;
    if (object->kind == KIND_TABLE)
        move_identities((struct table *)object, to.schema);
    bool ok = ddl_enter(ddl, object, -1);
    if (object->kind == KIND_TABLE)
        move_owned(ddl, (struct table *)object, to.schema);
    return ok;
}

/* ------------------------------------------------------------------ members */

static bool rename_index(struct ddl *ddl, struct table *table, struct qname from,
                         const char *to)
{
    struct index *index = table_find_index(table, from.name);
    struct qname name = {from.schema, to};

    if (!index || !ddl_enter_member(ddl, table, name, -1))
        return false;
    names_leave(ddl->model->names, NAMES_RELATION, from);
    if (text_equal(table->replica_index, from.name))
        table->replica_index = to;
    index->object.name.name = to;
    return true;
}

static void rename_one_constraint(struct ddl *ddl, struct object *owner,
                                  struct constraint *constraint, const char *to);

static void rename_in_children(struct ddl *ddl, struct table *table, const char *from,
                               const char *to)
{
    struct table *child;

    for (size_t i = 0; (child = ddl_next_child(ddl, table, &i));) {
        struct constraint *check = table_find_constraint(child, from);

        if (check && check->type == CONSTRAINT_CHECK)
            rename_one_constraint(ddl, &child->object, check, to);
    }
}

static void rename_one_constraint(struct ddl *ddl, struct object *owner,
                                  struct constraint *constraint, const char *to)
{
    const char *from = constraint->object.name.name;
    struct table *table = owner->kind == KIND_TABLE ? (struct table *)owner : NULL;

    if (table ? table_find_constraint(table, to) != NULL
              : ddl_find_check((struct domain *)owner, to) != NULL) {
        ddl_refuse(ddl, -1, "constraint \"%s\" for \"%s\" already exists", to,
                   owner->name.name);
        return;
    }
    ddl_leave_constraint(ddl, owner, constraint);
    constraint->object.name.name = to;
    ddl_enter_constraint(ddl, owner, constraint);
    if (table && text_equal(table->replica_index, from))
        table->replica_index = to;
    if (table && constraint->type == CONSTRAINT_CHECK && !constraint->no_inherit)
        rename_in_children(ddl, table, from, to);
}

/* The sequence of an identity, by its own name. */
static bool rename_identity(struct ddl *ddl, struct table *table, struct qname from,
                            const char *to)
{
    for (array_each (struct column, column, &table->columns)) {
        if (!column->identity || !qname_equal(column->identity_sequence, from))
            continue;
        if (!ddl_enter_member(ddl, table, (struct qname){from.schema, to}, -1))
            return false;
        names_leave(ddl->model->names, NAMES_RELATION, from);
        column->identity_sequence.name = to;
        return true;
    }
    return false;
}

static void rename_member(struct ddl *ddl, struct table *table, struct qname from,
                          const char *to)
{
    struct constraint *constraint = table_find_constraint(table, from.name);

    if (table_find_index(table, from.name))
        rename_index(ddl, table, from, to);
    else if (constraint)
        rename_one_constraint(ddl, &table->object, constraint, to);
    else
        rename_identity(ddl, table, from, to);
}

/* ------------------------------------------------------------------ RENAME */

static void rename_relation(struct ddl *ddl, const PgQuery__RenameStmt *rename)
{
    const char *to = ddl_keep(ddl, rename->newname);
    struct qname found;
    struct object *object = ddl_find_relation(ddl, rename->relation, &found);

    if (!object) {
        if (!rename->missing_ok)
            ddl_refuse(ddl, rename->relation->location, "relation \"%s\" does not exist",
                       rename->relation->relname);
        return;
    }
    if (!ddl_judge_moved(ddl, rename->rename_type, object, found, rename->relation->location))
        return;
    if (qname_equal(object->name, found))
        move_object(ddl, object, (struct qname){object->name.schema, to});
    else if (object->kind == KIND_TABLE)
        rename_member(ddl, (struct table *)object,
                      (struct qname){object->name.schema, rename->relation->relname}, to);
}

static void rename_attribute(struct ddl *ddl, const PgQuery__RenameStmt *rename)
{
    struct object *object = ddl_find_relation(ddl, rename->relation, NULL);
    struct composite *type = (struct composite *)object;
    const char *to = ddl_keep(ddl, rename->newname);
    struct column *attribute;
    struct table *table;

    if (!object || object->kind != KIND_COMPOSITE) {
        ddl_refuse(ddl, rename->relation->location, "type \"%s\" does not exist",
                   rename->relation->relname);
        return;
    }
    attribute = ddl_find_attribute(type, rename->subname);
    if (!attribute || ddl_find_attribute(type, to)) {
        ddl_refuse(ddl, rename->relation->location,
                   attribute ? "column \"%s\" of relation \"%s\" already exists"
                             : "column \"%s\" of relation \"%s\" does not exist",
                   attribute ? to : rename->subname, object->name.name);
        return;
    }
    attribute->object.name.name = to;
    for (size_t i = 0; (table = ddl_next_table(ddl, &i));)
        if (table->of_type.to == object && table_find_column(table, rename->subname))
            ddl_rename_column(ddl, table, ddl_keep(ddl, rename->subname), to);
}

/* Those of views and indexes are no part of the model. */
static bool has_unlisted_columns(const struct object *object, struct qname found)
{
    return object->kind == KIND_COUNT ||
           (object->kind == KIND_TABLE && !qname_equal(object->name, found) &&
            !ddl_find_identity((const struct table *)object, found.name));
}

static void rename_column(struct ddl *ddl, const PgQuery__RenameStmt *rename)
{
    struct qname found;
    struct object *object = ddl_find_relation(ddl, rename->relation, &found);
    const char *to = ddl_keep(ddl, rename->newname);
    struct table *table;
    struct column *column;

    if (!object && rename->missing_ok)
        return;
    if (object && has_unlisted_columns(object, found))
        return;
    if (object && object->kind == KIND_COMPOSITE) {
        rename_attribute(ddl, rename);
        return;
    }
    table = ddl_need_table(ddl, rename->relation);
    column = table ? ddl_need_column(ddl, table, rename->subname) : NULL;
    if (!column)
        return;
    if (table->of_type.name.name)
        ddl_refuse(ddl, -1, "cannot rename column of typed table");
    else if (ddl_parent_with_column(table, rename->subname, NULL))
        ddl_refuse(ddl, -1, "cannot rename inherited column \"%s\"", rename->subname);
    else if (!rename->relation->inh && ddl_has_children(ddl, table))
        ddl_refuse(ddl, -1, "inherited column \"%s\" must be renamed in child tables too",
                   rename->subname);
    else if (column_is_system(to))
        ddl_refuse(ddl, -1, "column name \"%s\" conflicts with a system column name", to);
    else if (table_find_column(table, to))
        ddl_refuse(ddl, -1, "column \"%s\" of relation \"%s\" already exists", to,
                   table->object.name.name);
    else
        ddl_rename_column(ddl, table, ddl_keep(ddl, rename->subname), to);
}

static void rename_not_null(struct ddl *ddl, struct table *table, const char *from,
                            const char *to)
{
    struct column *column = ddl_find_not_null(ddl, table, from);

    if (column)
        ddl_name_not_null(ddl, column, to);
    else
        ddl_refuse(ddl, -1, "constraint \"%s\" for table \"%s\" does not exist", from,
                   table->object.name.name);
}

static void rename_constraint(struct ddl *ddl, const PgQuery__RenameStmt *rename)
{
    struct table *table;
    struct constraint *constraint;
    const char *to = ddl_keep(ddl, rename->newname);

    if (rename->missing_ok && !ddl_find_relation(ddl, rename->relation, NULL))
        return;
    table = ddl_need_table(ddl, rename->relation);
    if (!table)
        return;
    constraint = table_find_constraint(table, rename->subname);
    if (constraint && constraint->type == CONSTRAINT_CHECK &&
        ddl_parent_with_check(table, rename->subname, NULL))
        ddl_refuse(ddl, -1, "cannot rename inherited constraint \"%s\"", rename->subname);
    else if (constraint)
        rename_one_constraint(ddl, &table->object, constraint, to);
    else
        rename_not_null(ddl, table, rename->subname, to);
}

static void rename_domain_constraint(struct ddl *ddl, const PgQuery__RenameStmt *rename)
{
    struct object *object = ddl_need_type(ddl, ddl_node_name(ddl, rename->object), false);
    struct constraint *check = object && object->kind == KIND_DOMAIN
                                   ? ddl_find_check((struct domain *)object, rename->subname)
                                   : NULL;

    if (check)
        rename_one_constraint(ddl, object, check, ddl_keep(ddl, rename->newname));
    else if (object)
        ddl_refuse(ddl, -1, "constraint \"%s\" for domain \"%s\" does not exist",
                   rename->subname, object->name.name);
}

static void rename_type(struct ddl *ddl, const PgQuery__RenameStmt *rename)
{
    struct object *object =
        ddl_need_altered_type(ddl, rename->rename_type, rename->object, rename->missing_ok);

    if (object)
        move_object(ddl, object,
                    (struct qname){object->name.schema, ddl_keep(ddl, rename->newname)});
}

/* ------------------------------------------------------------------ schemas */

static void move_all(struct ddl *ddl, const char *from, const char *to)
{
    static const enum kind kinds[] = {KIND_ENUM, KIND_COMPOSITE, KIND_DOMAIN, KIND_SEQUENCE,
                                      KIND_TABLE};
    struct object *object;
    struct ddl_other *other;

    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        for (size_t i = 0; (object = ddl_next_object(ddl, kinds[k], &i));)
            if (text_equal(object->name.schema, from))
                move_object(ddl, object, (struct qname){to, object->name.name});
    for (size_t i = 0; (other = ddl_next_other(ddl, &i));)
        if (text_equal(other->object.name.schema, from))
            move_object(ddl, &other->object, (struct qname){to, other->object.name.name});
    for (size_t i = 0; (object = ddl_next_object(ddl, KIND_EXTENSION, &i));)
        if (text_equal(((struct extension *)object)->schema, from))
            ((struct extension *)object)->schema = to;
}

static void rename_schema(struct ddl *ddl, const PgQuery__RenameStmt *rename)
{
    struct names **names = &ddl->model->names;
    struct qname from = {NULL, rename->subname}, to = {NULL, ddl_keep(ddl, rename->newname)};
    struct object *schema = names_find(*names, NAMES_SCHEMA, from);

    if (!schema || names_find(*names, NAMES_SCHEMA, to)) {
        ddl_refuse(ddl, -1,
                   schema ? "schema \"%s\" already exists" : "schema \"%s\" does not exist",
                   schema ? to.name : from.name);
        return;
    }
    if (!ddl_judge_schema(ddl, to.name))
        return;
    names_leave(*names, NAMES_SCHEMA, from);
    from.name = schema->name.name;
    schema->name.name = to.name;
    names_enter(names, NAMES_SCHEMA, schema->name, schema);
    move_all(ddl, from.name, to.name);
}

/* ------------------------------------------------------------------ the statements */

static void rename_other(struct ddl *ddl, const PgQuery__RenameStmt *rename)
{
    struct ddl_other *other = ddl_find_renamed(ddl, rename);

    if (other)
        move_object(ddl, &other->object,
                    (struct qname){other->object.name.schema, ddl_keep(ddl, rename->newname)});
}

void ddl_rename(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__RenameStmt *rename = node->rename_stmt;

    switch (rename->rename_type) {
    case OBJECT(TABLE):
    case OBJECT(FOREIGN_TABLE):
    case OBJECT(SEQUENCE):
    case OBJECT(INDEX):
    case OBJECT(VIEW):
    case OBJECT(MATVIEW):
        rename_relation(ddl, rename);
        break;
    case OBJECT(COLUMN):
        rename_column(ddl, rename);
        break;
    case OBJECT(ATTRIBUTE):
        rename_attribute(ddl, rename);
        break;
    case OBJECT(TABCONSTRAINT):
        rename_constraint(ddl, rename);
        break;
    case OBJECT(DOMCONSTRAINT):
        rename_domain_constraint(ddl, rename);
        break;
    case OBJECT(TYPE):
    case OBJECT(DOMAIN):
        rename_type(ddl, rename);
        break;
    case OBJECT(SCHEMA):
        rename_schema(ddl, rename);
        break;
    default:
        rename_other(ddl, rename);
        break;
    }
}

/* Sequences of a column's own go where its table goes. */
static bool judge_sequence(struct ddl *ddl, const struct object *object, struct qname found)
{
    bool owned = object->kind == KIND_SEQUENCE
                     ? ((const struct sequence *)object)->owned_by.to != NULL
                     : object->kind == KIND_TABLE &&
                           ddl_find_identity((const struct table *)object, found.name);

    return !owned || ddl_refuse(ddl, -1, "cannot move an owned sequence into another schema");
}

static struct object *find_moved_relation(struct ddl *ddl,
                                          const PgQuery__AlterObjectSchemaStmt *move)
{
    int location = move->relation->location;
    struct qname found;
    struct object *object = ddl_find_relation(ddl, move->relation, &found);

    if (!object && !move->missing_ok)
        ddl_refuse(ddl, location, "relation \"%s\" does not exist", move->relation->relname);
    if (!object || !ddl_judge_moved(ddl, move->object_type, object, found, location) ||
        !judge_sequence(ddl, object, found))
        return NULL;
    if (object->kind == KIND_TABLE && !qname_equal(object->name, found)) {
        ddl_refuse(ddl, location, "cannot change schema of index \"%s\"", found.name);
        return NULL;
    }
    return object;
}

static struct object *find_moved(struct ddl *ddl, const PgQuery__AlterObjectSchemaStmt *move)
{
    switch (move->object_type) {
    case OBJECT(TYPE):
    case OBJECT(DOMAIN):
        return ddl_need_altered_type(ddl, move->object_type, move->object, move->missing_ok);
    case OBJECT(TABLE):
    case OBJECT(FOREIGN_TABLE):
    case OBJECT(SEQUENCE):
    case OBJECT(VIEW):
    case OBJECT(MATVIEW):
        return find_moved_relation(ddl, move);
    default:
        return (struct object *)ddl_find_other_by_node(ddl, move->object_type, move->object);
    }
}

void ddl_set_schema(struct ddl *ddl, const PgQuery__Node *node)
{
    const PgQuery__AlterObjectSchemaStmt *move = node->alter_object_schema_stmt;
    const char *schema = ddl_keep(ddl, move->newschema);
    struct object *object;

    if (!ddl_has_schema(ddl, schema)) {
        ddl_refuse(ddl, -1, "schema \"%s\" does not exist", schema);
        return;
    }
    if (move->object_type == OBJECT(EXTENSION)) {
        ddl_move_extension(ddl, ddl_text(ddl, move->object), schema);
        return;
    }
    object = find_moved(ddl, move);
    if (object)
        move_object(ddl, object, (struct qname){schema, object->name.name});
}
